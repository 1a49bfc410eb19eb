"""Codes that are stored, with the label that is shown."""

from enum import StrEnum
from typing import Self

from flask_babel import LazyString


class Code(StrEnum):
    """A stored code with a translated label: `MEMBER = "code", lazy_gettext("Label")`."""

    label: LazyString

    # The default is for type checkers: looking a member up, State("test"), gives no label.
    def __new__(cls, value: str, label: LazyString | None = None) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label  # type: ignore[assignment]
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, LazyString]]:
        """Pairs of code and label, in the order of definition, as select fields want them."""
        return [(member.value, member.label) for member in cls]
