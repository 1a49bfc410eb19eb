"""Merging an idea into another one, and undoing it. Each room moves what is its own; here it is one act."""

from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from lab.accounts.models import User
from lab.adoption import merging as adoption
from lab.core.clock import now
from lab.core.errors import Conflict, Invalid, InvalidMove
from lab.extensions import db
from lab.ideas import merging as ideas
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.merging import policy
from lab.merging.models import IdeaMerge
from lab.merging.queries import list_other_merges, list_received
from lab.prototypes import merging as prototypes
from lab.prototypes.service import hold_ideas
from lab.search.indexing import mark
from lab.sharing import service as sharing
from lab.sharing.queries import list_sharing_keys


def merge_idea(
    actor: User, source: Idea, target: Idea, reason: str, seen_state: State | None = None
) -> IdeaMerge:
    """Closes `source` and moves all that hangs on it to `target`; what moved is written down.

    Raises NotFound, Denied, InvalidMove, Invalid, and Conflict when `source` left the state it was seen in.
    """
    _hold(source, target, [idea.id for idea in source.received])
    if seen_state is not None and source.state != seen_state:
        raise Conflict()
    policy.check_merge_into(actor, source, target)
    if not reason.strip():
        raise Invalid("reason", _("Bitte begründen Sie kurz, warum die Ideen zusammengehören."))
    at, state = now(), source.state
    sharing.carry_over(source, target, at)
    interest = adoption.move_along(actor, source, target)
    own = ideas.move_along(actor, source, target, reason, at)
    versions = prototypes.move_along(source, target)
    moved: dict[str, Any] = {
        "ideas": asdict(own),
        "prototypes": asdict(versions),
        "interest": [
            [one.job_centre_key, one.since.isoformat() if one.since else None, one.is_new] for one in interest
        ],
    }
    merge = IdeaMerge(source_id=source.id, target_id=target.id, merged_at=at, state=state, moved=moved)
    db.session.add(merge)
    mark([source.id, target.id])
    db.session.flush()
    return merge


def undo_merge(actor: User, merge: IdeaMerge, reason: str) -> None:
    """Opens the merged idea again where it was, with what is still there of what it gave away.

    What has come to the other idea since then stays there. Raises NotFound, Denied, InvalidMove, Invalid, Conflict.
    """
    own = ideas.Moved(**merge.moved["ideas"])
    _hold(merge.source, merge.target, own.received)
    db.session.refresh(merge)
    check_undo(actor, merge)
    if not reason.strip():
        raise Invalid("reason", _("Bitte begründen Sie kurz, warum die Ideen nicht zusammengehören."))
    source, target, at = merge.source, merge.target, merge.merged_at
    others = [idea for idea in list_received(target) if idea.id != source.id]
    kept_places = {key for idea in others for key in list_sharing_keys(idea)}
    kept_interest = {
        key for other in list_other_merges(merge) for key, _since, _new in other.moved["interest"]
    }
    ideas.move_back(actor, source, target, merge.state, own, at, ideas.list_people(others), reason)
    prototypes.move_back(source, target, _versions_of(merge))
    adoption.move_back(actor, source, target, _interest_of(merge), kept_interest)
    sharing.take_back(target, at, kept_places)
    merge.undone_at = now()
    mark([source.id, target.id])
    db.session.flush()


def check_undo(actor: User, merge: IdeaMerge) -> None:
    """The policy, and whether findings of one side have gone into versions of the other by now. Raises besides InvalidMove."""
    policy.check_undo_merge(actor, merge, now())
    interwoven = prototypes.count_interwoven(
        merge.target, [one for one, _n in _versions_of(merge).prototypes]
    )
    if interwoven:
        raise InvalidMove(
            ngettext(
                "%(num)s Befund ist inzwischen in einer Version der anderen Idee aufgenommen. Ändern Sie erst diese Antwort.",
                "%(num)s Befunde sind inzwischen in Versionen der anderen Idee aufgenommen. Ändern Sie erst diese Antworten.",
                interwoven,
            )
        )


def _hold(source: Idea, target: Idea, received: list[int]) -> None:
    """Holds both ideas and those that follow them, always in the same order. Raises Conflict when others follow by now."""
    followers = db.session.scalars(sa.select(Idea).where(Idea.id.in_(received))).all()
    hold_ideas(*{idea.id: idea for idea in (source, target, *followers)}.values())
    if source.state != State.MERGED:
        db.session.expire(source, ["received"])
        if {idea.id for idea in source.received} - {*received}:
            raise Conflict()


def _versions_of(merge: IdeaMerge) -> prototypes.Moved:
    moved = merge.moved["prototypes"]
    return prototypes.Moved([(one, number) for one, number in moved["prototypes"]], moved["files"])


def _interest_of(merge: IdeaMerge) -> list[adoption.Interest]:
    return [
        adoption.Interest(key, date.fromisoformat(since) if since else None, is_new)
        for key, since, is_new in merge.moved["interest"]
    ]
