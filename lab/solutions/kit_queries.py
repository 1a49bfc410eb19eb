"""Selects over kits and their questions, each with a total order."""

import re
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from lab.accounts.models import Role, User
from lab.accounts.queries import LARGEST_ID
from lab.attachments.models import Attachment
from lab.core.clock import today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea, TeamMember
from lab.ideas.policy import check_see_idea
from lab.ideas.workflow import State
from lab.solutions.models import Kit, KitFile, KitQuestion

SHOWN = 5
TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}", re.ASCII)


def find_kit(idea: Idea) -> Kit | None:
    """The kit of the solution, once somebody has written it, with its files."""
    options = [selectinload(Kit.files).joinedload(KitFile.attachment)]
    return db.session.get(Kit, idea.id, options=options, populate_existing=True)


def find_kit_by_token(token: str) -> Kit | None:
    """The kit under a public address."""
    if not TOKEN.fullmatch(token):
        return None
    statement = (
        sa.select(Kit)
        .options(
            joinedload(Kit.idea).joinedload(Idea.job_centre),
            selectinload(Kit.files).joinedload(KitFile.attachment),
        )
        .where(Kit.token == token)
    )
    return db.session.scalar(statement)


def list_choosable_files(idea: Idea) -> Sequence[Attachment]:
    """What may belong to a kit: all files of the idea and of its versions that are not being checked."""
    statement = (
        sa.select(Attachment)
        .where(Attachment.idea_id == idea.id, ~Attachment.is_hidden)
        .order_by(Attachment.prototype_id.is_not(None), Attachment.id)
    )
    return db.session.scalars(statement).all()


def list_questions(idea: Idea) -> Sequence[KitQuestion]:
    """What was asked about the solution, the newest first."""
    statement = (
        sa.select(KitQuestion)
        .options(joinedload(KitQuestion.job_centre))
        .where(KitQuestion.idea_id == idea.id)
        .order_by(KitQuestion.id.desc())
    )
    return db.session.scalars(statement).all()


def get_question(actor: User, question_id: int) -> tuple[KitQuestion, Idea]:
    """The question and its idea, if the actor may know of it. Raises NotFound."""
    question = db.session.get(KitQuestion, question_id) if 0 < question_id <= LARGEST_ID else None
    if question is None:
        raise NotFound()
    idea = db.session.get_one(Idea, question.idea_id, options=[selectinload(Idea.team)])
    check_see_idea(actor, idea)
    return question, idea


def list_waiting_questions(actor: User) -> Sequence[tuple[KitQuestion, Idea]]:
    """Questions that wait for an answer of the actor: as responsible facilitator, author or member of the team."""
    if actor.role == Role.ADMIN:
        return []
    member = sa.select(TeamMember.idea_id).where(
        TeamMember.account_id == actor.id, sa.or_(TeamMember.until.is_(None), TeamMember.until >= today())
    )
    is_own = sa.or_(Idea.author_id == actor.id, Idea.responsible_id == actor.id, Idea.id.in_(member))
    statement = (
        sa.select(KitQuestion, Idea)
        .join(Idea, Idea.id == KitQuestion.idea_id)
        .outerjoin(Idea.job_centre)
        .options(contains_eager(Idea.job_centre))
        .where(KitQuestion.answer.is_(None), Idea.state == State.ROLLOUT, is_own)
        .order_by(KitQuestion.asked_at, KitQuestion.id)
        .limit(SHOWN)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]
