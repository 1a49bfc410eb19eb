"""From rows of the history to figures: pure. Days are those in Hesse.

Every figure comes from stays: a stay begins when something arrives in a state and ends when it leaves it. Where an
idea stood at the end of a day is the stay that had begun by then and had not ended yet.
"""

import math
import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate, groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

from lab.adoption.models import AdoptionStatus
from lab.ideas.workflow import STAGES, State
from lab.overview.periods import Period

Key = TypeVar("Key", bound=Hashable)
Place = TypeVar("Place", bound=Hashable)

# Below this many nothing is told: a figure must not point at somebody.
SMALLEST_GROUP = 5
# The states whose duration says something: in the others an idea rests or has arrived.
TIMED = (State.SUBMITTED, *STAGES, State.READY)
ENDINGS = (State.ROLLOUT, State.STOPPED, State.MERGED, State.PARKED)


class Outcome(StrEnum):
    """Kinds of the events in which leadership decides."""

    APPROVED = "review_approved"
    RETURNED = "review_returned"
    REJECTED = "review_rejected"


OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class IdeaRow(NamedTuple):
    """What is needed of an idea besides its history."""

    id: int
    job_centre_key: str | None
    answer_due_on: date | None


class Step(NamedTuple):
    """One event of an idea; `target` is None when it did not move."""

    idea_id: int
    day: date
    kind: str
    target: State | None = None


class AdoptionStep(NamedTuple):
    """One jobcentre's step on the ladder with one solution."""

    idea_id: int
    job_centre_key: str
    day: date
    status: AdoptionStatus


class Stay(NamedTuple, Generic[Key, Place]):
    """From arriving in a state to leaving it; `left` is None as long as it lasts."""

    key: Key
    state: Place
    entered: date
    left: date | None = None
    to: Place | None = None

    def lasts_on(self, day: date) -> bool:
        """Whether it stood there at the end of the day."""
        return self.entered <= day and (self.left is None or day < self.left)

    @property
    def days(self) -> int | None:
        """Calendar days from arriving to leaving, None as long as it lasts."""
        return None if self.left is None else (self.left - self.entered).days


@dataclass(frozen=True)
class Spread:
    """How durations in days are spread; nothing but n below the smallest group."""

    n: int
    median: float | None = None
    high: int | None = None

    @property
    def is_told(self) -> bool:
        """Whether there are enough."""
        return self.median is not None


@dataclass(frozen=True)
class Share:
    """How many of n."""

    n: int
    hits: int

    @property
    def percent(self) -> int | None:
        """The share as a whole number, rounded half up; None below the smallest group."""
        if self.n < SMALLEST_GROUP:
            return None
        return math.floor(self.hits * 100 / self.n + 0.5)


@dataclass(frozen=True)
class Figures:
    """Everything that the history says about a period."""

    points: Sequence[date]
    flow: Mapping[State, Sequence[int]]
    ideas: int
    submitted: int
    times: Mapping[State, Spread]
    lead: Spread
    answers: Share
    ended: Mapping[State, Sequence[int]]
    decisions: Mapping[Outcome, int]
    deciding: Spread
    adoption: Mapping[AdoptionStatus, Sequence[int]]
    adopted: Mapping[int, Mapping[str, AdoptionStatus]]
    in_rollout: Sequence[int]

    def last(self, state: State) -> int:
        """Ideas in the state at the end."""
        return self.flow[state][-1] if self.points else 0

    def count_ended(self, state: State) -> int:
        """Ideas that ended so."""
        return len(self.ended[state])


def collect_figures(
    period: Period,
    ideas: Sequence[IdeaRow],
    steps: Iterable[Step],
    adoption_steps: Iterable[AdoptionStep],
) -> Figures:
    """The figures. Rows of an idea come in the order of time; those of ideas that are not given do not count."""
    known, until = {idea.id for idea in ideas}, period.until
    own = [step for step in steps if step.idea_id in known and step.day <= until]
    stays = list_stays((step.idea_id, step.day, step.target) for step in own if step.target is not None)
    points = period.list_points()
    first = first_days(stays, State.SUBMITTED)
    deciding = list_decisions(own, period)
    adopting = list_stays(
        ((step.idea_id, step.job_centre_key), step.day, step.status)
        for step in adoption_steps
        if step.day <= until
    )
    return Figures(
        points=points,
        flow=count_stays(stays, State, points),
        ideas=len({stay.key for stay in stays}),
        submitted=sum(period.has(day) for day in first.values()),
        times={state: spread(list_days(stays, state, period)) for state in TIMED},
        lead=spread(list_lead_times(stays, first, period)),
        answers=count_answers(ideas, own, period),
        ended={state: list_ended(stays, state, period) for state in ENDINGS},
        decisions=Counter(outcome for outcome, _days in deciding),
        deciding=spread([days for _outcome, days in deciding]),
        adoption=count_stays(adopting, AdoptionStatus, points),
        adopted=_standing(adopting, until),
        in_rollout=[stay.key for stay in stays if stay.state == State.ROLLOUT],
    )


def list_stays(rows: Iterable[tuple[Key, date, Place]]) -> list[Stay[Key, Place]]:
    """The stays of each key, from (key, day, state) in the order of time."""
    ways: dict[Key, list[tuple[date, Place]]] = {}
    for key, day, place in rows:
        ways.setdefault(key, []).append((day, place))
    stays = []
    for key, way in ways.items():
        for (entered, place), (left, to) in pairwise(way):
            stays.append(Stay(key, place, entered, left, to))
        stays.append(Stay(key, way[-1][1], way[-1][0]))
    return stays


def count_stays(
    stays: Iterable[Stay[Key, Place]], places: Iterable[Place], points: Sequence[date]
) -> dict[Place, list[int]]:
    """How many stood in each place at the end of each of the days, which are in order."""
    changes = {place: [0] * (len(points) + 1) for place in places}
    for stay in stays:
        changes[stay.state][bisect_left(points, stay.entered)] += 1
        if stay.left is not None:
            changes[stay.state][bisect_left(points, stay.left)] -= 1
    return {place: list(accumulate(change[:-1])) for place, change in changes.items()}


def first_days(stays: Iterable[Stay[Key, Place]], place: Place) -> dict[Key, date]:
    """When each first arrived in the place."""
    days: dict[Key, date] = {}
    for stay in stays:
        if stay.state == place:
            days.setdefault(stay.key, stay.entered)
    return days


def list_days(stays: Iterable[Stay[Key, Place]], place: Place, period: Period) -> list[int]:
    """How long the stays lasted that ended in the period."""
    return [
        (stay.left - stay.entered).days
        for stay in stays
        if stay.state == place and stay.left is not None and period.has(stay.left)
    ]


def list_lead_times(
    stays: Iterable[Stay[int, State]], submitted: Mapping[int, date], period: Period
) -> list[int]:
    """Days from being submitted to the first arrival in rollout, of ideas that arrived in the period."""
    arrived = first_days(stays, State.ROLLOUT)
    return [
        (day - submitted[idea_id]).days
        for idea_id, day in arrived.items()
        if period.has(day) and idea_id in submitted
    ]


def list_ended(stays: Iterable[Stay[Key, Place]], place: Place, period: Period) -> list[Key]:
    """What arrived in the place in the period and still stood there at its end, the latest first."""
    ended = [
        stay
        for stay in stays
        if stay.state == place and period.has(stay.entered) and stay.lasts_on(period.until)
    ]
    return [stay.key for stay in sorted(ended, key=lambda stay: stay.entered, reverse=True)]


def list_decisions(steps: Sequence[Step], period: Period) -> list[tuple[Outcome, int]]:
    """What leadership decided in the period, and how many days after the idea was reported ready."""
    decisions: list[tuple[Outcome, int]] = []
    reported: dict[int, date] = {}
    for step in steps:
        if step.target == State.READY:
            reported[step.idea_id] = step.day
        outcome = OUTCOMES.get(step.kind)
        if outcome and step.idea_id in reported and period.has(step.day):
            decisions.append((outcome, (step.day - reported[step.idea_id]).days))
    return decisions


def count_answers(ideas: Sequence[IdeaRow], steps: Iterable[Step], period: Period) -> Share:
    """Of the ideas whose day for the first answer lay in the period, those answered by that day.

    An idea is answered by the answer itself or when it leaves the inbox. While the day is not over and there is no
    answer, nobody can tell.
    """
    answered = first_answers(steps)
    due = [idea for idea in ideas if idea.answer_due_on is not None and period.has(idea.answer_due_on)]
    told = [idea for idea in due if idea.answer_due_on != period.today or idea.id in answered]
    return Share(len(told), sum(_is_in_time(idea, answered.get(idea.id)) for idea in told))


def first_answers(steps: Iterable[Step]) -> dict[int, date]:
    """When each idea got its first answer."""
    answered: dict[int, date] = {}
    for step in steps:
        leaves = step.target not in (None, State.DRAFT, State.SUBMITTED)
        if step.kind == "idea_answered" or leaves:
            answered.setdefault(step.idea_id, step.day)
    return answered


def spread(days: Sequence[int]) -> Spread:
    """Median, and the shortest duration that at least 85 of 100 did not exceed (nearest rank)."""
    n = len(days)
    if n < SMALLEST_GROUP:
        return Spread(n)
    in_order = sorted(days)
    return Spread(n, statistics.median(in_order), in_order[-(-85 * n // 100) - 1])


def _is_in_time(idea: IdeaRow, answered: date | None) -> bool:
    return answered is not None and idea.answer_due_on is not None and answered <= idea.answer_due_on


def _standing(
    stays: Iterable[Stay[tuple[int, str], AdoptionStatus]], day: date
) -> dict[int, dict[str, AdoptionStatus]]:
    """How far each jobcentre had come with each solution at the end of the day."""
    standing = sorted((stay for stay in stays if stay.lasts_on(day)), key=lambda stay: stay.key)
    return {
        idea_id: {stay.key[1]: stay.state for stay in group}
        for idea_id, group in groupby(standing, key=lambda stay: stay.key[0])
    }
