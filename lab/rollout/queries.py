"""Selects over reviews, each with a total order."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea, TeamMember
from lab.rollout.models import ReviewCondition, ReviewStatus, RolloutReview
from lab.rollout.policy import check_see_review
from lab.web.pagination import PAGE_SIZE, Page


def get_review(actor: User, review_id: int) -> RolloutReview:
    """The review with idea and team, if the actor may know of the idea. Raises NotFound."""
    review = (
        db.session.get(RolloutReview, review_id, options=_with_idea(), populate_existing=True)
        if 0 < review_id <= LARGEST_ID
        else None
    )
    if review is None:
        raise NotFound()
    check_see_review(actor, review.idea)
    return review


def list_reviews(number: int) -> Page[RolloutReview]:
    """One page of all reviews: open ones, longest waiting first, then approved ones, then all others."""
    section = sa.case(
        (RolloutReview.status == ReviewStatus.OPEN, 0),
        (RolloutReview.status == ReviewStatus.APPROVED, 1),
        else_=2,
    )
    waiting_since = sa.case((RolloutReview.status == ReviewStatus.OPEN, RolloutReview.opened_at))
    statement = (
        sa.select(RolloutReview)
        .options(*_with_idea())
        .order_by(section, waiting_since, RolloutReview.decided_at.desc(), RolloutReview.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    total = sum(count_reviews().values())
    return Page(db.session.scalars(statement).all(), number, total)


def count_reviews() -> Mapping[ReviewStatus, int]:
    """Reviews by status."""
    statement = sa.select(RolloutReview.status, sa.func.count()).group_by(RolloutReview.status)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def list_open_reviews() -> Sequence[RolloutReview]:
    """Candidates, the one that waits longest first."""
    return db.session.scalars(_open_reviews()).all()


def list_open_ids() -> Sequence[int]:
    """The ids of all candidates, in the order in which they were reported."""
    statement = sa.select(RolloutReview.id).where(RolloutReview.status == ReviewStatus.OPEN)
    return db.session.scalars(statement.order_by(RolloutReview.opened_at, RolloutReview.id)).all()


def find_last_return(review: RolloutReview) -> RolloutReview | None:
    """The review before this one, if it came back with conditions."""
    statement = _reviews_of(review.idea).where(RolloutReview.id < review.id).limit(1)
    last = db.session.scalars(statement).unique().first()
    return last if last and last.status == ReviewStatus.RETURNED else None


def count_open_before(review: RolloutReview) -> int:
    """How many candidates stand before this one in the order of reporting, whether it is still open or not."""
    earlier = sa.or_(
        RolloutReview.opened_at < review.opened_at,
        sa.and_(RolloutReview.opened_at == review.opened_at, RolloutReview.id < review.id),
    )
    statement = sa.select(sa.func.count()).select_from(RolloutReview)
    return db.session.scalar(statement.where(RolloutReview.status == ReviewStatus.OPEN, earlier)) or 0


def list_uninvolved_reviews(actor: User, most: int | None = None) -> Sequence[RolloutReview]:
    """Candidates in which the actor is not involved: policy.check_uninvolved as SQL."""
    member = sa.exists().where(TeamMember.idea_id == RolloutReview.idea_id, TeamMember.account_id == actor.id)
    statement = (
        _open_reviews()
        .join(Idea, Idea.id == RolloutReview.idea_id)
        .where(Idea.author_id != actor.id, ~Idea.received.any(Idea.author_id == actor.id))
        .where(RolloutReview.opened_by_id != actor.id, ~member)
        .where(sa.or_(Idea.responsible_id.is_(None), Idea.responsible_id != actor.id))
        .limit(most)
    )
    return db.session.scalars(statement).all()


def find_latest_review(idea: Idea) -> RolloutReview | None:
    """The newest review of the idea, whatever came of it."""
    return db.session.scalars(_reviews_of(idea).limit(1)).unique().first()


def find_approved_review(idea: Idea) -> RolloutReview | None:
    """The approval under which the idea is in rollout: the page that shows its adoption."""
    statement = _reviews_of(idea).where(RolloutReview.status == ReviewStatus.APPROVED)
    return db.session.scalars(statement.limit(1)).unique().first()


def list_reviews_of(idea: Idea) -> Sequence[RolloutReview]:
    """All reviews of the idea, the newest first."""
    return db.session.scalars(_reviews_of(idea)).unique().all()


def map_approvals(idea_ids: Sequence[int]) -> dict[int, RolloutReview]:
    """The approvals of these ideas by idea; one query."""
    statement = (
        sa.select(RolloutReview)
        .where(RolloutReview.idea_id.in_(idea_ids), RolloutReview.status == ReviewStatus.APPROVED)
        .order_by(RolloutReview.id)
    )
    return {review.idea_id: review for review in db.session.scalars(statement)}


def _open_reviews() -> sa.Select[RolloutReview]:
    return (
        sa.select(RolloutReview)
        .options(*_with_idea())
        .where(RolloutReview.status == ReviewStatus.OPEN)
        .order_by(RolloutReview.opened_at, RolloutReview.id)
    )


def _reviews_of(idea: Idea) -> sa.Select[RolloutReview]:
    return (
        sa.select(RolloutReview)
        .options(
            joinedload(RolloutReview.opened_by),
            joinedload(RolloutReview.decided_by),
            joinedload(RolloutReview.conditions).joinedload(ReviewCondition.done_by),
        )
        .where(RolloutReview.idea_id == idea.id)
        .order_by(RolloutReview.id.desc())
    )


def _with_idea() -> tuple[sa.orm.interfaces.ORMOption, ...]:
    """What a list or a dossier shows of the idea and the people of a review."""
    return (
        joinedload(RolloutReview.idea).options(
            joinedload(Idea.author),
            joinedload(Idea.job_centre),
            joinedload(Idea.responsible),
            joinedload(Idea.theme),
            selectinload(Idea.team),
            selectinload(Idea.received).load_only(
                Idea.author_id, Idea.author_visibility, Idea.merged_into_id
            ),
        ),
        joinedload(RolloutReview.opened_by),
        joinedload(RolloutReview.decided_by),
    )
