"""Solutions in rollout by jobcentre."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.adoption.ladder import IN_USE
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus
from lab.adoption.queries import Progress, is_active_today
from lab.core.clock import day_of
from lab.extensions import db
from lab.hiding.policy import title_for_all
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import RolloutReview
from lab.rollout.queries import map_approvals
from lab.rollout.readiness import Item, list_unmet, load_gate
from lab.solutions.listing import Filters, list_ideas
from lab.solutions.models import Kit
from lab.web.pagination import PAGE_SIZE, Page


@dataclass(frozen=True)
class Cell:
    """Where one jobcentre stands with one solution, since when, and when it last said that it uses it."""

    job_centre: JobCentre
    status: AdoptionStatus = AdoptionStatus.NOT_ASSESSED
    is_adapted: bool = False
    since: date | None = None
    confirmed_on: date | None = None

    @property
    def is_told(self) -> bool:
        """Whether the jobcentre has said anything."""
        return self.status != AdoptionStatus.NOT_ASSESSED


class Approved:
    """What goes back to an approval: what was decided against the rule stays visible wherever it is shown."""

    review: RolloutReview | None

    @property
    def unmet(self) -> list[Item]:
        """What was open when it was reported."""
        return list_unmet(load_gate(self.review.gate)) if self.review else []

    @property
    def is_without_quorum(self) -> bool:
        """Whether the chair decided before enough members had voted."""
        return self.review is not None and self.review.is_without_quorum


@dataclass(frozen=True)
class Solution(Approved):
    """A solution in rollout with a cell for each jobcentre; `review` is the approval, where one is recorded.

    `own` is the row of the one jobcentre that was asked for.
    """

    idea: Idea
    review: RolloutReview | None
    cells: Sequence[Cell]
    progress: Progress
    has_kit: bool = False
    own: Adoption | None = None

    @property
    def approved_on(self) -> date:
        """The day since which it may be used."""
        decided_at = self.review.decided_at if self.review else None
        return day_of(decided_at or self.idea.state_since)

    def cell(self, key: str) -> Cell:
        """The cell of the jobcentre, which is among the columns."""
        return next(cell for cell in self.cells if cell.job_centre.key == key)


@dataclass(frozen=True)
class Matrix:
    """One page of solutions, the jobcentres that are its columns, and how many solutions there are at all."""

    page: Page[Solution]
    columns: Sequence[JobCentre]
    total: int


@dataclass(frozen=True)
class Summary:
    """All solutions in numbers; `widest` is the one in use in most jobcentres, with their number."""

    solutions: int
    job_centres: int
    counts: Mapping[AdoptionStatus, int]
    widest: tuple[str, int] | None


def load_matrix(
    filters: Filters, job_centres: Sequence[JobCentre], number: int = 1, size: int = PAGE_SIZE
) -> Matrix:
    """One page of the matrix; `job_centres` are all there ever were. Six queries whatever its size, or seven."""
    found = list_ideas(filters, number, size)
    ids = [idea.id for idea in found.ideas]
    by_key = {job_centre.key: job_centre for job_centre in job_centres}
    cells = _map_cells(ids, by_key)
    own = _map_rows_of(filters.job_centre, ids) if filters.job_centre else {}
    shown = {filters.job_centre, *(key for _idea, key in cells)}
    columns = [one for one in job_centres if one.is_active or one.key in shown]
    of_today = {one.key for one in columns if one.is_active}
    untold = {one.key: Cell(one) for one in columns}
    approvals, kits = map_approvals(ids), find_kits(ids)
    solutions = []
    for idea in found.ideas:
        row = [cells.get((idea.id, one.key)) or untold[one.key] for one in columns]
        progress = _measure(cell for cell in row if cell.job_centre.key in of_today)
        solutions.append(
            Solution(idea, approvals.get(idea.id), row, progress, idea.id in kits, own.get(idea.id))
        )
    return Matrix(Page(solutions, number, found.matching, size), columns, found.total)


def measure_cells(cells: Iterable[Cell]) -> Progress:
    """The cells of one solution counted; jobcentres that are no more do not count."""
    return _measure(cell for cell in cells if cell.job_centre.is_active)


def find_kits(idea_ids: Collection[int]) -> set[int]:
    """The ideas among these that have something to hand on; one query."""
    return set(db.session.scalars(sa.select(Kit.idea_id).where(Kit.idea_id.in_(idea_ids))))


def map_confirmations(idea_ids: Collection[int], job_centre: str = "") -> dict[tuple[int, str], date]:
    """When jobcentres, or one, last said after months that they still use these solutions; one query."""
    statement = (
        sa.select(AdoptionCheck.idea_id, AdoptionCheck.job_centre_key, sa.func.max(AdoptionCheck.answered_at))
        .where(AdoptionCheck.idea_id.in_(idea_ids), AdoptionCheck.is_used)
        .group_by(AdoptionCheck.idea_id, AdoptionCheck.job_centre_key)
    )
    if job_centre:
        statement = statement.where(AdoptionCheck.job_centre_key == job_centre)
    return {(idea_id, key): day_of(at) for idea_id, key, at in db.session.execute(statement)}


def summarise_solutions(solutions: int, job_centres: Sequence[JobCentre]) -> Summary:
    """All solutions in rollout in numbers, jobcentres of today only; two queries."""
    of_today = (
        sa.select(Idea.id, Idea.title, Idea.title_key, Idea.is_hidden, Adoption.status)
        .join(Adoption, Adoption.idea_id == Idea.id)
        .join(JobCentre, JobCentre.key == Adoption.job_centre_key)
        .where(Idea.state == State.ROLLOUT, is_active_today())
        .subquery()
    )
    by_status = sa.select(of_today.c.status, sa.func.count()).group_by(of_today.c.status)
    used = sa.func.count()
    widest = (
        sa.select(of_today.c.title, used, of_today.c.is_hidden)
        .where(of_today.c.status.in_(IN_USE))
        .group_by(of_today.c.id, of_today.c.title, of_today.c.title_key, of_today.c.is_hidden)
        .order_by(used.desc(), of_today.c.title_key, of_today.c.id)
        .limit(1)
    )
    first = db.session.execute(widest).first()
    return Summary(
        solutions=solutions,
        job_centres=sum(one.is_active for one in job_centres),
        counts={row[0]: row[1] for row in db.session.execute(by_status)},
        widest=(title_for_all(first[0], first[2]), first[1]) if first else None,
    )


def _measure(cells: Iterable[Cell]) -> Progress:
    counts = Counter(cell.status for cell in cells)
    return Progress(counts, counts.total())


def _map_cells(ids: Collection[int], job_centres: Mapping[str, JobCentre]) -> dict[tuple[int, str], Cell]:
    """What jobcentres have said, by idea and jobcentre: columns without free text, so thousands load fast."""
    confirmed = map_confirmations(ids)
    statement = sa.select(
        Adoption.idea_id,
        Adoption.job_centre_key,
        Adoption.status,
        Adoption.is_adapted,
        Adoption.since,
        Adoption.changed_at,
    ).where(Adoption.idea_id.in_(ids), Adoption.status != AdoptionStatus.NOT_ASSESSED)
    return {
        (idea_id, key): Cell(
            job_centres[key], status, is_adapted, since or day_of(changed_at), confirmed.get((idea_id, key))
        )
        for idea_id, key, status, is_adapted, since, changed_at in db.session.execute(statement)
    }


def _map_rows_of(job_centre: str, ids: Collection[int]) -> dict[int, Adoption]:
    statement = sa.select(Adoption).where(Adoption.job_centre_key == job_centre, Adoption.idea_id.in_(ids))
    return {row.idea_id: row for row in db.session.scalars(statement)}
