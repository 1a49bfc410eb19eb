"""Selects over adoption, each with a total order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.models import JobCentre
from lab.adoption.ladder import IN_USE, MONTHS_ASKED
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus, AdoptionStep, Step
from lab.core.clock import add_months, today
from lab.extensions import db
from lab.ideas.models import Idea

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
    """A row for each jobcentre of today, and for former ones that have recorded something: one query."""
    statement = (
        sa.select(JobCentre, Adoption)
        .outerjoin(Adoption, sa.and_(Adoption.job_centre_key == JobCentre.key, Adoption.idea_id == idea.id))
        .order_by(JobCentre.short_name, JobCentre.key)
    )
    rows = [Row(job_centre, adoption) for job_centre, adoption in db.session.execute(statement)]
    return [row for row in rows if row.job_centre.is_active or row.adoption]


def count_interested(idea: Idea) -> int:
    """Jobcentres that would take part."""
    statement = sa.select(sa.func.count()).where(
        Adoption.idea_id == idea.id, Adoption.status == AdoptionStatus.INTERESTED
    )
    return db.session.scalar(statement) or 0


def list_steps(idea: Idea, job_centre: JobCentre) -> dict[Step, AdoptionStep]:
    """The steps that the jobcentre has ticked or noted something at."""
    return map_steps(idea, job_centre).get(job_centre.key, {})


def map_steps(idea: Idea, job_centre: JobCentre | None = None) -> dict[str, dict[Step, AdoptionStep]]:
    """The steps of all jobcentres, or of one, by its key."""
    statement = sa.select(AdoptionStep).where(AdoptionStep.idea_id == idea.id)
    if job_centre is not None:
        statement = statement.where(AdoptionStep.job_centre_key == job_centre.key)
    found: dict[str, dict[Step, AdoptionStep]] = {}
    for row in db.session.scalars(statement.order_by(AdoptionStep.job_centre_key, AdoptionStep.step)):
        found.setdefault(row.job_centre_key, {})[row.step] = row
    return found


def list_checks(idea_id: int, job_centre_key: str | None = None) -> Sequence[AdoptionCheck]:
    """What jobcentres, or one of them, answered after months, the latest last."""
    statement = sa.select(AdoptionCheck).where(AdoptionCheck.idea_id == idea_id)
    if job_centre_key is not None:
        statement = statement.where(AdoptionCheck.job_centre_key == job_centre_key)
    return db.session.scalars(statement.order_by(AdoptionCheck.job_centre_key, AdoptionCheck.months)).all()


def is_long_in_use(job_centre_key: str | None) -> sa.ColumnElement[bool]:
    """Rows of the jobcentre about which it may be asked by now; the ladder says whether it is."""
    return sa.and_(
        Adoption.job_centre_key == job_centre_key,
        Adoption.status.in_(IN_USE),
        # Months differ in length by up to three days; the question itself is exact.
        Adoption.introduced_on <= add_months(today(), -min(MONTHS_ASKED)) + timedelta(days=3),
    )


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
