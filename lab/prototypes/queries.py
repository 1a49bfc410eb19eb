"""Selects over prototypes, feedback and findings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea
from lab.ideas.queries import visible_to
from lab.ideas.workflow import ACTIVE, State
from lab.prototypes import sentences
from lab.prototypes.models import Answer, Feedback, Finding, FindingKind, Group, Prototype
from lab.prototypes.points import points_of
from lab.search.analyser import words

MOST_MATCHES = 20


@dataclass
class VersionRow:
    """A version in the list of an idea: who tried it, and what became of what they found."""

    prototype: Prototype
    people: dict[Group, int] = field(default_factory=lambda: defaultdict(int))
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
    """One point of the grid with who said it; what wants an answer has its finding."""

    text: str
    feedback: Feedback
    finding: Finding | None = None

    @property
    def source(self) -> str:
        """Who said it, with how many."""
        return sentences.source_of(self.feedback)

    @property
    def is_open(self) -> bool:
        """Whether it wants an answer that is not there yet."""
        return self.finding is not None and self.finding.answer is None

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
    """The feedback grid of a version, findings without an answer first."""

    prototype: Prototype
    feedbacks: Sequence[Feedback]
    likes: Sequence[Entry]
    criticisms: Sequence[Entry]
    questions: Sequence[Entry]
    ideas: Sequence[Entry]

    @property
    def open_entries(self) -> list[Entry]:
        """What still wants an answer, in the order of the fields."""
        return [entry for entry in (*self.criticisms, *self.questions, *self.ideas) if entry.is_open]

    @property
    def answered_ids(self) -> set[int]:
        """The sessions of which somebody was given an answer already."""
        entries = (*self.criticisms, *self.questions, *self.ideas)
        return {entry.feedback.id for entry in entries if not entry.is_open}

    @property
    def points_words(self) -> str:
        """What was said, counted, in a sentence."""
        fields = (self.likes, self.criticisms, self.questions, self.ideas)
        return sentences.points_sentence(*(len(entries) for entries in fields))

    @property
    def groups(self) -> list[GroupRow]:
        """The groups that were heard, in their usual order."""
        rows = []
        for group in Group:
            heard = [feedback for feedback in self.feedbacks if feedback.group == group]
            if heard:
                fields = (self.likes, self.criticisms, self.questions, self.ideas)
                points = [sum(entry.feedback.group == group for entry in entries) for entries in fields]
                people = sum(feedback.participants for feedback in heard)
                rows.append(GroupRow(group, people, len(heard), points))
        return rows


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
    """The finding with its version, feedback and idea, if the actor may know of it. Raises NotFound."""
    finding = (
        db.session.get(
            Finding,
            finding_id,
            options=[
                joinedload(Finding.feedback),
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


def has_answered_findings(feedback: Feedback) -> bool:
    """Whether somebody was given an answer to this session already."""
    statement = sa.select(sa.func.count()).where(
        Finding.feedback_id == feedback.id, Finding.answer.is_not(None)
    )
    return bool(db.session.scalar(statement))


def list_prototypes(idea: Idea) -> Sequence[Prototype]:
    """Versions of an idea, newest first."""
    statement = sa.select(Prototype).where(Prototype.idea_id == idea.id).order_by(Prototype.number.desc())
    return db.session.scalars(statement).all()


def find_first_test_day(prototype: Prototype) -> date | None:
    """The day on which somebody first tried the version."""
    return db.session.scalar(
        sa.select(sa.func.min(Feedback.held_on)).where(Feedback.prototype_id == prototype.id)
    )


def list_versions(idea: Idea) -> list[VersionRow]:
    """Versions of an idea, newest first, with people and findings counted: three queries."""
    rows = {prototype.id: VersionRow(prototype) for prototype in list_prototypes(idea)}
    if not rows:
        return []
    heard = (
        sa.select(
            Feedback.prototype_id,
            Feedback.group,
            Feedback.job_centre_key,
            sa.func.sum(Feedback.participants),
            sa.func.count(),
            sa.func.min(Feedback.held_on),
        )
        .where(Feedback.prototype_id.in_(rows))
        .group_by(Feedback.prototype_id, Feedback.group, Feedback.job_centre_key)
    )
    for prototype_id, group, job_centre_key, people, sessions, first in db.session.execute(heard):
        row = rows[prototype_id]
        row.first_test = min(first, row.first_test or first)
        row.people[group] += people
        row.feedbacks += sessions
        if job_centre_key:
            row.job_centre_keys.add(job_centre_key)
    found = (
        sa.select(Finding.prototype_id, Finding.answer, Finding.taken_up_in_id, sa.func.count())
        .where(Finding.prototype_id.in_(rows))
        .group_by(Finding.prototype_id, Finding.answer, Finding.taken_up_in_id)
    )
    for prototype_id, answer, taken_up_in_id, count in db.session.execute(found):
        _count_answer(rows, rows[prototype_id], answer, taken_up_in_id, count)
    return list(rows.values())


def get_grid(prototype: Prototype) -> Grid:
    """The feedback grid of a version: two queries."""
    feedbacks = db.session.scalars(
        sa.select(Feedback)
        .options(joinedload(Feedback.job_centre))
        .where(Feedback.prototype_id == prototype.id)
        .order_by(Feedback.held_on.desc(), Feedback.id.desc())
    ).all()
    by_id = {feedback.id: feedback for feedback in feedbacks}
    fields: dict[FindingKind, list[Entry]] = {kind: [] for kind in FindingKind}
    for finding in _list_findings(Finding.prototype_id == prototype.id):
        fields[finding.kind].append(Entry(finding.body, by_id[finding.feedback_id], finding))
    return Grid(
        prototype=prototype,
        feedbacks=feedbacks,
        likes=[Entry(point, feedback) for feedback in feedbacks for point in points_of(feedback.likes)],
        criticisms=fields[FindingKind.CRITICISM],
        questions=fields[FindingKind.QUESTION],
        ideas=fields[FindingKind.IDEA],
    )


def find_newest_grid(rows: Sequence[VersionRow]) -> Grid | None:
    """The grid of the newest version that somebody tried, None before the first test."""
    for row in rows:
        if row.feedbacks:
            return get_grid(row.prototype)
    return None


def list_taken_up_in(prototype: Prototype) -> list[Entry]:
    """Findings of earlier versions that this version has taken up, oldest first."""
    return [
        Entry(finding.body, finding.feedback, finding)
        for finding in _list_findings(Finding.taken_up_in_id == prototype.id, joinedload(Finding.feedback))
        if finding.prototype_id != prototype.id
    ]


def list_merge_targets(actor: User, source: Idea, query: str) -> Sequence[Idea]:
    """Active ideas that the source could go into, by number or words, newest first; one more than the most."""
    statement = (
        sa.select(Idea)
        .options(joinedload(Idea.job_centre))
        .where(visible_to(actor), Idea.id != source.id, Idea.state.in_(ACTIVE), Idea.state != State.DRAFT)
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
    """Counts what the idea's versions, feedback and findings say: four queries."""
    states = db.session.execute(
        sa.select(Prototype.hypothesis != "", Prototype.success_criterion != "")
        .where(Prototype.idea_id == idea.id)
        .order_by(Prototype.number.desc())
    ).all()
    heard = db.session.execute(
        sa.select(Feedback.group, sa.func.sum(Feedback.participants), sa.func.count())
        .join(Feedback.prototype)
        .where(Prototype.idea_id == idea.id)
        .group_by(Feedback.group)
    ).all()
    job_centres = db.session.scalar(
        sa.select(sa.func.count(Feedback.job_centre_key.distinct()))
        .join(Feedback.prototype)
        .where(Prototype.idea_id == idea.id)
    )
    open_findings = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Finding)
        .join(Finding.prototype)
        .where(Prototype.idea_id == idea.id, Finding.answer.is_(None))
    )
    people = {group: total for group, total, _sessions in heard}
    customers, staff = people.pop(Group.CUSTOMERS, 0), people.pop(Group.STAFF, 0)
    return FactCounts(
        prototypes=len(states),
        # The newest version says what the next test should show; older ones had their test.
        has_criterion=bool(states and all(states[0])),
        feedbacks=sum(sessions for _group, _total, sessions in heard),
        open_findings=open_findings or 0,
        customers=customers,
        staff=staff,
        others=sum(people.values()),
        job_centres=job_centres or 0,
    )


def _list_findings(condition: sa.ColumnElement[bool], *options: ExecutableOption) -> Sequence[Finding]:
    """Findings with both versions, those without an answer first, then as they came in."""
    statement = (
        sa.select(Finding)
        .options(joinedload(Finding.prototype), joinedload(Finding.taken_up_in), *options)
        .where(condition)
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
