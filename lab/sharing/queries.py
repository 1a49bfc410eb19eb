"""Selects over shared problems, each with a total order."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.extensions import db
from lab.ideas.models import Idea
from lab.sharing.models import SharedProblem


def list_sharing_keys(idea: Idea) -> list[str]:
    """Jobcentres that have the problem, the idea's own first."""
    statement = (
        sa.select(SharedProblem.job_centre_key)
        .where(SharedProblem.idea_id == idea.id)
        .order_by(SharedProblem.job_centre_key)
    )
    own = [idea.job_centre_key] if idea.job_centre_key else []
    return own + [key for key in db.session.scalars(statement) if key not in own]


def list_sharing(idea: Idea) -> Sequence[JobCentre]:
    """The jobcentres besides the idea's own that have the problem."""
    statement = (
        sa.select(JobCentre)
        .join(SharedProblem, SharedProblem.job_centre_key == JobCentre.key)
        .where(SharedProblem.idea_id == idea.id)
        .order_by(JobCentre.short_name, JobCentre.key)
    )
    return db.session.scalars(statement).all()


def list_shared_by(job_centre_key: str | None, idea_ids: Iterable[int]) -> set[int]:
    """Which of the ideas' problems the jobcentre has said it has too."""
    ids = list(idea_ids)
    if job_centre_key is None or not ids:
        return set()
    statement = sa.select(SharedProblem.idea_id).where(
        SharedProblem.job_centre_key == job_centre_key, SharedProblem.idea_id.in_(ids)
    )
    return set(db.session.scalars(statement))
