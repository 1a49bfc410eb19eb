"""Forms of the adoption room: shape only."""

from collections.abc import Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from lab.adoption.ladder import Question
from lab.adoption.models import Adoption, AdoptionStatus, AdoptionStep, ReasonCategory, Step
from lab.adoption.service import Statement
from lab.adoption.steps import Tick
from lab.core.clock import today
from lab.web.forms import AtMost, BaseForm, carried_number, chosen, clean_line, clean_text, options

YES, NO = "yes", "no"


def _category(description: Any = None) -> SelectField:
    return SelectField(
        _l("Woran liegt es?"),
        coerce=lambda value: "" if value is None else str(value),
        choices=options([("", "–"), *ReasonCategory.choices()]),
        default="",
        description=description or "",
    )


class InterestForm(BaseForm):
    """Whether a jobcentre would take part; the button says it."""

    interested = RadioField(validators=[chosen()], choices=options([(YES, _l("ja")), (NO, _l("nein"))]))


class _Versioned(BaseForm):
    """What the writer saw."""

    version = HiddenField(filters=[clean_line])

    def see(self, adoption: Adoption | None) -> None:
        """Takes the version of the row as it is now."""
        self.version.data = str(adoption.version if adoption else 0)

    def seen_version(self) -> int | None:
        """The version that was seen; None where the form does not say, -1 for what is none."""
        return carried_number(self.version.data)


class AdoptionForm(_Versioned):
    """One jobcentre's step on the ladder, and what others may want to know."""

    status = RadioField(_l("Wo stehen Sie?"), [chosen()], choices=options(AdoptionStatus.choices()))
    since = DateField(_l("Seit wann?"), [Optional()])
    reason_category = _category(_l("Nötig bei „nicht übernommen“ und „abgebrochen“."))
    reason = TextAreaField(
        _l("In einem Satz"),
        [AtMost(2000)],
        [clean_text],
        description=_l(
            "Warum, oder was andere Jobcenter davon wissen sollten. "
            "Nötig, wenn Sie eine Stufe überspringen oder zurückgehen."
        ),
    )
    is_adapted = BooleanField(_l("Wir haben die Lösung für uns angepasst."))
    adapted_text = TextAreaField(
        _l("Was haben Sie angepasst, und warum?"),
        [AtMost(2000)],
        [clean_text],
        description=_l("Nötig, wenn Sie angepasst haben."),
    )
    contact = StringField(
        _l("Kontakt"),
        [AtMost(120)],
        [clean_line],
        description=_l("Eine Stelle oder Funktion, zum Beispiel „Teamleitung Eingangszone“. Kein Name."),
    )
    effort = StringField(
        _l("Aufwand"),
        [AtMost(200)],
        [clean_line],
        description=_l("Was es gebraucht hat, in einer Zeile: zum Beispiel „zwei Tage IT, eine Schulung“."),
    )

    @classmethod
    def of(cls, adoption: Adoption | None) -> Self:
        """As the row stands. Day and reason belong to the next step: they are asked for anew."""
        if adoption is None:
            form = cls(formdata=None, status=AdoptionStatus.NOT_ASSESSED.value, since=today())
        else:
            kept = {
                name: getattr(adoption, name) for name in ("is_adapted", "adapted_text", "contact", "effort")
            }
            form = cls(formdata=None, status=adoption.status.value, **kept)
        form.see(adoption)
        return form

    def statement(self) -> Statement:
        """What was said."""
        return Statement(
            AdoptionStatus(self.status.data),
            _category_of(self.reason_category.data),
            self.reason.data or "",
            self.since.data,
            # A box without a tick is not sent, so its text tells whether it was on the form.
            bool(self.is_adapted.data) if self.is_adapted.data or self.adapted_text.raw_data else None,
            _sent(self.adapted_text),
            _sent(self.contact),
            _sent(self.effort),
        )


class QuestionForm(_Versioned):
    """Whether a solution is still in use after months."""

    is_used = RadioField(
        _l("Nutzen Sie die Lösung noch?"),
        [chosen()],
        choices=options([(YES, _l("ja")), (NO, _l("nein"))]),
    )
    reason_category = _category(_l("Nötig bei „nein“."))
    reason = TextAreaField(
        _l("In einem Satz"),
        [AtMost(2000)],
        [clean_text],
        description=_l("Nötig bei „nein“: Andere Jobcenter lernen daraus."),
    )
    months = HiddenField(filters=[clean_line])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It stands on one page with the form above.
        for field in self:
            field.id = field.label.field_id = f"question-{field.name}"

    @classmethod
    def of(cls, adoption: Adoption, question: Question) -> Self:
        """The question as it is asked."""
        form = cls(formdata=None, months=str(question.months))
        form.see(adoption)
        return form

    def category(self) -> ReasonCategory | None:
        """The chosen category, if any."""
        return _category_of(self.reason_category.data)

    def seen_months(self) -> int | None:
        """Which question was seen."""
        return carried_number(self.months.data)


class StepsForm(BaseForm):
    """The five steps with a note each."""

    versions = HiddenField(filters=[clean_line])

    @classmethod
    def of(cls, steps: Mapping[Step, AdoptionStep], versions: str) -> Self:
        """As the steps stand. A note that is hidden from its own jobcentre stays where it is."""
        boxes = {step.value: row.is_done for step, row in steps.items()}
        notes = {f"{step.value}_note": row.note for step, row in steps.items() if not row.is_withheld}
        return cls(formdata=None, versions=versions, **boxes, **notes)

    def rows(self) -> list[tuple[Step, Any, Any]]:
        """Each step with its box and its note."""
        return [(step, self._fields[step.value], self._fields[f"{step.value}_note"]) for step in Step]

    def ticks(self) -> dict[Step, Tick]:
        """What was ticked and noted."""
        return {step: Tick(bool(box.data), note.data) for step, box, note in self.rows()}


for _step in Step:
    setattr(StepsForm, _step.value, BooleanField(_step.label))
    _label = _l("Anmerkung zu „%(step)s“", step=_step.label)
    setattr(StepsForm, f"{_step.value}_note", StringField(_label, [AtMost(500)], [clean_line]))


def _category_of(value: str | None) -> ReasonCategory | None:
    return ReasonCategory(value) if value else None


def _sent(field: StringField) -> str | None:
    """What was typed, None where the field was not on the form."""
    return (field.data or "") if field.raw_data else None
