"""What somebody looks for: words, phrases and exclusions, each with all that counts as the same.

Pure: neither engine is asked here, but `to_match` and `to_tsquery` write the query in the language of either.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from rapidfuzz.distance import OSA

from lab.search import stems
from lab.search.analyser import LONGEST_WORD, MOST_WORDS, analyse, surface_words

LONGEST_QUERY = 2_000
MOST_PIECES = 60
SHORTEST_PREFIX = 3
SHORTEST_TYPO = 4
MOST_TELLING = 8

# What a match is worth: the word itself is 1.
STEM, PREFIX, PART, ALL_PARTS, SYNONYM, SYNONYM_PART, TYPO, ONE_PART = (
    0.85,
    0.6,
    0.55,
    0.5,
    0.45,
    0.35,
    0.4,
    0.2,
)

# -word, "a phrase", -"a phrase", or a word with all that clings to it; an open quote ends with the text.
_PIECE = re.compile(r'(?P<minus>(?<!\S)[-\u2212])?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))


class Reach(IntEnum):
    """How far a query goes: every word closely, every word also by one part of it, or any of the words."""

    CLOSE = 0
    WIDE = 1
    ANY = 2


class Alternative(NamedTuple):
    """One way for a term to match: of every group one needle.

    A needle is a token, tokens in their order separated by a space, or the beginning of a token with a star.
    """

    quality: float
    groups: tuple[tuple[str, ...], ...]
    is_close: bool = True


class Term(NamedTuple):
    """A word or phrase that has to be there, with its alternatives from best to worst."""

    text: str
    alternatives: tuple[Alternative, ...]
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was understood."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for; exclusions alone are nothing."""
        return not self.terms

    @property
    def words(self) -> tuple[str, ...]:
        """The folded single words that were typed, for their counts and their typos."""
        return tuple(term.text for term in self.terms if not term.is_phrase)


Synonyms = Mapping[str, frozenset[str]]


def synonym_map(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """Groups of words as `parse_query` wants them: every word's stem with the other words, folded."""
    found: dict[str, set[str]] = {}
    for group in groups:
        folded = {" ".join(surface_words(word)) for word in group} - {""}
        for word in folded:
            found.setdefault(_key(word), set()).update(folded - {word})
    return {key: frozenset(others) for key, others in found.items()}


def _key(word: str) -> str:
    return word if " " in word else analyse(word).stem


def parse_query(text: str, synonyms: Synonyms | None = None, is_typing: bool = False) -> Query:
    """Whatever was typed, as a query; at most a dozen terms, and nothing that was typed can break it."""
    terms: list[Term] = []
    weak: list[Term] = []
    excluded: list[str] = []
    pieces = list(_PIECE.finditer(text[:LONGEST_QUERY].translate(_QUOTES)))[:MOST_PIECES]
    for number, piece in enumerate(pieces):
        phrase = piece["phrase"]
        found = surface_words(phrase if phrase is not None else piece["word"])
        if not found:
            continue
        if piece["minus"]:
            excluded += _excluded(found)
        elif phrase is not None:
            terms.append(_phrase(found))
        else:
            is_last = number == len(pieces) - 1
            for term in _terms(found, synonyms or {}, is_last):
                (weak if term.text in stems.STOP_WORDS else terms).append(term)
    unique = {term.text: term for term in (terms or weak)}
    return Query(tuple(unique.values())[:MOST_WORDS], tuple(dict.fromkeys(excluded))[:MOST_WORDS])


def _excluded(found: list[str]) -> list[str]:
    if len(found) > 1:
        return [" ".join(found)]
    return [found[0], f"_{analyse(found[0]).stem}"]


def _phrase(found: list[str]) -> Term:
    text = " ".join(found)
    return Term(text, (Alternative(1.0, ((text,),)),), is_phrase=True)


def _terms(found: list[str], synonyms: Synonyms, is_last: bool) -> list[Term]:
    """The terms of one piece: more than one word were written with hyphens or other marks."""
    if len(found) == 1:
        return [_word(found[0], synonyms, is_last)]
    if len(found) > 3 or any(word in stems.STOP_WORDS for word in found):
        return [_word(word, synonyms, False) for word in found]
    text, joined = " ".join(found), "".join(found)[:LONGEST_WORD]
    inner = _word(joined, synonyms, is_last)
    together = Alternative(ALL_PARTS, tuple(_near(word) for word in found))
    return [Term(joined, _ordered([Alternative(1.0, ((text,),)), *inner.alternatives, together]))]


def _near(word: str) -> tuple[str, ...]:
    root = analyse(word).stem
    return (word, f"_{root}", f"__{root}")


def _word(word: str, synonyms: Synonyms, is_prefix: bool) -> Term:
    stem, parts = analyse(word)
    found = [
        Alternative(1.0, ((word,),)),
        Alternative(STEM, ((f"_{stem}",),)),
        Alternative(PART, ((f"__{stem}",),)),
    ]
    if is_prefix and len(word) >= SHORTEST_PREFIX:
        found.append(Alternative(PREFIX, ((f"{word}*",),)))
    if len(parts) > 1:
        found.append(Alternative(ALL_PARTS, tuple((f"_{part}", f"__{part}") for part in parts)))
    found += [Alternative(ONE_PART, ((f"_{part}", f"__{part}"),), is_close=False) for part in parts]
    for other in sorted(synonyms.get(stem, ())):
        found += _same(other)
    return Term(word, _ordered(found))


def _same(other: str) -> list[Alternative]:
    if " " in other:
        return [Alternative(SYNONYM, ((other,),))]
    root = analyse(other).stem
    return [
        Alternative(SYNONYM, ((other, f"_{root}"),)),
        Alternative(SYNONYM_PART, ((f"__{root}",),)),
    ]


def _ordered(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """From best to worst, each way once."""
    unique: dict[tuple[tuple[str, ...], ...], Alternative] = {}
    for alternative in sorted(found, key=lambda one: -one.quality):
        unique.setdefault(alternative.groups, alternative)
    return tuple(unique.values())


def near_words(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """Those of the candidates that one slip of the finger makes of the word; failing that, parts of compounds.

    Candidates are words, and stems of parts as the index has them ("__termin"); of these the first half is right.
    """
    if len(word) < SHORTEST_TYPO:
        return []
    known = set(candidates) - {word}
    near = {other for other in known if other[:1] != "_" and _is_near(word, other)}
    if not near:
        stem, first = analyse(word).stem, f"__{word[: len(word) // 2]}"
        near = {other[2:] for other in known if other.startswith(first) and _is_near(stem, other[2:])}
    return sorted(near - {word})[:most]


def _is_near(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) <= 1 and OSA.distance(word, other, score_cutoff=1) <= 1


def with_typos(query: Query, corrections: Mapping[str, Sequence[str]]) -> Query:
    """The query with words that the lab does not know bent to words that it knows."""
    return replace(
        query,
        terms=tuple(
            term if term.is_phrase else _bent(term, corrections.get(term.text, ())) for term in query.terms
        ),
    )


def _bent(term: Term, others: Sequence[str]) -> Term:
    added: list[Alternative] = []
    for other in others:
        root = analyse(other).stem
        added.append(Alternative(TYPO, ((other, f"_{root}", f"__{root}"),)))
    return term._replace(alternatives=_ordered([*term.alternatives, *added]))


def telling_words(title: str, problem: str) -> list[str]:
    """The words of a new idea that may tell it from others, the title's first: look up how many ideas have each."""
    found = dict.fromkeys([*surface_words(title), *surface_words(problem)[:400]])
    return [word for word in found if len(word) > 2 and word not in stems.STOP_WORDS and not word.isdigit()]


def parse_similar(
    title: str, problem: str, counts: Mapping[str, int], synonyms: Synonyms | None = None
) -> Query:
    """What would find ideas like this one: at most eight words, those of the title and rare ones first."""
    in_title = set(surface_words(title))

    def rank(entry: tuple[int, str]) -> tuple[float, int]:
        place, word = entry
        return counts.get(word, 0) / (4 if word in in_title else 1), place

    chosen = sorted(enumerate(telling_words(title, problem)), key=rank)[:MOST_TELLING]
    return Query(tuple(_word(word, synonyms or {}, False) for _place, word in chosen))


def to_match(query: Query, reach: Reach = Reach.CLOSE, in_title: bool = False) -> str:
    """The query for FTS5, every token quoted; empty for an empty query."""
    if query.is_empty:
        return ""
    wanted = _wanted(query, reach, " AND ", " OR ", _fts)
    if in_title:
        wanted = f"({{title}} : {wanted})"
    if query.excluded:
        wanted += f" NOT ({' OR '.join(_fts(needle) for needle in query.excluded)})"
    return wanted


def to_tsquery(query: Query, reach: Reach = Reach.CLOSE, in_title: bool = False) -> str:
    """The query for PostgreSQL, for `CAST(:query AS tsquery)`; empty for an empty query. Titles have weight A."""
    if query.is_empty:
        return ""
    wanted = _wanted(query, reach, " & ", " | ", partial(_ts, label="A" if in_title else ""))
    if query.excluded:
        wanted += f" & !({' | '.join(_ts(needle) for needle in query.excluded)})"
    return wanted


def _wanted(query: Query, reach: Reach, both: str, either: str, write: Callable[[str], str]) -> str:
    terms = []
    for term in query.terms:
        ways = []
        for alternative in term.alternatives:
            if alternative.is_close or reach is not Reach.CLOSE:
                groups = [f"({either.join(map(write, group))})" for group in alternative.groups]
                ways.append(f"({both.join(groups)})" if len(groups) > 1 else groups[0])
        terms.append(f"({either.join(ways)})")
    return f"({(either if reach is Reach.ANY else both).join(terms)})"


def _fts(needle: str) -> str:
    """A needle for FTS5: a string in quotes, where nothing is an operator."""
    return f'"{needle[:-1]}"*' if needle.endswith("*") else f'"{needle}"'


def _ts(needle: str, label: str = "") -> str:
    """A needle as a literal tsquery: folded words have neither quotes nor backslashes."""
    if needle.endswith("*"):
        return f"'{needle[:-1]}':*{label}"
    ending = f":{label}" if label else ""
    return "(" + " <-> ".join(f"'{word}'{ending}" for word in needle.split(" ")) + ")"
