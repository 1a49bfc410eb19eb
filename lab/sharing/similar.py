"""Ideas like one that somebody is writing, or like one that has come in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only

from lab.accounts.access import why_not
from lab.accounts.models import User
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.queries import visible_to
from lab.ideas.workflow import State
from lab.search.queries import count_documents, count_words_of, find_by, load_synonyms
from lab.search.query import Query, Reach, Term, parse_similar, telling_words
from lab.search.ranking import Document, Ranker, rarity
from lab.sharing import policy
from lab.sharing.queries import list_shared_by

MOST_SIMILAR = 5
# The start of a problem says what it is about.
READ_OF_PROBLEM = 1500
# Ideas that are compared word by word: so many with all words of the title, so many with its rare words.
CANDIDATES = 60
# From here on an idea resembles what was typed, as the ranking scores it: one of two telling words in the title, say.
LEAST_SCORE = 0.25
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
    """At most five ideas that the actor may see, the most alike first: at most seven queries.

    Drafts, hidden ideas and `own` are none of them; a merged idea is shown as the one that it went into.
    """
    query, counts = _read(title, problem[:READ_OF_PROBLEM])
    if query.is_empty:
        return []
    of_title, _counts = _read(title, "", counts)
    documents = _find_candidates(actor, query, of_title, counts, own)
    ranker = Ranker(query, _weigh(query, of_title, counts))
    scored = []
    for idea_id, document in documents.items():
        # What the idea is about, not what was noted on its way.
        score = ranker.score(Document(document.title, document.body))
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


def _read(
    title: str, problem: str, counts: Mapping[str, int] | None = None
) -> tuple[Query, Mapping[str, int]]:
    """The words that tell most. Of the problem those that nobody has written yet find nothing and are left out."""
    of_title, words = set(telling_words(title, "")), telling_words(title, problem)
    if not words:
        return Query(()), {}
    counts = count_words_of(words) if counts is None else counts
    known = [word for word in words if counts.get(word) and word not in of_title]
    return parse_similar(
        title, " ".join(known), counts, load_synonyms() if problem or known else None
    ), counts


def _weigh(query: Query, of_title: Query, counts: Mapping[str, int]) -> list[float]:
    """Rare words weigh more, and those of the title so much more that a long problem does not outweigh it."""
    in_title = {term.text for term in of_title.terms}
    weights = rarity(query, counts, count_documents())
    return [
        weight * (TITLE if term.text in in_title else 1.0)
        for term, weight in zip(query.terms, weights, strict=True)
    ]


def _find_candidates(
    actor: User, query: Query, of_title: Query, counts: Mapping[str, int], own: Idea | None
) -> dict[int, Document]:
    """Ideas with all words of the title, and ideas with some of the rare words: two queries."""
    conditions = [visible_to(actor), Idea.state != State.DRAFT, Idea.is_hidden.is_(False)]
    if own is not None:
        conditions.append(Idea.id != own.id)
    found = find_by(of_title, Reach.WIDE, Idea.id, conditions, CANDIDATES)
    return found | find_by(_rare(query, counts), Reach.ANY, Idea.id, conditions, CANDIDATES)


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


def _load(actor: User, ids: Sequence[int], own: Idea | None) -> list[Idea]:
    """The ideas in this order, merged ones as those that they went into, each once."""
    if not ids:
        return []
    shown = load_only(*SHOWN)
    statement = (
        sa.select(Idea)
        .options(
            shown,
            joinedload(Idea.job_centre),
            joinedload(Idea.merged_into).options(shown, joinedload(Idea.job_centre)),
        )
        .where(Idea.id.in_(ids))
    )
    rows = {idea.id: idea for idea in db.session.scalars(statement)}
    found: dict[int, Idea] = {}
    for idea_id in ids:
        idea = rows.get(idea_id)
        if idea is not None and idea.merged_into is not None:
            idea = idea.merged_into
        if idea is not None and not idea.is_hidden and (own is None or idea.id != own.id):
            found.setdefault(idea.id, idea)
    return list(found.values())
