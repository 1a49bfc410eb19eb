"""Ideas like one that somebody is writing, or like one that has come in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only

from lab.accounts.access import why_not
from lab.accounts.models import User
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.queries import visible_to
from lab.ideas.workflow import State
from lab.search.candidates import Known, look_up_words
from lab.search.models import Part
from lab.search.queries import find_by, load_synonyms
from lab.search.query import Query, Reach, Term, parse_similar, telling_words
from lab.search.ranking import Document, Ranker, rarity
from lab.sharing import policy
from lab.sharing.queries import list_shared_by

MOST_SIMILAR = 5
# The start of a problem says what it is about.
READ_OF_PROBLEM = 1500
# Ideas that are compared word by word: so many with all words of the title, so many with its rare words.
CANDIDATES = 40
# From here on an idea resembles what was typed, as the ranking scores it. Lower, and noise grows faster than finds.
LEAST_SCORE = 0.2
# A word of the title is worth so many of the problem.
TITLE = 2.0
# What the list shows of an idea, and what the policies ask.
SHOWN = (
    Idea.author_id,
    Idea.is_hidden,
    Idea.job_centre_key,
    Idea.learning_learned,
    Idea.merged_into_id,
    Idea.sharing_count,
    Idea.state,
    Idea.title,
)


@dataclass(frozen=True)
class Similar:
    """An idea that resembles what was written."""

    idea: Idea
    may_share: bool
    has_shared: bool

    @property
    def learned(self) -> str:
        """What a stopped idea has taught."""
        return (self.idea.learning_learned or "") if self.idea.state == State.STOPPED else ""


def list_similar(actor: User, title: str, problem: str, own: Idea | None = None) -> list[Similar]:
    """At most five ideas that the actor may see, the most alike first: at most nine queries.

    Drafts, hidden ideas and `own` are none of them; a merged idea is shown as the one that it went into.
    """
    problem = problem[:READ_OF_PROBLEM]
    words = telling_words(title, problem)
    if not words:
        return []
    known = look_up_words(words)
    counts = known.counts_of(words)
    query, of_title = _parse(title, problem, counts)
    if query.is_empty:
        return []
    documents = _find_candidates(actor, query, of_title, known, own)
    ranker = Ranker(known.present(query), _weigh(query, of_title, counts, known.total))
    scored = []
    for idea_id, document in documents.items():
        score = ranker.score(document)
        if score >= LEAST_SCORE:
            scored.append((score, idea_id))
    best = [idea_id for _score, idea_id in sorted(scored, reverse=True)[: 2 * MOST_SIMILAR]]
    ideas = _load(actor, best, own)[:MOST_SIMILAR]
    shared = list_shared_by(actor.job_centre_key, [idea.id for idea in ideas])
    return [
        Similar(
            idea=idea,
            may_share=why_not(policy.check_share_problem, actor, idea) is None and idea.id not in shared,
            has_shared=idea.id in shared,
        )
        for idea in ideas
    ]


def _parse(title: str, problem: str, counts: Mapping[str, int]) -> tuple[Query, Query]:
    """The words that tell most, and those of the title alone.

    Of the problem those that nobody has written yet find nothing and are left out.
    """
    in_title = set(telling_words(title, ""))
    known = [word for word in telling_words("", problem) if counts.get(word) and word not in in_title]
    query = parse_similar(title, " ".join(known), counts, load_synonyms())
    terms = tuple(term for term in query.terms if term.text in in_title)
    if len(terms) == len(in_title):
        return query, Query(terms)
    return query, parse_similar(title, "", counts)


def _weigh(query: Query, of_title: Query, counts: Mapping[str, int], total: int) -> list[float]:
    """Rare words weigh more, and those of the title so much more that a long problem does not outweigh it."""
    in_title = {term.text for term in of_title.terms}
    return [
        weight * (TITLE if term.text in in_title else 1.0)
        for term, weight in zip(query.terms, rarity(query, counts, total), strict=True)
    ]


def _find_candidates(
    actor: User, query: Query, of_title: Query, known: Known, own: Idea | None
) -> dict[int, Document]:
    """Ideas with all words of the title, and ideas with some of the rare words; mere parts of words if these are few.

    Of each what it is about, not what was noted on its way. Two queries, or four.
    """
    conditions = [visible_to(actor), Idea.state != State.DRAFT, Idea.is_hidden.is_(False)]
    if own is not None:
        conditions.append(Idea.id != own.id)
    rare = _rare(query, known.counts_of(term.text for term in query.terms))
    found: dict[int, Document] = {}
    for one, reach in (
        (of_title, Reach.CLOSE),
        (_closely(rare), Reach.ANY),
        (of_title, Reach.WIDE),
        (rare, Reach.ANY),
    ):
        if reach is Reach.WIDE and len(found) >= CANDIDATES // 2:
            break
        found |= find_by(
            one, reach, Idea.id, conditions, CANDIDATES, known=known, parts=(Part.TITLE, Part.BODY)
        )
    return found


def _closely(query: Query) -> Query:
    """The query without the ways in which a mere part of a word matches: these are many, and seldom alike."""
    return Query(
        tuple(
            term._replace(alternatives=tuple(one for one in term.alternatives if one.is_close))
            for term in query.terms
        )
    )


def _rare(query: Query, counts: Mapping[str, int]) -> Query:
    """The words that few ideas have: as many as the engine can bring the ideas of, at least two."""
    terms = sorted(query.terms, key=lambda term: counts.get(term.text, 0))
    some: list[Term] = []
    total = 0
    for term in terms:
        total += counts.get(term.text, 0)
        if len(some) >= 2 and total > CANDIDATES:
            break
        some.append(term)
    return Query(tuple(some))


@cache
def _select_shown() -> sa.Select[Idea]:
    """Ideas with what the list shows of them. Made once: making it takes longer than the engine needs for it."""
    shown = load_only(*SHOWN)
    merged_into = joinedload(Idea.merged_into).options(shown, joinedload(Idea.job_centre))
    return sa.select(Idea).options(shown, joinedload(Idea.job_centre), merged_into)


def _load(actor: User, ids: Sequence[int], own: Idea | None) -> list[Idea]:
    """The ideas in this order, merged ones as those that they went into, each once."""
    if not ids:
        return []
    rows = {idea.id: idea for idea in db.session.scalars(_select_shown().where(Idea.id.in_(ids)))}
    found: dict[int, Idea] = {}
    for idea_id in ids:
        idea = rows.get(idea_id)
        if idea is not None and idea.merged_into is not None:
            idea = idea.merged_into
        if idea is not None and not idea.is_hidden and (own is None or idea.id != own.id):
            found.setdefault(idea.id, idea)
    return list(found.values())
