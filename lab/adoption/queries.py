"""Selects over adoption, each with a total order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.models import JobCentre
from lab.accounts.queries import list_job_centres
from lab.adoption.models import Adoption, AdoptionStatus
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import Idea

IN_USE = (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED)
UNDER_WAY = (AdoptionStatus.INTERESTED, AdoptionStatus.ASSESSING, AdoptionStatus.PILOT)
# The ladder from the top down, then those who got off.
LADDER = (
    AdoptionStatus.SUSTAINED,
    AdoptionStatus.INTRODUCED,
    AdoptionStatus.PILOT,
    AdoptionStatus.ASSESSING,
    AdoptionStatus.INTERESTED,
    AdoptionStatus.NOT_ASSESSED,
    AdoptionStatus.ABORTED,
    AdoptionStatus.DECLINED,
)


@dataclass(frozen=True)
class Progress:
    """How far the jobcentres that exist today have come with one solution."""

    counts: Mapping[AdoptionStatus, int]
    job_centres: int

    @property
    def in_use(self) -> int:
        """Jobcentres that have introduced it and use it."""
        return sum(self.counts.get(status, 0) for status in IN_USE)

    @property
    def pilots(self) -> int:
        """Jobcentres that try it."""
        return self.counts.get(AdoptionStatus.PILOT, 0)

    @property
    def looking(self) -> int:
        """Jobcentres that are interested or assess it."""
        return self.counts.get(AdoptionStatus.INTERESTED, 0) + self.counts.get(AdoptionStatus.ASSESSING, 0)

    @property
    def refused(self) -> int:
        """Jobcentres that declined or stopped."""
        return self.counts.get(AdoptionStatus.DECLINED, 0) + self.counts.get(AdoptionStatus.ABORTED, 0)


@dataclass(frozen=True)
class Row:
    """One jobcentre and its adoption of one solution, if it has any."""

    job_centre: JobCentre
    adoption: Adoption | None

    @property
    def status(self) -> AdoptionStatus:
        """Where it stands; without a row nothing was assessed."""
        return self.adoption.status if self.adoption else AdoptionStatus.NOT_ASSESSED


def find_adoption(idea: Idea, job_centre: JobCentre) -> Adoption | None:
    """The jobcentre's row for the solution."""
    return db.session.get(Adoption, (idea.id, job_centre.key))


def list_adoptions(idea: Idea) -> Sequence[Adoption]:
    """Recorded rows of one solution by jobcentre; jobcentres that are no more among them."""
    statement = (
        sa.select(Adoption)
        .join(Adoption.job_centre)
        .options(joinedload(Adoption.job_centre))
        .where(Adoption.idea_id == idea.id)
        .order_by(JobCentre.short_name, JobCentre.key)
    )
    return db.session.scalars(statement).all()


def list_rows(idea: Idea) -> list[Row]:
    """A row for each jobcentre of today, and for former ones that have recorded something."""
    recorded = {adoption.job_centre_key: adoption for adoption in list_adoptions(idea)}
    return _rows(list_job_centres(include_inactive=True), recorded)


def measure_progress(rows: Sequence[Row]) -> Progress:
    """The rows of one solution counted; jobcentres that are no more do not count."""
    counts = Counter(row.status for row in rows if row.job_centre.is_active)
    return Progress(counts, counts.total())


def count_adoptions(idea_ids: Iterable[int]) -> dict[int, Progress]:
    """How far each of these solutions has come; one query whatever their number, none without any."""
    ids = list(idea_ids)
    if not ids:
        return {}
    statement = (
        sa.select(JobCentre.key, Adoption.idea_id, Adoption.status)
        .outerjoin(Adoption, sa.and_(Adoption.job_centre_key == JobCentre.key, Adoption.idea_id.in_(ids)))
        .where(is_active_today())
    )
    job_centres: set[str] = set()
    counts: dict[int, Counter[AdoptionStatus]] = {idea_id: Counter() for idea_id in ids}
    for key, idea_id, status in db.session.execute(statement):
        job_centres.add(key)
        if idea_id is not None:
            counts[idea_id][status] += 1
    return {idea_id: Progress(counted, len(job_centres)) for idea_id, counted in counts.items()}


def is_active_today() -> sa.ColumnElement[bool]:
    """JobCentre.is_active as SQL."""
    return sa.and_(
        JobCentre.active_from <= today(),
        sa.or_(JobCentre.active_until.is_(None), JobCentre.active_until >= today()),
    )


def _rows(job_centres: Sequence[JobCentre], recorded: Mapping[str, Adoption]) -> list[Row]:
    return [Row(jc, recorded.get(jc.key)) for jc in job_centres if jc.is_active or jc.key in recorded]
