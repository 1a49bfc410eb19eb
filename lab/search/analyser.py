"""Folds German text, so that case, umlauts and accents do not hide a match."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12


def fold(text: str) -> str:
    """Lower case, ä as ae, ß as ss, other accents dropped; words separated by one space."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_GERMAN)
    plain = "".join(
        mark for mark in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(mark)
    )
    return " ".join(_WORD.findall(plain))


def words(query: str) -> list[str]:
    """The first dozen folded words of a query."""
    return fold(query).split()[:MOST_WORDS]
