"""Forms of the administration: shape only."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, Optional

from lab.accounts.models import MAP_COLUMNS, MAP_ROWS, JobCentre, Role, User
from lab.accounts.queries import list_job_centres
from lab.pages.texts import LONGEST_BODY
from lab.settings.service import DEFINITIONS
from lab.web.forms import (
    AtMost,
    BaseForm,
    OnceForm,
    WholeNumber,
    chosen,
    clean_line,
    clean_text,
    options,
    required,
)

# The choice of no jobcentre: a choice too, so that the field is never empty.
NO_JOB_CENTRE = "none"

ROLE_DESCRIPTIONS: dict[str, LazyString] = {
    Role.STAFF.value: _l("Reichen Ideen ein und arbeiten in Teams mit."),
    Role.FACILITATOR.value: _l("Beantwortet und bewegt Ideen, pflegt Themenlabs."),
    Role.LEADERSHIP.value: _l(
        "Entscheidet über den Rollout und führt die Nachnutzung des eigenen Jobcenters."
    ),
    Role.ADMIN.value: _l("Pflegt Konten, Jobcenter, Einstellungen und Seiten, entscheidet nicht über Ideen."),
    Role.GUEST.value: _l("Sieht nur Ideen, zu denen sie oder er eingeladen ist, bis zu einem Datum."),
}

# Title, explanation and settings of each group on the page; a test holds that none is missing.
SETTING_GROUPS: tuple[tuple[LazyString, LazyString, tuple[str, ...]], ...] = (
    (
        _l("Erste Antwort"),
        _l(
            "Jede Idee bekommt eine Antwort. Die Frist sehen alle; sie gilt für Ideen, die ab jetzt eingehen."
        ),
        ("answer_working_days",),
    ),
    (
        _l("Belege je Phase"),
        _l("Was die Prüfliste erwartet, bevor eine Idee weitergeht. Mit Begründung geht es auch ohne."),
        ("conversations_wanted", "alternatives_wanted", "test_persons_wanted", "test_places_wanted"),
    ),
    (
        _l("Steuerungskreis"),
        _l("Wie der Steuerungskreis über den Rollout entscheidet."),
        ("committee_quorum", "committee_days", "committee_urgent"),
    ),
    (
        _l("Board"),
        _l("Grenzen warnen, sie sperren nicht."),
        ("limit_empathise", "limit_define", "limit_ideate", "limit_prototype", "limit_test", "ageing_days"),
    ),
)


class AccountForm(OnceForm):
    """Who it is and what the person may do."""

    # An account is somebody's: name and address belong here.
    guards_privacy = False

    name = StringField(
        _l("Name"),
        [required(_l("Bitte geben Sie einen Namen ein.")), AtMost(120)],
        [clean_line],
        description=_l("So erscheint die Person im Innovation-Lab."),
    )
    email = EmailField(
        _l("E-Mail-Adresse"),
        [
            required(_l("Bitte geben Sie eine E-Mail-Adresse ein.")),
            AtMost(254),
            Email(_l("Das ist keine gültige E-Mail-Adresse. Beispiel: vorname.nachname@kreis.de")),
        ],
        [clean_line],
        description=_l("Damit meldet sich die Person an."),
    )
    role = RadioField(
        _l("Rolle"), [chosen(_l("Bitte wählen Sie eine Rolle."))], choices=options(Role.choices())
    )
    job_centre_key = SelectField(
        _l("Jobcenter"),
        [chosen()],
        description=_l(
            "Beschäftigte, Lab-Moderation und Leitung gehören zu einem, Administration und Gäste zu keinem."
        ),
    )
    version = HiddenField(filters=[clean_line])

    def offer_job_centres(self, own: JobCentre | None = None) -> None:
        """Offers the jobcentres of today, and the account's own even if it is closed."""
        offered = list(list_job_centres())
        if own is not None and own not in offered:
            offered.append(own)
        self.job_centre_key.choices = options(
            [
                (NO_JOB_CENTRE, _("kein Jobcenter")),
                *((job_centre.key, job_centre.short_name) for job_centre in offered),
            ]
        )


class TilePlace(IntegerField):
    """A row or column of the map: stored from 0, shown and typed from 1."""

    def process_data(self, value: int | None) -> None:
        """Takes what is stored."""
        self.data = None if value is None else value + 1

    @property
    def stored(self) -> int | None:
        """What is to be stored."""
        return None if self.data is None else self.data - 1


class JobCentreForm(OnceForm):
    """A municipal jobcentre."""

    key = StringField(
        _l("Amtlicher Schlüssel"),
        [required(_l("Bitte geben Sie den amtlichen Schlüssel ein.")), AtMost(5)],
        [clean_line],
        description=_l("Fünf Ziffern des Kreises oder der Stadt, zum Beispiel 06631. Er bleibt für immer."),
    )
    short_name = StringField(
        _l("Kurzname"),
        [required(_l("Bitte geben Sie einen Kurznamen ein.")), AtMost(60)],
        [clean_line],
        description=_l(
            "Steht in Listen und auf Karten und darf nur einmal vorkommen, zum Beispiel „Offenbach (Kreis)“."
        ),
    )
    house_name = StringField(
        _l("Name des Hauses"), [required(_l("Bitte geben Sie den Namen ein.")), AtMost(120)], [clean_line]
    )
    authority = StringField(
        _l("Träger"), [required(_l("Bitte geben Sie den Träger ein.")), AtMost(120)], [clean_line]
    )
    active_from = DateField(_l("Aktiv ab"), [chosen(_l("Bitte geben Sie an, ab wann es aktiv ist."))])
    active_until = DateField(
        _l("Aktiv bis"),
        [Optional()],
        description=_l(
            "Leer lassen, solange es besteht. Danach bleibt die Geschichte erhalten, neue Konten gibt es nicht mehr."
        ),
    )
    map_row = TilePlace(
        _l("Karte: Zeile"),
        [Optional(), WholeNumber(1, MAP_ROWS)],
        description=_l("Von Norden nach Süden gezählt. Ohne Angabe steht das Jobcenter neben der Karte."),
    )
    map_column = TilePlace(
        _l("Karte: Spalte"),
        [Optional(), WholeNumber(1, MAP_COLUMNS)],
        description=_l("Von Westen nach Osten gezählt."),
    )
    version = HiddenField(filters=[clean_line])

    def values(self, *left_out: str) -> dict[str, Any]:
        """The fields' data; rows and columns as they are stored."""
        places = {"map_row": self.map_row.stored, "map_column": self.map_column.stored}
        return super().values(*left_out) | places


class CommitteeForm(BaseForm):
    """Takes somebody into the steering committee."""

    account = SelectField(_l("Leitung"), [chosen(_l("Bitte wählen Sie ein Konto."))])
    is_chair = BooleanField(
        _l("Vorsitz oder Stellvertretung"),
        description=_l("Hält Beschlüsse fest. Es kann mehrere geben."),
    )

    def offer(self, accounts: Iterable[User]) -> None:
        """Offers these accounts."""
        self.account.choices = options(
            [
                ("", _("bitte wählen")),
                *(
                    (
                        str(account.id),
                        f"{account.name} ({account.job_centre.short_name})"
                        if account.job_centre
                        else account.name,
                    )
                    for account in accounts
                ),
            ]
        )


class SynonymForm(OnceForm):
    """Words that mean the same."""

    words = StringField(
        _l("Wörter"),
        [required(_l("Bitte schreiben Sie mindestens zwei Wörter.")), AtMost(400)],
        [clean_line],
        description=_l("Durch Kommas getrennt, zum Beispiel: Bescheid, Schreiben, Brief"),
    )
    version = HiddenField(filters=[clean_line])


class PageForm(BaseForm):
    """The text of a page in one language."""

    # Imprint and privacy notice have to name who answers, with address and telephone number.
    guards_privacy = False

    body = TextAreaField(
        _l("Text"),
        [required(_l("Bitte schreiben Sie einen Text.")), AtMost(LONGEST_BODY)],
        [clean_text],
        description=_l(
            "Überschrift: # am Zeilenanfang. Liste: - am Zeilenanfang. Fett: **Wort**. Link: [Text](https://…). "
            "Eine Leerzeile beginnt einen neuen Absatz."
        ),
    )
    seen = HiddenField(filters=[clean_line])


class _SettingsFormBase(BaseForm):
    seen = HiddenField(filters=[clean_line])


def _setting_field(key: str) -> IntegerField:
    definition = DEFINITIONS[key]
    return IntegerField(
        definition.label,
        [chosen(_l("Bitte geben Sie eine Zahl ein.")), WholeNumber(definition.minimum, definition.maximum)],
        description=_l(
            "Vorgabe: %(default)s, möglich: %(min)s bis %(max)s",
            default=definition.default,
            min=definition.minimum,
            max=definition.maximum,
        ),
    )


SettingsForm = type("SettingsForm", (_SettingsFormBase,), {key: _setting_field(key) for key in DEFINITIONS})
