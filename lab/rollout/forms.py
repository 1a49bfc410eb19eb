"""Forms of the rollout room: shape only."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from lab.core.clock import today
from lab.rollout.committee import usual_day_to_look_again
from lab.rollout.models import Checked, Decision, ReviewCondition, ReviewQuestion, VoteChoice
from lab.rollout.readiness import Answers
from lab.web.forms import AtMost, BaseForm, OnceForm, chosen, clean_line, clean_text, options, required

LONGEST_TEXT = 5000
LONGEST_GUIDE = 20000
LONGEST_SENTENCE = 1000


class Expected:
    """The gate wants this field, the form does not: it is not marked as optional, and may be left empty."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing to refuse."""


class GivenDay:
    """A day is needed. Who sends the form without the field takes the day that it offers."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Raises StopValidation, so that the field shows one message and not two."""
        if field.raw_data and not str(field.raw_data[0]).strip():
            field.errors[:] = []
            raise StopValidation(_("Bitte wählen Sie einen Tag."))


def _checked(label: Any) -> RadioField:
    return RadioField(label, [chosen()], choices=options(Checked.choices()), default=Checked.NO.value)


def _sentence(label: Any) -> StringField:
    return StringField(label, [Expected(), AtMost(LONGEST_SENTENCE)], [clean_line])


class ReadinessForm(OnceForm):
    """Reports an idea ready for rollout."""

    benefit = TextAreaField(
        _l("Nutzen"),
        [required(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was wird für wen besser, und woran haben Sie es im Test gemerkt?"),
    )
    operating_cost = TextAreaField(
        _l("Kosten im Betrieb"),
        [required(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Geld und Arbeitszeit im Jahr, auch wenn es nur wenig ist."),
    )
    owner = StringField(
        _l("Wer verantwortet die Lösung nach der Einführung?"),
        [Expected(), AtMost(200)],
        [clean_line],
        description=_l("Eine Stelle oder Funktion, keine Person."),
    )
    support = StringField(
        _l("Wer hilft bei Fragen?"),
        [Expected(), AtMost(200)],
        [clean_line],
        description=_l("Eine Stelle oder Funktion, und wie man sie erreicht."),
    )
    funding = _checked(_l("Finanzierung geklärt?"))
    funding_text = _sentence(_l("Finanzierung: Ergebnis in einem Satz"))
    systems = TextAreaField(
        _l("Berührte Fachverfahren und Schnittstellen"),
        [Expected(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Berührt die Lösung keine, schreiben Sie: keine."),
    )
    guide = TextAreaField(
        _l("Anleitung zur Einführung"),
        [Expected(), AtMost(LONGEST_GUIDE)],
        [clean_text],
        description=_l(
            "Was tut ein anderes Jobcenter der Reihe nach? "
            "Liegt die Anleitung als Anhang bei der Idee, nennen Sie ihn hier."
        ),
    )
    data_protection = _checked(_l("Datenschutz geprüft?"))
    data_protection_text = _sentence(_l("Datenschutz: Ergebnis in einem Satz"))
    information_security = _checked(_l("Informationssicherheit geprüft?"))
    information_security_text = _sentence(_l("Informationssicherheit: Ergebnis in einem Satz"))
    staff_council = _checked(_l("Personalrat beteiligt?"))
    staff_council_text = _sentence(_l("Personalrat: Ergebnis in einem Satz"))
    accessibility = _checked(_l("Barrierefreiheit geprüft?"))
    accessibility_text = _sentence(_l("Barrierefreiheit: Ergebnis in einem Satz"))
    override_reason = TextAreaField(
        _l("Warum trotzdem rolloutreif?"),
        [Expected(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l(
            "Diese Begründung sieht die Leitung bei der Entscheidung, und sie bleibt danach sichtbar."
        ),
    )

    def answers(self) -> Answers:
        """What was filled in; what a form with errors lacks counts as not given."""
        values: dict[str, Any] = {}
        for name in Answers.__dataclass_fields__:
            data = self._fields[name].data or ""
            if name.endswith("_text") or f"{name}_text" not in Answers.__dataclass_fields__:
                values[name] = data
            else:
                values[name] = Checked(data) if data in set(Checked) else Checked.NO
        return Answers(**values)


class BackForm(BaseForm):
    """Sent in a meeting, it leads back to the agenda."""

    back = HiddenField(filters=[clean_line])


class DecisionForm(BackForm):
    """Leadership's decision."""

    decision = RadioField(_l("Ihre Entscheidung"), [chosen()], choices=options(Decision.choices()))
    reason = TextAreaField(
        _l("Begründung"),
        [required(_l("Bitte begründen Sie die Entscheidung.")), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l(
            "Alle Beteiligten lesen sie. Sie steht im Verlauf der Idee und wird nicht mehr geändert."
        ),
    )
    conditions = TextAreaField(
        _l("Auflagen"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was muss vor der nächsten Meldung erledigt sein? Ohne Angabe gilt die Begründung."),
    )
    look_again_on = DateField(
        _l("Wiedervorlage am"),
        [GivenDay()],
        default=lambda: usual_day_to_look_again(today()),
        description=_l("An diesem Tag steht die Entscheidung wieder auf der Startseite."),
    )


class VoteForm(BackForm):
    """A member's vote."""

    choice = RadioField(_l("Ihre Stimme"), [chosen()], choices=options(VoteChoice.choices()))
    text = TextAreaField(
        _l("Bedenken, Einwand oder Hinweis"),
        [Expected(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l(
            "Bei Bedenken und bei einem Einwand nötig. Nach dem Beschluss lesen es alle, die diese Seite sehen; "
            "dabei steht Ihr KJC, nicht Ihr Name."
        ),
    )


class QuestionForm(OnceForm):
    """A member's question to the team."""

    question = TextAreaField(
        _l("Ihre Frage an das Team"),
        [required(_l("Bitte schreiben Sie Ihre Frage.")), AtMost(LONGEST_TEXT)],
        [clean_text],
    )


class AnswerForm(BaseForm):
    """The team's answer to one question; the page has one form a question."""

    answer = TextAreaField(
        _l("Antwort"), [required(_l("Bitte schreiben Sie eine Antwort.")), AtMost(LONGEST_TEXT)], [clean_text]
    )
    version = HiddenField(filters=[clean_line])

    @classmethod
    def of(cls, question: ReviewQuestion, **values: Any) -> "AnswerForm":
        """The question's form, with ids of its own."""
        form = cls(data={"version": str(question.version)}, **values)
        form.answer.id = f"answer-{question.id}"
        form.privacy_confirmed.id = f"privacy-answer-{question.id}"
        return form


class ConditionForm(BaseForm):
    """Ticks one condition, or opens it again; the button says which."""

    not_free_text = ("done",)

    done = RadioField(_l("Erledigt?"), [chosen()], choices=options([("1", _l("ja")), ("0", _l("nein"))]))
    note = TextAreaField(_l("Wie erledigt?"), [AtMost(LONGEST_SENTENCE)], [clean_text])
    version = HiddenField(filters=[clean_line])
    # Which page to come back to.
    back = HiddenField(filters=[clean_line])

    @classmethod
    def of(cls, condition: ReviewCondition, back: str = "", **values: Any) -> "ConditionForm":
        """The condition's form, with ids of its own."""
        form = cls(data={"version": str(condition.version), "back": back}, **values)
        form.note.id = f"note-{condition.id}"
        form.privacy_confirmed.id = f"privacy-condition-{condition.id}"
        return form


class LookAgainForm(BaseForm):
    """What came of looking again at a decision."""

    note = TextAreaField(
        _l("Was haben Sie gesehen?"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Steht danach im Verlauf der Idee."),
    )
    look_again_on = DateField(_l("Nächste Wiedervorlage am"), [Optional()])
