"""The feedback grid of a version: findings with what stands behind them, and what earlier versions left."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lab.extensions import db
from lab.prototypes import sentences
from lab.prototypes.models import Answer, Finding, Group, Observation, PointKind, Prototype
from lab.prototypes.queries import SOURCES
from lab.prototypes.versions import VersionRow


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
class Earlier:
    """What findings of earlier versions have to do with a version: taken up in it, or still to be settled."""

    taken_up: Sequence[Entry]
    carried_over: Sequence[Entry]


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
        .options(*SOURCES)
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


def find_newest_grid(rows: Sequence[VersionRow]) -> Grid | None:
    """The grid of the newest version that somebody tried, None before the first test."""
    for row in rows:
        if row.feedbacks:
            return get_grid(row.prototype)
    return None


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


def get_earlier(prototype: Prototype) -> Earlier:
    """Findings of earlier versions that this one took up, and those that wait or were put off: two queries.

    What was taken up comes as it came in; what is carried over newest version first, unanswered first.
    """
    is_taken_up = Finding.taken_up_in_id == prototype.id
    earlier = sa.select(Prototype.id).where(
        Prototype.idea_id == prototype.idea_id, Prototype.number < prototype.number
    )
    is_left = sa.and_(
        Finding.prototype_id.in_(earlier),
        Finding.kind != PointKind.LIKE,
        sa.or_(Finding.answer.is_(None), Finding.answer == Answer.LATER),
    )
    findings = db.session.scalars(
        sa.select(Finding)
        .options(
            joinedload(Finding.prototype),
            joinedload(Finding.taken_up_in),
            selectinload(Finding.observations).options(*SOURCES),
        )
        .where(Finding.prototype_id != prototype.id, sa.or_(is_taken_up, is_left))
        .order_by(Finding.answer.is_not(None), Finding.id)
    ).all()
    left = [found for found in findings if found.taken_up_in_id != prototype.id]
    return Earlier(
        taken_up=[entry_of(found) for found in findings if found.taken_up_in_id == prototype.id],
        carried_over=[entry_of(found) for found in sorted(left, key=lambda found: -found.prototype.number)],
    )


def entry_of(finding: Finding) -> Entry:
    """The finding with what stands behind it."""
    return Entry(finding.body, finding.kind, finding.observations, finding)
