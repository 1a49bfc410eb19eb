"""Text as the patterns read it: digits, dashes and spaces of all scripts alike, marks that nobody sees left out."""

import unicodedata
from dataclasses import dataclass


class _Plain(dict[int, str | None]):
    """Each character's plain form, worked out when it is first met; None leaves it out."""

    def __missing__(self, code: int) -> str | None:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(mark: str) -> str | None:
    if mark.isspace():
        return " "
    category = unicodedata.category(mark)
    # Joiners, soft hyphens, what turns text around, and what makes a picture of a digit.
    if category in ("Cf", "Me", "Cc") or "\ufe00" <= mark <= "\ufe0f":
        return None
    if category == "Nd":
        return str(unicodedata.decimal(mark))
    if category == "Pd" or mark in "\u2212\u00af\u02d7":
        return "-"
    if mark in "\u2044\u2215\u29f8":
        return "/"
    folded = unicodedata.normalize("NFKC", mark)
    return folded if len(folded) == 1 else mark


_TABLE = _Plain()


@dataclass(frozen=True)
class PlainText:
    """The plain text, and where each of its characters stands in the original."""

    text: str
    _places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the plain text stands in the original."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end - 1] + 1


def make_plain(text: str) -> PlainText:
    """The text in its plain form."""
    plain = text.translate(_TABLE)
    if len(plain) == len(text):
        return PlainText(plain, None)
    return PlainText(plain, [place for place, mark in enumerate(text) if _TABLE[ord(mark)] is not None])
