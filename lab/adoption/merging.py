"""The interest of jobcentres, on its way to another idea when ideas are merged, and back.

Before the rollout there is nothing else to move: no steps, no answers.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lab.accounts.models import User
from lab.adoption.models import AdoptionStatus
from lab.adoption.queries import list_adoptions
from lab.adoption.service import change_adoption, start_adoption
from lab.ideas.models import Idea


@dataclass(frozen=True)
class Interest:
    """A jobcentre that would take part in the merged idea, and whether it is through merging that it would in the other."""

    job_centre_key: str
    since: date | None
    is_new: bool


def move_along(actor: User, source: Idea, target: Idea) -> list[Interest]:
    """Who was interested in both is so once. The caller holds both."""
    present = {adoption.job_centre_key: adoption for adoption in list_adoptions(target)}
    moved = []
    for adoption in list_adoptions(source):
        if adoption.status != AdoptionStatus.INTERESTED:
            continue
        there, job_centre = present.get(adoption.job_centre_key), adoption.job_centre
        values = {"status": AdoptionStatus.INTERESTED, "since": adoption.since}
        is_new = there is None or there.status == AdoptionStatus.NOT_ASSESSED
        if there is None:
            start_adoption(actor, target, job_centre, values)
        elif is_new:
            change_adoption(actor, there, job_centre, values)
        moved.append(Interest(adoption.job_centre_key, adoption.since, is_new))
        # Both histories tell of it: whoever counts steps from the history finds each interest once.
        change_adoption(actor, adoption, job_centre, {"status": AdoptionStatus.NOT_ASSESSED})
    return moved


def move_back(
    actor: User, source: Idea, target: Idea, moved: Collection[Interest], keep: Collection[str]
) -> None:
    """Gives interest back that still lasts; `keep` are jobcentres interested in the target for another reason too."""
    here = {adoption.job_centre_key: adoption for adoption in list_adoptions(source)}
    there = {adoption.job_centre_key: adoption for adoption in list_adoptions(target)}
    for interest in moved:
        key = interest.job_centre_key
        left, came = here.get(key), there.get(key)
        if left is None or came is None or came.status != AdoptionStatus.INTERESTED:
            continue
        values = {"status": AdoptionStatus.INTERESTED, "since": interest.since}
        change_adoption(actor, left, left.job_centre, values)
        if interest.is_new and key not in keep:
            change_adoption(actor, came, came.job_centre, {"status": AdoptionStatus.NOT_ASSESSED})
