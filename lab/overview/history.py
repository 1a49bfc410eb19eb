"""Counts in the history, in the database: what is read are numbers, and rows of few ideas.

A move carries both states, so nobody need know what came before to tell who left where; and how many days the idea
had stood there. Days are cut by moments: a day in Hesse begins at another one in summer than in winter.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.adoption.models import AdoptionStatus
from lab.audit.models import Event
from lab.core.clock import begin_of, day_of
from lab.core.database import UtcDateTime
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.overview.flow import ENDINGS, TIMED, Answered, Ended, Outcome, Place, Steps
from lab.overview.periods import DAY, Period
from lab.rollout.models import RolloutReview
from lab.themes.models import ThemeLab

STATES: Mapping[str | None, State] = {state.value: state for state in State}
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Selection:
    """What is looked at: a period, and if wished one jobcentre and one themed lab."""

    period: Period
    job_centre: JobCentre | None = None
    theme: ThemeLab | None = None

    @property
    def start(self) -> datetime:
        """The moment at which the period begins."""
        return begin_of(self.period.first)

    @property
    def end(self) -> datetime:
        """The moment at which the day after the period begins."""
        return begin_of(self.period.until + DAY)


def list_steps(selection: Selection, points: Sequence[date]) -> list[Steps[State]]:
    """Moves of ideas, counted from each point to the next."""
    return _count_steps(State, points, _of_ideas(selection))


def list_adoption_steps(selection: Selection, points: Sequence[date]) -> list[Steps[AdoptionStatus]]:
    """Steps on the ladder of the chosen jobcentre, or of all, with ideas from anywhere."""
    return _count_steps(AdoptionStatus, points, adopting(selection))


def adopting(selection: Selection) -> list[sa.ColumnElement[bool]]:
    """Conditions on events that are steps on the ladder."""
    conditions = _of_ideas(Selection(selection.period, theme=selection.theme))
    if selection.job_centre:
        conditions.append(Event.detail["job_centre_key"].as_string() == selection.job_centre.key)
    return conditions


def list_adopted(selection: Selection) -> dict[int, dict[str, AdoptionStatus]]:
    """How far each jobcentre had come with each solution at the end."""
    statement = (
        sa.select(Event.subject_id, Event.detail["job_centre_key"].as_string(), Event.to_state)
        .where(
            Event.kind == "adoption_changed",
            Event.to_state.is_not(None),
            Event.at < selection.end,
            *adopting(selection),
        )
        .order_by(Event.at, Event.id)
    )
    adopted: dict[int, dict[str, AdoptionStatus]] = {}
    for subject, place, status in db.session.execute(statement):
        adopted.setdefault(int(subject), {})[place] = AdoptionStatus(status)
    return adopted


def has_been_in(state: State, selection: Selection) -> sa.ColumnElement[bool]:
    """Condition on ideas: chosen ones that had been in the state by the end."""
    arrived = sa.select(Event.subject_id).where(Event.to_state == state, Event.at < selection.end)
    return sa.and_(sa.cast(Idea.id, Event.subject_id.type).in_(arrived), *_chosen(selection))


def count_without_quorum(selection: Selection) -> int:
    """Decisions of the period that the chair took before enough members had voted."""
    statement = (
        sa.select(sa.func.count())
        .join_from(RolloutReview, Idea)
        .where(
            RolloutReview.is_without_quorum,
            RolloutReview.decided_at >= selection.start,
            RolloutReview.decided_at < selection.end,
            *_chosen(selection),
        )
    )
    return db.session.scalar(statement) or 0


def count_stays(selection: Selection) -> dict[State, Counter[int]]:
    """How long ideas had stood in what they left in the period."""
    statement = (
        sa.select(Event.from_state, Event.stayed, sa.func.count())
        .where(
            Event.from_state.in_(TIMED),
            Event.stayed.is_not(None),
            Event.at >= selection.start,
            Event.at < selection.end,
            *_of_ideas(selection),
        )
        .group_by(Event.from_state, Event.stayed)
    )
    stays: dict[State, Counter[int]] = {state: Counter() for state in TIMED}
    for state, days, count in db.session.execute(statement):
        stays[STATES[state]][days or 0] = count
    return stays


def list_ended(selection: Selection) -> list[Ended]:
    """Ideas that arrived in the period where they still stood at its end, the latest first."""
    left, begun = sa.orm.aliased(Event), sa.orm.aliased(Event)
    goes_on = sa.exists().where(
        left.from_state == Event.to_state,
        left.subject_id == Event.subject_id,
        left.id > Event.id,
        left.at < selection.end,
    )
    submitted = (
        sa.select(sa.func.min(begun.at))
        .where(begun.from_state == State.DRAFT, begun.subject_id == Event.subject_id)
        .scalar_subquery()
    )
    statement = (
        sa.select(Event.subject_id, Event.to_state, Event.at, submitted)
        .where(
            Event.to_state.in_(ENDINGS),
            Event.at >= selection.start,
            Event.at < selection.end,
            ~goes_on,
            *_of_ideas(selection),
        )
        .order_by(Event.at.desc(), Event.id.desc())
    )
    return [
        Ended(int(subject), STATES[state], day_of(at), day_of(begun) if begun else None)
        for subject, state, at, begun in db.session.execute(statement)
    ]


def list_answered(selection: Selection) -> list[Answered]:
    """Ideas whose day for the first answer lay in the period. They are answered by the answer itself, or when they leave
    the inbox."""
    subject = sa.cast(Idea.id, Event.subject_id.type)
    left = (
        sa.select(sa.func.min(Event.at))
        .where(Event.from_state == State.SUBMITTED, Event.subject_id == subject, Event.at < selection.end)
        .scalar_subquery()
    )
    answer = (
        sa.select(Event.subject_id, sa.func.min(Event.at).label("at"))
        .where(Event.kind == "idea_answered", Event.at < selection.end)
        .group_by(Event.subject_id)
        .subquery()
    )
    statement = (
        sa.select(Idea.answer_due_on, left, answer.c.at)
        .outerjoin(answer, answer.c.subject_id == subject)
        .where(
            Idea.answer_due_on.between(selection.period.first, selection.period.until), *_chosen(selection)
        )
    )
    return [
        Answered(due, min((day_of(at) for at in moments if at), default=None))
        for due, *moments in db.session.execute(statement)
    ]


def count_decisions(selection: Selection) -> dict[Outcome, int]:
    """What leadership decided in the period."""
    statement = (
        sa.select(Event.kind, sa.func.count())
        .where(
            Event.kind.in_(Outcome),
            Event.at >= selection.start,
            Event.at < selection.end,
            *_of_ideas(selection),
        )
        .group_by(Event.kind)
    )
    return {Outcome(kind): count for kind, count in db.session.execute(statement)}


def _count_steps(
    places: type[Place], points: Sequence[date], conditions: Sequence[sa.ColumnElement[bool]]
) -> list[Steps[Place]]:
    """How many went from where to where between one point and the next."""
    moments = [BEGINNING, *(begin_of(point + DAY) for point in points)]
    part = (
        sa.values(
            sa.column("number", sa.Integer),
            sa.column("start", UtcDateTime),
            sa.column("end", UtcDateTime),
            name="part_values",
        )
        .data([(number, *ends) for number, ends in enumerate(pairwise(moments))])
        .cte("part")
    )
    statement = (
        sa.select(part.c.number, Event.from_state, Event.to_state, sa.func.count())
        .join_from(Event, part, sa.and_(Event.at >= part.c.start, Event.at < part.c.end))
        .where(Event.to_state.in_(places), Event.from_state.in_(places), *conditions)
        .group_by(part.c.number, Event.from_state, Event.to_state)
    )
    return [
        Steps(number, places(source), places(target), count)
        for number, source, target, count in db.session.execute(statement)
        if count
    ]


def _of_ideas(selection: Selection) -> list[sa.ColumnElement[bool]]:
    """Conditions on events: those of the chosen ideas. A draft has no history that is counted."""
    if selection.job_centre is None and selection.theme is None:
        return []
    numbers = sa.select(sa.cast(Idea.id, Event.subject_id.type)).where(*_chosen(selection))
    return [Event.subject_id.in_(numbers)]


def _chosen(selection: Selection) -> list[sa.ColumnElement[bool]]:
    """Conditions on ideas: drafts are their author's."""
    conditions = [Idea.state != State.DRAFT]
    if selection.job_centre:
        conditions.append(Idea.job_centre_key == selection.job_centre.key)
    if selection.theme:
        conditions.append(Idea.theme_id == selection.theme.id)
    return conditions
