"""The overview's figures once more, from events alone and as plainly as can be: to compare with.

Nothing here is shared with the product. Slow on purpose: for every day it goes through the whole history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

STATES = (
    *("draft", "submitted", "empathise", "define", "ideate", "prototype", "test"),
    *("ready", "rollout", "parked", "stopped", "merged"),
)
LADDER = (
    *("not_assessed", "interested", "assessing", "pilot"),
    *("introduced", "sustained", "declined", "aborted"),
)


@dataclass(frozen=True)
class Told:
    """One row of the history, in the order in which it was written."""

    idea: int
    at: datetime
    kind: str
    to: str | None = None
    place: str = ""
    # What is written besides; the recount finds out for itself where something came from.
    source: str | None = None

    @property
    def day(self) -> date:
        """The day on the calendar in Hesse."""
        return self.at.astimezone(ZoneInfo("Europe/Berlin")).date()


def stood_at(told: Sequence[Told], idea: int, day: date, place: str = "") -> str | None:
    """Where an idea (or a jobcentre with it) stood when the day was over."""
    found = None
    for row in told:
        is_meant = row.idea == idea and (
            row.kind == "adoption_changed" and row.place == place if place else row.to in STATES
        )
        if is_meant and row.to and row.day <= day:
            found = row.to
    return found


def count_standing(told: Sequence[Told], ideas: set[int], day: date) -> dict[str, int]:
    """Ideas by state at the end of the day."""
    where = [stood_at(told, idea, day) for idea in ideas]
    return {state: where.count(state) for state in STATES}


def count_ladder(told: Sequence[Told], day: date) -> dict[str, int]:
    """Pairs of solution and jobcentre by rung at the end of the day."""
    pairs = {(row.idea, row.place) for row in told if row.place}
    where = [stood_at(told, idea, day, place) for idea, place in pairs]
    return {status: where.count(status) for status in LADDER}


def durations(told: Sequence[Told], ideas: set[int], state: str, first: date, until: date) -> list[int]:
    """Days between arriving in a state and the next move, for moves in the period."""
    days = []
    for idea in ideas:
        moves = [row for row in told if row.idea == idea and row.to in STATES]
        for number, move in enumerate(moves[:-1]):
            following = moves[number + 1]
            if move.to == state and first <= following.day <= until:
                days.append((following.day - move.day).days)
    return sorted(days)


def lead_times(told: Sequence[Told], ideas: set[int], first: date, until: date) -> list[int]:
    """Days from the first submission to rollout."""
    days = []
    for idea in ideas:
        submitted = [row.day for row in told if row.idea == idea and row.to == "submitted"]
        rollout = [row.day for row in told if row.idea == idea and row.to == "rollout"]
        if submitted and rollout and first <= rollout[0] <= until:
            days.append((rollout[0] - submitted[0]).days)
    return sorted(days)


def ended_in(told: Sequence[Told], ideas: set[int], state: str, first: date, until: date) -> set[int]:
    """Ideas whose last move up to the end led there, in the period."""
    found = set()
    for idea in ideas:
        moves = [row for row in told if row.idea == idea and row.to in STATES and row.day <= until]
        if moves and moves[-1].to == state and moves[-1].day >= first:
            found.add(idea)
    return found


def answered_in_time(
    told: Sequence[Told], due: dict[int, date], first: date, until: date, today: date
) -> tuple[int, int]:
    """Ideas whose answer was due in the period, and how many had it by then."""
    n = hits = 0
    for idea, day in due.items():
        answers = [
            row.day
            for row in told
            if row.idea == idea and (row.kind == "idea_answered" or row.to in STATES[2:])
        ]
        is_over = day < today or bool(answers)
        if first <= day <= until and is_over:
            n += 1
            hits += any(answer <= day for answer in answers)
    return n, hits


def decided(
    told: Sequence[Told], ideas: set[int], first: date, until: date
) -> tuple[dict[str, int], list[int]]:
    """Decisions by kind, and the days since the idea was last reported ready."""
    kinds = {"review_approved": 0, "review_returned": 0, "review_rejected": 0}
    days = []
    for number, row in enumerate(told):
        if row.kind in kinds and row.idea in ideas and first <= row.day <= until:
            kinds[row.kind] += 1
            before = [other for other in told[: number + 1] if other.idea == row.idea and other.to == "ready"]
            days.append((row.day - before[-1].day).days)
    return kinds, sorted(days)


def middle(days: Sequence[int]) -> float | None:
    """The median; None below five."""
    if len(days) < 5:
        return None
    half = len(days) // 2
    return days[half] if len(days) % 2 else (days[half - 1] + days[half]) / 2


def high(days: Sequence[int]) -> int | None:
    """The smallest of the durations that 85 % are not above; None below five."""
    if len(days) < 5:
        return None
    return next(value for value in days if sum(other <= value for other in days) * 100 >= 85 * len(days))


def compare(figures: Any, told: Sequence[Told], due: dict[int, date], period: Any, today: date) -> None:
    """Asserts that each figure is what the history says, counted anew."""
    ideas, first = set(due), period.first
    until = min(period.last, today)
    for number, day in enumerate(figures.points):
        assert _at(figures.flow, number) == _without(count_standing(told, ideas, day), "draft")
        assert _at(figures.adoption, number) == _without(count_ladder(told, day), "not_assessed")
    submitted = [
        min((row.day for row in told if row.idea == idea and row.to == "submitted"), default=None)
        for idea in ideas
    ]
    assert figures.submitted == sum(day is not None and first <= day <= until for day in submitted)
    assert figures.ideas == sum(day is not None and day <= until for day in submitted)
    for state, spread in figures.times.items():
        _compare_spread(spread, durations(told, ideas, state, first, until))
    _compare_spread(figures.lead, lead_times(told, ideas, first, until))
    assert (figures.answers.n, figures.answers.hits) == answered_in_time(told, due, first, until, today)
    for state, ended in figures.ended.items():
        assert set(ended) == ended_in(told, ideas, state, first, until)
        assert len(ended) == len(set(ended))
    kinds, days = decided(told, ideas, first, until)
    assert {kind: figures.decisions.get(kind, 0) for kind in kinds} == kinds
    _compare_spread(figures.deciding, days)


def _at(flow: Any, number: int) -> dict[str, int]:
    return {place: counts[number] for place, counts in flow.items()}


def _without(counts: dict[str, int], beginning: str) -> dict[str, int]:
    """Where everything begins nothing is told of: a draft is its author's."""
    return {place: count for place, count in counts.items() if place != beginning}


def _compare_spread(spread: Any, days: list[int]) -> None:
    assert (spread.n, spread.median, spread.high) == (len(days), middle(days), high(days))


def points_are_sound(points: Sequence[date], first: date, until: date) -> bool:
    """The eve, then days in order up to the end, and not too many."""
    return (
        points[0] == first - timedelta(days=1)
        and points[-1] == until
        and list(points) == sorted(set(points))
        and len(points) <= 61
    )
