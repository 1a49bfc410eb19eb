"""What of a merged idea lies in this room, on its way to the other idea and back.

The `merging` room checks who may, holds the rows, and gathers what every room has moved.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lab.accounts.models import User
from lab.audit.models import Event
from lab.audit.service import record, record_move
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import Idea, StageNote, TeamMember
from lab.ideas.service import answer_with, change_state
from lab.ideas.workflow import State
from lab.search.indexing import mark


@dataclass(frozen=True)
class Moved:
    """Former members of the target whom merging brought back, with the day on which they had left; notes by id, ideas
    that had gone into the merged one, and whether merging was its first answer."""

    former: list[tuple[int, str]]
    notes: list[int]
    received: list[int]
    is_answer: bool
    responsible_id: int | None


def move_along(actor: User, source: Idea, target: Idea, reason: str, at: datetime) -> Moved:
    """Gives team and notes of `source` to `target` and closes it. The caller holds both. Raises Conflict."""
    former = _join_teams(source, target, at)
    notes = _ids(sa.select(StageNote.id).where(StageNote.idea_id == source.id).order_by(StageNote.id))
    _move_notes(notes, source, target)
    # Earlier merges into the source lead straight to where it went.
    received = _ids(sa.select(Idea.id).where(Idea.merged_into_id == source.id).order_by(Idea.id))
    _redirect(received, source, target)
    before, responsible_id = source.state, source.responsible_id
    answer = answer_with(actor, source, reason)
    change_state(source, before, State.MERGED, {"merged_into_id": target.id, **answer})
    states = {"from_state": before.value, "to_state": State.MERGED.value}
    record_move(
        actor,
        "idea_merged",
        "idea",
        source.id,
        **states,
        reason=reason,
        title=target.title,
        target_id=target.id,
    )
    record(actor, "idea_received", "idea", target.id, reason=reason, title=source.title, source_id=source.id)
    db.session.expire(target, ["team", "received"])
    return Moved(former, notes, received, bool(answer), responsible_id)


def move_back(
    actor: User,
    source: Idea,
    target: Idea,
    state: State,
    moved: Moved,
    at: datetime,
    keep: Collection[int],
    reason: str,
) -> None:
    """Takes from `target` what came at that moment and is still there, and opens `source` again in `state`.

    `keep` are accounts that stay in the target's team for another reason. The caller holds both. Raises Conflict.
    """
    _part_teams(source, target, moved, at, keep)
    _move_notes(moved.notes, target, source)
    _redirect(moved.received, target, source)
    values: dict[str, Any] = {"merged_into_id": None}
    if moved.is_answer:
        # The words of the merging are no answer any more: the idea waits for one again.
        values |= {"first_answer": None, "answered_at": None, "responsible_id": moved.responsible_id}
    change_state(source, State.MERGED, state, values)
    states = {"from_state": State.MERGED.value, "to_state": state.value}
    record_move(
        actor,
        "idea_unmerged",
        "idea",
        source.id,
        **states,
        reason=reason,
        title=target.title,
        target_id=target.id,
    )
    record(
        actor, "idea_given_back", "idea", target.id, reason=reason, title=source.title, source_id=source.id
    )
    db.session.expire(source, ["received"])
    db.session.expire(target, ["team", "received"])


def list_people(ideas: Collection[Idea]) -> set[int]:
    """Authors and team members of the ideas."""
    return {account_id for idea in ideas for account_id in _team_of(idea)}


def _team_of(idea: Idea) -> dict[int, date | None]:
    """Who takes part or did, and until when; the author always."""
    return {member.account_id: member.until for member in idea.team} | {idea.author_id: None}


def _join_teams(source: Idea, target: Idea, at: datetime) -> list[tuple[int, str]]:
    """Takes the team of `source` along, its author too; whoever was a member once is one of that kind there."""
    there = {member.account_id: member for member in target.team}
    former = []
    for account_id, until in _team_of(source).items():
        member = there.get(account_id)
        if account_id == target.author_id:
            continue
        if member is None:
            db.session.add(TeamMember(idea_id=target.id, account_id=account_id, joined_at=at, until=until))
        elif member.until is not None and not member.is_current:
            former.append((account_id, member.until.isoformat()))
            member.until = until
    return former


def _part_teams(source: Idea, target: Idea, moved: Moved, at: datetime, keep: Collection[int]) -> None:
    """Ends what merging began in the target's team. Whoever has worked there since keeps the row: see TeamMember."""
    team, left_on = _team_of(source), dict(moved.former)
    worked = _list_busy(target, at)
    for member in list(target.team):
        account_id = member.account_id
        # Whoever was invited anew since then stays.
        if account_id in keep or account_id not in team or member.until != team[account_id]:
            continue
        if account_id in left_on:
            member.until = date.fromisoformat(left_on[account_id])
        elif member.joined_at == at and account_id in worked:
            member.until = today() - timedelta(days=1)
        elif member.joined_at == at:
            db.session.delete(member)
    db.session.flush()


def _list_busy(target: Idea, since: datetime) -> set[int | None]:
    """Who has done anything with the idea since then, moderating aside."""
    statement = sa.select(Event.actor_id).where(
        Event.subject_kind == "idea",
        Event.subject_id == str(target.id),
        Event.at > since,
        Event.kind != "idea_received",
    )
    return set(db.session.scalars(statement))


def _move_notes(ids: list[int], source: Idea, target: Idea) -> None:
    db.session.execute(
        sa.update(StageNote)
        .where(StageNote.id.in_(ids), StageNote.idea_id == source.id)
        .values(idea_id=target.id)
        .execution_options(synchronize_session="fetch")
    )
    mark((source.id, target.id))


def _redirect(ids: list[int], source: Idea, target: Idea) -> None:
    db.session.execute(
        sa.update(Idea)
        .where(Idea.id.in_(ids), Idea.merged_into_id == source.id)
        .values(merged_into_id=target.id)
        .execution_options(synchronize_session="fetch")
    )


def _ids(statement: sa.Select[int]) -> list[int]:
    return list(db.session.scalars(statement))
