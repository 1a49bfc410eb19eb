"""Solutions in rollout by jobcentre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.accounts.queries import list_job_centres
from lab.adoption.ladder import IN_USE
from lab.adoption.models import Adoption, AdoptionStatus
from lab.adoption.queries import Progress, Row, is_active_today, measure_progress
from lab.extensions import db
from lab.hiding.policy import title_for_all
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import RolloutReview
from lab.rollout.queries import map_approvals
from lab.web.pagination import PAGE_SIZE, Page


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
    approvals = map_approvals(ids)
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
    solutions = sa.select(sa.func.count()).select_from(Idea).where(Idea.state == State.ROLLOUT)
    job_centres = sa.select(sa.func.count()).select_from(JobCentre).where(is_active_today())
    first = db.session.execute(widest).first()
    return Summary(
        solutions=db.session.scalar(solutions) or 0,
        job_centres=db.session.scalar(job_centres) or 0,
        counts={row[0]: row[1] for row in db.session.execute(by_status)},
        widest=(title_for_all(first[0], first[2]), first[1]) if first else None,
    )
