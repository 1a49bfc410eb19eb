"""Selects over reviews and adoption, each with a total order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import JobCentre, Role, User
from lab.accounts.queries import LARGEST_ID, list_job_centres
from lab.core.clock import today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.hiding.policy import title_for_all
from lab.ideas.models import Idea, TeamMember
from lab.ideas.workflow import State
from lab.rollout.models import Adoption, AdoptionStatus, ReviewStatus, RolloutReview
from lab.rollout.policy import check_see_review
from lab.web.pagination import PAGE_SIZE, Page

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


@dataclass(frozen=True)
class Solution:
    """A solution in rollout with a row for each jobcentre; `review` is the approval, where one is recorded."""

    idea: Idea
    review: RolloutReview | None
    rows: Sequence[Row]
    progress: Progress


@dataclass(frozen=True)
class Summary:
    """All solutions in numbers; `widest` is the one in use in most jobcentres, with their number."""

    solutions: int
    job_centres: int
    counts: Mapping[AdoptionStatus, int]
    widest: tuple[str, int] | None


def get_review(actor: User, review_id: int) -> RolloutReview:
    """The review with idea and team, if the actor may know of the idea. Raises NotFound."""
    review = (
        db.session.get(RolloutReview, review_id, options=_with_idea(), populate_existing=True)
        if 0 < review_id <= LARGEST_ID
        else None
    )
    if review is None:
        raise NotFound()
    check_see_review(actor, review.idea)
    return review


def list_reviews(number: int) -> Page[RolloutReview]:
    """One page of all reviews: open ones, longest waiting first, then approved ones, then all others."""
    section = sa.case(
        (RolloutReview.status == ReviewStatus.OPEN, 0),
        (RolloutReview.status == ReviewStatus.APPROVED, 1),
        else_=2,
    )
    waiting_since = sa.case((RolloutReview.status == ReviewStatus.OPEN, RolloutReview.opened_at))
    statement = (
        sa.select(RolloutReview)
        .options(*_with_idea())
        .order_by(section, waiting_since, RolloutReview.decided_at.desc(), RolloutReview.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    total = sum(count_reviews().values())
    return Page(db.session.scalars(statement).all(), number, total)


def count_reviews() -> Mapping[ReviewStatus, int]:
    """Reviews by status."""
    statement = sa.select(RolloutReview.status, sa.func.count()).group_by(RolloutReview.status)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def list_open_reviews() -> Sequence[RolloutReview]:
    """Candidates, the one that waits longest first."""
    return db.session.scalars(_open_reviews()).all()


def list_reviews_to_decide(actor: User, limit: int | None = None) -> Sequence[RolloutReview]:
    """Candidates that wait for this leader: policy.check_decide as SQL; empty for everyone else."""
    if actor.role != Role.LEADERSHIP:
        return []
    member = sa.exists().where(
        TeamMember.idea_id == RolloutReview.idea_id,
        TeamMember.account_id == actor.id,
        sa.or_(TeamMember.until.is_(None), TeamMember.until >= today()),
    )
    statement = (
        _open_reviews()
        .join(Idea, Idea.id == RolloutReview.idea_id)
        .where(Idea.author_id != actor.id, RolloutReview.opened_by_id != actor.id, ~member)
        .limit(limit)
    )
    return db.session.scalars(statement).all()


def find_latest_review(idea: Idea) -> RolloutReview | None:
    """The newest review of the idea, whatever came of it."""
    return db.session.scalar(_reviews_of(idea).limit(1))


def find_approved_review(idea: Idea) -> RolloutReview | None:
    """The approval under which the idea is in rollout: the page that shows its adoption."""
    statement = _reviews_of(idea).where(RolloutReview.status == ReviewStatus.APPROVED)
    return db.session.scalar(statement.limit(1))


def list_reviews_of(idea: Idea) -> Sequence[RolloutReview]:
    """All reviews of the idea, the newest first."""
    return db.session.scalars(_reviews_of(idea)).all()


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
        .where(_is_active())
    )
    job_centres: set[str] = set()
    counts: dict[int, Counter[AdoptionStatus]] = {idea_id: Counter() for idea_id in ids}
    for key, idea_id, status in db.session.execute(statement):
        job_centres.add(key)
        if idea_id is not None:
            counts[idea_id][status] += 1
    return {idea_id: Progress(counted, len(job_centres)) for idea_id, counted in counts.items()}


def list_solutions(number: int) -> tuple[Page[Solution], Sequence[JobCentre]]:
    """One page of the matrix by title, and its columns."""
    in_rollout = sa.select(Idea).where(Idea.state == State.ROLLOUT)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(in_rollout.subquery())) or 0
    statement = in_rollout.order_by(Idea.title_key, Idea.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    ideas = db.session.scalars(statement).all()
    ids = [idea.id for idea in ideas]
    recorded: dict[int, dict[str, Adoption]] = {idea_id: {} for idea_id in ids}
    for adoption in db.session.scalars(sa.select(Adoption).where(Adoption.idea_id.in_(ids))):
        recorded[adoption.idea_id][adoption.job_centre_key] = adoption
    former = {key for of_idea in recorded.values() for key in of_idea}
    columns = [jc for jc in list_job_centres(include_inactive=True) if jc.is_active or jc.key in former]
    approvals = _approvals(ids)
    solutions = []
    for idea in ideas:
        rows = [Row(job_centre, recorded[idea.id].get(job_centre.key)) for job_centre in columns]
        solutions.append(Solution(idea, approvals.get(idea.id), rows, measure_progress(rows)))
    return Page(solutions, number, total), columns


def summarise_solutions() -> Summary:
    """All solutions in rollout in numbers, jobcentres of today only."""
    of_today = (
        sa.select(Idea.id, Idea.title, Idea.title_key, Idea.is_hidden, Adoption.status)
        .join(Adoption, Adoption.idea_id == Idea.id)
        .join(JobCentre, JobCentre.key == Adoption.job_centre_key)
        .where(Idea.state == State.ROLLOUT, _is_active())
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
    solutions = sa.select(sa.func.count()).select_from(Idea).where(Idea.state == State.ROLLOUT)
    job_centres = sa.select(sa.func.count()).select_from(JobCentre).where(_is_active())
    first = db.session.execute(widest).first()
    return Summary(
        solutions=db.session.scalar(solutions) or 0,
        job_centres=db.session.scalar(job_centres) or 0,
        counts={row[0]: row[1] for row in db.session.execute(by_status)},
        widest=(title_for_all(first[0], first[2]), first[1]) if first else None,
    )


def _approvals(idea_ids: Sequence[int]) -> dict[int, RolloutReview]:
    statement = (
        sa.select(RolloutReview)
        .where(RolloutReview.idea_id.in_(idea_ids), RolloutReview.status == ReviewStatus.APPROVED)
        .order_by(RolloutReview.id)
    )
    return {review.idea_id: review for review in db.session.scalars(statement)}


def _open_reviews() -> sa.Select[RolloutReview]:
    return (
        sa.select(RolloutReview)
        .options(*_with_idea())
        .where(RolloutReview.status == ReviewStatus.OPEN)
        .order_by(RolloutReview.opened_at, RolloutReview.id)
    )


def _reviews_of(idea: Idea) -> sa.Select[RolloutReview]:
    return (
        sa.select(RolloutReview)
        .options(joinedload(RolloutReview.opened_by), joinedload(RolloutReview.decided_by))
        .where(RolloutReview.idea_id == idea.id)
        .order_by(RolloutReview.id.desc())
    )


def _with_idea() -> tuple[sa.orm.interfaces.ORMOption, ...]:
    """What a list or a dossier shows of the idea and the people of a review."""
    return (
        joinedload(RolloutReview.idea).options(
            joinedload(Idea.author),
            joinedload(Idea.job_centre),
            joinedload(Idea.responsible),
            joinedload(Idea.theme),
            selectinload(Idea.team),
        ),
        joinedload(RolloutReview.opened_by),
        joinedload(RolloutReview.decided_by),
    )


def _is_active() -> sa.ColumnElement[bool]:
    """JobCentre.is_active as SQL."""
    return sa.and_(
        JobCentre.active_from <= today(),
        sa.or_(JobCentre.active_until.is_(None), JobCentre.active_until >= today()),
    )


def _rows(job_centres: Sequence[JobCentre], recorded: Mapping[str, Adoption]) -> list[Row]:
    return [Row(jc, recorded.get(jc.key)) for jc in job_centres if jc.is_active or jc.key in recorded]
