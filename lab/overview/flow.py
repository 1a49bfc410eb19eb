"""From what was counted in the history to figures: pure. Days are those in Hesse."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from lab.adoption.models import AdoptionStatus
from lab.ideas.workflow import STAGES, State
from lab.overview.periods import Period

Place = TypeVar("Place", bound=StrEnum)

# Below this many nothing is told: a figure must not point at somebody.
SMALLEST_GROUP = 5
# The states whose duration says something: in the others an idea rests or has arrived.
TIMED = (State.SUBMITTED, *STAGES, State.READY)
ENDINGS = (State.ROLLOUT, State.STOPPED, State.MERGED, State.PARKED)
# Where ideas and jobcentres are before they take a first step, which the history does not tell.
BEFORE = (State.DRAFT, AdoptionStatus.NOT_ASSESSED)


class Outcome(StrEnum):
    """Kinds of the events in which leadership decides."""

    APPROVED = "review_approved"
    RETURNED = "review_returned"
    REJECTED = "review_rejected"


class Steps(NamedTuple, Generic[Place]):
    """How many went from one place to another in a part of the period; what lies before it is part 0."""

    part: int
    source: Place
    target: Place
    number: int


class Ended(NamedTuple):
    """An idea that ended in the period: how, when, and when it was handed in."""

    idea_id: int
    state: State
    day: date
    submitted: date | None


class Answered(NamedTuple):
    """An idea: the day by which it should be answered, and the one on which it was."""

    due: date
    day: date | None


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
    adoption: Mapping[AdoptionStatus, Sequence[int]]

    @property
    def deciding(self) -> Spread:
        """How long ideas waited for a decision: nothing else leads on from where they are reported ready."""
        return self.times[State.READY]

    def last(self, state: State) -> int:
        """Ideas in the state at the end."""
        return self.flow[state][-1] if self.points else 0

    def count_ended(self, state: State) -> int:
        """Ideas that ended so."""
        return len(self.ended[state])


def count_standing(
    steps: Iterable[Steps[Place]], places: Iterable[Place], points: Sequence[date]
) -> dict[Place, list[int]]:
    """How many stood in each place at the end of each point, where they were told of."""
    changes = {place: [0] * len(points) for place in places}
    for step in steps:
        if step.part < len(points):
            changes[step.source][step.part] -= step.number
            changes[step.target][step.part] += step.number
    return {place: list(accumulate(row)) for place, row in changes.items() if place not in BEFORE}


def count_first_steps(steps: Iterable[Steps[State]], first_part: int = 0) -> int:
    """Ideas that were handed in; nothing leads back to a draft."""
    return sum(step.number for step in steps if step.source == State.DRAFT and step.part >= first_part)


def count_answers(ideas: Iterable[Answered], period: Period) -> Share:
    """Of the ideas whose day for the first answer lay in the period, those answered by that day.

    While the day is not over and there is no answer, nobody can tell.
    """
    told = [idea for idea in ideas if idea.day is not None or idea.due != period.today]
    return Share(len(told), sum(idea.day is not None and idea.day <= idea.due for idea in told))


def spread(days: Mapping[int, int]) -> Spread:
    """From how often it took how many days: the median, and the shortest duration that at least 85 of 100 did not exceed
    (nearest rank)."""
    n = sum(days.values())
    if n < SMALLEST_GROUP:
        return Spread(n)
    in_order = [*Counter(dict(sorted(days.items()))).elements()]
    return Spread(n, statistics.median(in_order), in_order[-(-85 * n // 100) - 1])


def spread_lead(ended: Iterable[Ended]) -> Spread:
    """Days from being submitted to the rollout."""
    return spread(
        Counter(
            (idea.day - idea.submitted).days
            for idea in ended
            if idea.state == State.ROLLOUT and idea.submitted is not None
        )
    )
