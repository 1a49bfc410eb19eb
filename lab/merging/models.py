"""What moved when ideas were merged."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.core.database import Base, enum_column
from lab.ideas.models import Idea
from lab.ideas.workflow import State


class IdeaMerge(Base):
    """One merging: what `source` gave to `target`, by room and as ids, and the state that it left. History tells the rest."""

    __tablename__ = "idea_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"))
    target_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    merged_at: Mapped[datetime]
    state: Mapped[State] = mapped_column(enum_column(State, "state"))
    moved: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    undone_at: Mapped[datetime | None]

    source: Mapped[Idea] = relationship(foreign_keys=[source_id])
    target: Mapped[Idea] = relationship(foreign_keys=[target_id])

    __table_args__ = (
        sa.Index("ix_idea_merge_source", "source_id", "id"),
        sa.CheckConstraint("source_id != target_id", name="not_into_itself"),
    )
