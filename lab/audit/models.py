"""The history: one row an event, never changed; `service.scrub_events` is the one exception."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event as orm_event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import User
from lab.core.database import Base
from lab.hiding.models import Hideable

# Details that are codes, numbers or fixed names; whatever else stands in words may be somebody's free text.
CODES = frozenset(
    {
        "answer",
        "code",
        "content_kind",
        "decision",
        "group",
        "job_centre",
        "job_centre_key",
        "label",
        "language",
        "media_type",
        "met",
        "note_kind",
        "reason_category",
        "role",
        "stage",
    }
)


def only_with(column: str) -> dict[str, Any]:
    """For an index of only those rows that have something in the column."""
    condition = sa.text(f"{column} IS NOT NULL")
    return {"sqlite_where": condition, "postgresql_where": condition}


class Event(Hideable, Base):
    """Who did what to which subject, when and why; moves carry both states as columns."""

    __tablename__ = "event"
    TEXTS = ("reason",)
    MIXED = ("detail",)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(sa.String(40))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(sa.String(20))
    subject_id: Mapped[str] = mapped_column(sa.String(20))
    from_state: Mapped[str | None] = mapped_column(sa.String(32))
    to_state: Mapped[str | None] = mapped_column(sa.String(32))
    # Calendar days that an idea had stood in `from_state`. Figures count it, nothing else reads it.
    stayed: Mapped[int | None] = mapped_column(deferred=True)
    reason: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)

    actor: Mapped[User | None] = relationship()

    @classmethod
    def texts_in(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """The reason, and what of the details is free text."""
        texts = {"reason": values["reason"]} if values.get("reason") else {}
        for name, value in (values.get("detail") or {}).items():
            if isinstance(value, str) and value and name not in CODES and not name.endswith("_on"):
                texts[f"detail.{name}"] = value
        return texts

    @classmethod
    def columns_with(cls, values: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
        """The reason and all details, those among the texts anew."""
        columns: dict[str, Any] = {"reason": texts["reason"]} if "reason" in texts else {}
        details = {name.removeprefix("detail."): text for name, text in texts.items() if name != "reason"}
        return columns | ({"detail": values["detail"] | details} if details else {})

    __table_args__ = (
        sa.Index("ix_event_subject", "subject_kind", "subject_id", "id"),
        sa.Index("ix_event_kind_at", "kind", "at"),
        # Most events are no moves; those that are can be counted without looking at the rows.
        sa.Index("ix_event_arrived", "to_state", "from_state", "at", "subject_id", **only_with("to_state")),
        sa.Index("ix_event_left", "from_state", "subject_id", "at", "stayed", **only_with("from_state")),
    )


@orm_event.listens_for(Event, "before_update")
@orm_event.listens_for(Event, "before_delete")
def _refuse(_mapper: object, _connection: object, _target: Event) -> None:
    raise RuntimeError("history is never changed")
