"""The list of ideas: filters as in the address, one order, one page; and the same as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import contains_eager, joinedload

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.core.clock import day_of
from lab.documents.spreadsheet import Cell, list_csv
from lab.extensions import db
from lab.hiding.policy import sees_hidden
from lab.ideas.models import Idea
from lab.ideas.policy import may_know_author
from lab.ideas.queries import Narrowing, visible_to
from lab.ideas.workflow import ACTIVE, State
from lab.search.analyser import words
from lab.web.pagination import PAGE_SIZE, Page

MOST_ROWS = 10_000
MOST_MATCHES = 20

SORTS: dict[str, tuple[LazyString, tuple[sa.ColumnElement[Any], ...]]] = {
    "newest": (
        _l("neueste zuerst"),
        (sa.func.coalesce(Idea.submitted_at, Idea.created_at).desc(), Idea.id.desc()),
    ),
    "moved": (_l("zuletzt bewegt"), (Idea.state_since.desc(), Idea.id.desc())),
    "oldest": (_l("am längsten unbewegt"), (Idea.state_since.asc(), Idea.id.asc())),
    "title": (_l("Titel A–Z"), (Idea.title_key.asc(), Idea.id.asc())),
}


@dataclass(frozen=True)
class Filters(Narrowing):
    """What the list shows; '' and None mean everything."""

    q: str = ""
    stage: str = ""
    sort: str = "newest"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == Filters(sort=self.sort)


def list_ideas(actor: User, filters: Filters, number: int, size: int = PAGE_SIZE) -> Page[Idea]:
    """One page of the ideas the actor may see: two queries."""
    conditions = _conditions(actor, filters)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Idea).where(*conditions)) or 0
    statement = (
        sa.select(Idea)
        .where(*conditions)
        .options(joinedload(Idea.job_centre), joinedload(Idea.responsible), joinedload(Idea.theme))
        .order_by(*SORTS[filters.sort][1])
        .limit(size)
        .offset((number - 1) * size)
    )
    return Page(db.session.scalars(statement).all(), number, total, size)


def list_merge_targets(actor: User, source: Idea, query: str) -> Sequence[Idea]:
    """Active ideas that the source could go into, by number or words, newest first, hidden ones left out; one more than the most."""
    statement = (
        sa.select(Idea)
        .options(joinedload(Idea.job_centre))
        .where(visible_to(actor), Idea.id != source.id, Idea.state.in_(ACTIVE), Idea.state != State.DRAFT)
        .where(Idea.is_hidden.is_(False))
        .limit(MOST_MATCHES + 1)
    )
    number = query.strip().lstrip("#")
    if number.isascii() and number.isdigit() and int(number[:10]) <= LARGEST_ID:
        by_words = Idea.search_text.contains(number, autoescape=True)
        statement = statement.where(sa.or_(Idea.id == int(number[:10]), by_words)).order_by(
            (Idea.id != int(number[:10])), Idea.id.desc()
        )
        return db.session.scalars(statement).all()
    wanted = words(query)
    if query.strip() and not wanted:
        return []
    for word in wanted:
        statement = statement.where(Idea.search_text.contains(word, autoescape=True))
    return db.session.scalars(statement.order_by(Idea.id.desc())).all()


def write_csv(actor: User, filters: Filters) -> Iterator[str]:
    """The filtered list as CSV lines for German spreadsheets: semicolons, dates as 2026-02-14."""
    statement = (
        sa.select(Idea)
        .join(Idea.author)
        .where(*_conditions(actor, filters))
        .options(
            contains_eager(Idea.author),
            joinedload(Idea.job_centre),
            joinedload(Idea.responsible),
            joinedload(Idea.theme),
        )
        .order_by(*SORTS[filters.sort][1])
        .limit(MOST_ROWS)
    )
    titles = (
        _("Nummer"),
        _("Titel"),
        _("Stand"),
        _("seit"),
        _("KJC"),
        _("Eingereicht von"),
        _("Zuständig"),
        _("Themenlab"),
        _("Eingereicht am"),
        _("Rückmeldungen"),
        _("Offene Befunde"),
        _("Problem"),
        _("Vorschlag"),
    )
    return list_csv(titles, (_cells(actor, idea) for idea in db.session.scalars(statement)))


def _cells(actor: User, idea: Idea) -> list[Cell]:
    """The idea's line; the author's name as everywhere."""
    return [
        idea.id,
        idea.title,
        str(idea.state.label),
        day_of(idea.state_since),
        idea.job_centre.short_name if idea.job_centre else "",
        idea.author.name if may_know_author(actor, idea) else _("Name nur dem Lab-Team bekannt"),
        idea.responsible.name if idea.responsible else "",
        idea.theme.title if idea.theme else "",
        day_of(idea.submitted_at) if idea.submitted_at else None,
        idea.feedback_count,
        idea.open_findings,
        idea.problem,
        idea.proposal,
    ]


def matching(query: str) -> list[sa.ColumnElement[bool]]:
    """Ideas in which all words of the query stand; none when it has no word at all."""
    wanted = words(query)
    if query and not wanted:
        return [sa.false()]
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted and not sees_hidden():
        # A search must not tell which words stand in a hidden text.
        conditions.append(Idea.is_hidden.is_(False))
    conditions += [Idea.search_text.contains(word, autoescape=True) for word in wanted]
    return conditions


def _conditions(actor: User, filters: Filters) -> list[sa.ColumnElement[bool]]:
    conditions = [visible_to(actor), *matching(filters.q)]
    if filters.stage:
        conditions.append(Idea.state == filters.stage)
    return conditions + filters.conditions(actor)
