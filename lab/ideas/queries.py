"""Selects over ideas, notes and teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import Role, User
from lab.accounts.queries import LARGEST_ID
from lab.core.clock import today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea, NoteKind, StageNote, TeamMember
from lab.ideas.policy import check_see_idea
from lab.ideas.workflow import State

Counts = dict[int, dict[NoteKind, int]]


@dataclass(frozen=True)
class Narrowing:
    """What list and board are narrowed to alike; '', None and False mean everything."""

    job_centre: str = ""
    theme: int | None = None
    responsible: int | None = None
    mine: bool = False

    def conditions(self, actor: User) -> list[sa.ColumnElement[bool]]:
        """The same as SQL; mine is what one wrote, is responsible for or takes part in."""
        conditions: list[sa.ColumnElement[bool]] = []
        if self.job_centre:
            conditions.append(Idea.job_centre_key == self.job_centre)
        if self.theme is not None:
            conditions.append(Idea.theme_id == self.theme)
        if self.responsible is not None:
            conditions.append(Idea.responsible_id == self.responsible)
        if self.mine:
            taking_part = sa.select(TeamMember.idea_id).where(
                TeamMember.account_id == actor.id,
                sa.or_(TeamMember.until.is_(None), TeamMember.until >= today()),
            )
            conditions.append(
                sa.or_(Idea.author_id == actor.id, Idea.responsible_id == actor.id, Idea.id.in_(taking_part))
            )
        return conditions


def get_idea(actor: User, idea_id: int) -> Idea:
    """The idea with its team, if the actor may know of it. Raises NotFound."""
    idea = (
        db.session.get(Idea, idea_id, options=[selectinload(Idea.team)])
        if 0 < idea_id <= LARGEST_ID
        else None
    )
    if idea is None:
        raise NotFound()
    check_see_idea(actor, idea)
    return idea


def visible_to(actor: User) -> sa.ColumnElement[bool]:
    """The condition of check_see_idea as SQL."""
    own = Idea.author_id == actor.id
    if actor.role == Role.GUEST:
        invited = sa.select(TeamMember.idea_id).where(
            TeamMember.account_id == actor.id, sa.or_(TeamMember.until.is_(None), TeamMember.until >= today())
        )
        return sa.or_(own, sa.and_(Idea.state != State.DRAFT, Idea.id.in_(invited)))
    return sa.or_(own, Idea.state != State.DRAFT)


def count_notes(idea_ids: Iterable[int]) -> Counts:
    """Notes by idea and kind, in one query."""
    ids = list(idea_ids)
    counts: Counts = {idea_id: {} for idea_id in ids}
    if not ids:
        return counts
    statement = (
        sa.select(StageNote.idea_id, StageNote.kind, sa.func.count())
        .where(StageNote.idea_id.in_(ids))
        .group_by(StageNote.idea_id, StageNote.kind)
    )
    for idea_id, kind, count in db.session.execute(statement):
        counts[idea_id][kind] = count
    return counts


def count_notes_of(idea: Idea) -> Mapping[NoteKind, int]:
    """Notes of one idea by kind."""
    return count_notes([idea.id])[idea.id]


def list_notes(idea: Idea) -> Sequence[StageNote]:
    """Notes of an idea, newest first, with their authors."""
    statement = (
        sa.select(StageNote)
        .options(joinedload(StageNote.author))
        .where(StageNote.idea_id == idea.id)
        .order_by(StageNote.id.desc())
    )
    return db.session.scalars(statement).all()


def get_note(idea: Idea, note_id: int) -> StageNote:
    """A note of this idea. Raises NotFound."""
    note = db.session.get(StageNote, note_id) if 0 < note_id <= LARGEST_ID else None
    if note is None or note.idea_id != idea.id:
        raise NotFound()
    return note
