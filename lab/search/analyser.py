"""Reads German text into tokens, so that case, umlauts, endings and compounds do not hide a match.

A token is a folded word as it stands in the text ("antraege"), the stem of such a word with one leading
underscore ("_antrag"), or with two the stem of a part of it ("__buch" in "terminbuchung"). Both engines store
these tokens and compare them; neither knows any German.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lab.search import compounds, stems
from lab.search.folding import fold as fold

# Kund*innen, Kund:innen, Kund_innen and Kolleg/innen are one word each.
_GENDERED = re.compile(r"[*:_/·](?<=[^\W\d_]{3}.)(?=in(?:nen)?\b)", re.IGNORECASE)
# E-Mail and Kunden-App: their words joined are a word too. The hyphens are those that people paste.
_HYPHENED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")

MOST_WORDS = 12
# Of one idea, and of one word in letters: more than people write, little enough for both engines.
LONGEST_TEXT_WORDS = 10_000
LONGEST_WORD = 60
# No query has this token: a phrase cannot run from one text into the next.
SEPARATOR = "_"


class Analysis(NamedTuple):
    """What is known about one folded word: its stem, and the stems of the parts of its compound."""

    stem: str
    parts: tuple[str, ...]


def words(query: str) -> list[str]:
    """The first dozen folded words of a query."""
    return fold(query).split()[:MOST_WORDS]


def surface_words(text: str) -> list[str]:
    """The folded words of a text in their order, Kund*innen as one, none longer than sixty letters."""
    return [word[:LONGEST_WORD] for word in fold(_GENDERED.sub("", text)).split()]


def joined_words(text: str) -> Iterator[tuple[str, ...]]:
    """The folded words of whatever is written with hyphens: (e, mail), (kunden, app)."""
    if "-" in text or "\u2010" in text or "\u2011" in text:
        for found in _HYPHENED.findall(text):
            yield tuple(surface_words(found))


@lru_cache(maxsize=8_192)
def analyse(word: str) -> Analysis:
    """Stem and parts of a folded word."""
    stem = stems.stem(word)
    found: dict[str, None] = {}
    for part in compounds.split(word):
        found.setdefault(stems.stem(part))
    found.pop(stem, None)
    return Analysis(stem, tuple(found))


@lru_cache(maxsize=16_384)
def roots(word: str) -> tuple[str, ...]:
    """The tokens that stand for a word beside itself."""
    if word in stems.STOP_WORDS:
        return ()
    analysis = analyse(word)
    return (f"_{analysis.stem}", *(f"__{part}" for part in analysis.parts))


def index_text(*texts: str | None) -> str:
    """The tokens of one idea's texts: the words in their order, then the roots of all of them."""
    surface: list[str] = []
    found: dict[str, None] = {}
    for text in texts:
        if not text:
            continue
        if surface:
            surface.append(SEPARATOR)
        surface += surface_words(text)
        for joined in joined_words(text):
            found.update(dict.fromkeys(roots("".join(joined)[:LONGEST_WORD])))
        if len(surface) >= LONGEST_TEXT_WORDS:
            del surface[LONGEST_TEXT_WORDS:]
            break
    for word in dict.fromkeys(surface):
        if word != SEPARATOR:
            found.update(dict.fromkeys(roots(word)))
    return " ".join([*surface, *found])


def distinct_words(tokens: str) -> set[str]:
    """The surface words in what `index_text` gave: those that are counted and that a typo is compared with."""
    return {token for token in tokens.split() if not token.startswith("_")}
