"""Files and their contents in chunks."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import User
from lab.attachments.content import BY_MEDIA_TYPE
from lab.core.database import Base
from lab.hiding.models import Hideable
from lab.search.models import Part, Place, Searched


class Attachment(Hideable, Searched, Base):
    """A file of an idea, or of one of its prototypes, or of its rollout guide."""

    __tablename__ = "attachment"
    TITLES = ("name",)
    SEARCHED = (Place("name", Part.NAMES, _l("im Namen eines Anhangs")),)
    WITHHELD = {"has_thumbnail": False}

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    prototype_id: Mapped[int | None] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    has_thumbnail: Mapped[bool] = mapped_column(default=False)
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    added_at: Mapped[datetime]

    added_by: Mapped[User] = relationship()

    @property
    def type_label(self) -> str:
        """The type in words."""
        file_type = BY_MEDIA_TYPE.get(self.media_type)
        return str(file_type.label) if file_type else self.media_type


class AttachmentChunk(Base):
    """A part of a file's original or thumbnail, of at most 256 KiB."""

    __tablename__ = "attachment_chunk"

    attachment_id: Mapped[int] = mapped_column(
        sa.ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True
    )
    is_thumbnail: Mapped[bool] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes]
