"""Selects over attachments."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.queries import LARGEST_ID
from lab.attachments.models import Attachment, AttachmentChunk
from lab.core.errors import NotFound
from lab.extensions import db


def list_files(idea_id: int, prototype_id: int | None = None) -> Sequence[Attachment]:
    """The idea's own files, or those of one of its prototypes, oldest first. The caller checks the policy."""
    statement = (
        sa.select(Attachment)
        .options(joinedload(Attachment.added_by))
        .where(Attachment.idea_id == idea_id, Attachment.prototype_id.is_not_distinct_from(prototype_id))
        .order_by(Attachment.id)
    )
    return db.session.scalars(statement).all()


def count_files(idea_id: int) -> int:
    """All files of an idea, those of its prototypes included: the limit counts them together."""
    statement = sa.select(sa.func.count()).select_from(Attachment).where(Attachment.idea_id == idea_id)
    return db.session.scalar(statement) or 0


def get_file(attachment_id: int) -> Attachment:
    """The file with this id, if it is not hidden. Who may see it is the caller's check. Raises NotFound."""
    attachment = db.session.get(Attachment, attachment_id) if 0 < attachment_id <= LARGEST_ID else None
    if attachment is None or attachment.is_withheld:
        raise NotFound()
    return attachment


def stream(attachment: Attachment, thumbnail: bool = False) -> Iterator[bytes]:
    """The content, chunk by chunk: one query and 256 KiB of memory at a time."""
    attachment_id, position = attachment.id, 0
    while True:
        data = db.session.scalar(
            sa.select(AttachmentChunk.data).where(
                AttachmentChunk.attachment_id == attachment_id,
                AttachmentChunk.is_thumbnail == thumbnail,
                AttachmentChunk.position == position,
            )
        )
        # Whoever reads slowly keeps neither a transaction open nor a connection from others.
        db.session.rollback()
        if data is None:
            return
        yield data
        position += 1
