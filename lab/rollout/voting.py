"""What committee and team do around a decision: vote, ask, answer, and tick conditions afterwards."""

from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.hiding.policy import check_shown
from lab.prototypes.service import hold_ideas
from lab.rollout import policy, votes
from lab.rollout.models import (
    ReviewCondition,
    ReviewQuestion,
    ReviewStatus,
    ReviewVote,
    RolloutReview,
    VoteChoice,
)


def hold_review(review: RolloutReview) -> None:
    """Whatever is done about a review is done one after the other: holds its idea, and reads it anew."""
    hold_ideas(review.idea)
    db.session.refresh(review)


def give_vote(actor: User, review: RolloutReview, choice: VoteChoice, text: str) -> ReviewVote:
    """A member's word, once and for good. Raises Denied, Conflict (closed, voted before), Invalid."""
    hold_review(review)
    policy.check_vote(actor, review, review.idea, votes.load_committee())
    if review.status != ReviewStatus.OPEN:
        raise Conflict(
            _(
                "Darüber ist schon entschieden: %(status)s. Ihre Stimme ist nicht gespeichert.",
                status=review.status.label,
            )
        )
    if votes.find_vote(actor, review):
        raise Conflict(_("Sie haben schon abgestimmt. Eine Stimme lässt sich nicht mehr ändern."))
    text = text.strip()
    if choice is VoteChoice.OBJECTION and not text:
        raise Invalid("text", _("Bitte begründen Sie Ihren Einwand."))
    if choice is VoteChoice.CONCERNS and not text:
        raise Invalid("text", _("Bitte schreiben Sie, welche Bedenken Sie haben."))
    vote = ReviewVote(
        review_id=review.id, member_id=actor.id, choice=choice, text=text or None, given_at=now()
    )
    db.session.add(vote)
    db.session.flush()
    # What was voted stands in the vote alone; who voted is told nowhere.
    record(actor, "review_voted", "idea", review.idea_id, review_id=review.id)
    return vote


def ask_question(actor: User, review: RolloutReview, text: str) -> ReviewQuestion:
    """A member asks the team. Raises Denied, Conflict when it is closed, Invalid."""
    hold_review(review)
    policy.check_vote(actor, review, review.idea, votes.load_committee())
    if review.status != ReviewStatus.OPEN:
        raise Conflict(
            _(
                "Darüber ist schon entschieden: %(status)s. Ihre Frage ist nicht gespeichert.",
                status=review.status.label,
            )
        )
    if not text.strip():
        raise Invalid("question", _("Bitte schreiben Sie Ihre Frage."))
    question = ReviewQuestion(review_id=review.id, text=text.strip(), asked_by_id=actor.id, asked_at=now())
    db.session.add(question)
    db.session.flush()
    record(actor, "question_asked", "idea", review.idea_id, review_id=review.id, question_id=question.id)
    return question


def answer_question(actor: User, question: ReviewQuestion, answer: str, version: int | None) -> None:
    """The team answers, once, while the review is open. Raises Denied, Conflict, Invalid."""
    review = question.review
    hold_review(review)
    db.session.refresh(question)
    policy.check_answer_question(actor, review.idea)
    if review.status != ReviewStatus.OPEN:
        raise Conflict(
            _(
                "Darüber ist schon entschieden: %(status)s. Ihre Antwort ist nicht gespeichert.",
                status=review.status.label,
            )
        )
    if question.answer is not None:
        raise Conflict(_("Diese Frage ist schon beantwortet. Ihre Antwort ist nicht gespeichert."))
    check_shown(question)
    if question.version != version:
        raise Conflict()
    if not answer.strip():
        raise Invalid("answer", _("Bitte schreiben Sie eine Antwort."))
    question.answer, question.answered_by_id, question.answered_at = answer.strip(), actor.id, now()
    db.session.flush()
    record(actor, "question_answered", "idea", review.idea_id, review_id=review.id, question_id=question.id)


def tick_condition(
    actor: User, condition: ReviewCondition, is_done: bool, note: str, version: int | None
) -> None:
    """Says that a condition is done, or not after all. Raises Denied, Conflict once the idea is reported again."""
    review = condition.review
    hold_review(review)
    db.session.refresh(condition)
    policy.check_tick_condition(actor, review.idea)
    if not votes.is_latest(review):
        raise Conflict(
            _("Die Idee ist inzwischen neu gemeldet. Diese Auflage gehört zu einer früheren Meldung.")
        )
    check_shown(condition)
    if condition.version != version:
        raise Conflict(
            _(
                "Jemand hat diese Auflage inzwischen bearbeitet. Ihre Eingabe ist nicht gespeichert: "
                "Bitte vergleichen Sie mit dem neuen Stand."
            )
        )
    if condition.is_done == is_done:
        return
    condition.done_by_id, condition.done_at = (actor.id, now()) if is_done else (None, None)
    condition.done_note = (note.strip() or None) if is_done else None
    db.session.flush()
    kind = "condition_done" if is_done else "condition_reopened"
    record(actor, kind, "idea", review.idea_id, review_id=review.id, number=condition.number)
