"""Jobcentres that have the problem of an idea too."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.database import Base


class SharedProblem(Base):
    """A jobcentre besides the idea's own that has the problem. It belongs to the jobcentre: who said so stands nowhere here."""

    __tablename__ = "shared_problem"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True)
    job_centre_key: Mapped[str] = mapped_column(sa.ForeignKey("job_centre.key"), primary_key=True, index=True)
    shared_at: Mapped[datetime]
