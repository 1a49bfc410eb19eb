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


# What has to be there, with the spaces around it; of each group one.
Groups = tuple[tuple[str, ...], ...]
# What a way is worth, and how it is found.
Way = tuple[float, Groups]


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
        reading = _Reading(document)
        found, in_title = 0.0, 0
        for weight, ways in self._plan:
            value, worth = reading.best(ways)
            found += weight * value
            in_title += worth == TITLE
        found /= self._most
        for pair in self._pairs:
            found += TOGETHER * reading.worth(pair)
        return found + WHOLE_TITLE * in_title / max(_length(document.title), in_title, 1)

    def likeness(self, document: Document) -> float:
        """From 0 to 1: how much of the query's weight the document has, wherever it stands."""
        reading = _Reading(document)
        return sum(weight for weight, ways in self._plan if reading.best(ways)[0]) / self._most


class _Reading:
    """A document while it is scored: each needle is looked for at most once, since that is where the time goes."""

    __slots__ = ("_body", "_found", "_more", "_title", "_tokens")

    def __init__(self, document: Document) -> None:
        self._tokens = f" {document.title}  {document.body}  {document.more}  {document.names} "
        self._title = len(document.title) + 2
        self._body = self._title + len(document.body) + 2
        self._more = self._body + len(document.more) + 2
        self._found: dict[str, float] = {}

    def worth(self, needle: str) -> float:
        """The worth of the first field that has it: they go down from field to field; 0 for none."""
        place = self._tokens.find(needle)
        if place < 0:
            return 0.0
        if place < self._title:
            return TITLE
        return BODY if place < self._body else MORE if place < self._more else NAMES

    def best(self, ways: list[Way]) -> tuple[float, float]:
        """The value of the most valuable way that is there, and the worth of its field."""
        found = self._found
        best, place = 0.0, 0.0
        for quality, groups in ways:
            if quality <= best:
                break
            least = TITLE
            for group in groups:
                most = 0.0
                for needle in group:
                    worth = found.get(needle)
                    if worth is None:
                        worth = found[needle] = self.worth(needle)
                    if worth > most:
                        most = worth
                if most < least:
                    least = most
                    if not least:
                        break
            if quality * least > best:
                best, place = quality * least, least
        return best, place


def _ways(term: Term) -> list[Way]:
    """All ways in which a term can match, from the best on."""
    return [
        (alternative.quality, tuple(tuple(map(_padded, group)) for group in alternative.groups))
        for alternative in term.alternatives
    ]


def _padded(needle: str) -> str:
    return f" {needle[:-1]}" if needle.endswith("*") else f" {needle} "


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
    ranker = Ranker(query)
    fields = zip(Document._fields, document, strict=True)
    return tuple(name for name, tokens in fields if ranker.likeness(Document(tokens)))
