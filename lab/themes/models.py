"""Themed labs."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.clock import today
from lab.core.database import Base
from lab.hiding.models import Hideable


class ThemeLab(Hideable, Base):
    """A Themenlab: title, guiding question, period, coordinating function."""

    __tablename__ = "theme_lab"
    TITLES = ("title",)
    TEXTS = ("guiding_question", "description", "coordinator")

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(120), unique=True)
    guiding_question: Mapped[str] = mapped_column(sa.String(300))
    description: Mapped[str]
    coordinator: Mapped[str] = mapped_column(sa.String(120))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),)

    @property
    def is_open(self) -> bool:
        """Whether it runs today."""
        return self.starts_on <= today() and (self.ends_on is None or self.ends_on >= today())
