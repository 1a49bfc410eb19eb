"""Pages the operator has written."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.database import Base


class PageText(Base):
    """The text of one page in one language, in Markdown without HTML."""

    __tablename__ = "page_text"

    slug: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    language: Mapped[str] = mapped_column(sa.String(2), primary_key=True)
    body: Mapped[str]
    saved_at: Mapped[datetime]
