"""The base form: text cleaned alike everywhere, errors in plain words, one protection against sending twice."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation, ValidationError

from lab.core.errors import DomainError, Invalid
from lab.web.kept import once_key
from lab.web.privacy import ConfirmationField, check_privacy, is_free_text

# Control characters and the marks that turn text around; line break and tab stay.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def clean_line(value: Any) -> Any:
    """One line of text: normalised, without control characters, white space folded."""
    if not isinstance(value, str):
        return value
    return _visible(" ".join(_UNWANTED.sub("", unicodedata.normalize("NFC", value)).split()))


def clean_text(value: Any) -> Any:
    """Several lines of text: normalised, without control characters, trimmed."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    return _visible(_UNWANTED.sub("", text).strip())


def carried_number(value: object) -> int | None:
    """A number that a form carried along, a version mostly: None for nothing, -1 for garbage, which no row has."""
    text = "" if value is None else str(value)
    if text in ("", "None"):
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _visible(text: str) -> str:
    """The text, '' if all of it is joiners, marks and other characters that nobody sees."""
    return text if any(mark.isprintable() and not mark.isspace() for mark in text) else ""


def required(message: Any = None) -> DataRequired:
    """A value is needed."""
    return DataRequired(message or _l("Bitte füllen Sie dieses Feld aus."))


def chosen(message: Any = None) -> InputRequired:
    """A choice is needed."""
    return InputRequired(message or _l("Bitte wählen Sie etwas aus."))


def options(pairs: Iterable[tuple[Any, Any]]) -> list[Any]:
    """Pairs of value and label as select and radio fields want them."""
    return [SelectChoice(value, label) for value, label in pairs]


class AtMost(Length):
    """Text of at most `max` characters; the message says how many there are."""

    def __init__(self, maximum: int) -> None:
        super().__init__(max=maximum)

    def __call__(self, form: Any, field: Any) -> None:
        """Raises ValidationError when the text is longer."""
        length = len(field.data or "")
        if length > self.max:
            raise ValidationError(
                _("Bitte kürzen: höchstens %(max)s Zeichen, es sind %(length)s.", max=self.max, length=length)
            )


class WholeNumber:
    """A whole number within bounds."""

    def __init__(self, minimum: int, maximum: int) -> None:
        self.minimum, self.maximum = minimum, maximum
        self.field_flags = {"min": minimum, "max": maximum}

    def __call__(self, form: Any, field: Any) -> None:
        """Raises StopValidation, so that the field shows one message and not two."""
        if field.data is None and not field.raw_data:
            return
        if field.data is None or not self.minimum <= field.data <= self.maximum:
            field.errors[:] = []
            raise StopValidation(
                _(
                    "Bitte geben Sie eine ganze Zahl von %(min)s bis %(max)s ein.",
                    min=self.minimum,
                    max=self.maximum,
                )
            )


class BaseForm(FlaskForm):
    """All forms: fields are shape only, what the rules say is shown with `add_error`.

    Free text is looked through for personal data (see web.privacy). A form where such data belong says so with
    `guards_privacy = False`, a text field that is none of a person's own words stands in `not_free_text`.
    """

    guards_privacy = True
    not_free_text: tuple[str, ...] = ()
    privacy_confirmed = ConfirmationField()

    class Meta(FlaskForm.Meta):
        """What holds for every value that is sent."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Numbers and dates are shown again as they were typed: no page may contain control characters."""
            sent = super().wrap_formdata(form, formdata)
            if not isinstance(sent, MultiDict):
                return sent
            return MultiDict(
                (name, _CONTROL.sub("", value) if isinstance(value, str) else value)
                for name, value in sent.items(multi=True)
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """What the fields ask for, and that nobody has overlooked personal data."""
        is_valid = bool(super().validate(extra_validators))
        if not self.guards_privacy:
            return is_valid
        fields = [
            field
            for name, field in self._fields.items()
            if is_free_text(field) and name not in self.not_free_text
        ]
        return check_privacy(self.privacy_confirmed, fields) and is_valid

    @property
    def wrong_fields(self) -> list[Any]:
        """The fields with something to mend; the privacy guard warns elsewhere."""
        return [field for field in self if field.errors and field is not self.privacy_confirmed]

    def add_error(self, error: DomainError) -> None:
        """Shows what a rule said: beside its field if it names one, else above the form."""
        field = self._fields.get(error.field) if isinstance(error, Invalid) else None
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]

    def values(self, *left_out: str) -> dict[str, Any]:
        """The fields' data without the form's own machinery and the names left out."""
        skipped: Sequence[str] = ("csrf_token", "once", "privacy_confirmed", *left_out)
        return {name: field.data for name, field in self._fields.items() if name not in skipped}


class OnceForm(BaseForm):
    """A form that creates something: sent twice, it creates one thing (see web.once)."""

    once = HiddenField(default=once_key, filters=[clean_line])
