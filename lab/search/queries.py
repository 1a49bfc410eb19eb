"""Finding ideas by words: the engine gives candidates, their order is computed from the stored tokens."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from markupsafe import Markup

from lab.extensions import db
from lab.search.candidates import (
    MOST_CANDIDATES,
    Candidates,
    Conditions,
    IdeaId,
    Known,
    after,
    look_up,
    select_matching,
)
from lab.search.highlight import Marker, folded_word
from lab.search.indexing import Text, index_marked, read_texts
from lab.search.models import WORDS, Part, Place, SynonymGroup
from lab.search.query import (
    SHORTEST_TYPO,
    Query,
    Reach,
    Term,
    near_words,
    parse_query,
    synonym_map,
    with_typos,
)
from lab.search.ranking import Document, Ranker, rarity

# So few are too few to look no further.
FEW = 20
# Words that share a half with a mistyped one, looked at at most.
MOST_NEAR = 2000
TYPED_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """What a search has found: the best ideas in their order, and how the search was understood."""

    query: Query
    reach: Reach = Reach.CLOSE
    ids: tuple[int, ...] = ()
    documents: Mapping[int, Document] = field(default_factory=dict, repr=False)
    # Words nobody has written, with the ones that were taken instead.
    bent: tuple[tuple[str, str], ...] = ()
    # Whether more ideas match than are ranked.
    is_cut: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether no idea has all the words."""
        return self.reach is Reach.ANY

    @cached_property
    def marker(self) -> Marker:
        """Marks in texts what was looked for."""
        return Marker(self.query)

    def condition(self, idea_id: IdeaId) -> sa.ColumnElement[bool]:
        """All that match, also those beyond the ranked ones."""
        if not self.is_cut:
            return idea_id.in_(self.ids)
        return idea_id.in_(select_matching(self.query, self.reach))


class Hit(NamedTuple):
    """Where in an idea beside its title something was found, with the words around it."""

    place: Place
    snippet: Markup


def find(
    text: str,
    idea_id: IdeaId,
    conditions: Conditions = (),
    *,
    is_typing: bool = False,
) -> Found:
    """The ideas that match what was typed, among those that meet the conditions; best first.

    `idea_id` is the ideas' primary key, which this room does not know. At most six queries.
    """
    index_marked()
    typed = parse_query(text, load_synonyms(), is_typing)
    if typed.is_empty:
        return Found(typed)
    known = look_up(typed)
    counts = known.counts_of(typed.words)
    corrections, near = _list_corrections(typed, counts)
    query = with_typos(typed, corrections)
    known = replace(known, counts={**known.counts, **near})
    wanted = Candidates(known.narrow(query), known, idea_id, conditions)
    ranker = Ranker(known.present(query), rarity(query, counts, known.total))
    reach = Reach.CLOSE
    documents, is_cut = wanted.close(ranker)
    if len(documents) < FEW:
        reach = Reach.WIDE
        documents = wanted.select(reach)
    if not documents and len(query.terms) > 1:
        reach = Reach.ANY
        rarest = _rarest(wanted.query, counts | dict.fromkeys(corrections, 1))
        documents = replace(wanted, query=rarest).select(reach)
    is_cut = is_cut or (reach is not Reach.CLOSE and len(documents) >= wanted.most)
    ranked = ranker.order(documents.items())[:MOST_CANDIDATES]
    ids = tuple(found for found, _score in ranked)
    return Found(
        query, reach, ids, documents, _bent(known.present(typed), corrections, ids, documents), is_cut
    )


def find_by(
    query: Query,
    reach: Reach,
    idea_id: IdeaId,
    conditions: Conditions = (),
    most: int | None = None,
    *,
    known: Known,
    parts: Sequence[Part] = tuple(Part),
) -> dict[int, Document]:
    """The candidates of a query made elsewhere, the newest first: these parts of them by id. One query."""
    index_marked()
    return (
        {}
        if query.is_empty
        else Candidates(known.narrow(query), known, idea_id, conditions).select(reach, most, parts=parts)
    )


def list_texts(idea_ids: Collection[int]) -> list[Text]:
    """All that is searched of these ideas, hidden rows left out. One query."""
    return read_texts(db.session.connection(), idea_ids) if idea_ids else []


def list_hits(marker: Marker, texts: Sequence[Text]) -> dict[int, Hit]:
    """For each idea the first place beside its title where something was found."""
    hits: dict[int, Hit] = {}
    for part in (Part.BODY, Part.MORE, Part.NAMES):
        for idea_id, place, text in texts:
            if place.part is part and idea_id not in hits:
                found = marker.snippet(text)
                if found is not None:
                    hits[idea_id] = Hit(place, found)
    return hits


def spell(words: Collection[str], texts: Sequence[Text]) -> dict[str, str]:
    """The folded words as people wrote them in one of these texts: Bürgergeld for buergergeld."""
    found: dict[str, str] = {}
    for text in texts:
        for written in TYPED_WORD.findall(text.text):
            folded = folded_word(written)
            if folded in words:
                found.setdefault(folded, written)
    return found


def load_synonyms() -> Mapping[str, frozenset[str]]:
    """The synonyms as they are now: a change works at once, in every process. One query."""
    groups = db.session.scalars(sa.select(SynonymGroup.words).order_by(SynonymGroup.id))
    return _read_synonyms(tuple(groups))


@lru_cache(maxsize=4)
def _read_synonyms(groups: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    return synonym_map([word.strip() for word in words.split(",")] for words in groups)


def _rarest(query: Query, counts: Mapping[str, int]) -> Query:
    """The terms that few ideas have, at least one: of ideas with some of the words, the best have these."""
    known = [term for term in query.terms if term.is_phrase or counts.get(term.text, 1)] or query.terms
    chosen: list[Term] = []
    for term in sorted(known, key=lambda term: counts.get(term.text, 0)):
        if chosen and sum(counts.get(one.text, 0) for one in (*chosen, term)) > MOST_CANDIDATES:
            break
        chosen.append(term)
    return replace(query, terms=tuple(chosen))


# --- words that nobody wrote ---


def _list_corrections(query: Query, counts: Mapping[str, int]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """For words that stand nowhere, those one slip away that do, and the counts of these.

    One query, if there is such a word.
    """
    unknown = [word for word in query.words if not counts.get(word) and len(word) >= SHORTEST_TYPO]
    if not unknown:
        return {}, {}
    values: dict[str, str | int] = {}
    for number, word in enumerate(unknown):
        values |= {f"{name}_{number}": value for name, value in _near(word).items()}
    rows = db.session.execute(_select_near(len(unknown)), values)
    candidates: dict[str, int] = {row.word: row.ideas for row in rows}
    near = {word: found for word in unknown if (found := near_words(word, candidates))}
    taken = {token for found in near.values() for other in found for token in (other, f"__{other}")}
    return near, {token: candidates[token] for token in taken if token in candidates}


def _near(word: str) -> dict[str, str | int]:
    """Words that share its first or last half, or have the two letters between the halves swapped.

    And stems of parts of compounds that share its first half: they are shorter than the word.
    """
    half = len(word) // 2
    first, last = word[:half], word[half:]
    found: dict[str, str | int] = {
        "swapped": first[:-1] + last[0] + first[-1] + last[1:],
        "shortest": len(word) - 4,
        "longest": len(word) + 3,
    }
    for name, start in (("first", first), ("last", last[::-1]), ("part", f"__{first}")):
        found |= {name: start, f"after_{name}": after(start)}
    return found


@cache
def _select_near(words: int) -> sa.CompoundSelect[Any]:
    """The words near to so many others. Made once: making it takes longer than the engine needs for it."""
    selects = []
    for number in range(words):
        about_as_long = sa.func.length(WORDS.c.word).between(
            sa.bindparam(f"shortest_{number}"), sa.bindparam(f"longest_{number}")
        )
        selects.append(
            sa.select(WORDS.c.word, WORDS.c.ideas).where(WORDS.c.word == sa.bindparam(f"swapped_{number}"))
        )
        for name, column in (("first", WORDS.c.word), ("last", WORDS.c.reversed), ("part", WORDS.c.word)):
            some = (
                sa.select(WORDS.c.word, WORDS.c.ideas)
                .where(
                    column >= sa.bindparam(f"{name}_{number}"),
                    column < sa.bindparam(f"after_{name}_{number}"),
                    about_as_long,
                )
                .order_by(column)
                .limit(MOST_NEAR)
                .subquery()
            )
            selects.append(sa.select(some))
    return sa.union_all(*selects)


def _bent(
    typed: Query,
    corrections: Mapping[str, Sequence[str]],
    ids: Sequence[int],
    documents: Mapping[int, Document],
) -> tuple[tuple[str, str], ...]:
    """Which words were taken for others: those that none of the ideas has, and one has instead.

    Only what the reader has found is named, so that nothing is told of ideas that they may not see.
    """
    bent = []
    for term in typed.terms:
        if term.text not in corrections:
            continue
        alone = Ranker(Query((term,)))
        if any(alone.likeness(documents[found]) for found in ids):
            continue
        for other in corrections[term.text]:
            if any(f" {other} " in f" {part} " for found in ids for part in documents[found]):
                bent.append((term.text, other))
                break
    return tuple(bent)
