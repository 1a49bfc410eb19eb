"""Forms of the adoption room: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from lab.adoption.models import AdoptionStatus, ReasonCategory
from lab.web.forms import AtMost, BaseForm, chosen, clean_line, clean_text, options


class AdoptionForm(BaseForm):
    """One jobcentre's step on the ladder."""

    status = RadioField(_l("Wo stehen Sie?"), [chosen()], choices=options(AdoptionStatus.choices()))
    reason_category = SelectField(
        _l("Woran liegt es?"),
        coerce=lambda value: "" if value is None else str(value),
        choices=options([("", "–"), *ReasonCategory.choices()]),
        default="",
        description=_l("Nötig bei „nicht übernommen“ und „abgebrochen“."),
    )
    reason = TextAreaField(
        _l("In einem Satz"),
        [AtMost(2000)],
        [clean_text],
        description=_l("Warum, oder was andere Jobcenter davon wissen sollten."),
    )
    is_adapted = BooleanField(_l("Wir haben die Lösung für uns angepasst."))
    contact = StringField(
        _l("Kontakt"),
        [AtMost(120)],
        [clean_line],
        description=_l("Eine Stelle oder Funktion, zum Beispiel „Teamleitung Eingangszone“. Kein Name."),
    )
    version = HiddenField(filters=[clean_line])

    def category(self) -> ReasonCategory | None:
        """The chosen category, if any."""
        return ReasonCategory(self.reason_category.data) if self.reason_category.data else None

    def seen_version(self) -> int | None:
        """The version that was seen; None where the form does not say, -1 for what is none."""
        text = self.version.data
        if not text:
            return None
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
