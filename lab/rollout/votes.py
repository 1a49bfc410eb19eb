"""Selects over the committee, votes, questions and conditions, each with a total order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lab.accounts.access import why_not
from lab.accounts.models import Role, User
from lab.accounts.queries import LARGEST_ID
from lab.core.clock import day_of, today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea, TeamMember
from lab.ideas.workflow import ACTIVE, State
from lab.rollout.committee import Committee, Voting, seat, sees_votes
from lab.rollout.models import (
    CommitteeMember,
    ReviewCondition,
    ReviewQuestion,
    ReviewStatus,
    ReviewVote,
    RolloutReview,
    VoteChoice,
)
from lab.rollout.policy import check_decide, check_see_review, may_vote
from lab.rollout.queries import list_uninvolved_reviews
from lab.settings.service import load_settings

SHOWN = 5
Row = TypeVar("Row", ReviewQuestion, ReviewCondition)


class Task(StrEnum):
    """What a candidate wants of a leader."""

    DECIDE = "decide"
    VOTE = "vote"
    CLOSE = "close"


@dataclass(frozen=True)
class ReviewTask:
    """A candidate that waits for a leader."""

    review: RolloutReview
    task: Task
    voting: Voting | None = None


@dataclass(frozen=True)
class OpenConditions:
    """An idea that came back with conditions, not all of them done."""

    review: RolloutReview
    left: int


def list_listed_members() -> Sequence[CommitteeMember]:
    """Whoever stands on the committee's list, chairs first, also those who count no more."""
    statement = (
        sa.select(CommitteeMember)
        .join(CommitteeMember.account)
        .options(contains_eager(CommitteeMember.account))
        .order_by(CommitteeMember.is_chair.desc(), User.name, User.id)
    )
    return db.session.scalars(statement).all()


def load_committee() -> Committee:
    """The committee as it is now: one query."""
    return seat(list_listed_members())


def map_votings(reviews: Sequence[RolloutReview], committee: Committee) -> dict[int, Voting]:
    """How far the vote on each of the reviews is, by id: two queries, none where there is nothing to vote on."""
    if not reviews:
        return {}
    settings = load_settings()
    voters: dict[int, set[int]] = defaultdict(set)
    given = sa.select(ReviewVote.review_id, ReviewVote.member_id).where(
        ReviewVote.review_id.in_([review.id for review in reviews])
    )
    for review_id, member_id in db.session.execute(given):
        voters[review_id].add(member_id)
    return {
        review.id: Voting(
            voters=frozenset(voters[review.id]),
            eligible=frozenset(
                member.id for member in committee.members if may_vote(member, review, review.idea, committee)
            ),
            quorum=settings["committee_quorum"],
            deadline_on=_deadline_of(review, settings["committee_days"]),
            may_be_early=bool(settings["committee_urgent"]),
        )
        for review in reviews
    }


def find_vote(account: User, review: RolloutReview) -> ReviewVote | None:
    """The account's own vote."""
    statement = sa.select(ReviewVote).where(
        ReviewVote.review_id == review.id, ReviewVote.member_id == account.id
    )
    return db.session.scalar(statement)


def list_votes(actor: User, review: RolloutReview, committee: Committee) -> Sequence[ReviewVote]:
    """All votes for whoever may see them, objections first; else the actor's own, if any: one query."""
    order = sa.case(
        (ReviewVote.choice == VoteChoice.OBJECTION, 0), (ReviewVote.choice == VoteChoice.CONCERNS, 1), else_=2
    )
    statement = (
        sa.select(ReviewVote)
        .options(joinedload(ReviewVote.member).joinedload(User.job_centre))
        .where(ReviewVote.review_id == review.id)
        .order_by(order, ReviewVote.id)
    )
    votes = db.session.scalars(statement).all()
    if sees_votes(actor, review, committee, [vote.member_id for vote in votes]):
        return votes
    return [vote for vote in votes if vote.member_id == actor.id]


def may_see_votes(actor: User, review: RolloutReview) -> bool:
    """Whether the actor may see what others voted."""
    if review.status != ReviewStatus.OPEN:
        return True
    own = find_vote(actor, review)
    return own is not None and sees_votes(actor, review, load_committee(), [own.member_id])


def list_questions(review: RolloutReview) -> Sequence[ReviewQuestion]:
    """What the committee asked, in order."""
    statement = (
        sa.select(ReviewQuestion)
        .options(joinedload(ReviewQuestion.asked_by), joinedload(ReviewQuestion.answered_by))
        .where(ReviewQuestion.review_id == review.id)
        .order_by(ReviewQuestion.id)
    )
    return db.session.scalars(statement).all()


def get_question(actor: User, question_id: int) -> ReviewQuestion:
    """The question with review and idea, if the actor may know of the idea. Raises NotFound."""
    return _get(actor, ReviewQuestion, question_id)


def get_condition(actor: User, condition_id: int) -> ReviewCondition:
    """The condition with review and idea, if the actor may know of the idea. Raises NotFound."""
    return _get(actor, ReviewCondition, condition_id)


def list_conditions(review: RolloutReview) -> Sequence[ReviewCondition]:
    """What must be done before the idea is reported again, with who did it."""
    statement = (
        sa.select(ReviewCondition)
        .options(joinedload(ReviewCondition.done_by))
        .where(ReviewCondition.review_id == review.id)
        .order_by(ReviewCondition.number)
    )
    return db.session.scalars(statement).all()


def list_review_tasks(
    actor: User, committee: Committee | None = None, most: int | None = None
) -> list[ReviewTask]:
    """Candidates that wait for this leader, the one that waits longest first; empty for everyone else."""
    if actor.role != Role.LEADERSHIP:
        return []
    committee = committee or load_committee()
    if committee.exists and not committee.has(actor):
        return []
    # What a member has voted on waits no more, so of a committee's candidates all are looked at.
    reviews = list_uninvolved_reviews(actor, None if committee.exists else most)
    if not committee.exists:
        return [ReviewTask(review, Task.DECIDE) for review in reviews]
    votings = map_votings(reviews, committee)
    tasks = []
    for review in reviews:
        task = find_task(actor, committee, votings[review.id])
        if task:
            tasks.append(ReviewTask(review, task, votings[review.id]))
    return tasks[:most]


def find_task(actor: User, committee: Committee, voting: Voting) -> Task | None:
    """What the vote on a candidate wants of a member who is not involved in it."""
    has_voted = actor.id in voting.voters
    if committee.is_chair(actor) and voting.is_ready and (has_voted or voting.is_over):
        return Task.CLOSE
    return None if has_voted else Task.VOTE


def map_tasks(
    actor: User, reviews: Sequence[RolloutReview], committee: Committee, votings: Mapping[int, Voting]
) -> dict[int, Task]:
    """The same for reviews that are at hand already, by id: no query."""
    tasks = {}
    for review in reviews:
        if not committee.exists:
            if why_not(check_decide, actor, review, review.idea, committee) is None:
                tasks[review.id] = Task.DECIDE
        elif may_vote(actor, review, review.idea, committee):
            task = find_task(actor, committee, votings[review.id])
            if task:
                tasks[review.id] = task
    return tasks


def list_reviews_to_decide(actor: User) -> Sequence[RolloutReview]:
    """Candidates that wait for this leader, to be voted on, closed or decided."""
    return [task.review for task in list_review_tasks(actor)]


def list_reviews_to_look_at_again(actor: User, committee: Committee | None = None) -> Sequence[RolloutReview]:
    """Decisions whose day to look again has come, for the chair, or any leader where there is no committee.

    What was reported again, given up or merged in the meantime is over.
    """
    if actor.role != Role.LEADERSHIP:
        return []
    committee = committee or load_committee()
    if committee.exists and not committee.is_chair(actor):
        return []
    statement = (
        sa.select(RolloutReview)
        .join(RolloutReview.idea)
        .options(contains_eager(RolloutReview.idea).joinedload(Idea.job_centre))
        .where(
            RolloutReview.status != ReviewStatus.OPEN,
            RolloutReview.look_again_on <= today(),
            RolloutReview.id == _latest_review(),
            Idea.state.in_((*ACTIVE, State.ROLLOUT)),
        )
        .order_by(RolloutReview.look_again_on, RolloutReview.id)
        .limit(SHOWN)
    )
    return db.session.scalars(statement).all()


def list_open_questions(actor: User) -> Sequence[ReviewQuestion]:
    """Questions that wait for an answer of the actor: as responsible facilitator, author or member of the team."""
    statement = (
        sa.select(ReviewQuestion)
        .join(ReviewQuestion.review)
        .join(RolloutReview.idea)
        .options(
            contains_eager(ReviewQuestion.review)
            .contains_eager(RolloutReview.idea)
            .joinedload(Idea.job_centre)
        )
        .where(ReviewQuestion.answer.is_(None), RolloutReview.status == ReviewStatus.OPEN, _is_own(actor))
        .order_by(ReviewQuestion.asked_at, ReviewQuestion.id)
        .limit(SHOWN)
    )
    return db.session.scalars(statement).all()


def list_open_conditions(actor: User) -> list[OpenConditions]:
    """Ideas of the actor that came back with conditions, with how many are left."""
    left = (
        sa.select(sa.func.count())
        .select_from(ReviewCondition)
        .where(ReviewCondition.review_id == RolloutReview.id, ReviewCondition.done_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        sa.select(RolloutReview, left)
        .join(RolloutReview.idea)
        .options(contains_eager(RolloutReview.idea).joinedload(Idea.job_centre))
        .where(
            RolloutReview.status == ReviewStatus.RETURNED,
            RolloutReview.id == _latest_review(),
            Idea.state.in_(ACTIVE),
            _is_own(actor),
            left > 0,
        )
        .order_by(RolloutReview.decided_at, RolloutReview.id)
        .limit(SHOWN)
    )
    return [OpenConditions(row[0], row[1]) for row in db.session.execute(statement)]


def is_latest(review: RolloutReview) -> bool:
    """Whether the idea was not reported again since."""
    statement = sa.select(sa.func.max(RolloutReview.id)).where(RolloutReview.idea_id == review.idea_id)
    return db.session.scalar(statement) == review.id


def _latest_review() -> sa.ScalarSelect[int]:
    """The id of the newest review of the idea that the statement is about."""
    other = sa.orm.aliased(RolloutReview)
    return (
        sa.select(sa.func.max(other.id))
        .where(other.idea_id == RolloutReview.idea_id)
        .correlate(RolloutReview)
        .scalar_subquery()
    )


def _is_own(actor: User) -> sa.ColumnElement[bool]:
    member = sa.select(TeamMember.idea_id).where(
        TeamMember.account_id == actor.id, sa.or_(TeamMember.until.is_(None), TeamMember.until >= today())
    )
    return sa.or_(Idea.author_id == actor.id, Idea.responsible_id == actor.id, Idea.id.in_(member))


def _get(actor: User, model: type[Row], row_id: int) -> Row:
    to_idea = joinedload(model.review).joinedload(RolloutReview.idea)
    options = [to_idea, to_idea.selectinload(Idea.team)]
    row = db.session.get(model, row_id, options=options) if 0 < row_id <= LARGEST_ID else None
    if row is None:
        raise NotFound()
    check_see_review(actor, row.review.idea)
    return row


def _deadline_of(review: RolloutReview, days: int) -> date:
    """The last day for votes; reviews from before there was one count from the day they were opened."""
    return review.deadline_on or day_of(review.opened_at) + timedelta(days=days)
