"""Which solutions the matrix shows, and in which order: filters as in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lab.accounts.models import JobCentre
from lab.adoption.ladder import IN_USE
from lab.adoption.models import Adoption, AdoptionStatus
from lab.adoption.queries import is_active_today
from lab.extensions import db
from lab.ideas.listing import matching
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus, RolloutReview
from lab.solutions.standings import STANDINGS
from lab.web.pagination import PAGE_SIZE

# More solutions than this are not exported; nor would anybody read them in a spreadsheet.
MOST_EXPORTED = 5_000
BY_TITLE, BY_USE, BY_APPROVAL = "title", "in_use", "approved"
SORTS: dict[str, LazyString] = {
    BY_TITLE: _l("Titel A–Z"),
    BY_USE: _l("am weitesten verbreitet"),
    BY_APPROVAL: _l("zuletzt freigegeben"),
}


@dataclass(frozen=True)
class Filters:
    """What the matrix shows; '' and None mean everything."""

    job_centre: str = ""
    status: str = ""
    theme: int | None = None
    q: str = ""
    sort: str = BY_TITLE

    @property
    def is_empty(self) -> bool:
        """Whether all solutions are shown, though perhaps of one jobcentre only."""
        return self == Filters(job_centre=self.job_centre, sort=self.sort)


@dataclass(frozen=True)
class Found:
    """Ideas in rollout: those of the page, how many the filters let through, how many there are at all."""

    ideas: Sequence[Idea]
    matching: int
    total: int


def list_ideas(filters: Filters, number: int = 1, size: int = PAGE_SIZE) -> Found:
    """One page of solutions: two queries whatever is filtered."""
    conditions = _conditions(filters)
    counted = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(sa.case((sa.and_(sa.true(), *conditions), 1), else_=0)), 0),
    ).where(Idea.state == State.ROLLOUT)
    total, matches = db.session.execute(counted).one()
    statement = (
        sa.select(Idea)
        .where(Idea.state == State.ROLLOUT, *conditions)
        .order_by(*_order(filters.sort))
        .limit(size)
        .offset((number - 1) * size)
    )
    return Found(db.session.scalars(statement).all(), int(matches), total)


def count_in_use() -> sa.ScalarSelect[int]:
    """In how many jobcentres of today the idea is in use, as SQL."""
    return (
        sa.select(sa.func.count())
        .select_from(Adoption)
        .join(JobCentre, JobCentre.key == Adoption.job_centre_key)
        .where(Adoption.idea_id == Idea.id, Adoption.status.in_(IN_USE), is_active_today())
        .correlate(Idea)
        .scalar_subquery()
    )


def _order(sort: str) -> tuple[sa.ColumnElement[Any], ...]:
    by_title = (Idea.title_key.asc(), Idea.id.asc())
    if sort == BY_USE:
        return (count_in_use().desc(), *by_title)
    if sort == BY_APPROVAL:
        approved_at = (
            sa.select(sa.func.max(RolloutReview.decided_at))
            .where(RolloutReview.idea_id == Idea.id, RolloutReview.status == ReviewStatus.APPROVED)
            .correlate(Idea)
            .scalar_subquery()
        )
        return (sa.func.coalesce(approved_at, Idea.state_since).desc(), *by_title)
    return by_title


def _conditions(filters: Filters) -> list[sa.ColumnElement[bool]]:
    conditions = matching(filters.q, Idea.state == State.ROLLOUT)
    if filters.theme is not None:
        conditions.append(Idea.theme_id == filters.theme)
    if filters.status:
        conditions.append(_stands(STANDINGS[filters.status], filters.job_centre))
    return conditions


def _stands(statuses: Sequence[AdoptionStatus], job_centre: str) -> sa.ColumnElement[bool]:
    """Whether the jobcentre, or any, stands there; a jobcentre without a row has not assessed the solution."""
    if AdoptionStatus.NOT_ASSESSED not in statuses:
        there = sa.exists().where(Adoption.idea_id == Idea.id, Adoption.status.in_(statuses))
        return there.where(Adoption.job_centre_key == job_centre) if job_centre else there
    assessed = sa.exists().where(Adoption.idea_id == Idea.id, Adoption.status != AdoptionStatus.NOT_ASSESSED)
    if job_centre:
        return ~assessed.where(Adoption.job_centre_key == job_centre)
    assessed = assessed.where(Adoption.job_centre_key == JobCentre.key).correlate(Idea, JobCentre)
    return sa.exists().where(is_active_today(), ~assessed).correlate(Idea)
