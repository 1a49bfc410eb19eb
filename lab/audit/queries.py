"""Reads history."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.audit.models import Event
from lab.extensions import db

# How far back a later commit may slip in behind a higher id on PostgreSQL.
OVERLAP = 100


def timeline(
    subject_kind: str, subject_id: int | str, limit: int = 200, before: int | None = None
) -> Sequence[Event]:
    """Events of a subject, newest first; `before` is the id where the previous page ended."""
    statement = (
        sa.select(Event)
        .options(joinedload(Event.actor))
        .where(Event.subject_kind == subject_kind, Event.subject_id == str(subject_id))
        .order_by(Event.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(Event.id < before)
    return db.session.scalars(statement).all()


def latest_stamp() -> str:
    """A short text that changes whenever any event is committed, also one that commits behind a higher id."""
    newest = sa.select(Event.id).order_by(Event.id.desc()).limit(OVERLAP).subquery()
    highest, total = db.session.execute(sa.select(sa.func.max(newest.c.id), sa.func.sum(newest.c.id))).one()
    return f"{highest or 0}-{total or 0}"
