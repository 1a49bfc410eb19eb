"""The order of what was found: computed from the stored tokens, hence the same on both engines.

An idea is worth, for every term of the query, its best match: how exact it is, times where it stands, times how
rare the word is. Words that stand together, and titles with little else, add to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from lab.search.query import Query, Term

TITLE, BODY, MORE, NAMES = FIELDS = (1.0, 0.5, 0.35, 0.25)
# What it adds when the next term follows at once, and when the title holds little but what was looked for.
TOGETHER = 0.15
WHOLE_TITLE = 0.2
# A word that stands in every idea still counts a little.
LEAST_RARITY = 0.2


class Document(NamedTuple):
    """The stored tokens of one idea."""

    title: str
    body: str = ""
    more: str = ""
    names: str = ""


# What a match is worth, in which field, and what has to be there: of each group one string.
Way = tuple[float, int, tuple[tuple[str, ...], ...]]


def rarity(query: Query, counts: Mapping[str, int], total: int) -> tuple[float, ...]:
    """For each term how rare it is among `total` ideas, from 0.2 to 1; `counts` are those of `Query.words`."""
    scale = log(total + 2)
    return tuple(
        LEAST_RARITY + (1 - LEAST_RARITY) * max(0.0, 1 - log(counts.get(term.text, 0) + 1) / scale)
        for term in query.terms
    )


class Ranker:
    """Scores documents for one query; made once, used for each candidate."""

    def __init__(self, query: Query, rarities: Sequence[float] = ()) -> None:
        weights = list(rarities) or [1.0] * len(query.terms)
        self._plan = [(weight, _ways(term)) for weight, term in zip(weights, query.terms, strict=True)]
        self._most = sum(weights) or 1.0
        self._pairs = [
            f" {first.text} {second.text} "
            for first, second in zip(query.terms, query.terms[1:], strict=False)
        ]

    def score(self, document: Document) -> float:
        """How good a match is, about 0 to 1.5."""
        fields = tuple(f" {tokens} " for tokens in document)
        found = sum(weight * _best(ways, fields) for weight, ways in self._plan) / self._most
        for pair in self._pairs:
            if pair in fields[0]:
                found += TOGETHER
            elif pair in fields[1]:
                found += TOGETHER * BODY
        in_title = sum(1 for _weight, ways in self._plan if _best(ways, fields[:1]))
        return found + WHOLE_TITLE * in_title / max(_length(document.title), in_title, 1)

    def likeness(self, document: Document) -> float:
        """From 0 to 1: how much of the query's weight the document has, wherever it stands."""
        fields = tuple(f" {tokens} " for tokens in document)
        return sum(weight for weight, ways in self._plan if _best(ways, fields)) / self._most


def _ways(term: Term) -> list[Way]:
    """All ways in which a term can match, from the most valuable on."""
    found = [
        (
            worth * alternative.quality,
            field,
            tuple(tuple(map(_padded, group)) for group in alternative.groups),
        )
        for field, worth in enumerate(FIELDS)
        for alternative in term.alternatives
    ]
    return sorted(found, key=lambda way: (-way[0], way[1]))


def _padded(needle: str) -> str:
    return f" {needle[:-1]}" if needle.endswith("*") else f" {needle} "


def _best(ways: list[Way], fields: tuple[str, ...]) -> float:
    """The value of the best way that is there."""
    for value, field, groups in ways:
        if field < len(fields):
            tokens = fields[field]
            for group in groups:
                for needle in group:
                    if needle in tokens:
                        break
                else:
                    break
            else:
                return value
    return 0.0


def _length(tokens: str) -> int:
    """How many words a title has, its roots not counted."""
    words = tokens.split(" _", 1)[0]
    return words.count(" ") + 1


def score(query: Query, document: Document, rarities: Sequence[float] = ()) -> float:
    """How good one match is; for many documents make one `Ranker`."""
    return Ranker(query, rarities).score(document)


def order(
    query: Query, documents: Iterable[tuple[int, Document]], rarities: Sequence[float] = ()
) -> list[tuple[int, float]]:
    """The documents' ids and scores, the best first and the newest first among equals."""
    ranker = Ranker(query, rarities)
    scored = [(number, round(ranker.score(document), 6)) for number, document in documents]
    return sorted(scored, key=lambda entry: (-entry[1], -entry[0]))


def hits_in(query: Query, document: Document) -> tuple[str, ...]:
    """The names of the fields in which a term of the query stands."""
    found = []
    for name, tokens in zip(Document._fields, document, strict=True):
        alone = (f" {tokens} ",)
        if any(_best([way for way in _ways(term) if way[1] == 0], alone) for term in query.terms):
            found.append(name)
    return tuple(found)
