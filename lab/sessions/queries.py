"""Selects over rounds in session, what was noted, and what is sorted into findings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import User
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea
from lab.prototypes.grid import Entry, entry_of
from lab.prototypes.models import (
    Basis,
    Finding,
    Observation,
    Participant,
    PointKind,
    Prototype,
    Severity,
    TestRound,
)
from lab.prototypes.queries import SOURCES, get_part, get_row
from lab.sessions.models import PublicPage
from lab.web.pagination import Page, check_page

UNSORTED_ON_PAGE = 50
# What wants an answer comes first, in the order of the grid's fields; then what was good.
ORDER_OF_KINDS = (PointKind.CRITICISM, PointKind.QUESTION, PointKind.IDEA, PointKind.LIKE)
GRAVITY = {None: 0, Severity.LOW: 1, Severity.MEDIUM: 2, Severity.SEVERE: 3}


@dataclass(frozen=True)
class Sitting:
    """A participant in the list of a session: how much is noted, and how the tasks went."""

    participant: Participant
    notes: int

    @property
    def has_notes(self) -> bool:
        """Whether anything is noted: then the person cannot be taken for a slip any more."""
        return bool(self.notes or self.participant.task_results)


@dataclass(frozen=True)
class Cluster:
    """A finding with what stands behind it, as the page of findings shows it."""

    finding: Finding

    @cached_property
    def entry(self) -> Entry:
        """The finding as the grid shows it: groups, n, answer."""
        return entry_of(self.finding)

    @property
    def seen(self) -> int:
        """How many of its observations somebody saw happen."""
        return sum(one.basis is Basis.SEEN for one in self.finding.observations)

    @property
    def said(self) -> int:
        """How many of them somebody said."""
        return len(self.finding.observations) - self.seen

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Open ones first, the gravest of them on top, then as they came in."""
        return (not self.entry.is_open, -GRAVITY[self.finding.severity], self.finding.id)


def get_participant(actor: User, participant_id: int) -> Participant:
    """The participant with round and idea, if the actor may know of them. Raises NotFound."""
    of_version = joinedload(Participant.round).joinedload(TestRound.prototype)
    of_idea = of_version.joinedload(Prototype.idea).joinedload(Idea.team)
    participant = get_row(Participant, participant_id, of_idea)
    check_see_idea(actor, participant.round.prototype.idea)
    return participant


def get_observation(actor: User, observation_id: int) -> Observation:
    """The observation with its source, finding and idea, if the actor may know of it. Raises NotFound."""
    return get_part(actor, Observation, observation_id, *SOURCES, joinedload(Observation.finding))


def list_sittings(test_round: TestRound) -> list[Sitting]:
    """The participants of a round by number, with how much is noted of each: three queries."""
    notes = _count_notes(Observation.round_id == test_round.id)
    participants = db.session.scalars(
        sa.select(Participant)
        .options(selectinload(Participant.task_results))
        .where(Participant.round_id == test_round.id)
        .order_by(Participant.number)
    )
    return [Sitting(participant, notes.get(participant.id, 0)) for participant in participants]


def find_sitting(participant: Participant) -> Sitting:
    """What is noted of a participant, read anew."""
    notes = _count_notes(Observation.participant_id == participant.id)
    return Sitting(participant, notes.get(participant.id, 0))


def list_notes(participant: Participant) -> Sequence[Observation]:
    """What was noted of a participant, the newest first."""
    statement = (
        sa.select(Observation)
        .options(joinedload(Observation.finding))
        .where(Observation.participant_id == participant.id)
        .order_by(Observation.id.desc())
    )
    return db.session.scalars(statement).all()


def list_unsorted(prototype: Prototype, number: int, *, is_fixed: bool = True) -> Page[Observation]:
    """A page of what belongs to no finding yet, by kind: two queries.

    Raises NotFound behind the last page; a form that comes back (not `is_fixed`) gets the last one instead.
    """
    condition = sa.and_(Observation.prototype_id == prototype.id, is_left())
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Observation).where(condition)) or 0
    page = Page[Observation]([], number, total, UNSORTED_ON_PAGE)
    number = check_page(page).number if is_fixed else min(number, page.pages)
    rank = sa.case({kind: place for place, kind in enumerate(ORDER_OF_KINDS)}, value=Observation.kind)
    rows = db.session.scalars(
        sa.select(Observation)
        .options(*SOURCES)
        .where(condition)
        .order_by(rank, Observation.id)
        .limit(UNSORTED_ON_PAGE)
        .offset((number - 1) * UNSORTED_ON_PAGE)
    ).all()
    return Page(rows, number, total, UNSORTED_ON_PAGE)


def is_left() -> sa.ColumnElement[bool]:
    """Whether an observation waits to be sorted; what was good in a summed-up feedback needs no finding."""
    return sa.and_(
        Observation.finding_id.is_(None),
        sa.or_(Observation.feedback_id.is_(None), Observation.kind != PointKind.LIKE),
    )


def list_clusters(prototype: Prototype) -> list[Cluster]:
    """The findings of a version with what stands behind them, open and severe ones first: two queries."""
    findings = db.session.scalars(
        sa.select(Finding)
        .options(joinedload(Finding.taken_up_in), selectinload(Finding.observations).options(*SOURCES))
        .where(Finding.prototype_id == prototype.id)
        .order_by(Finding.id)
    )
    return sorted((Cluster(finding) for finding in findings), key=lambda cluster: cluster.rank)


def list_finding_titles(prototype: Prototype) -> Sequence[Finding]:
    """The findings of a version as choices, in the order they came in."""
    statement = sa.select(Finding).where(Finding.prototype_id == prototype.id).order_by(Finding.id)
    return db.session.scalars(statement).all()


def list_told(idea: Idea) -> Sequence[Finding]:
    """The answered findings of all versions of an idea with their sources, as they came in: three queries."""
    statement = (
        sa.select(Finding)
        .join(Prototype, Prototype.id == Finding.prototype_id)
        .options(joinedload(Finding.taken_up_in), selectinload(Finding.observations).options(*SOURCES))
        .where(Prototype.idea_id == idea.id, Finding.kind != PointKind.LIKE, Finding.answer.is_not(None))
        .order_by(Finding.id)
    )
    return db.session.scalars(statement).all()


def list_observations(prototype: Prototype, ids: Collection[int]) -> Sequence[Observation]:
    """Those of the observations that belong to the version, read anew."""
    statement = (
        sa.select(Observation)
        .where(Observation.prototype_id == prototype.id, Observation.id.in_(ids))
        .order_by(Observation.id)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(statement).all()


def list_left_empty(finding_ids: Collection[int]) -> Sequence[Finding]:
    """Those of the findings behind which nothing stands any more."""
    statement = (
        sa.select(Finding)
        .where(Finding.id.in_(finding_ids), ~sa.exists().where(Observation.finding_id == Finding.id))
        .order_by(Finding.id)
    )
    return db.session.scalars(statement).all()


def find_page(idea: Idea) -> PublicPage | None:
    """The idea's public page, open or closed."""
    return db.session.get(PublicPage, idea.id)


def find_page_by_token(token: str) -> PublicPage | None:
    """The public page at an address, open or closed, with its idea."""
    statement = sa.select(PublicPage).options(joinedload(PublicPage.idea)).where(PublicPage.token == token)
    return db.session.scalars(statement).first()


def _count_notes(condition: sa.ColumnElement[bool]) -> Mapping[int, int]:
    statement = (
        sa.select(Observation.participant_id, sa.func.count())
        .where(condition, Observation.participant_id.is_not(None))
        .group_by(Observation.participant_id)
    )
    return {
        participant_id: count for participant_id, count in db.session.execute(statement) if participant_id
    }
