"""Selects over prototypes, feedback and findings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.core.clock import today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea
from lab.ideas.queries import visible_to
from lab.ideas.workflow import ACTIVE, State
from lab.prototypes import sentences
from lab.prototypes.heard import list_heard
from lab.prototypes.models import (
    Answer,
    AnswerSheet,
    Feedback,
    Finding,
    Group,
    Inspection,
    Met,
    Observation,
    PointKind,
    Prototype,
    Severity,
    TestRound,
    Verdict,
)
from lab.search.analyser import words

MOST_MATCHES = 20
# What tells who stands behind an observation.
_SOURCES = (
    joinedload(Observation.feedback),
    joinedload(Observation.participant),
    joinedload(Observation.round),
)


@dataclass
class VersionRow:
    """A version in the list of an idea: who tried it, and what became of what they found."""

    prototype: Prototype
    people: dict[Group, int] = field(default_factory=lambda: defaultdict(int))
    round_ids: dict[Group, set[int]] = field(default_factory=lambda: defaultdict(set))
    job_centre_keys: set[str] = field(default_factory=set)
    feedbacks: int = 0
    open_findings: int = 0
    taken_up: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    later: int = 0
    declined: int = 0
    first_test: date | None = None

    @property
    def n(self) -> int:
        """People of all groups."""
        return sum(self.people.values())

    @property
    def people_words(self) -> str:
        """Who tried it, in a sentence."""
        return sentences.people_sentence(self.people, len(self.job_centre_keys))

    @property
    def since_words(self) -> str:
        """Since when its hypothesis stands, in a sentence."""
        return sentences.since_sentence(self.prototype, self.first_test)

    @property
    def is_impression(self) -> bool:
        """Whether too few people tried it to be more than an impression."""
        return self.n < sentences.SMALLEST_SAMPLE

    @property
    def findings_words(self) -> str:
        """What became of its findings, in a sentence; '' without findings."""
        return sentences.findings_sentence(
            self.prototype.number, self.taken_up, self.later, self.declined, self.open_findings
        )


@dataclass(frozen=True)
class Entry:
    """One thing of the grid: a finding with all that stands behind it, or an observation that has none."""

    text: str
    kind: PointKind
    observations: Sequence[Observation]
    finding: Finding | None = None

    @property
    def source(self) -> str:
        """Who said it, with how many."""
        return sentences.source_of(self.observations)

    @property
    def feedback_ids(self) -> set[int]:
        """The summed-up sessions among its sources."""
        return {observation.feedback_id for observation in self.observations if observation.feedback_id}

    @property
    def is_open(self) -> bool:
        """Whether it wants an answer that is not there yet."""
        return self.kind.wants_answer and (self.finding is None or self.finding.answer is None)

    @property
    def answer_title(self) -> str:
        """The answer in short."""
        return sentences.answer_title(self.finding) if self.finding else ""


@dataclass(frozen=True)
class GroupRow:
    """One group of people on one version: how many, and how many points they left in each field."""

    group: Group
    people: int
    sessions: int
    points: Sequence[int]

    @property
    def is_impression(self) -> bool:
        """Whether they are too few to be more than an impression."""
        return self.people < sentences.SMALLEST_SAMPLE


@dataclass(frozen=True)
class Grid:
    """The feedback grid of a version, findings without an answer first, what is not sorted yet last."""

    prototype: Prototype
    likes: Sequence[Entry]
    criticisms: Sequence[Entry]
    questions: Sequence[Entry]
    ideas: Sequence[Entry]

    @property
    def open_entries(self) -> list[Entry]:
        """Findings that still want an answer, in the order of the fields."""
        return [entry for entry in self._wanting if entry.is_open and entry.finding]

    @property
    def unsorted(self) -> list[Entry]:
        """What people said and nobody made a finding of yet."""
        return [entry for entry in self._wanting if entry.finding is None]

    @property
    def _wanting(self) -> Sequence[Entry]:
        return (*self.criticisms, *self.questions, *self.ideas)

    @property
    def answered_ids(self) -> set[int]:
        """The sessions of which somebody was given an answer already."""
        return {one for entry in self._wanting if not entry.is_open for one in entry.feedback_ids}

    @property
    def points_words(self) -> str:
        """What was said, counted, in a sentence."""
        fields = (self.likes, self.criticisms, self.questions, self.ideas)
        return sentences.points_sentence(*(len(entries) for entries in fields))


@dataclass(frozen=True)
class RoundRow:
    """A planned round in the list of a version: how many took part, and how many answers nobody has read yet."""

    test_round: TestRound
    people: int
    waiting: int

    @property
    def state_words(self) -> str:
        """Whether it is to come, runs or is over."""
        return sentences.round_state(self.test_round.starts_on, self.test_round.ends_on, today())

    @property
    def people_words(self) -> str:
        """How many took part, of how many wanted."""
        return sentences.people_of_wanted(self.people, self.test_round.people_wanted)


@dataclass(frozen=True)
class FactCounts:
    """What an idea's tests have left, as ideas.service.record_test_facts takes it."""

    prototypes: int
    has_criterion: bool
    feedbacks: int
    open_findings: int
    customers: int
    staff: int
    others: int
    job_centres: int
    severe_findings: int
    is_criterion_met: bool


def get_prototype(actor: User, prototype_id: int) -> Prototype:
    """The version with its idea and team, if the actor may know of it. Raises NotFound."""
    prototype = (
        db.session.get(Prototype, prototype_id, options=[joinedload(Prototype.idea).selectinload(Idea.team)])
        if 0 < prototype_id <= LARGEST_ID
        else None
    )
    if prototype is None:
        raise NotFound()
    check_see_idea(actor, prototype.idea)
    return prototype


def get_finding(actor: User, finding_id: int) -> Finding:
    """The finding with its version, sources and idea, if the actor may know of it. Raises NotFound."""
    finding = (
        db.session.get(
            Finding,
            finding_id,
            options=[
                selectinload(Finding.observations).options(*_SOURCES),
                joinedload(Finding.prototype).joinedload(Prototype.idea).selectinload(Idea.team),
            ],
        )
        if 0 < finding_id <= LARGEST_ID
        else None
    )
    if finding is None:
        raise NotFound()
    check_see_idea(actor, finding.prototype.idea)
    return finding


def get_feedback(actor: User, feedback_id: int) -> Feedback:
    """The session with its version and idea, if the actor may know of it. Raises NotFound."""
    feedback = (
        db.session.get(
            Feedback,
            feedback_id,
            options=[joinedload(Feedback.prototype).joinedload(Prototype.idea).selectinload(Idea.team)],
        )
        if 0 < feedback_id <= LARGEST_ID
        else None
    )
    if feedback is None:
        raise NotFound()
    check_see_idea(actor, feedback.prototype.idea)
    return feedback


def get_round(actor: User, round_id: int) -> TestRound:
    """The test round with its version and idea, if the actor may know of it. Raises NotFound."""
    test_round = (
        db.session.get(
            TestRound,
            round_id,
            options=[
                joinedload(TestRound.job_centre),
                joinedload(TestRound.prototype).joinedload(Prototype.idea).selectinload(Idea.team),
            ],
        )
        if 0 < round_id <= LARGEST_ID
        else None
    )
    if test_round is None:
        raise NotFound()
    check_see_idea(actor, test_round.prototype.idea)
    return test_round


def has_answered_findings(feedback: Feedback) -> bool:
    """Whether somebody was given an answer to this session already."""
    statement = (
        sa.select(sa.func.count())
        .select_from(Observation)
        .join(Observation.finding)
        .where(Observation.feedback_id == feedback.id, Finding.answer.is_not(None))
    )
    return bool(db.session.scalar(statement))


def list_finding_ids(feedback: Feedback) -> Sequence[int]:
    """The findings that a session stands behind."""
    statement = (
        sa.select(Observation.finding_id)
        .where(Observation.feedback_id == feedback.id, Observation.finding_id.is_not(None))
        .distinct()
    )
    return db.session.scalars(statement).all()  # type: ignore[return-value]


def list_prototypes(idea: Idea) -> Sequence[Prototype]:
    """Versions of an idea with their verdicts, newest first."""
    statement = (
        sa.select(Prototype)
        .options(joinedload(Prototype.verdict))
        .where(Prototype.idea_id == idea.id)
        .order_by(Prototype.number.desc())
    )
    return db.session.scalars(statement).all()


def find_first_test_day(prototype: Prototype) -> date | None:
    """The day on which somebody first tried the version."""
    return min(
        (row.first for row in list_heard(Prototype.id == prototype.id)),
        default=None,
    )


def list_versions(idea: Idea) -> list[VersionRow]:
    """Versions of an idea, newest first, with people and findings counted: three queries."""
    rows = {prototype.id: VersionRow(prototype) for prototype in list_prototypes(idea)}
    if not rows:
        return []
    for heard in list_heard(Prototype.id.in_(rows)):
        row = rows[heard.prototype_id]
        row.first_test = min(heard.first, row.first_test or heard.first)
        row.people[heard.group] += heard.people
        row.round_ids[heard.group].add(heard.round_id)
        row.feedbacks += heard.sources
        if heard.job_centre_key:
            row.job_centre_keys.add(heard.job_centre_key)
    found: sa.CompoundSelect[Any] = sa.union_all(
        sa.select(Finding.prototype_id, Finding.answer, Finding.taken_up_in_id, sa.func.count())
        .where(Finding.prototype_id.in_(rows), Finding.kind != PointKind.LIKE)
        .group_by(Finding.prototype_id, Finding.answer, Finding.taken_up_in_id),
        # What nobody has sorted yet waits for an answer too.
        sa.select(Observation.prototype_id, sa.null(), sa.null(), sa.func.count())
        .where(Observation.prototype_id.in_(rows), _is_unsorted())
        .group_by(Observation.prototype_id),
    )
    for prototype_id, answer, taken_up_in_id, count in db.session.execute(found):
        _count_answer(rows, rows[prototype_id], answer, taken_up_in_id, count)
    return list(rows.values())


def list_rounds(prototype: Prototype) -> list[RoundRow]:
    """Planned rounds of a version, newest first: two queries."""
    people: dict[int, int] = defaultdict(int)
    for heard in list_heard(Prototype.id == prototype.id):
        people[heard.round_id] += heard.people
    waiting = (
        sa.select(sa.func.count(AnswerSheet.id))
        .where(AnswerSheet.round_id == TestRound.id, AnswerSheet.inspection == Inspection.WAITING)
        .correlate(TestRound)
        .scalar_subquery()
    )
    statement = (
        sa.select(TestRound, waiting)
        .options(joinedload(TestRound.job_centre))
        .where(TestRound.prototype_id == prototype.id, TestRound.is_planned)
        .order_by(TestRound.starts_on.desc(), TestRound.id.desc())
    )
    return [
        RoundRow(test_round, people[test_round.id], count)
        for test_round, count in db.session.execute(statement)
    ]


def list_feedbacks(prototype: Prototype) -> Sequence[Feedback]:
    """Summed-up sessions of a version, newest first."""
    statement = (
        sa.select(Feedback)
        .options(joinedload(Feedback.job_centre))
        .where(Feedback.prototype_id == prototype.id)
        .order_by(Feedback.held_on.desc(), Feedback.id.desc())
    )
    return db.session.scalars(statement).all()


def get_grid(prototype: Prototype) -> Grid:
    """The feedback grid of a version: two queries."""
    findings = db.session.scalars(
        sa.select(Finding)
        .options(joinedload(Finding.taken_up_in))
        .where(Finding.prototype_id == prototype.id)
        .order_by(Finding.answer.is_not(None), Finding.id)
    ).all()
    behind: dict[int | None, list[Observation]] = defaultdict(list)
    for observation in db.session.scalars(
        sa.select(Observation)
        .options(*_SOURCES)
        .where(Observation.prototype_id == prototype.id)
        .order_by(Observation.id)
    ):
        behind[observation.finding_id].append(observation)
    entries = [Entry(one.body, one.kind, behind[one.id], one) for one in findings]
    entries += [Entry(one.body, one.kind, [one]) for one in behind[None]]
    fields = {kind: [entry for entry in entries if entry.kind is kind] for kind in PointKind}
    return Grid(
        prototype=prototype,
        likes=fields[PointKind.LIKE],
        criticisms=fields[PointKind.CRITICISM],
        questions=fields[PointKind.QUESTION],
        ideas=fields[PointKind.IDEA],
    )


def count_people(prototype: Prototype) -> int:
    """How many people tried a version."""
    return sum(row.people for row in list_heard(Prototype.id == prototype.id))


def list_groups(row: VersionRow, grid: Grid) -> list[GroupRow]:
    """The groups that tried a version, in their usual order."""
    fields = (grid.likes, grid.criticisms, grid.questions, grid.ideas)
    said = [
        [sentences.group_of(observation) for entry in entries for observation in entry.observations]
        for entries in fields
    ]
    return [
        GroupRow(
            group, row.people[group], len(row.round_ids[group]), [groups.count(group) for groups in said]
        )
        for group in Group
        if group in row.people
    ]


def find_newest_grid(rows: Sequence[VersionRow]) -> Grid | None:
    """The grid of the newest version that somebody tried, None before the first test."""
    for row in rows:
        if row.feedbacks:
            return get_grid(row.prototype)
    return None


def list_taken_up_in(prototype: Prototype) -> list[Entry]:
    """Findings of earlier versions that this version has taken up, oldest first."""
    return [
        entry_of(finding)
        for finding in _list_findings(Finding.taken_up_in_id == prototype.id)
        if finding.prototype_id != prototype.id
    ]


def list_carried_over(prototype: Prototype) -> list[Entry]:
    """Findings of earlier versions of the idea that still wait for an answer, or were put off, newest version first."""
    earlier = sa.select(Prototype.id).where(
        Prototype.idea_id == prototype.idea_id, Prototype.number < prototype.number
    )
    findings = _list_findings(
        Finding.prototype_id.in_(earlier),
        Finding.kind != PointKind.LIKE,
        sa.or_(Finding.answer.is_(None), Finding.answer == Answer.LATER),
    )
    return [entry_of(finding) for finding in sorted(findings, key=lambda found: -found.prototype.number)]


def list_merge_targets(actor: User, source: Idea, query: str) -> Sequence[Idea]:
    """Active ideas that the source could go into, by number or words, newest first, hidden ones left out; one more than the most."""
    statement = (
        sa.select(Idea)
        .options(joinedload(Idea.job_centre))
        .where(visible_to(actor), Idea.id != source.id, Idea.state.in_(ACTIVE), Idea.state != State.DRAFT)
        .where(Idea.is_hidden.is_(False))
        .limit(MOST_MATCHES + 1)
    )
    number = query.strip().lstrip("#")
    if number.isascii() and number.isdigit() and int(number[:10]) <= LARGEST_ID:
        by_words = Idea.search_text.contains(number, autoescape=True)
        statement = statement.where(sa.or_(Idea.id == int(number[:10]), by_words)).order_by(
            (Idea.id != int(number[:10])), Idea.id.desc()
        )
        return db.session.scalars(statement).all()
    wanted = words(query)
    if query.strip() and not wanted:
        return []
    for word in wanted:
        statement = statement.where(Idea.search_text.contains(word, autoescape=True))
    return db.session.scalars(statement.order_by(Idea.id.desc())).all()


def count_test_facts(idea: Idea) -> FactCounts:
    """Counts what the idea's versions, tests and findings say: five queries."""
    versions = db.session.execute(
        sa.select(Prototype.hypothesis != "", Prototype.success_criterion != "", Verdict.met)
        .outerjoin(Verdict, Verdict.prototype_id == Prototype.id)
        .where(Prototype.idea_id == idea.id)
        .order_by(Prototype.number.desc())
    ).all()
    heard = list_heard(Prototype.idea_id == idea.id)
    people: dict[Group, int] = defaultdict(int)
    for row in heard:
        people[row.group] += row.people
    of_idea = sa.select(Prototype.id).where(Prototype.idea_id == idea.id)
    is_open, is_severe = Finding.answer.is_(None), Finding.severity == Severity.SEVERE
    unanswered, severe = db.session.execute(
        sa.select(
            sa.func.count(sa.case((is_open, 1))),
            sa.func.count(sa.case((is_severe & (is_open | (Finding.answer == Answer.LATER)), 1))),
        ).where(Finding.prototype_id.in_(of_idea), Finding.kind != PointKind.LIKE)
    ).one()
    unsorted = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Observation)
        .where(Observation.prototype_id.in_(of_idea), _is_unsorted())
    )
    verdicts = [met for _hypothesis, _criterion, met in versions if met]
    customers, staff = people.pop(Group.CUSTOMERS, 0), people.pop(Group.STAFF, 0)
    return FactCounts(
        prototypes=len(versions),
        # The newest version says what the next test should show; older ones had their test.
        has_criterion=bool(versions and versions[0][0] and versions[0][1]),
        feedbacks=sum(row.sources for row in heard),
        open_findings=unanswered + (unsorted or 0),
        customers=customers,
        staff=staff,
        others=sum(people.values()),
        job_centres=len({row.job_centre_key for row in heard} - {None}),
        severe_findings=severe,
        is_criterion_met=bool(verdicts and verdicts[0] is Met.YES),
    )


def _is_unsorted() -> sa.ColumnElement[bool]:
    """Whether an observation wants an answer and belongs to no finding yet."""
    return sa.and_(Observation.finding_id.is_(None), Observation.kind != PointKind.LIKE)


def entry_of(finding: Finding) -> Entry:
    """The finding with what stands behind it."""
    return Entry(finding.body, finding.kind, finding.observations, finding)


def _list_findings(*conditions: sa.ColumnElement[bool]) -> Sequence[Finding]:
    """Findings with both versions and their sources, those without an answer first, then as they came in."""
    statement = (
        sa.select(Finding)
        .options(
            joinedload(Finding.prototype),
            joinedload(Finding.taken_up_in),
            selectinload(Finding.observations).options(*_SOURCES),
        )
        .where(*conditions)
        .order_by(Finding.answer.is_not(None), Finding.id)
    )
    return db.session.scalars(statement).all()


def _count_answer(
    rows: Mapping[int, VersionRow],
    row: VersionRow,
    answer: Answer | None,
    taken_up_in_id: int | None,
    count: int,
) -> None:
    match answer:
        case None:
            row.open_findings += count
        case Answer.TAKEN_UP:
            version = rows.get(taken_up_in_id or 0, row)
            row.taken_up[version.prototype.number] += count
        case Answer.LATER:
            row.later += count
        case Answer.NO:
            row.declined += count
