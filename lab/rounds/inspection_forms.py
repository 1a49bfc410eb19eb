"""Forms to look at answers and to enter paper sheets: shape only."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional

from lab.prototypes.models import TestRound
from lab.rounds.questions import ALL_ITEMS, LONGEST_ANSWER, OPEN_QUESTIONS, items_for
from lab.web.forms import (
    AtMost,
    BaseForm,
    OnceForm,
    WholeNumber,
    carried_number,
    chosen,
    clean_line,
    clean_text,
)

ACCEPT = "accept"
ACCEPT_SCORES = "accept_scores"
DISCARD = "discard"


class InspectionForm(BaseForm):
    """Which answers count. One that somebody else has looked at in between is no error: the service skips it."""

    sheets = SelectMultipleField(
        _l("Antworten"),
        [chosen(_l("Bitte wählen Sie mindestens eine Antwort aus."))],
        coerce=carried_number,
        validate_choice=False,
    )
    # Stands with the original words of a sheet only: nobody lets through what they have not seen.
    as_written = SelectMultipleField(
        _l("Im Wortlaut"), coerce=carried_number, validate_choice=False, choices=[]
    )
    action = StringField(filters=[clean_line])

    def validate(self, extra_validators: Any = None) -> bool:
        """Knows the three actions only."""
        is_valid = bool(super().validate(extra_validators))
        for field in (self.sheets, self.as_written):
            field.data = [number for number in field.data or [] if number and number > 0]
        if self.action.data not in (ACCEPT, ACCEPT_SCORES, DISCARD):
            self.form_errors.append(_("Bitte wählen Sie, was mit den Antworten geschehen soll."))
            return False
        return is_valid


class PaperForm(OnceForm):
    """One sheet of paper: the items of the scale, the four fields as they were written."""

    likes = TextAreaField(OPEN_QUESTIONS["likes"], [AtMost(LONGEST_ANSWER)], [clean_text])
    criticisms = TextAreaField(OPEN_QUESTIONS["criticisms"], [AtMost(LONGEST_ANSWER)], [clean_text])
    questions = TextAreaField(OPEN_QUESTIONS["questions"], [AtMost(LONGEST_ANSWER)], [clean_text])
    ideas = TextAreaField(OPEN_QUESTIONS["ideas"], [AtMost(LONGEST_ANSWER)], [clean_text])

    def texts(self) -> dict[str, str]:
        """What stands in the four fields."""
        return {name: self._fields[name].data or "" for name in OPEN_QUESTIONS}

    def items(self) -> list[Any]:
        """The fields of the scale, in their order."""
        return [field for name, field in self._fields.items() if name in ALL_ITEMS]

    def scores(self) -> dict[str, int | None]:
        """The values of the scale by item; None where the sheet has no cross or „weiß nicht“."""
        return {field.name: field.data for field in self.items()}


def paper_form(test_round: TestRound) -> PaperForm:
    """The form with the items that the round asks."""
    items = {
        question.name: IntegerField(
            question.text, [Optional(), WholeNumber(1, question.highest)], render_kw={"inputmode": "numeric"}
        )
        for question in items_for(test_round)
    }
    form: PaperForm = type("PaperFormOfRound", (PaperForm,), items)()
    return form
