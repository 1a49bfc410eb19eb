"""Versions, with all that hangs on them, and files: on their way to another idea when ideas are merged, and back."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lab.attachments.models import Attachment
from lab.attachments.service import move_files
from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes import queries
from lab.prototypes.models import Finding, Prototype
from lab.prototypes.service import refresh_facts


@dataclass(frozen=True)
class Moved:
    """Versions as (id, number before), and files by id."""

    prototypes: list[tuple[int, int]]
    files: list[int]


def move_along(source: Idea, target: Idea) -> Moved:
    """Counts the versions of `source` on after the target's and gives it the files. The caller holds both."""
    last = db.session.scalar(sa.select(sa.func.max(Prototype.number)).where(Prototype.idea_id == target.id))
    moved = []
    for number, prototype in enumerate(reversed(queries.list_prototypes(source)), start=(last or 0) + 1):
        moved.append((prototype.id, prototype.number))
        prototype.idea_id, prototype.number = target.id, number
    db.session.flush()
    of_source = sa.select(Attachment.id).where(Attachment.idea_id == source.id).order_by(Attachment.id)
    files = list(db.session.scalars(of_source))
    move_files(files, source.id, target.id)
    refresh_facts(source)
    refresh_facts(target)
    return Moved(moved, files)


def move_back(source: Idea, target: Idea, moved: Moved) -> None:
    """Gives `source` its versions with their old numbers, and the files that are its own or theirs. The caller holds both."""
    numbers = dict(moved.prototypes)
    statement = (
        sa.select(Prototype)
        .where(Prototype.id.in_(numbers), Prototype.idea_id == target.id)
        .order_by(Prototype.id)
    )
    for prototype in db.session.scalars(statement):
        prototype.idea_id, prototype.number = source.id, numbers[prototype.id]
    db.session.flush()
    # What was added to these versions since then belongs to them.
    of_versions = sa.select(Attachment.id).where(Attachment.prototype_id.in_(numbers))
    move_files([*moved.files, *db.session.scalars(of_versions)], target.id, source.id)
    refresh_facts(source)
    refresh_facts(target)


def count_interwoven(target: Idea, prototype_ids: Collection[int]) -> int:
    """Findings that a version of the other side has taken up: taken apart, these answers would point nowhere."""
    into = aliased(Prototype)
    statement = (
        sa.select(sa.func.count())
        .select_from(Finding)
        .join(Prototype, Prototype.id == Finding.prototype_id)
        .join(into, into.id == Finding.taken_up_in_id)
        .where(Prototype.idea_id == target.id, into.idea_id == target.id)
        .where(Prototype.id.in_(prototype_ids) != into.id.in_(prototype_ids))
    )
    return db.session.scalar(statement) or 0
