"""Writes history."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

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
