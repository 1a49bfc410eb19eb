"""Is it still in use? Asked half a year and a year after the introduction, answered once each."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts.models import JobCentre, User
from lab.adoption import policy
from lab.adoption.ladder import Question, find_question
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus, ReasonCategory
from lab.adoption.queries import list_checks
from lab.adoption.service import (
    Statement,
    change_adoption,
    check_version,
    hold_adoption,
    set_adoption,
)
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict
from lab.extensions import db
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea


def answer_question(
    actor: User,
    idea: Idea,
    job_centre: JobCentre,
    is_used: bool,
    reason_category: ReasonCategory | None = None,
    reason: str = "",
    months: int | None = None,
    version: int | None = None,
) -> Question:
    """Yes makes an introduction a lasting one, no ends it with a reason. Raises Denied, Invalid, Conflict.

    `months` says which question was seen, `version` which row; None is not checked.
    """
    adoption = hold_adoption(idea, job_centre)
    policy.check_keep_adoption(actor, idea, job_centre)
    question = find_open_question(adoption)
    if adoption is None or question is None or months not in (None, question.months):
        raise Conflict(_("Diese Frage ist schon beantwortet oder noch nicht an der Reihe."))
    check_shown(adoption)
    check_version(adoption, version)
    db.session.add(
        AdoptionCheck(
            idea_id=idea.id,
            job_centre_key=job_centre.key,
            months=question.months,
            is_used=is_used,
            answered_at=now(),
        )
    )
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict() from error
    record(
        actor,
        "adoption_confirmed" if is_used else "adoption_ended",
        "idea",
        idea.id,
        job_centre=job_centre.short_name,
        job_centre_key=job_centre.key,
        months=question.months,
    )
    if not is_used:
        set_adoption(actor, idea, job_centre, Statement(AdoptionStatus.ABORTED, reason_category, reason))
    elif adoption.status == AdoptionStatus.INTRODUCED:
        values = {"status": AdoptionStatus.SUSTAINED, "since": today()}
        change_adoption(actor, adoption, job_centre, values)
    return question


def find_open_question(adoption: Adoption | None) -> Question | None:
    """What the jobcentre is asked today."""
    if adoption is None:
        return None
    answered = [check.months for check in list_checks(adoption.idea_id, adoption.job_centre_key)]
    return find_question(adoption.status, adoption.introduced_on, answered, today())
