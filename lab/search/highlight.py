"""Marks in a text what was found, by reading its words as the index does."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from lab.search.analyser import analyse, surface_words
from lab.search.query import Query

# A word with its combining marks and the sign of Kund*innen.
_TYPED = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:[*:/·](?=in)[\w\u0300-\u036f]*)*")
ELLIPSIS = "…"
# Of one query so many words are remembered, with what they are to it.
MOST_KNOWN = 4_000
NOTHING, HIT, IN_PHRASE = range(3)


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
        self._starts = {phrase[0] for phrase in self.phrases}
        self._known: dict[str, int] = {}

    def _add(self, needle: str) -> None:
        if " " in needle:
            self.phrases.append(needle.split())
        elif needle.startswith("_"):
            self.roots.add(needle)
        elif needle.endswith("*"):
            self.prefixes += (needle[:-1],)
        else:
            self.words.add(needle)

    def judge(self, typed: str) -> int:
        """Whether a word of the text is a hit by itself, or may be the first of a phrase. The same words come often."""
        verdict = self._known.get(typed)
        if verdict is None:
            word = folded_word(typed)
            verdict = HIT if word and self._hits(word) else IN_PHRASE if word in self._starts else NOTHING
            if len(self._known) < MOST_KNOWN:
                self._known[typed] = verdict
        return verdict

    def _hits(self, word: str) -> bool:
        if word in self.words or (self.prefixes and word.startswith(self.prefixes)):
            return True
        if not self.roots:
            return False
        analysis = analyse(word)
        return f"_{analysis.stem}" in self.roots or any(f"__{part}" in self.roots for part in analysis.parts)


@lru_cache(maxsize=4)
def _needles_of(query: Query) -> _Needles:
    return _Needles(query)


def _spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the hits stand in the text as it was typed."""
    needles = _needles_of(query)
    judge = needles.judge
    verdicts = set(map(judge, _TYPED.findall(text)))
    if IN_PHRASE in verdicts or (needles.phrases and HIT in verdicts):
        return _spans_with_phrases(text, needles)
    return [match.span() for match in _TYPED.finditer(text) if judge(match[0])] if HIT in verdicts else []


def _spans_with_phrases(text: str, needles: _Needles) -> list[tuple[int, int]]:
    words = [match for match in _TYPED.finditer(text) if folded_word(match[0])]
    folded = [folded_word(match[0]) for match in words]
    hit = [needles.judge(match[0]) == HIT for match in words]
    for phrase in needles.phrases:
        for place in range(len(folded) - len(phrase) + 1):
            if folded[place] == phrase[0] and folded[place : place + len(phrase)] == phrase:
                hit[place : place + len(phrase)] = [True] * len(phrase)
    return [match.span() for match, is_hit in zip(words, hit, strict=True) if is_hit]


@lru_cache(maxsize=8_192)
def folded_word(typed: str) -> str:
    """A word of a text as the index has it; "" for what is none or several."""
    found = surface_words(typed)
    return found[0] if len(found) == 1 else ""


def _marked(text: str, spans: list[tuple[int, int]], start: int, end: int) -> str:
    """The piece of the text, escaped, with these places marked."""
    pieces: list[str] = []
    at = start
    for first, last in spans:
        if start <= first and last <= end:
            pieces += (escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>")
            at = last
    pieces.append(escape(text[at:end]))
    return "".join(pieces)


def highlight(text: str, query: Query) -> Markup:
    """The text, escaped, with its hits in <mark>."""
    return Markup(_marked(text, _spans(text, query), 0, len(text)))  # noqa: S704 -- escaped piece by piece


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
    before = f"{ELLIPSIS} " if start else ""
    after = f" {ELLIPSIS}" if end < len(text) else ""
    return Markup(before + _marked(text, spans, start, end) + after)  # noqa: S704 -- escaped piece by piece
