"""Settings that differ from their default."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.database import Base


class Setting(Base):
    """One number the operator has set."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[int]
