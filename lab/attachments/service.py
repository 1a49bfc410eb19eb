"""Stores and removes files.

Who may add, see or remove a file is decided by the caller (the idea's room), before it calls: this room knows
ideas only by their id.
"""

import hashlib
from collections.abc import Collection

import sqlalchemy as sa
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from lab.accounts.models import User
from lab.attachments import queries
from lab.attachments.content import recognise
from lab.attachments.models import Attachment, AttachmentChunk
from lab.attachments.names import clean_name
from lab.attachments.pictures import redraw
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Invalid, NotFound
from lab.extensions import db
from lab.search.indexing import mark

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_FILES = 20
CHUNK = 256 * 1024

# Only for the lock and for checking where a prototype belongs; the rooms of these tables lie above.
_idea = sa.table("idea", sa.column("id", sa.Integer))
_prototype = sa.table("prototype", sa.column("id", sa.Integer), sa.column("idea_id", sa.Integer))


def store_file(actor: User, idea_id: int, upload: FileStorage, prototype_id: int | None = None) -> Attachment:
    """Checks and stores an upload; pictures are redrawn without metadata. The caller checks the policy.

    Raises Invalid on `file` with what to do instead, NotFound for a prototype of another idea.
    """
    data = _read(upload)
    file_type = recognise(data)
    thumbnail = b""
    if file_type.is_picture:
        picture = redraw(data, file_type)
        data, thumbnail = picture.data, picture.thumbnail
        _check_size(data)
    _check_prototype(idea_id, prototype_id)
    _check_count(idea_id)
    attachment = Attachment(
        idea_id=idea_id,
        prototype_id=prototype_id,
        name=clean_name(upload.filename, file_type),
        media_type=file_type.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        has_thumbnail=bool(thumbnail),
        added_by_id=actor.id,
        added_at=now(),
    )
    db.session.add(attachment)
    db.session.flush()
    _store_chunks(attachment, data, is_thumbnail=False)
    _store_chunks(attachment, thumbnail, is_thumbnail=True)
    record(actor, "attachment_added", "idea", idea_id, name=attachment.name, media_type=attachment.media_type)
    return attachment


def remove_file(actor: User, attachment: Attachment) -> None:
    """Removes a file with its content; history keeps its name only. The caller checks the policy."""
    record(actor, "attachment_removed", "idea", attachment.idea_id, name=attachment.name)
    db.session.execute(sa.delete(AttachmentChunk).where(AttachmentChunk.attachment_id == attachment.id))
    db.session.delete(attachment)
    db.session.flush()


def move_files(ids: Collection[int], source_idea_id: int, target_idea_id: int) -> None:
    """Gives files of one idea to another, when ideas are merged or taken apart; more than 20 may come together then.

    Files of prototypes stay with their prototypes. The caller checks the policy and records what happened.
    """
    db.session.execute(
        sa.update(Attachment)
        .where(Attachment.id.in_(ids), Attachment.idea_id == source_idea_id)
        .values(idea_id=target_idea_id)
        .execution_options(synchronize_session="fetch")
    )
    mark((source_idea_id, target_idea_id))


def _read(upload: FileStorage) -> bytes:
    with upload.stream as stream:
        data = stream.read(LARGEST_FILE + 1)
    if not data:
        raise Invalid("file", _("Diese Datei ist leer. Bitte wählen Sie eine andere."))
    _check_size(data)
    return data


def _check_size(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise Invalid(
            "file",
            _(
                "Diese Datei ist zu groß: höchstens %(max)s MB. "
                "Bitte verkleinern Sie sie oder teilen Sie sie auf.",
                max=LARGEST_FILE // MEGABYTE,
            ),
        )


def _check_prototype(idea_id: int, prototype_id: int | None) -> None:
    if prototype_id is None:
        return
    statement = sa.select(_prototype.c.id).where(
        _prototype.c.id == prototype_id, _prototype.c.idea_id == idea_id
    )
    if db.session.scalar(statement) is None:
        raise NotFound()


def _check_count(idea_id: int) -> None:
    """Counts under a lock on the idea, so that two uploads at once do not pass the limit together."""
    db.session.execute(sa.select(_idea.c.id).where(_idea.c.id == idea_id).with_for_update(key_share=True))
    if queries.count_files(idea_id) >= MOST_FILES:
        raise Invalid(
            "file",
            _(
                "Diese Idee hat schon %(max)s Anhänge, mehr sind nicht möglich. "
                "Bitte entfernen Sie erst einen, der nicht mehr gebraucht wird.",
                max=MOST_FILES,
            ),
        )


def _store_chunks(attachment: Attachment, data: bytes, *, is_thumbnail: bool) -> None:
    """Writes the content part by part; each leaves the session's memory once it is in the database."""
    for position, start in enumerate(range(0, len(data), CHUNK)):
        chunk = AttachmentChunk(
            attachment_id=attachment.id,
            is_thumbnail=is_thumbnail,
            position=position,
            data=data[start : start + CHUNK],
        )
        db.session.add(chunk)
        db.session.flush()
        db.session.expunge(chunk)
