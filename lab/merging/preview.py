"""What will move when ideas are merged, and what comes back when that is undone: counted, nothing is changed."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lab.adoption.models import AdoptionStatus
from lab.adoption.queries import list_adoptions
from lab.attachments.models import Attachment
from lab.attachments.queries import count_files
from lab.extensions import db
from lab.ideas.models import Idea, StageNote, TeamMember
from lab.ideas.queries import count_notes_of
from lab.merging.models import IdeaMerge
from lab.prototypes.models import Prototype
from lab.sharing.models import SharedProblem
from lab.sharing.queries import list_sharing_keys


@dataclass(frozen=True)
class Preview:
    """How much of each kind moves. `versions` are the first and last number that prototypes get, None without any."""

    members: int
    notes: int
    prototypes: int
    files: int
    interested: int
    sharing: int
    received: int
    feedback: int = 0
    versions: tuple[int, int] | None = None


def preview_merge(source: Idea, target: Idea | None) -> Preview:
    """What goes along: all of it as long as no target is chosen, then what is new there."""
    team = {source.author_id, *(member.account_id for member in source.team if member.is_current)}
    sharing, interested = set(list_sharing_keys(source)), _interested_in(source)
    versions = None
    if target is not None:
        team -= {target.author_id, *(member.account_id for member in target.team if member.is_current)}
        sharing -= set(list_sharing_keys(target))
        interested -= _interested_in(target)
        if source.prototype_count:
            last = _count(sa.func.coalesce(sa.func.max(Prototype.number), 0), Prototype.idea_id == target.id)
            versions = (last + 1, last + source.prototype_count)
    return Preview(
        members=len(team),
        notes=sum(count_notes_of(source).values()),
        prototypes=source.prototype_count,
        files=count_files(source.id),
        interested=len(interested),
        sharing=len(sharing),
        received=len(source.received),
        feedback=source.feedback_count,
        versions=versions,
    )


def preview_undo(merge: IdeaMerge) -> Preview:
    """What of the merged idea is still at the other one: one query a kind."""
    own, versions = merge.moved["ideas"], [one for one, _number in merge.moved["prototypes"]["prototypes"]]
    there, number = merge.target_id, sa.func.count()
    interested = _interested_in(merge.target)
    return Preview(
        members=_count(number, TeamMember.idea_id == there, TeamMember.joined_at == merge.merged_at),
        notes=_count(number, StageNote.idea_id == there, StageNote.id.in_(own["notes"])),
        prototypes=_count(number, Prototype.idea_id == there, Prototype.id.in_(versions)),
        files=_count(
            number,
            Attachment.idea_id == there,
            sa.or_(
                Attachment.id.in_(merge.moved["prototypes"]["files"]), Attachment.prototype_id.in_(versions)
            ),
        ),
        interested=len(interested & {key for key, _since, _new in merge.moved["interest"]}),
        sharing=_count(number, SharedProblem.idea_id == there, SharedProblem.shared_at == merge.merged_at),
        received=_count(number, Idea.merged_into_id == there, Idea.id.in_(own["received"])),
    )


def _interested_in(idea: Idea) -> set[str]:
    return {
        adoption.job_centre_key
        for adoption in list_adoptions(idea)
        if adoption.status == AdoptionStatus.INTERESTED
    }


def _count(what: sa.ColumnElement[Any], *conditions: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(what).where(*conditions)) or 0
