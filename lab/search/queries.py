"""Finding ideas by words: the engine gives candidates, their order is computed from the stored tokens."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from markupsafe import Markup

from lab.extensions import db
from lab.search.analyser import fold
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
from lab.search.highlight import snippet
from lab.search.indexing import index_marked, read_texts
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

    @property
    def is_partial(self) -> bool:
        """Whether no idea has all the words."""
        return self.reach is Reach.ANY

    @property
    def is_cut(self) -> bool:
        """Whether more ideas match than are ranked."""
        return len(self.ids) >= MOST_CANDIDATES

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

    `idea_id` is the ideas' primary key, which this room does not know. At most seven queries.
    """
    index_marked()
    typed = parse_query(text, load_synonyms(), is_typing)
    if typed.is_empty:
        return Found(typed)
    known = look_up(typed)
    counts = known.counts_of(typed.words)
    corrections = _list_corrections(typed, counts)
    query = with_typos(typed, corrections)
    wanted = Candidates(known.narrow(query), known, idea_id, conditions)
    ranker = Ranker(query, rarity(query, counts, known.total))
    reach = Reach.CLOSE
    documents = wanted.close(ranker)
    if len(documents) < FEW:
        reach = Reach.WIDE
        documents = wanted.select(reach)
    if not documents and len(query.terms) > 1:
        reach = Reach.ANY
        rarest = _rarest(wanted.query, counts | dict.fromkeys(corrections, 1))
        documents = replace(wanted, query=rarest).select(reach)
    ranked = ranker.order(documents.items())[:MOST_CANDIDATES]
    ids = tuple(found for found, _score in ranked)
    return Found(query, reach, ids, documents, _bent(typed, corrections, ids, documents))


def find_by(
    query: Query,
    reach: Reach,
    idea_id: IdeaId,
    conditions: Conditions = (),
    most: int = MOST_CANDIDATES,
    *,
    known: Known,
    parts: Sequence[Part] = tuple(Part),
) -> dict[int, Document]:
    """The candidates of a query made elsewhere, the newest first: these parts of them by id. One query."""
    index_marked()
    return (
        {}
        if query.is_empty
        else Candidates(query, known, idea_id, conditions).select(reach, most, parts=parts)
    )


def list_hits(query: Query, idea_ids: Collection[int]) -> dict[int, Hit]:
    """For each idea the first place beside its title where something was found, hidden rows left out. One query."""
    if query.is_empty or not idea_ids:
        return {}
    parts = [Part.BODY, Part.MORE, Part.NAMES]
    texts = [text for text in read_texts(db.session.connection(), idea_ids) if text.place.part in parts]
    hits: dict[int, Hit] = {}
    for text in sorted(texts, key=lambda text: parts.index(text.place.part)):
        if text.idea_id not in hits:
            found = snippet(text.text, query)
            if found is not None:
                hits[text.idea_id] = Hit(text.place, found)
    return hits


def spell(words: Collection[str], idea_ids: Collection[int]) -> dict[str, str]:
    """The folded words as people wrote them in one of these ideas: Bürgergeld for buergergeld. One query."""
    found: dict[str, str] = {}
    for text in read_texts(db.session.connection(), idea_ids) if words else ():
        for written in TYPED_WORD.findall(text.text):
            folded = fold(written)
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


def _list_corrections(query: Query, counts: Mapping[str, int]) -> dict[str, list[str]]:
    """For words that stand nowhere, those one slip away that do. One query, if there is such a word."""
    unknown = [word for word in query.words if not counts.get(word) and len(word) >= SHORTEST_TYPO]
    if not unknown:
        return {}
    selects = [select for word in unknown for select in _near(word)]
    candidates = set(db.session.scalars(sa.union_all(*selects)))
    near = {word: near_words(word, candidates) for word in unknown}
    return {word: found for word, found in near.items() if found}


def _near(word: str) -> list[sa.Select[Any]]:
    """Words that share its first or last half, or have the two letters between the halves swapped.

    And stems of parts of compounds that share its first half: they are shorter than the word.
    """
    half = len(word) // 2
    first, last = word[:half], word[half:]
    swapped = first[:-1] + last[0] + first[-1] + last[1:]
    about_as_long = sa.func.length(WORDS.c.word).between(len(word) - 4, len(word) + 3)
    halves = [(WORDS.c.word, first), (WORDS.c.reversed, last[::-1]), (WORDS.c.word, f"__{first}")]
    selects = [sa.select(WORDS.c.word).where(WORDS.c.word == swapped)]
    for column, start in halves:
        some = (
            sa.select(WORDS.c.word)
            .where(column >= start, column < after(start), about_as_long)
            .order_by(column)
            .limit(MOST_NEAR)
            .subquery()
        )
        selects.append(sa.select(some.c.word))
    return selects


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
