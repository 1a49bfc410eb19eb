"""Selects over prototypes, feedback and findings; lists with what was counted stand in modules of their own."""

from collections.abc import Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.core.database import Base
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea
from lab.prototypes.models import Feedback, Finding, Observation, PointKind, Prototype, TestRound

# What tells who stands behind an observation.
SOURCES = (
    joinedload(Observation.feedback),
    joinedload(Observation.participant),
    joinedload(Observation.round),
)
Row = TypeVar("Row", bound=Base)
Part = TypeVar("Part", Feedback, Finding, Observation, TestRound)


def get_prototype(actor: User, prototype_id: int) -> Prototype:
    """The version with its idea and team, if the actor may know of it. Raises NotFound."""
    prototype = get_row(Prototype, prototype_id, joinedload(Prototype.idea).joinedload(Idea.team))
    check_see_idea(actor, prototype.idea)
    return prototype


def get_finding(actor: User, finding_id: int) -> Finding:
    """The finding with its version, sources and idea, if the actor may know of it. Raises NotFound."""
    return get_part(actor, Finding, finding_id, selectinload(Finding.observations).options(*SOURCES))


def get_feedback(actor: User, feedback_id: int) -> Feedback:
    """The session with its version and idea, if the actor may know of it. Raises NotFound."""
    return get_part(actor, Feedback, feedback_id)


def get_round(actor: User, round_id: int) -> TestRound:
    """The test round with its version and idea, if the actor may know of it. Raises NotFound."""
    return get_part(actor, TestRound, round_id, joinedload(TestRound.job_centre))


def get_part(actor: User, model: type[Part], row_id: int, *options: Any) -> Part:
    """What belongs to a version, with version, idea and team, if the actor may know of it. Raises NotFound."""
    of_idea = joinedload(model.prototype).joinedload(Prototype.idea).joinedload(Idea.team)
    part = get_row(model, row_id, of_idea, *options)
    check_see_idea(actor, part.prototype.idea)
    return part


def get_row(model: type[Row], row_id: int, *options: Any) -> Row:
    """The row with this number, whoever asks. Raises NotFound, also for numbers that no database has."""
    row = db.session.get(model, row_id, options=options) if 0 < row_id <= LARGEST_ID else None
    if row is None:
        raise NotFound()
    return row


def has_answered_findings(feedback: Feedback) -> bool:
    """Whether somebody was given an answer to this session already."""
    statement = (
        sa.select(sa.func.count())
        .select_from(Observation)
        .join(Observation.finding)
        .where(Observation.feedback_id == feedback.id, Finding.answer.is_not(None))
    )
    return bool(db.session.scalar(statement))


def list_finding_ids(feedback: Feedback) -> Sequence[int]:
    """The findings that a session stands behind."""
    statement = (
        sa.select(Observation.finding_id)
        .where(Observation.feedback_id == feedback.id, Observation.finding_id.is_not(None))
        .distinct()
    )
    return db.session.scalars(statement).all()  # type: ignore[return-value]


def list_prototypes(idea: Idea) -> Sequence[Prototype]:
    """Versions of an idea with their verdicts, newest first."""
    statement = (
        sa.select(Prototype)
        .options(joinedload(Prototype.verdict))
        .where(Prototype.idea_id == idea.id)
        .order_by(Prototype.number.desc())
    )
    return db.session.scalars(statement).all()


def list_feedbacks(prototype: Prototype) -> Sequence[Feedback]:
    """Summed-up sessions of a version, newest first."""
    statement = (
        sa.select(Feedback)
        .options(joinedload(Feedback.job_centre))
        .where(Feedback.prototype_id == prototype.id)
        .order_by(Feedback.held_on.desc(), Feedback.id.desc())
    )
    return db.session.scalars(statement).all()


def is_unsorted() -> sa.ColumnElement[bool]:
    """Whether an observation wants an answer and belongs to no finding yet."""
    return sa.and_(Observation.finding_id.is_(None), Observation.kind != PointKind.LIKE)
