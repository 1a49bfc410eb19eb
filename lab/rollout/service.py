"""Reporting an idea ready and deciding about it."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.ideas.evidence import facts_of
from lab.ideas.models import Idea
from lab.ideas.service import MoveRequest, move_idea
from lab.ideas.workflow import By, State
from lab.rollout import policy
from lab.rollout.models import (
    Decision,
    ReviewCondition,
    ReviewStatus,
    RolloutReview,
)
from lab.rollout.readiness import Answers, Item, gate, list_unmet, missing_plan, store_gate
from lab.settings.service import load_settings

LOOK_AGAIN_WITHIN = timedelta(days=5 * 366)
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
        deadline_on=today() + timedelta(days=load_settings()["committee_days"]),
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
        look_again_on=look_again_on,
    )
    move_idea(actor, idea, MoveRequest(State.READY, target, reason=reason, by=By.REVIEW))
    lines = [line.strip() for line in conditions.split("\n") if line.strip()]
    db.session.add_all(
        ReviewCondition(review_id=review.id, number=number, text=line) for number, line in enumerate(lines, 1)
    )
    db.session.flush()
    db.session.refresh(review, ["conditions"])
    detail: dict[str, Any] = {"review_id": review.id}
    if look_again_on:
        detail["look_again_on"] = look_again_on.isoformat()
    record(actor, kind, "idea", idea.id, reason=reason, **detail)


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


def _trimmed(value: Any) -> Any:
    """Typed text without blanks around it; a check stays what it is."""
    return value.strip() if type(value) is str else value
