"""What the map of Hesse shows: one solution, or how many solutions stand where in each jobcentre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.accounts.queries import LARGEST_ID
from lab.adoption.models import Adoption, AdoptionStatus
from lab.adoption.queries import Progress
from lab.core.clock import day_of
from lab.core.errors import NotFound
from lab.extensions import db
from lab.hiding.policy import title_for_all
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import RolloutReview
from lab.rollout.queries import map_approvals
from lab.solutions.listing import count_in_use
from lab.solutions.queries import Approved, Cell, map_confirmations, measure_cells
from lab.solutions.standings import STANDINGS
from lab.solutions.tiles import Grid, lay_out, shade

# Solutions to choose from: those in use in most jobcentres. Whoever seeks another one comes from the matrix.
MOST_OFFERED = 60


@dataclass(frozen=True)
class Mark:
    """What a jobcentre's tile and line of the table say: where it stands, or a number with its shade from 0 to 4."""

    job_centre: JobCentre
    cell: Cell | None = None
    contact: str = ""
    count: int = 0
    shade: int = 0

    @property
    def map_row(self) -> int | None:
        """Where the tile lies."""
        return self.job_centre.map_row

    @property
    def map_column(self) -> int | None:
        """Where the tile lies."""
        return self.job_centre.map_column


@dataclass(frozen=True)
class Map(Approved):
    """Tiles of the jobcentres of today, and a mark for each of them and of former ones with a history."""

    grid: Grid[Mark]
    marks: Sequence[Mark]
    solutions: int
    most: int = 0
    idea: Idea | None = None
    review: RolloutReview | None = None
    progress: Progress | None = None
    approved_on: date | None = None


def load_solution_map(idea_id: int, job_centres: Sequence[JobCentre]) -> Map:
    """One solution in rollout: five queries. Raises NotFound."""
    idea = db.session.get(Idea, idea_id) if 0 < idea_id <= LARGEST_ID else None
    if idea is None or idea.state != State.ROLLOUT:
        raise NotFound()
    confirmed = map_confirmations([idea.id])
    told = db.session.scalars(
        sa.select(Adoption).where(Adoption.idea_id == idea.id, Adoption.status != AdoptionStatus.NOT_ASSESSED)
    )
    rows = {row.job_centre_key: row for row in told}
    marks = []
    for one in job_centres:
        row = rows.get(one.key)
        if row is not None:
            since = row.since or day_of(row.changed_at)
            cell = Cell(one, row.status, row.is_adapted, since, confirmed.get((idea.id, one.key)))
            marks.append(Mark(one, cell, row.contact))
        elif one.is_active:
            marks.append(Mark(one, Cell(one)))
    review = map_approvals([idea.id]).get(idea.id)
    return Map(
        grid=_lay_out(marks),
        marks=marks,
        solutions=1,
        idea=idea,
        review=review,
        progress=measure_cells(mark.cell for mark in marks if mark.cell),
        approved_on=day_of((review and review.decided_at) or idea.state_since),
    )


def load_count_map(standing: str, job_centres: Sequence[JobCentre]) -> Map:
    """How many solutions in rollout stand there in each jobcentre: two queries."""
    total = db.session.scalar(sa.select(sa.func.count()).where(Idea.state == State.ROLLOUT)) or 0
    wanted = STANDINGS[standing]
    is_untold = AdoptionStatus.NOT_ASSESSED in wanted
    statement = (
        sa.select(Adoption.job_centre_key, sa.func.count())
        .join(Idea, Idea.id == Adoption.idea_id)
        .where(
            Idea.state == State.ROLLOUT,
            Adoption.status != AdoptionStatus.NOT_ASSESSED if is_untold else Adoption.status.in_(wanted),
        )
        .group_by(Adoption.job_centre_key)
    )
    found: dict[str, int] = {row[0]: row[1] for row in db.session.execute(statement)}
    counts = {
        one.key: total - found.get(one.key, 0) if is_untold else found.get(one.key, 0) for one in job_centres
    }
    most = max((counts[one.key] for one in job_centres if one.is_active), default=0)
    marks = [
        Mark(one, count=counts[one.key], shade=shade(min(counts[one.key], most), most))
        for one in job_centres
        if one.is_active or (counts[one.key] and not is_untold)
    ]
    return Map(_lay_out(marks), marks, total, most)


def list_offered() -> list[tuple[int, str]]:
    """Solutions to choose from by title: the sixty that are in use in most jobcentres."""
    statement = (
        sa.select(Idea.id, Idea.title, Idea.is_hidden, Idea.title_key)
        .where(Idea.state == State.ROLLOUT)
        .order_by(count_in_use().desc(), Idea.title_key, Idea.id)
        .limit(MOST_OFFERED)
    )
    rows = sorted(db.session.execute(statement), key=lambda row: (row.title_key, row.id))
    return [(row.id, title_for_all(row.title, row.is_hidden)) for row in rows]


def _lay_out(marks: Sequence[Mark]) -> Grid[Mark]:
    return lay_out(mark for mark in marks if mark.job_centre.is_active)
