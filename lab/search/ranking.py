"""The order of what was found: computed from the stored tokens, hence the same on both engines.

An idea is worth, for every term of the query, its best match: how exact it is, times where it stands, times how
rare the word is. Words that stand together, and titles with little else, add to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from lab.search.analyser import analyse
from lab.search.query import Alternative, Query, Term
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
# What a way is worth; the root without which it cannot be there; the needles of its first group, and more groups.
Way = tuple[float, str, tuple[str, ...], Groups]
# A field while it is scored: its tokens with a space at either end, or the set of them.
Read = str | set[str]
# The ways of a term, and all their needles where tokens are compared: with none of them a field need not be looked at.
Ways = tuple[list[Way], frozenset[str]]
# For so many terms it is worth while to make a set of the tokens; before, to look for each in the text.
MANY_TERMS = 3


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
        self._by_tokens = len(query.terms) >= MANY_TERMS and _is_plain(query)
        ways = _ways_by_tokens if self._by_tokens else _ways
        self._plan = [(weight, ways(term)) for weight, term in zip(weights, query.terms, strict=True)]
        self._most = sum(weights) or 1.0
        self._pairs = [
            (f" {first.text} {second.text} ", first.text, second.text)
            for first, second in zip(query.terms, query.terms[1:], strict=False)
        ]

    def _read(self, tokens: str) -> Read:
        if not tokens:
            return ""
        return set(tokens.split(" ")) if self._by_tokens else f" {tokens} "

    def score(self, document: Document) -> float:
        """How good a match is, about 0 to 1.5."""
        texts = list(map(self._read, document))
        found, in_title = 0.0, 0
        for weight, ways in self._plan:
            value, is_in_title = _best(ways, texts)
            found += weight * value
            in_title += is_in_title
        found /= self._most
        for pair, first, second in self._pairs:
            for worth, text, tokens in zip(FIELDS, texts, document, strict=True):
                if first in text and second in text and pair in f" {tokens} ":
                    found += TOGETHER * worth
                    break
        return found + WHOLE_TITLE * in_title / max(_length(document.title), in_title, 1)

    def order(self, documents: Iterable[tuple[int, Document]]) -> list[tuple[int, float]]:
        """The documents' ids and scores, the best first and the newest first among equals."""
        scored = [(number, round(self.score(document), 6)) for number, document in documents]
        return sorted(scored, key=lambda entry: (-entry[1], -entry[0]))

    def is_decided_by(self, title: str) -> bool:
        """Whether the score of a document is that of its title, whatever stands in the rest of it."""
        texts, whole = [self._read(title)], f" {title} "
        return all(pair in whole for pair, _first, _second in self._pairs) and all(
            _best(ways, texts)[0] >= BODY for _weight, ways in self._plan
        )

    def likeness(self, document: Document) -> float:
        """From 0 to 1: how much of the query's weight the document has, wherever it stands."""
        texts = list(map(self._read, document))
        return sum(weight for weight, ways in self._plan if _best(ways, texts)[0]) / self._most


def _best(term: Ways, texts: Sequence[Read]) -> tuple[float, bool]:
    """The value of the most valuable way that is there, and whether it is in the title.

    From field to field, since a field is worth less than the one before, and texts are long: what cannot be more
    than what was found already is not looked for, and without its root no form of a word.
    """
    best, is_in_title = 0.0, False
    ways, needles_of_all = term
    for place, text in enumerate(texts):
        if not text or (needles_of_all and needles_of_all.isdisjoint(text)):
            continue
        worth = FIELDS[place]
        absent: set[str] = set()
        for quality, root, needles, others in ways:
            if quality * worth <= best:
                break
            if root:
                if root in absent:
                    continue
                if root not in text:
                    absent.add(root)
                    continue
            if others:
                if not all(
                    any(_has(one, group) for one in texts[: place + 1]) for group in (needles, *others)
                ):
                    continue
            elif not _has(text, needles):
                continue
            best, is_in_title = quality * worth, not place
            break
    return best, is_in_title


def _has(text: Read, group: tuple[str, ...]) -> bool:
    for needle in group:  # noqa: SIM110 -- half as fast with any()
        if needle in text:
            return True
    return False


def _ways(term: Term) -> Ways:
    """All ways in which a term can match, from the best on."""
    ways = []
    for alternative in term.alternatives:
        first, *others = map(_padded, alternative.groups)
        ways.append((alternative.quality, _root(alternative), first, tuple(others)))
    return ways, frozenset()


def _ways_by_tokens(term: Term) -> Ways:
    ways = [(one.quality, "", one.groups[0], one.groups[1:]) for one in term.alternatives]
    return ways, frozenset(needle for one in term.alternatives for group in one.groups for needle in group)


def _is_plain(query: Query) -> bool:
    """Whether single tokens alone are looked for, no phrases and no beginnings."""
    alternatives = (one for term in query.terms for one in term.alternatives)
    needles = (needle for one in alternatives for group in one.groups for needle in group)
    return not any(" " in needle or needle.endswith("*") for needle in needles)


def _root(alternative: Alternative) -> str:
    """The end of the root that every text has with one of these forms of a word; "" if there is none."""
    if len(alternative.groups) > 1:
        return ""
    stems = {_stem(needle) for needle in alternative.groups[0]}
    return f"_{stems.pop()} " if len(stems) == 1 and "" not in stems else ""


def _stem(needle: str) -> str:
    if needle.startswith("_"):
        return needle.lstrip("_")
    is_word = " " not in needle and not needle.endswith("*") and needle not in STOP_WORDS
    return analyse(needle).stem if is_word else ""


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
