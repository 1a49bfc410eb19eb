"""Keeping which jobcentres have a problem. Nothing here points to a person: a row belongs to a jobcentre."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from lab.accounts.models import JobCentre, User
from lab.audit.service import record
from lab.core.clock import now
from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes.service import hold_ideas
from lab.sharing import policy
from lab.sharing.models import SharedProblem
from lab.sharing.queries import list_sharing_keys


def share_problem(actor: User, idea: Idea) -> None:
    """The actor's jobcentre has the problem too; said twice, it is said once. Raises NotFound, Denied."""
    job_centre = _hold_for(actor, idea)
    if db.session.get(SharedProblem, (idea.id, job_centre.key), populate_existing=True):
        return
    db.session.add(SharedProblem(idea_id=idea.id, job_centre_key=job_centre.key, shared_at=now()))
    _count(idea)
    _record(actor, "problem_shared", idea, job_centre)


def withdraw_problem(actor: User, idea: Idea) -> None:
    """The actor's jobcentre takes it back, whoever there said it; without any nothing happens. Raises NotFound, Denied."""
    job_centre = _hold_for(actor, idea)
    row = db.session.get(SharedProblem, (idea.id, job_centre.key), populate_existing=True)
    if row is None:
        return
    db.session.delete(row)
    _count(idea)
    _record(actor, "problem_withdrawn", idea, job_centre)


def carry_over(source: Idea, target: Idea, at: datetime) -> None:
    """When ideas are merged: who has the problem of `source`, has that of `target`. The caller holds both and records it."""
    known = set(list_sharing_keys(target))
    for key in list_sharing_keys(source):
        if key not in known:
            db.session.add(SharedProblem(idea_id=target.id, job_centre_key=key, shared_at=at))
    _count(target)


def take_back(target: Idea, at: datetime, keep: Collection[str]) -> None:
    """Undoes `carry_over` of that moment, but for jobcentres that have other reasons to stay."""
    db.session.execute(
        sa.delete(SharedProblem)
        .where(
            SharedProblem.idea_id == target.id,
            SharedProblem.shared_at == at,
            SharedProblem.job_centre_key.not_in(keep),
        )
        .execution_options(synchronize_session=False)
    )
    _count(target)


def _hold_for(actor: User, idea: Idea) -> JobCentre:
    """Holds the idea, so that the count is right when two say it at once, and asks the policy."""
    hold_ideas(idea)
    policy.check_share_problem(actor, idea)
    job_centre = actor.job_centre
    assert job_centre is not None  # noqa: S101
    return job_centre


def _count(idea: Idea) -> None:
    """Keeps the number with the idea; its version stays, for nobody's text changes."""
    db.session.flush()
    db.session.execute(
        sa.update(Idea)
        .where(Idea.id == idea.id)
        .values(sharing_count=len(list_sharing_keys(idea)))
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(idea, ["sharing_count"])


def _record(actor: User, kind: str, idea: Idea, job_centre: JobCentre) -> None:
    record(actor, kind, "idea", idea.id, job_centre=job_centre.short_name, job_centre_key=job_centre.key)
