"""What waits for a person, how their ideas fare, what is new, and which data of theirs is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.models import PasswordLink, Role, User
from lab.accounts.service import describe_stored_data
from lab.adoption.ladder import Question, find_question
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus
from lab.adoption.queries import is_long_in_use
from lab.attachments.models import Attachment
from lab.audit.models import Event
from lab.core.clock import today
from lab.extensions import db
from lab.hiding.policy import title_for_all
from lab.ideas.models import Idea, StageNote, TeamMember
from lab.ideas.queries import visible_to
from lab.ideas.workflow import ACTIVE, State
from lab.prototypes.models import (
    AnswerSheet,
    Feedback,
    Finding,
    Observation,
    Prototype,
    TestRound,
    Verdict,
)
from lab.reports.models import ContentReport
from lab.rollout.models import (
    CommitteeMember,
    ReviewCondition,
    ReviewQuestion,
    ReviewStatus,
    ReviewVote,
    RolloutReview,
)
from lab.sessions.models import PublicPage
from lab.solutions.models import KitQuestion

SHOWN = 5
# News are looked for among the latest events: steps are rare among much feedback, but not that rare.
NEWS_REACH = 2_000
NEWS_KINDS = (
    "idea_submitted",
    "idea_moved",
    "idea_moved_back",
    "idea_parked",
    "idea_resumed",
    "idea_stopped",
    "idea_merged",
    "idea_unmerged",
    "review_opened",
    "review_approved",
)
# Every column that points to an account, under the name of the export, with what is told of its rows. Adoption has
# none: its rows belong to jobcentres.
STORED: dict[str, tuple[Any, Sequence[str]]] = {
    "ideas": (Idea.author_id, ("id", "title", "problem", "proposal", "author_visibility")),
    "responsible_for": (Idea.responsible_id, ("id", "title", "first_answer")),
    "teams": (TeamMember.account_id, ("idea_id", "until")),
    "notes": (StageNote.author_id, ("idea_id", "kind", "body")),
    "prototypes": (Prototype.author_id, ("idea_id", "title", "hypothesis", "success_criterion")),
    "feedback": (Feedback.author_id, ("prototype_id", "likes", "criticisms", "questions", "ideas")),
    "rounds": (TestRound.author_id, ("prototype_id", "starts_on", "purpose", "tasks", "moderation")),
    "observations": (Observation.author_id, ("prototype_id", "kind", "body", "quote")),
    "inspected": (AnswerSheet.inspected_by_id, ("round_id", "inspection", "inspected_at")),
    "verdicts": (Verdict.decided_by_id, ("prototype_id", "met", "met_because", "learned")),
    "public_pages": (PublicPage.opened_by_id, ("idea_id", "is_open", "opened_at")),
    "answers": (Finding.answered_by_id, ("prototype_id", "answer", "answer_text")),
    "attachments": (Attachment.added_by_id, ("idea_id", "name")),
    "readiness": (RolloutReview.opened_by_id, ("idea_id", "benefit")),
    "reviews": (RolloutReview.decided_by_id, ("idea_id", "status", "reason")),
    "committee": (CommitteeMember.account_id, ("is_chair", "added_at")),
    "votes": (ReviewVote.member_id, ("review_id", "choice", "text", "given_at")),
    "questions": (ReviewQuestion.asked_by_id, ("review_id", "text", "asked_at")),
    "question_answers": (ReviewQuestion.answered_by_id, ("review_id", "answer", "answered_at")),
    "kit_questions": (KitQuestion.asked_by_id, ("idea_id", "text", "asked_at")),
    "kit_answers": (KitQuestion.answered_by_id, ("idea_id", "answer", "answered_at")),
    "conditions": (ReviewCondition.done_by_id, ("review_id", "number", "done_note", "done_at")),
    "reports": (
        ContentReport.reported_by_id,
        ("content_kind", "idea_id", "theme_id", "reported_at", "outcome"),
    ),
    "decided_reports": (
        ContentReport.closed_by_id,
        ("content_kind", "idea_id", "theme_id", "outcome", "closed_at"),
    ),
    "password_links": (PasswordLink.account_id, ("created_at", "expires_at", "used_at")),
    "history": (Event.actor_id, ("at", "kind", "subject_kind", "subject_id", "reason")),
}


@dataclass(frozen=True)
class Waiting:
    """Some ideas that wait for something, and how many there are in all."""

    ideas: Sequence[Idea]
    total: int


@dataclass(frozen=True)
class News:
    """Something that happened to an idea."""

    idea_id: int
    title: str
    kind: str
    to_state: str | None
    at: datetime


def list_unanswered() -> Waiting:
    """Submitted ideas without a first answer, the most urgent first."""
    return _waiting(
        [Idea.state == State.SUBMITTED, Idea.answered_at.is_(None)], (Idea.answer_due_on, Idea.id)
    )


def list_with_open_findings(actor: User) -> Waiting:
    """Ideas the facilitator is responsible for whose findings want an answer."""
    conditions = [Idea.responsible_id == actor.id, Idea.open_findings > 0, Idea.state.in_(ACTIVE)]
    return _waiting(conditions, (Idea.open_findings.desc(), Idea.id))


def list_to_look_at_again(actor: User) -> Waiting:
    """Parked and stopped ideas of the facilitator whose day has come."""
    conditions = [
        Idea.state.in_((State.PARKED, State.STOPPED)),
        Idea.look_again_on <= today(),
        sa.or_(Idea.responsible_id == actor.id, Idea.responsible_id.is_(None)),
    ]
    return _waiting(conditions, (Idea.look_again_on, Idea.id))


def list_drafts(actor: User) -> Waiting:
    """One's own drafts."""
    return _waiting(
        [Idea.state == State.DRAFT, Idea.author_id == actor.id], (Idea.created_at.desc(), Idea.id)
    )


def list_own_ideas(actor: User) -> Waiting:
    """Ideas one has submitted, is responsible for or takes part in, what moved last on top."""
    member = sa.select(TeamMember.idea_id).where(
        TeamMember.account_id == actor.id, sa.or_(TeamMember.until.is_(None), TeamMember.until >= today())
    )
    mine = sa.or_(Idea.author_id == actor.id, Idea.id.in_(member), Idea.responsible_id == actor.id)
    return _waiting(
        [Idea.state != State.DRAFT, mine, visible_to(actor)], (Idea.state_since.desc(), Idea.id.desc()), 8
    )


def count_solutions(actor: User) -> tuple[int, int]:
    """Of the leader's own jobcentre: solutions it has not looked at, and such that it has long used. One query."""
    assessed = sa.select(Adoption.idea_id).where(
        Adoption.job_centre_key == actor.job_centre_key, Adoption.status != AdoptionStatus.NOT_ASSESSED
    )
    ideas = sa.select(sa.func.count()).select_from(Idea)
    unassessed = ideas.where(Idea.state == State.ROLLOUT, Idea.id.not_in(assessed)).scalar_subquery()
    used = sa.select(sa.func.count()).where(is_long_in_use(actor.job_centre_key)).scalar_subquery()
    row = db.session.execute(sa.select(unassessed, used)).one()
    return row[0], row[1]


def list_questions_about_use(actor: User) -> list[tuple[Idea, int, Question]]:
    """What the leader's jobcentre is asked after 6 and 12 months, the longest due first, with the page to answer."""
    if actor.job_centre is None or not actor.job_centre.is_active:
        return []
    of_row = (
        AdoptionCheck.idea_id == Adoption.idea_id,
        AdoptionCheck.job_centre_key == Adoption.job_centre_key,
    )
    approved = (RolloutReview.idea_id == Adoption.idea_id, RolloutReview.status == ReviewStatus.APPROVED)
    statement = (
        sa.select(Adoption, RolloutReview.id, AdoptionCheck.months)
        .join(RolloutReview, sa.and_(*approved))
        .outerjoin(AdoptionCheck, sa.and_(*of_row))
        .options(joinedload(Adoption.idea).joinedload(Idea.job_centre))
        .where(is_long_in_use(actor.job_centre_key))
    )
    rows = db.session.execute(statement).all()
    answered: dict[int, list[int]] = {}
    for adoption, _review_id, months in rows:
        answered.setdefault(adoption.idea_id, []).append(months)
    found = {}
    for adoption, review_id, _months in rows:
        given = answered[adoption.idea_id]
        question = find_question(adoption.status, adoption.introduced_on, given, today())
        if question:
            found[adoption.idea_id] = (adoption.idea, review_id, question)
    return sorted(found.values(), key=lambda one: (one[2].due_on, one[0].id))


def list_news(actor: User) -> list[News]:
    """The latest steps of all ideas the actor may see, without names of persons."""
    if actor.role == Role.GUEST:
        return []
    latest = (
        sa.select(Event.id, Event.subject_id, Event.kind, Event.to_state, Event.at)
        .order_by(Event.id.desc())
        .limit(NEWS_REACH)
        .subquery()
        .c
    )
    events = db.session.execute(
        sa.select(latest.subject_id, latest.kind, latest.to_state, latest.at)
        .where(latest.kind.in_(NEWS_KINDS))
        .order_by(latest.id.desc())
        .limit(20 * SHOWN)
    ).all()
    ids = {int(event.subject_id) for event in events}
    rows = db.session.execute(
        sa.select(Idea.id, Idea.title, Idea.is_hidden).where(Idea.id.in_(ids), visible_to(actor))
    )
    titles = {row[0]: title_for_all(row[1], row[2]) for row in rows}
    news, told = [], set()
    for event in events:
        idea_id = int(event.subject_id)
        if idea_id in titles and idea_id not in told:
            told.add(idea_id)
            news.append(News(idea_id, titles[idea_id], event.kind, event.to_state, event.at))
    return news[:SHOWN]


def describe_all_stored_data(actor: User) -> dict[str, Any]:
    """All rows that point to the account, for the export."""
    stored = {name: _rows_of(owner, columns, actor) for name, (owner, columns) in STORED.items()}
    return {"account": describe_stored_data(actor)} | stored


def count_stored_data(actor: User) -> Mapping[str, int]:
    """How many rows of each kind point to the account: one query."""
    counts = [
        sa.select(sa.func.count()).where(owner == actor.id).scalar_subquery().label(name)
        for name, (owner, _columns) in STORED.items()
    ]
    return dict(db.session.execute(sa.select(*counts)).one()._mapping)


def _rows_of(owner: Any, names: Sequence[str], actor: User) -> list[dict[str, Any]]:
    """Whole rows, not columns: what is hidden is hidden here too."""
    model = owner.class_
    statement = sa.select(model).where(owner == actor.id).order_by(*sa.inspect(model).primary_key)
    return [{name: getattr(row, name) for name in names} for row in db.session.scalars(statement)]


def _waiting(
    conditions: Sequence[sa.ColumnElement[bool]], order: Sequence[Any], limit: int = SHOWN
) -> Waiting:
    statement = (
        sa.select(Idea, sa.func.count().over())
        .where(*conditions)
        .options(joinedload(Idea.job_centre))
        .order_by(*order)
        .limit(limit)
    )
    rows = db.session.execute(statement).all()
    return Waiting([row[0] for row in rows], rows[0][1] if rows else 0)
