"""Writes history."""

from typing import Any

from lab.accounts.models import User
from lab.audit.kinds import EVENT_KINDS
from lab.audit.models import Event
from lab.core.clock import now
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
    EVENT_KINDS[kind]
    entry = Event(
        at=now(),
        kind=kind,
        actor_id=actor.id if actor else None,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        from_state=from_state,
        to_state=to_state,
        reason=reason or None,
        detail=detail,
    )
    db.session.add(entry)
    db.session.flush()
    return entry
