"""Marks in a text what was found, by reading its words as the index does."""

import re
from bisect import bisect_left
from functools import lru_cache

from markupsafe import Markup, escape

from lab.search.analyser import roots, surface_words
from lab.search.query import Query

# A word with its combining marks and the sign of Kund*innen; nothing in it has to be escaped.
_TYPED = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:[*:/·](?=in)[\w\u0300-\u036f]*)*")
ELLIPSIS = "…"

Span = tuple[int, int]


class Marker:
    """Marks what one query has found; made once for all texts of a page, since the same words come often."""

    def __init__(self, query: Query) -> None:
        self._hits = _Hits(query)

    def mark(self, text: str) -> Markup:
        """The text, escaped, with its hits in <mark>."""
        return Markup(_marked(text, self._spans(text), 0, len(text)))  # noqa: S704 -- escaped piece by piece

    def snippet(self, text: str, length: int = 200) -> Markup | None:
        """The piece of a text with the most hits, about `length` characters; None when it has none."""
        spans = self._spans(text)
        if not spans:
            return None
        starts = [start for start, _end in spans]
        counts = [bisect_left(starts, start + length) - number for number, start in enumerate(starts)]
        best = spans[counts.index(max(counts))]
        start = max(0, min(best[0] - length // 4, len(text) - length))
        end = min(len(text), start + length)
        if start and (space := text.find(" ", start, best[0])) >= 0:
            start = space + 1
        if end < len(text) and (space := text.rfind(" ", best[1], end)) > 0:
            end = space
        before = f"{ELLIPSIS} " if start else ""
        after = f" {ELLIPSIS}" if end < len(text) else ""
        return Markup(before + _marked(text, spans, start, end) + after)  # noqa: S704 -- escaped piece by piece

    def _spans(self, text: str) -> list[Span]:
        """Where the hits stand in the text as it was typed."""
        hits = self._hits
        typed = _TYPED.findall(text)
        if hits.phrases:
            folded = f" {' '.join(filter(None, map(folded_word, typed)))} "
            if any(f" {phrase} " in folded for phrase in hits.phrases):
                return _spans_with_phrases(text, hits)
        if not any(map(hits.__getitem__, typed)):
            return []
        return [match.span() for match in _TYPED.finditer(text) if hits[match[0]]]


class _Hits(dict[str, bool]):
    """Whether a word of a text is a hit by itself."""

    def __init__(self, query: Query) -> None:
        super().__init__()
        self.words: set[str] = set()
        self.roots: set[str] = set()
        self.prefixes: tuple[str, ...] = ()
        self.phrases: list[str] = []
        for term in query.terms:
            for alternative in term.alternatives:
                for needle in (needle for group in alternative.groups for needle in group):
                    self._add(needle)

    def _add(self, needle: str) -> None:
        if " " in needle:
            self.phrases.append(needle)
        elif needle.startswith("_"):
            self.roots.add(needle)
        elif needle.endswith("*"):
            self.prefixes += (needle[:-1],)
        else:
            self.words.add(needle)

    def __missing__(self, typed: str) -> bool:
        word = folded_word(typed)
        is_hit = self[typed] = (
            word in self.words or word.startswith(self.prefixes) or not self.roots.isdisjoint(roots(word))
        )
        return is_hit


def _spans_with_phrases(text: str, hits: _Hits) -> list[Span]:
    words = [match for match in _TYPED.finditer(text) if folded_word(match[0])]
    folded = [folded_word(match[0]) for match in words]
    hit = [hits[match[0]] for match in words]
    for phrase in map(str.split, hits.phrases):
        for place in range(len(folded) - len(phrase) + 1):
            if folded[place] == phrase[0] and folded[place : place + len(phrase)] == phrase:
                hit[place : place + len(phrase)] = [True] * len(phrase)
    return [match.span() for match, is_hit in zip(words, hit, strict=True) if is_hit]


@lru_cache(maxsize=8_192)
def folded_word(typed: str) -> str:
    """A word of a text as the index has it; "" for what is none or several."""
    found = surface_words(typed)
    return found[0] if len(found) == 1 else ""


def _marked(text: str, spans: list[Span], start: int, end: int) -> str:
    """The piece of the text, escaped, with these places marked."""
    pieces: list[str] = []
    at = start
    for first, last in spans:
        if start <= first and last <= end:
            pieces += (escape(text[at:first]), "<mark>", text[first:last], "</mark>")
            at = last
    pieces.append(escape(text[at:end]))
    return "".join(pieces)
