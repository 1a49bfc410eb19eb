"""Marks in a text what was found, by reading its words as the index does."""

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from lab.search.analyser import analyse, surface_words
from lab.search.query import Query

# A word with its combining marks and the sign of Kund*innen.
_TYPED = re.compile(r"[^\W_](?:[\w\u0300-\u036f]|[*:/·](?=in))*")
ELLIPSIS = "…"


class _Needles:
    """What makes a word a hit, from all alternatives of a query."""

    def __init__(self, query: Query) -> None:
        self.words: set[str] = set()
        self.roots: set[str] = set()
        self.prefixes: tuple[str, ...] = ()
        self.phrases: list[list[str]] = []
        for term in query.terms:
            for alternative in term.alternatives:
                for needle in (needle for group in alternative.groups for needle in group):
                    self._add(needle)

    def _add(self, needle: str) -> None:
        if " " in needle:
            self.phrases.append(needle.split())
        elif needle.startswith("_"):
            self.roots.add(needle)
        elif needle.endswith("*"):
            self.prefixes += (needle[:-1],)
        else:
            self.words.add(needle)

    def hits(self, word: str) -> bool:
        """Whether one folded word is a hit by itself."""
        if word in self.words or (self.prefixes and word.startswith(self.prefixes)):
            return True
        analysis = analyse(word)
        return f"_{analysis.stem}" in self.roots or any(f"__{part}" in self.roots for part in analysis.parts)


def _spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the hits stand in the text as it was typed."""
    needles = _Needles(query)
    found = list(_words(text))
    known: dict[str, bool] = {}
    hit = []
    for _start, _end, word in found:
        if word not in known:
            known[word] = needles.hits(word)
        hit.append(known[word])
    folded = [word for _start, _end, word in found]
    for phrase in needles.phrases:
        for place in range(len(folded) - len(phrase) + 1):
            if folded[place : place + len(phrase)] == phrase:
                hit[place : place + len(phrase)] = [True] * len(phrase)
    return [(start, end) for (start, end, _word), is_hit in zip(found, hit, strict=True) if is_hit]


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TYPED.finditer(text):
        folded = _folded(match[0])
        if folded:
            yield match.start(), match.end(), folded


@lru_cache(maxsize=8_192)
def _folded(typed: str) -> str:
    found = surface_words(typed)
    return found[0] if len(found) == 1 else ""


def _marked(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Markup:
    pieces: list[Markup] = []
    at = start
    for first, last in spans:
        if start <= first and last <= end:
            pieces += [escape(text[at:first]), Markup("<mark>{}</mark>").format(text[first:last])]
            at = last
    return Markup("").join([*pieces, escape(text[at:end])])


def highlight(text: str, query: Query) -> Markup:
    """The text, escaped, with its hits in <mark>."""
    return _marked(text, _spans(text, query), 0, len(text))


def snippet(text: str, query: Query, length: int = 200) -> Markup | None:
    """The piece of a text with the most hits, about `length` characters; None when it has none."""
    spans = _spans(text, query)
    if not spans:
        return None
    best = max(
        spans, key=lambda span: (sum(1 for s in spans if span[0] <= s[0] < span[0] + length), -span[0])
    )
    start = max(0, min(best[0] - length // 4, len(text) - length))
    end = min(len(text), start + length)
    if start and (space := text.find(" ", start, best[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", best[1], end)) > 0:
        end = space
    marked = _marked(text, spans, start, end)
    return Markup("").join(
        [
            escape(ELLIPSIS + " ") if start else Markup(""),
            marked,
            escape(" " + ELLIPSIS) if end < len(text) else Markup(""),
        ]
    )
