"""Writes history."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from lab.accounts.models import User
from lab.audit.kinds import EVENT_KINDS
from lab.audit.models import Event
from lab.core.clock import day_of, now, today
from lab.extensions import db


def record(
    actor: User | None,
    kind: str,
    subject_kind: str,
    subject_id: int | str,
    *,
    from_state: str | None = None,
    to_state: str | None = None,
    reason: str | None = None,
    **detail: Any,
) -> Event:
    """Adds an event to the running transaction. Raises KeyError for a kind without a sentence."""
    states = {"from_state": from_state, "to_state": to_state}
    return _add(actor, kind, subject_kind, subject_id, **states, reason=reason or None, detail=detail)


def record_move(
    actor: User | None,
    kind: str,
    subject_kind: str,
    subject_id: int | str,
    *,
    from_state: str,
    to_state: str,
    reason: str | None = None,
    **detail: Any,
) -> Event:
    """The same for a move: it tells besides how long the subject had stood where it leaves."""
    states = {"from_state": from_state, "to_state": to_state}
    stayed = count_days_stayed(subject_kind, subject_id, from_state)
    return _add(
        actor,
        kind,
        subject_kind,
        subject_id,
        **states,
        reason=reason or None,
        stayed=stayed,
        detail=detail,
    )


def count_days_stayed(subject_kind: str, subject_id: int | str, state: str) -> int | None:
    """Calendar days since the history last told that something arrived in the state; None if it never did."""
    arrived = db.session.scalar(
        sa.select(Event.at)
        .where(
            Event.subject_kind == subject_kind, Event.subject_id == str(subject_id), Event.to_state == state
        )
        .order_by(Event.id.desc())
        .limit(1)
    )
    return None if arrived is None else (today() - day_of(arrived)).days


def _add(actor: User | None, kind: str, subject_kind: str, subject_id: int | str, **values: Any) -> Event:
    EVENT_KINDS[kind]
    entry = Event(
        at=now(),
        kind=kind,
        actor_id=actor.id if actor else None,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        **values,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def scrub_events(columns: Mapping[int, Mapping[str, Any]]) -> None:
    """Writes reasons and details anew, by id of the event: the only place where history is ever changed.

    Nothing in it is edited or lost – except personal data that must not be kept at all: a purge (see the reports
    room and decision 18) takes out what somebody wrote. That it happened, when and by whom stays, and the purge
    is an event of its own. The model refuses updates, so this goes past it.
    """
    for event_id, values in columns.items():
        written = {name: values[name] for name in ("reason", "detail") if name in values}
        db.session.execute(
            sa.update(Event)
            .where(Event.id == event_id)
            .values(**written)
            .execution_options(synchronize_session=False)
        )
