"""Figures of a period: from what was counted in the history. The recount is in the integration test."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.ideas.workflow import ACTIVE, BOARD, STEPS, State
from lab.overview.flow import (
    Answered,
    Ended,
    Share,
    Spread,
    Steps,
    count_answers,
    count_first_steps,
    count_standing,
    spread,
    spread_lead,
)
from lab.overview.periods import EARLIEST, LATEST, Period, calendar_year, is_too_long
from tests import recount

TODAY = date(2026, 11, 22)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), TODAY)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def test_what_came_and_what_went_makes_where_it_stands():
    points = [day(12, 31, 2025), day(1, 31), day(2, 28)]
    steps = [
        Steps(0, State.DRAFT, State.SUBMITTED, 3),
        Steps(1, State.DRAFT, State.SUBMITTED, 2),
        Steps(1, State.SUBMITTED, State.EMPATHISE, 4),
        Steps(2, State.EMPATHISE, State.SUBMITTED, 1),
    ]
    standing = count_standing(steps, State, points)
    assert standing[State.SUBMITTED] == [3, 1, 2]
    assert standing[State.EMPATHISE] == [0, 4, 3]
    assert set(standing) == set(State) - {State.DRAFT}
    assert (count_first_steps(steps), count_first_steps(steps, first_part=1)) == (5, 2)


def test_four_durations_tell_nothing_and_five_do():
    assert spread(Counter([1, 2, 3, 4])) == Spread(4)
    assert spread(Counter([9, 1, 3, 2, 4])) == Spread(5, 3, 9)
    assert spread(Counter(range(1, 21))) == Spread(20, 10.5, 17)
    assert spread({7: 4, 2: 90, 30: 6}) == Spread(100, 2, 2)


def test_lead_time_runs_from_the_first_submission_to_rollout():
    ended = [Ended(number, State.ROLLOUT, day(2, number), day(1, 1)) for number in range(1, 6)]
    others = [Ended(6, State.STOPPED, day(2, 1), day(1, 1)), Ended(7, State.ROLLOUT, day(2, 1), None)]
    assert spread_lead([*ended, *others]) == Spread(5, 33, 35)


def test_an_answer_is_in_time_on_the_very_day():
    due = day(1, 16)
    ideas = [Answered(due, due), Answered(due, day(1, 17)), Answered(due, None)]
    assert count_answers(ideas, YEAR) == Share(3, 1)
    assert count_answers(ideas, YEAR).percent is None


def test_an_answer_due_today_is_open_until_the_day_is_over():
    assert count_answers([Answered(TODAY, None)], YEAR) == Share(0, 0)
    assert count_answers([Answered(TODAY, TODAY)], YEAR) == Share(1, 1)


@pytest.mark.parametrize(("hits", "percent"), [(0, 0), (1, 13), (5, 63), (8, 100)])
def test_a_share_is_rounded_half_up(hits, percent):
    assert Share(8, hits).percent == percent


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        (day(3, 2), day(3, 2), 1),
        (day(1, 1), day(6, 30), 27),
        (day(1, 1), day(12, 31), 12),
        (day(1, 1, 2022), day(12, 31, 2026), 60),
        (day(1, 1, 2020), day(12, 31, 2026), 28),
        (day(1, 2, 2000), day(1, 1, 2050), 51),
    ],
)
def test_parts_of_a_period_are_never_too_many(first, last, parts):
    period = Period(first, last, LATEST)
    assert len(period.list_points()) - 1 == parts
    assert recount.points_are_sound(period.list_points(), first, last)


def test_fifty_years_are_the_most():
    assert not is_too_long(day(1, 1, 2000), day(12, 31, 2049))
    assert is_too_long(day(1, 1, 2000), day(1, 1, 2050))
    assert not is_too_long(day(2, 29, 2000), day(2, 27, 2050))
    assert is_too_long(day(2, 29, 2000), day(2, 28, 2050))


def test_the_calendar_year_is_what_one_sees_first():
    assert calendar_year(TODAY) == YEAR
    assert YEAR.is_running
    assert not YEAR.is_ahead


@given(st.dates(EARLIEST, LATEST), st.integers(0, 18_000))
def test_points_lead_in_order_from_the_eve_to_the_end(first, length):
    last = min(first + timedelta(days=length), LATEST)
    if not is_too_long(first, last):
        assert recount.points_are_sound(Period(first, last, LATEST).list_points(), first, last)


# --- the recount -------------------------------------------------------------------------------------------------

TARGETS = {state: [target for source, target in STEPS if source == state] for state in State}
WAY = (State.DRAFT, *BOARD, State.ROLLOUT)
# Hypothesis wants them naive and adds the zone.
EARLY, LATE = datetime(2025, 10, 1), datetime(2027, 1, 10)  # noqa: DTZ001
MOMENTS = st.datetimes(EARLY, LATE, timezones=st.just(UTC))


@st.composite
def histories(draw) -> list[recount.Told]:
    """What may stand in the history of a few ideas: each goes its way through the table of steps."""
    told = []
    for idea in range(1, draw(st.integers(1, 9)) + 1):
        state, resume = State.DRAFT, State.SUBMITTED
        stood: dict[str, str] = {}
        # Left to chance alone, hardly any would become a solution that is adopted.
        is_straight = draw(st.booleans())
        for at in sorted(draw(st.lists(MOMENTS, min_size=12 if is_straight else 0, max_size=16))):
            if state == State.SUBMITTED and draw(st.booleans()):
                told.append(recount.Told(idea, at, "idea_answered"))
                continue
            targets = TARGETS[state] if state not in (State.PARKED, State.STOPPED) else [resume]
            if not targets:
                place = draw(st.sampled_from(["06631", "06414"]))
                status = draw(st.sampled_from(recount.LADDER))
                before = stood.get(place, "not_assessed")
                if status != before:
                    told.append(recount.Told(idea, at, "adoption_changed", status, place, before))
                    stood[place] = status
                continue
            target = WAY[WAY.index(state) + 1] if is_straight else draw(st.sampled_from(targets))
            told.append(recount.Told(idea, at, "idea_moved", target.value, source=state.value))
            if state == State.READY:
                no = draw(st.sampled_from(["review_returned", "review_rejected"]))
                told.append(recount.Told(idea, at, "review_approved" if target == State.ROLLOUT else no))
            if state in ACTIVE:
                resume = state
            state = target
    return told
