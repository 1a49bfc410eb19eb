"""The public address under which people read what became of what they said."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.core.database import Base
from lab.ideas.models import Idea
from lab.ideas.workflow import State


class PublicPage(Base):
    """The page „Ihr habt gesagt – wir haben geändert“ of an idea for people without an account.

    A closed page keeps its token: opened again, it lies where the printed address says.
    """

    __tablename__ = "public_page"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(sa.String(64), unique=True)
    is_open: Mapped[bool]
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    opened_at: Mapped[datetime]

    idea: Mapped[Idea] = relationship()

    @property
    def is_readable(self) -> bool:
        """Whether the address shows something: open, and nothing about the idea stands against it."""
        gone = self.idea.state in (State.DRAFT, State.MERGED) or self.idea.is_withheld
        return self.is_open and not gone
