"""The history: one row an event, never changed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event as orm_event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import User
from lab.core.database import Base


class Event(Base):
    """Who did what to which subject, when and why; moves carry both states as columns."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(sa.String(40))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(sa.String(20))
    subject_id: Mapped[str] = mapped_column(sa.String(20))
    from_state: Mapped[str | None] = mapped_column(sa.String(32))
    to_state: Mapped[str | None] = mapped_column(sa.String(32))
    reason: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)

    actor: Mapped[User | None] = relationship()

    __table_args__ = (
        sa.Index("ix_event_subject", "subject_kind", "subject_id", "id"),
        sa.Index("ix_event_kind_at", "kind", "at"),
    )


@orm_event.listens_for(Event, "before_update")
@orm_event.listens_for(Event, "before_delete")
def _refuse(_mapper: object, _connection: object, _target: Event) -> None:
    raise RuntimeError("history is never changed")
