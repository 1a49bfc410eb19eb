"""Reporting an idea ready, deciding about it, and keeping each jobcentre's adoption."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts.models import JobCentre, User
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.hiding.policy import check_shown
from lab.ideas.evidence import facts_of
from lab.ideas.models import Idea
from lab.ideas.service import MoveRequest, move_idea
from lab.ideas.workflow import By, State
from lab.rollout import policy
from lab.rollout.models import (
    Adoption,
    AdoptionStatus,
    Decision,
    ReasonCategory,
    ReviewStatus,
    RolloutReview,
)
from lab.rollout.readiness import Answers, Item, gate, list_unmet, missing_plan, store_gate
from lab.settings.service import load_settings

LOOK_AGAIN_WITHIN = timedelta(days=5 * 366)
REFUSED = (AdoptionStatus.DECLINED, AdoptionStatus.ABORTED)
OUTCOMES = {
    Decision.APPROVE: (ReviewStatus.APPROVED, State.ROLLOUT, "review_approved"),
    Decision.RETURN: (ReviewStatus.RETURNED, State.TEST, "review_returned"),
    Decision.REJECT: (ReviewStatus.REJECTED, State.TEST, "review_rejected"),
}


def compute_gate(idea: Idea, answers: Answers) -> list[Item]:
    """The gate as evidence and form stand now."""
    return gate(facts_of(idea, {}), answers, load_settings())


def open_review(actor: User, idea: Idea, answers: Answers, override_reason: str = "") -> RolloutReview:
    """Reports the idea ready for rollout. Raises Invalid when the gate does not hold and no reason is given.

    Raises Denied, InvalidMove or Conflict too, as the policy and the move do.
    """
    policy.check_open_review(actor, idea)
    items = compute_gate(idea, answers)
    unmet = list_unmet(items)
    override = override_reason.strip() if unmet else ""
    if unmet and not override:
        raise Invalid(
            "override_reason",
            _("Es ist noch etwas offen. Bitte begründen Sie, warum die Idee trotzdem rolloutreif ist."),
        )
    move_idea(actor, idea, MoveRequest(State.TEST, State.READY, reason=override, by=By.REVIEW))
    review = RolloutReview(
        idea_id=idea.id,
        status=ReviewStatus.OPEN,
        opened_by_id=actor.id,
        opened_at=now(),
        gate=store_gate(items),
        override_reason=override or None,
        **{name: _trimmed(value) for name, value in asdict(answers).items()},
    )
    db.session.add(review)
    db.session.flush()
    unmet_codes = [item.code for item in unmet]
    record(actor, "review_opened", "idea", idea.id, reason=override, review_id=review.id, unmet=unmet_codes)
    return review


def decide_review(
    actor: User,
    review: RolloutReview,
    decision: Decision,
    reason: str,
    conditions: str = "",
    look_again_on: date | None = None,
) -> None:
    """Closes the review and moves the idea. Raises Denied, Invalid, and Conflict for whoever comes second.

    A return without conditions of their own takes the reason for them.
    """
    idea = review.idea
    policy.check_decide(actor, review, idea)
    if review.status != ReviewStatus.OPEN:
        raise Conflict(_why_closed(review))
    reason, conditions = reason.strip(), conditions.strip()
    _check_decision(review, decision, reason, look_again_on)
    if decision is Decision.RETURN:
        conditions = conditions or reason
    status, target, kind = OUTCOMES[decision]
    _close(
        review,
        status=status,
        decided_by_id=actor.id,
        decided_at=now(),
        reason=reason,
        conditions=conditions or None,
        look_again_on=look_again_on,
    )
    move_idea(actor, idea, MoveRequest(State.READY, target, reason=reason, by=By.REVIEW))
    detail: dict[str, Any] = {"review_id": review.id}
    if conditions:
        detail["conditions"] = conditions
    if look_again_on:
        detail["look_again_on"] = look_again_on.isoformat()
    record(actor, kind, "idea", idea.id, reason=reason, **detail)


def set_adoption(
    actor: User,
    idea: Idea,
    job_centre: JobCentre,
    status: AdoptionStatus,
    reason_category: ReasonCategory | None = None,
    reason: str = "",
    is_adapted: bool = False,
    contact: str = "",
    version: int | None = None,
) -> Adoption:
    """Writes the jobcentre's row. Raises Denied, Invalid, Conflict.

    `version` is the row's as it was seen, 0 for "there was none"; None is not checked.
    """
    policy.check_keep_adoption(actor, idea, job_centre)
    adoption = db.session.get(Adoption, (idea.id, job_centre.key))
    if adoption:
        check_shown(adoption)
    if version is not None and version != (adoption.version if adoption else 0):
        raise Conflict(
            _(
                "Jemand hat den Stand inzwischen geändert. Ihre Eingabe steht noch im Formular: "
                "Bitte vergleichen Sie und speichern Sie noch einmal."
            )
        )
    reason = reason.strip()
    _check_refusal(status, reason_category, reason)
    values: dict[str, Any] = {
        "status": status,
        "reason_category": reason_category if status in REFUSED else None,
        "reason": reason or None,
        "is_adapted": is_adapted,
        "contact": contact.strip(),
    }
    if adoption is None:
        return _start_adoption(actor, idea, job_centre, values)
    return _change_adoption(actor, adoption, job_centre, values)


def _check_decision(
    review: RolloutReview, decision: Decision, reason: str, look_again_on: date | None
) -> None:
    if not reason:
        raise Invalid("reason", _("Bitte begründen Sie die Entscheidung."))
    if look_again_on is not None and look_again_on <= today():
        raise Invalid("look_again_on", _("Bitte wählen Sie ein Datum in der Zukunft."))
    if look_again_on is not None and look_again_on > today() + LOOK_AGAIN_WITHIN:
        raise Invalid("look_again_on", _("Bitte wählen Sie ein Datum in den nächsten fünf Jahren."))
    missing = missing_plan(review)
    if decision is Decision.APPROVE and missing:
        raise Invalid(
            "decision",
            _(
                "Freigeben geht erst mit einem vollständigen Plan. Es fehlt: %(missing)s. "
                "Geben Sie die Meldung mit Auflagen zurück.",
                missing=", ".join(missing),
            ),
        )


def _close(review: RolloutReview, **values: Any) -> None:
    """The conditional update: whoever comes second changes nothing. Raises Conflict."""
    db.session.flush()
    statement = (
        sa.update(RolloutReview)
        .where(RolloutReview.id == review.id, RolloutReview.status == ReviewStatus.OPEN)
        .values(version=RolloutReview.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if db.session.connection().execute(statement).rowcount != 1:
        db.session.refresh(review)
        raise Conflict(_why_closed(review))
    db.session.refresh(review)


def _why_closed(review: RolloutReview) -> str:
    return _(
        "Darüber ist schon entschieden: %(status)s. Ihre Entscheidung ist nicht gespeichert.",
        status=review.status.label,
    )


def _check_refusal(status: AdoptionStatus, category: ReasonCategory | None, reason: str) -> None:
    if status not in REFUSED:
        return
    if category is None:
        raise Invalid("reason_category", _("Bitte wählen Sie, woran es liegt."))
    if not reason:
        raise Invalid(
            "reason", _("Bitte schreiben Sie in einem Satz, warum. Andere Jobcenter lernen daraus.")
        )


def _start_adoption(actor: User, idea: Idea, job_centre: JobCentre, values: dict[str, Any]) -> Adoption:
    adoption = Adoption(idea_id=idea.id, job_centre_key=job_centre.key, changed_at=now(), **values)
    db.session.add(adoption)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict() from error
    _record_status(actor, adoption, job_centre, AdoptionStatus.NOT_ASSESSED)
    return adoption


def _change_adoption(
    actor: User, adoption: Adoption, job_centre: JobCentre, values: dict[str, Any]
) -> Adoption:
    before = adoption.status
    changed = [name for name, value in values.items() if getattr(adoption, name) != value]
    if not changed:
        return adoption
    for name in changed:
        setattr(adoption, name, values[name])
    if "status" in changed:
        adoption.changed_at = now()
    db.session.flush()
    _record_status(actor, adoption, job_centre, before)
    return adoption


def _record_status(actor: User, adoption: Adoption, job_centre: JobCentre, before: AdoptionStatus) -> None:
    """A step on the ladder carries both states; a change of contact or wording does not look like one."""
    detail: dict[str, Any] = {"job_centre": job_centre.short_name, "job_centre_key": job_centre.key}
    if adoption.status == before:
        record(actor, "adoption_edited", "idea", adoption.idea_id, reason=adoption.reason, **detail)
        return
    if adoption.reason_category:
        detail["reason_category"] = adoption.reason_category.value
    record(
        actor,
        "adoption_changed",
        "idea",
        adoption.idea_id,
        from_state=before.value,
        to_state=adoption.status.value,
        reason=adoption.reason,
        **detail,
    )


def _trimmed(value: Any) -> Any:
    """Typed text without blanks around it; a check stays what it is."""
    return value.strip() if type(value) is str else value
