"""„Wir wären dabei“: a jobcentre says so from the test stage on, so that pilots find places."""

from flask_babel import gettext as _

from lab.accounts.models import JobCentre, User
from lab.adoption import policy
from lab.adoption.models import Adoption, AdoptionStatus
from lab.adoption.service import change_adoption, start_adoption
from lab.core.clock import today
from lab.core.errors import Conflict
from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes import service as prototypes


def say_interest(actor: User, idea: Idea) -> None:
    """The actor's jobcentre would take part; said twice, it is said once. Raises Denied, Conflict."""
    prototypes.hold_ideas(idea)
    policy.check_say_interest(actor, idea)
    job_centre, adoption = _own_row(actor, idea)
    values = {"status": AdoptionStatus.INTERESTED, "since": today(), "reason": None}
    if adoption is None:
        start_adoption(actor, idea, job_centre, values)
    elif adoption.status == AdoptionStatus.NOT_ASSESSED:
        change_adoption(actor, adoption, job_centre, values)
    elif adoption.status != AdoptionStatus.INTERESTED:
        raise Conflict(_why_too_far(job_centre, adoption))


def withdraw_interest(actor: User, idea: Idea) -> None:
    """Takes it back while it is no more than interest; without any nothing happens. Raises Denied, Conflict."""
    prototypes.hold_ideas(idea)
    policy.check_withdraw_interest(actor, idea)
    job_centre, adoption = _own_row(actor, idea)
    if adoption is None or adoption.status == AdoptionStatus.NOT_ASSESSED:
        return
    if adoption.status != AdoptionStatus.INTERESTED:
        raise Conflict(_why_too_far(job_centre, adoption))
    values = {"status": AdoptionStatus.NOT_ASSESSED, "since": today(), "reason": None}
    change_adoption(actor, adoption, job_centre, values)


def _own_row(actor: User, idea: Idea) -> tuple[JobCentre, Adoption | None]:
    """The actor's jobcentre, which the policy has seen to, and its row, read while the idea is held."""
    job_centre = actor.job_centre
    assert job_centre is not None  # noqa: S101
    return job_centre, db.session.get(Adoption, (idea.id, job_centre.key), populate_existing=True)


def _why_too_far(job_centre: JobCentre, adoption: Adoption) -> str:
    return _(
        "%(name)s steht hier schon bei „%(status)s“. Den Stand ändern Sie auf der Seite des Rollouts.",
        name=job_centre.short_name,
        status=adoption.status.label,
    )
