"""Forms of the prototypes room: shape only."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from lab.accounts.models import JobCentre
from lab.ideas.evidence import METHODS
from lab.ideas.models import Method
from lab.ideas.workflow import State
from lab.prototypes.models import Answer, Finding, Group, Prototype, PrototypeKind, TestRound
from lab.prototypes.service import LONGEST_LINK, MOST_PEOPLE, SessionNotes, VersionText
from lab.web.forms import (
    AtMost,
    BaseForm,
    OnceForm,
    WholeNumber,
    carried_number,
    chosen,
    clean_line,
    clean_text,
    options,
    required,
)
from lab.web.locale import show_date

LONGEST_TITLE = 120
LONGEST_STATEMENT = 1000
LONGEST_TEXT = 5000
LONGEST_REASON = 2000


def method_choices() -> list[SelectChoice]:
    """The methods for a select, those of testing first."""
    of_test = METHODS[State.TEST]
    others = [method for method in Method if method not in of_test]
    groups = ((_("Methoden zum Testen"), of_test), (_("Andere Methoden"), others))
    return [
        SelectChoice("", _("Bitte wählen")),
        *(
            SelectChoice(method.value, str(method.label), optgroup=group)
            for group, methods in groups
            for method in methods
        ),
    ]


def place_choices(job_centres: Sequence[JobCentre]) -> list[Any]:
    """The jobcentres for a select, and that it was in none."""
    places = ((job_centre.key, job_centre.short_name) for job_centre in job_centres)
    return options((("", _("in keinem Kommunalen Jobcenter")), *places))


class VersionFields:
    """What a version says about itself."""

    title = StringField(
        _l("Titel"),
        [required(_l("Bitte geben Sie der Version einen Titel.")), AtMost(LONGEST_TITLE)],
        [clean_line],
        description=_l("Was ist es, in wenigen Worten? Zum Beispiel: Klickdummy mit Druckansicht."),
    )
    kind = RadioField(
        _l("Art"),
        [chosen(_l("Bitte wählen Sie, woraus der Prototyp besteht."))],
        choices=options(PrototypeKind.choices()),
    )
    hypothesis = TextAreaField(
        _l("Hypothese"),
        [AtMost(LONGEST_STATEMENT)],
        [clean_text],
        description=_l(
            "Was glauben wir, und was soll der Test zeigen? "
            "Zum Beispiel: Fachkräfte finden den Hinweis auf ein Risiko ohne Hilfe."
        ),
    )
    success_criterion = TextAreaField(
        _l("Erfolgskriterium"),
        [AtMost(LONGEST_STATEMENT)],
        [clean_text],
        description=_l(
            "Woran merken wir, ob das stimmt? Am besten mit einer Zahl, zum Beispiel: 4 von 5 finden ihn in einer Minute."
        ),
    )
    changes = TextAreaField(
        _l("Was ist neu?"),
        [AtMost(LONGEST_REASON)],
        [clean_text],
        description=_l("Was hat sich seit der letzten Version geändert, und warum?"),
    )
    link = StringField(
        _l("Link"),
        [AtMost(LONGEST_LINK)],
        [clean_line],
        description=_l("Wo kann man den Prototyp ansehen? Ganze Adresse mit https:// am Anfang."),
    )


class NewPrototypeForm(VersionFields, OnceForm):
    """The next version."""

    def version_text(self) -> VersionText:
        """The values for the service."""
        return _version_text(self)


class EditPrototypeForm(VersionFields, BaseForm):
    """Changes a version; `version` guards against overwriting what somebody else wrote."""

    version = HiddenField(filters=[clean_line])

    def version_text(self) -> VersionText:
        """The values for the service."""
        return _version_text(self)


class FeedbackForm(OnceForm):
    """A test with one group on one day, and the four fields of the feedback grid."""

    group = RadioField(
        _l("Wer hat den Prototyp ausprobiert?"),
        [chosen(_l("Bitte wählen Sie die Gruppe."))],
        choices=options(Group.choices()),
        description=_l("Waren mehrere Gruppen dabei? Dann bitte je Gruppe eine eigene Rückmeldung."),
    )
    participants = IntegerField(
        _l("Wie viele Personen waren es?"),
        [chosen(_l("Bitte geben Sie an, wie viele Personen es waren.")), WholeNumber(1, MOST_PEOPLE)],
    )
    held_on = DateField(
        _l("Wann war der Test?"),
        [required(_l("Bitte geben Sie das Datum des Tests an, zum Beispiel 14.02.2026."))],
        format=["%Y-%m-%d", "%d.%m.%Y"],
    )
    method = SelectField(_l("Methode"), [chosen(_l("Bitte wählen Sie die Methode."))])
    job_centre = SelectField(_l("Wo war der Test?"))
    round = SelectField(_l("Testrunde"), coerce=carried_number)
    likes = TextAreaField(
        _l("Das war gut (+)"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was hat geholfen oder gefallen? Ein Punkt pro Zeile."),
    )
    criticisms = TextAreaField(
        _l("Das ändern (Δ)"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was hat gestört oder nicht geklappt? Ein Punkt pro Zeile."),
    )
    questions = TextAreaField(
        _l("Offene Fragen (?)"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was blieb unklar? Ein Punkt pro Zeile."),
    )
    ideas = TextAreaField(
        _l("Neue Ideen (!)"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was haben die Menschen selbst vorgeschlagen? Ein Punkt pro Zeile."),
    )

    def offer(self, job_centres: Sequence[JobCentre], rounds: Sequence[TestRound]) -> None:
        """Offers the methods, those of testing first, the jobcentres of today, and the planned rounds."""
        self.method.choices = method_choices()
        self.job_centre.choices = place_choices(job_centres)
        planned = ((test_round.id, _about_round(test_round)) for test_round in rounds)
        self.round.choices = options((("", _("keine geplante Runde")), *planned))

    def validate(self, extra_validators: Any = None) -> bool:
        """Says at once that all four fields are empty, not only when the rest is right."""
        is_valid = bool(super().validate(extra_validators))
        if any(field.data for field in (self.likes, self.criticisms, self.questions, self.ideas)):
            return is_valid
        self.likes.errors = [*self.likes.errors, _("Bitte füllen Sie mindestens eines der vier Felder aus.")]
        return False

    def session_notes(self) -> SessionNotes:
        """The values for the service."""
        return SessionNotes(
            group=Group(self.group.data),
            method=Method(self.method.data),
            participants=self.participants.data,
            held_on=self.held_on.data,
            job_centre_key=self.job_centre.data or None,
            likes=self.likes.data or "",
            criticisms=self.criticisms.data or "",
            questions=self.questions.data or "",
            ideas=self.ideas.data or "",
        )


class AnswerForm(BaseForm):
    """What becomes of a finding."""

    answer = RadioField(
        _l("Was wird daraus?"),
        [chosen(_l("Bitte wählen Sie, was aus dem Befund wird."))],
        choices=options(
            (
                (Answer.TAKEN_UP.value, _l("Wir haben es aufgenommen")),
                (Answer.LATER.value, _l("Es kommt später")),
                (Answer.NO.value, _l("Wir ändern es nicht")),
            )
        ),
    )
    taken_up_in = SelectField(
        _l("Aufgenommen in Version"),
        coerce=carried_number,
        description=_l("Nur nötig, wenn Sie den Befund aufgenommen haben."),
    )
    text = TextAreaField(
        _l("Antwort in einem Satz"),
        [required(_l("Bitte antworten Sie den Menschen mit einem Satz.")), AtMost(LONGEST_REASON)],
        [clean_text],
        description=_l("So, dass die Menschen es verstehen, die es gesagt haben."),
    )
    version = HiddenField(filters=[clean_line])

    def offer(self, finding: Finding, versions: Sequence[Prototype]) -> None:
        """Offers the versions from the finding's own on, newest first."""
        later = [version for version in versions if version.number >= finding.prototype.number]
        offered = ((version.id, f"{version.label} – {version.title}") for version in later)
        self.taken_up_in.choices = options((("", _("Bitte wählen")), *offered))

    def name_fields_for(self, finding: Finding) -> None:
        """Gives the fields ids of their own, so that several forms fit on one page."""
        for field in self._fields.values():
            field.id = f"{field.name}-{finding.id}"
            field.label.field_id = field.id


def _about_round(test_round: TestRound) -> str:
    """A planned round in a list: when, with whom, where."""
    place = test_round.job_centre.short_name if test_round.job_centre else _("in keinem KJC")
    return f"{show_date(test_round.starts_on)} · {test_round.group.label} · {place}"


def _version_text(form: Any) -> VersionText:
    return VersionText(
        title=form.title.data,
        kind=PrototypeKind(form.kind.data),
        hypothesis=form.hypothesis.data or "",
        success_criterion=form.success_criterion.data or "",
        changes=form.changes.data or "",
        link=form.link.data or "",
    )
