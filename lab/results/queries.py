"""What the tests of versions have shown, read in six queries however many versions there are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from lab.extensions import db
from lab.prototypes.models import (
    Answer,
    AnswerSheet,
    Basis,
    Feedback,
    Finding,
    Group,
    Inspection,
    Observation,
    Outcome,
    Participant,
    PointKind,
    Prototype,
    Questionnaire,
    Severity,
    TaskResult,
    TestRound,
    Verdict,
)
from lab.prototypes.points import points_of
from lab.prototypes.versions import VersionRow
from lab.results.scales import SUS_MEAN, UMUX_LITE_MEAN, sus_score, umux_lite_score
from lab.results.statistics import Grade, Interval, Summary, grade, success_interval, summarise

SCALES = {Questionnaire.SUS: sus_score, Questionnaire.UMUX_LITE: umux_lite_score}
REFERENCES = {Questionnaire.SUS: SUS_MEAN, Questionnaire.UMUX_LITE: UMUX_LITE_MEAN}


@dataclass
class Score:
    """What one group gave a version on one scale; sheets with a gap have no score and are only counted."""

    group: Group
    questionnaire: Questionnaire
    values: list[float] = field(default_factory=list)
    incomplete: int = 0

    @property
    def summary(self) -> Summary | None:
        """Mean with n and interval, None when no sheet was complete."""
        return summarise(self.values)

    @property
    def reference(self) -> int:
        """What the mean is held against."""
        return REFERENCES[self.questionnaire]

    @property
    def grade(self) -> Grade | None:
        """How the mean stands to the reference, None while they are too few."""
        return grade(self.summary, self.reference)


@dataclass
class TaskCount:
    """How the people of one group got through a task."""

    group: Group
    task: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    @property
    def n(self) -> int:
        """How many tried."""
        return self.outcomes.total()

    @property
    def alone(self) -> int:
        """How many made it without help."""
        return self.outcomes[Outcome.ALONE]

    @property
    def interval(self) -> Interval | None:
        """The share that would make it without help."""
        return success_interval(self.alone, self.n)


@dataclass
class VersionResults:
    """All that the tests of one version have shown."""

    row: VersionRow
    scores: dict[tuple[Group, Questionnaire], Score] = field(default_factory=dict)
    tasks: dict[tuple[str, Group], TaskCount] = field(default_factory=dict)
    points: dict[tuple[PointKind, Group], Counter[Basis]] = field(default_factory=dict)
    severe: int = 0
    verdict: Verdict | None = None

    @property
    def prototype(self) -> Prototype:
        """The version."""
        return self.row.prototype

    @property
    def task_list(self) -> list[str]:
        """Its tasks, as the rounds name them."""
        return list(dict.fromkeys(task for task, _group in self.tasks))

    def list_scores(self) -> list[Score]:
        """The scores, groups in their usual order."""
        return [self.scores[key] for key in scale_keys([self])]

    def list_tasks(self, task: str) -> list[TaskCount]:
        """One task, group by group."""
        return [self.tasks[task, group] for group in Group if (task, group) in self.tasks]

    def sum_tasks(self, group: Group) -> TaskCount | None:
        """All tasks of a group together, None when it had none."""
        counts = [count for (_task, of_group), count in self.tasks.items() if of_group is group]
        return TaskCount(group, "", sum((count.outcomes for count in counts), Counter())) if counts else None

    def count_points(self, kind: PointKind, groups: Iterable[Group] = Group) -> Counter[Basis]:
        """How often something was seen and said in a field of the grid."""
        return sum((self.points.get((kind, group), Counter()) for group in groups), Counter())


def scale_keys(results: Sequence[VersionResults]) -> list[tuple[Group, Questionnaire]]:
    """The groups and scales that occur, in their usual order."""
    present = {key for result in results for key in result.scores}
    return [(group, scale) for group in Group for scale in Questionnaire if (group, scale) in present]


def collect_results(rows: Sequence[VersionRow]) -> list[VersionResults]:
    """The results of the versions, first version first: six queries."""
    results = {row.prototype.id: VersionResults(row) for row in rows}
    if results:
        ids = list(results)
        _add_scores(results, ids)
        _add_tasks(results, ids)
        _add_points(results, ids)
        _add_findings(results, ids)
        _add_verdicts(results, ids)
    return sorted(results.values(), key=lambda result: result.prototype.number)


def find_verdict(prototype: Prototype) -> Verdict | None:
    """The verdict on a version, with who gave it."""
    return db.session.get(
        Verdict, prototype.id, options=[joinedload(Verdict.decided_by)], populate_existing=True
    )


def _add_scores(results: Mapping[int, VersionResults], ids: Sequence[int]) -> None:
    statement = (
        sa.select(TestRound.prototype_id, TestRound.group, TestRound.questionnaire, AnswerSheet.scores)
        .join(AnswerSheet, AnswerSheet.round_id == TestRound.id)
        .where(
            TestRound.prototype_id.in_(ids),
            TestRound.questionnaire != Questionnaire.NONE,
            AnswerSheet.inspection == Inspection.ACCEPTED,
        )
    )
    for prototype_id, group, questionnaire, items in db.session.execute(statement):
        scores = results[prototype_id].scores
        score = scores.setdefault((group, questionnaire), Score(group, questionnaire))
        value = SCALES[questionnaire](items or [])
        if value is None:
            score.incomplete += 1
        else:
            score.values.append(value)


def _add_tasks(results: Mapping[int, VersionResults], ids: Sequence[int]) -> None:
    rounds = db.session.scalars(
        sa.select(TestRound).where(TestRound.prototype_id.in_(ids), TestRound.tasks != "")
    )
    names = {test_round.id: points_of(test_round.tasks) for test_round in rounds}
    statement = (
        sa.select(
            TestRound.prototype_id,
            TestRound.id,
            TaskResult.task,
            Participant.group,
            TaskResult.outcome,
            sa.func.count(),
        )
        .join(Participant, Participant.round_id == TestRound.id)
        .join(TaskResult, TaskResult.participant_id == Participant.id)
        .where(TestRound.prototype_id.in_(ids))
        .group_by(
            TestRound.prototype_id, TestRound.id, TaskResult.task, Participant.group, TaskResult.outcome
        )
        .order_by(TestRound.id, TaskResult.task)
    )
    for prototype_id, round_id, task, group, outcome, count in db.session.execute(statement):
        name = _task_name(names.get(round_id, []), task)
        tasks = results[prototype_id].tasks
        tasks.setdefault((name, group), TaskCount(group, name)).outcomes[outcome] += count


def _task_name(names: Sequence[str], task: int) -> str:
    return names[task - 1] if 0 < task <= len(names) else _("Aufgabe %(number)s", number=task)


def _add_points(results: Mapping[int, VersionResults], ids: Sequence[int]) -> None:
    """Counts observations; the group is that of the person, else of the session, else of the round."""
    group = sa.func.coalesce(Participant.group, Feedback.group, TestRound.group)
    statement = (
        sa.select(Observation.prototype_id, Observation.kind, group, Observation.basis, sa.func.count())
        .join(TestRound, TestRound.id == Observation.round_id)
        .outerjoin(Participant, Participant.id == Observation.participant_id)
        .outerjoin(Feedback, Feedback.id == Observation.feedback_id)
        .where(Observation.prototype_id.in_(ids))
        .group_by(Observation.prototype_id, Observation.kind, group, Observation.basis)
    )
    for prototype_id, kind, of_group, basis, count in db.session.execute(statement):
        results[prototype_id].points.setdefault((kind, of_group), Counter())[basis] += count


def _add_findings(results: Mapping[int, VersionResults], ids: Sequence[int]) -> None:
    """Counts severe findings that nobody has taken up or turned down yet."""
    statement = (
        sa.select(Finding.prototype_id, sa.func.count())
        .where(
            Finding.prototype_id.in_(ids),
            Finding.kind != PointKind.LIKE,
            Finding.severity == Severity.SEVERE,
            sa.or_(Finding.answer.is_(None), Finding.answer == Answer.LATER),
        )
        .group_by(Finding.prototype_id)
    )
    for prototype_id, count in db.session.execute(statement):
        results[prototype_id].severe = count


def _add_verdicts(results: Mapping[int, VersionResults], ids: Sequence[int]) -> None:
    statement = (
        sa.select(Verdict).options(joinedload(Verdict.decided_by)).where(Verdict.prototype_id.in_(ids))
    )
    for verdict in db.session.scalars(statement):
        results[verdict.prototype_id].verdict = verdict
