"""Reporting an idea ready and deciding about it."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.ideas.evidence import facts_of
from lab.ideas.models import Idea
from lab.ideas.service import MoveRequest, move_idea
from lab.ideas.workflow import By, State
from lab.prototypes.service import hold_ideas
from lab.rollout import policy, queries, votes
from lab.rollout.committee import Voting, usual_day_to_look_again
from lab.rollout.models import (
    Decision,
    ReviewCondition,
    ReviewStatus,
    RolloutReview,
)
from lab.rollout.readiness import Answers, Item, gate, list_unmet, missing_plan, store_gate
from lab.rollout.voting import hold_review
from lab.settings.service import load_settings
from lab.web.locale import show_date

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
    hold_ideas(idea)
    policy.check_open_review(actor, idea)
    _check_conditions(idea)
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

    A return without conditions of their own takes the reason for them. Without a day to look again it is the
    usual one. No vote comes in between: votes, too, hold the review.
    """
    hold_review(review)
    idea = review.idea
    committee = votes.load_committee()
    policy.check_decide(actor, review, idea, committee)
    if review.status != ReviewStatus.OPEN:
        raise Conflict(_why_closed(review))
    reason, conditions = reason.strip(), conditions.strip()
    look_again_on = look_again_on or usual_day_to_look_again(today())
    _check_decision(review, decision, reason, look_again_on)
    voting = votes.map_votings([review], committee)[review.id] if committee.exists else None
    _check_quorum(voting)
    if decision is Decision.RETURN:
        conditions = conditions or reason
    status, target, kind = OUTCOMES[decision]
    _close(
        review,
        status=status,
        decided_by_id=actor.id,
        decided_at=now(),
        reason=reason,
        is_without_quorum=voting is not None and not voting.has_quorum,
        look_again_on=look_again_on,
    )
    if voting and not voting.has_quorum:
        record(
            actor,
            "review_without_quorum",
            "idea",
            idea.id,
            review_id=review.id,
            votes=voting.votes,
            needed=voting.needed,
        )
    move_idea(actor, idea, MoveRequest(State.READY, target, reason=reason, by=By.REVIEW))
    lines = [line.strip() for line in conditions.split("\n") if line.strip()]
    db.session.add_all(
        ReviewCondition(review_id=review.id, number=number, text=line) for number, line in enumerate(lines, 1)
    )
    db.session.flush()
    db.session.refresh(review, ["conditions"])
    detail: dict[str, Any] = {"review_id": review.id, "look_again_on": look_again_on.isoformat()}
    record(actor, kind, "idea", idea.id, reason=reason, **detail)


def look_again(actor: User, review: RolloutReview, note: str, next_on: date | None) -> None:
    """Somebody looked again at what was decided; from now on the next day counts, if any. Raises Denied, Conflict."""
    hold_review(review)
    policy.check_decide(actor, review, review.idea, votes.load_committee())
    if review.status == ReviewStatus.OPEN or review.look_again_on is None:
        raise Conflict(_("Hier wartet keine Wiedervorlage."))
    if next_on is not None:
        check_day_to_look_again(next_on)
    review.look_again_on = next_on
    db.session.flush()
    if next_on is None:
        record(actor, "review_looked_at", "idea", review.idea_id, reason=note.strip(), review_id=review.id)
    else:
        record(
            actor,
            "review_look_again_set",
            "idea",
            review.idea_id,
            reason=note.strip(),
            review_id=review.id,
            look_again_on=next_on.isoformat(),
        )


def _check_conditions(idea: Idea) -> None:
    """What the last review asked for is done before the next one. Raises Invalid."""
    last = queries.find_latest_review(idea)
    if last is None or last.status != ReviewStatus.RETURNED:
        return
    for condition in last.conditions:
        # Somebody may have taken a tick back since the form was opened.
        db.session.refresh(condition)
    left = [condition for condition in last.conditions if not condition.is_done]
    if left:
        raise Invalid(
            "conditions",
            ngettext(
                "%(num)s Auflage der letzten Meldung ist noch nicht abgehakt: %(texts)s",
                "%(num)s Auflagen der letzten Meldung sind noch nicht abgehakt: %(texts)s",
                len(left),
                texts=" · ".join(condition.text for condition in left),
            ),
        )


def check_day_to_look_again(day: date) -> None:
    """A day to come, within reach. Raises Invalid."""
    if day <= today():
        raise Invalid("look_again_on", _("Bitte wählen Sie ein Datum in der Zukunft."))
    if day > today() + LOOK_AGAIN_WITHIN:
        raise Invalid("look_again_on", _("Bitte wählen Sie ein Datum in den nächsten fünf Jahren."))


def _check_quorum(voting: Voting | None) -> None:
    if voting is not None and not voting.may_close:
        raise Invalid(
            "quorum",
            _(
                "Es fehlen Stimmen: %(votes)s von %(needed)s nötigen liegen vor. "
                "Ohne Quorum lässt sich erst nach der Frist entscheiden, die am %(day)s endet.",
                votes=voting.votes,
                needed=voting.needed,
                day=show_date(voting.deadline_on),
            ),
        )


def _check_decision(review: RolloutReview, decision: Decision, reason: str, look_again_on: date) -> None:
    if not reason:
        raise Invalid("reason", _("Bitte begründen Sie die Entscheidung."))
    check_day_to_look_again(look_again_on)
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
