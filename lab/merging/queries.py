"""Selects over mergings, each with a total order."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import User
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.queries import get_idea
from lab.merging.models import IdeaMerge


def get_merge(actor: User, source_id: int) -> IdeaMerge:
    """The last merging of the idea. Raises NotFound, also when it was merged before what moves was written down."""
    idea = get_idea(actor, source_id)
    statement = (
        sa.select(IdeaMerge)
        .options(joinedload(IdeaMerge.target).options(selectinload(Idea.team), joinedload(Idea.job_centre)))
        .where(IdeaMerge.source_id == idea.id)
        .order_by(IdeaMerge.id.desc())
        .limit(1)
    )
    merge = db.session.scalars(statement).first()
    if merge is None:
        raise NotFound()
    return merge


def list_other_merges(merge: IdeaMerge) -> Sequence[IdeaMerge]:
    """Other mergings into the same idea that still hold."""
    statement = (
        sa.select(IdeaMerge)
        .where(
            IdeaMerge.target_id == merge.target_id,
            IdeaMerge.id != merge.id,
            IdeaMerge.undone_at.is_(None),
        )
        .order_by(IdeaMerge.id)
    )
    return db.session.scalars(statement).all()


def list_received(idea: Idea) -> Sequence[Idea]:
    """Ideas that have gone into this one, with their teams."""
    statement = (
        sa.select(Idea)
        .options(selectinload(Idea.team))
        .where(Idea.merged_into_id == idea.id)
        .order_by(Idea.id)
    )
    return db.session.scalars(statement).all()
