"""The order of what was found: computed from the stored tokens, hence the same on both engines.

An idea is worth, for every term of the query, its best match: how exact it is, times where it stands, times how
rare the word is. Words that stand together, and titles with little else, add to it.
"""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from lab.search.analyser import analyse
from lab.search.query import Query, Term
from lab.search.stems import STOP_WORDS

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
# What a way to match is worth, and what it looks for.
Way = tuple[float, Groups]
# What no match of a term is without, if there is such a thing, and the term's ways, the best first.
Ways = tuple[str, list[Way]]
# Ends a field; no needle has it.
END = "\n"


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
            if _is_wanted_itself(first) and _is_wanted_itself(second)
        ]

    def score(self, document: Document) -> float:
        """How good a match is, about 0 to 1.5."""
        text, starts = _read(document)
        found, in_title = 0.0, 0
        for weight, ways in self._plan:
            value, is_in_title = _best(ways, text, starts)
            found += weight * value
            in_title += is_in_title
        found /= self._most
        for pair in self._pairs:
            at = text.find(pair)
            if at >= 0:
                found += TOGETHER * FIELDS[bisect(starts, at)]
        return found + WHOLE_TITLE * in_title / max(_length(document.title), in_title, 1)

    def order(self, documents: Iterable[tuple[int, Document]]) -> list[tuple[int, float]]:
        """The documents' ids and scores, the best first and the newest first among equals."""
        scored = [(number, round(self.score(document), 6)) for number, document in documents]
        return sorted(scored, key=lambda entry: (-entry[1], -entry[0]))

    @property
    def titles_may_decide(self) -> bool:
        """Whether there is a title that decides: not where a mistyped word stands for another."""
        return all(ways and ways[0][0] >= BODY for _weight, (_root, ways) in self._plan)

    def is_decided_by(self, title: str) -> bool:
        """Whether the score of a document is that of its title, whatever stands in the rest of it."""
        text, starts = _read(Document(title))
        return all(pair in text for pair in self._pairs) and all(
            _best(ways, text, starts)[0] >= BODY for _weight, ways in self._plan
        )

    def likeness(self, document: Document) -> float:
        """From 0 to 1: how much of the query's weight the document has, wherever it stands."""
        text, starts = _read(document)
        return sum(weight for weight, ways in self._plan if _best(ways, text, starts)[0]) / self._most


def _read(document: Document) -> tuple[str, tuple[int, int, int]]:
    """All fields in one text, every token between spaces, and where the second, third and fourth start."""
    title, body, more, names = document
    second = len(title) + 3
    third = second + len(body) + 3
    return f" {title} {END} {body} {END} {more} {END} {names} ", (second, third, third + len(more) + 3)


def _best(term: Ways, text: str, starts: tuple[int, int, int]) -> tuple[float, bool]:
    """The value of the most valuable way that is there, and whether it is in the title.

    From the best way on. A field is worth less than the one before, so what has been found in one field can only be
    outdone in the fields before it.
    """
    best, until = 0.0, len(text)
    root, ways = term
    if root not in text:
        return best, False
    for quality, groups in ways:
        if quality < best:
            break
        at = _find(groups, text, until)
        if at < 0:
            continue
        place = bisect(starts, at)
        value = quality * FIELDS[place]
        if value >= best:
            if not place:
                return value, True
            best, until = value, starts[place - 1]
    return best, False


def _find(groups: Groups, text: str, until: int) -> int:
    """The first place at which each group has been found; -1 if one of them is not there."""
    last = -1
    for group in groups:
        first = until
        for needle in group:
            at = text.find(needle, 0, first)
            if at >= 0:
                first = at
        if first == until:
            return -1
        last = max(last, first)
    return last


def _is_wanted_itself(term: Term) -> bool:
    return any(one.groups == ((term.text,),) for one in term.alternatives)


def _ways(term: Term) -> Ways:
    """All ways in which a term can match, from the best on."""
    ways = [(one.quality, tuple(map(_padded, one.groups))) for one in term.alternatives]
    needles = {needle for one in term.alternatives for group in one.groups for needle in group}
    stem = analyse(term.text).stem
    has_root = not term.is_phrase and term.text not in STOP_WORDS
    needs_root = has_root and needles <= {term.text, f"_{stem}", f"__{stem}"}
    return f"_{stem} " if needs_root else "", ways


def _padded(group: tuple[str, ...]) -> tuple[str, ...]:
    """What to look for. The root of a part ends as the root of a word does: one look finds either."""
    needles = []
    for needle in group:
        if needle.startswith("__") and needle[1:] in group:
            continue
        if needle.endswith("*"):
            needles.append(f" {needle[:-1]}")
        elif needle.startswith("_") and f"_{needle}" in group:
            needles.append(f"{needle} ")
        else:
            needles.append(f" {needle} ")
    return tuple(needles)


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
    return Ranker(query, rarities).order(documents)


def hits_in(query: Query, document: Document) -> tuple[str, ...]:
    """The names of the fields in which a term of the query stands."""
    ranker = Ranker(query)
    fields = zip(Document._fields, document, strict=True)
    return tuple(name for name, tokens in fields if ranker.likeness(Document(tokens)))
