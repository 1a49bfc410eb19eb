"""Figures of a period: from rows of the history, compared with a plain recount."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.adoption.models import AdoptionStatus
from lab.core.clock import day_of
from lab.ideas.workflow import ACTIVE, STEPS, State
from lab.overview.flow import (
    AdoptionStep,
    IdeaRow,
    Outcome,
    Share,
    Spread,
    Step,
    collect_figures,
    list_stays,
    spread,
)
from lab.overview.periods import EARLIEST, LATEST, Period, calendar_year, is_too_long
from tests import recount

TODAY = date(2026, 11, 22)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), TODAY)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def way(idea_id: int, *moves: tuple[date, State]) -> list[Step]:
    return [Step(idea_id, when, "idea_moved", state) for when, state in moves]


def figures_of(steps: list[Step], period: Period = YEAR, due: dict[int, date] | None = None):
    ideas = [IdeaRow(number, "06631", (due or {}).get(number)) for number in {step.idea_id for step in steps}]
    return collect_figures(period, ideas, steps, [])


def test_an_idea_counts_where_it_stood_when_the_day_was_over():
    steps = way(1, (day(1, 5), State.SUBMITTED), (day(1, 31), State.EMPATHISE), (day(2, 1), State.DEFINE))
    figures = figures_of(steps)
    assert figures.points[:3] == [day(12, 31, 2025), day(1, 31), day(2, 28)]
    assert figures.flow[State.EMPATHISE][:3] == [0, 1, 0]
    assert figures.flow[State.DEFINE][:3] == [0, 0, 1]
    assert figures.last(State.DEFINE) == 1


def test_what_happened_in_one_day_leaves_no_trace_but_its_end():
    steps = way(1, (day(3, 1), State.SUBMITTED), (day(3, 1), State.EMPATHISE))
    figures = figures_of(steps)
    assert set(figures.flow[State.SUBMITTED]) == {0}
    assert figures.last(State.EMPATHISE) == 1


def test_nothing_is_counted_beyond_today():
    steps = way(1, (day(3, 1), State.SUBMITTED))
    assert figures_of(steps).points[-1] == TODAY


def test_a_period_that_lies_ahead_has_no_figures():
    ahead = Period(day(1, 1, 2027), day(12, 31, 2027), TODAY)
    figures = figures_of(way(1, (day(3, 1), State.SUBMITTED)), ahead)
    assert figures.points == []
    assert figures.last(State.SUBMITTED) == 0
    assert figures.submitted == 0


def test_four_durations_tell_nothing_and_five_do():
    assert spread([1, 2, 3, 4]) == Spread(4)
    assert spread([9, 1, 3, 2, 4]) == Spread(5, 3, 9)
    assert spread(list(range(1, 21))) == Spread(20, 10.5, 17)


def test_each_stay_that_ended_in_the_period_counts():
    steps = []
    for number in range(1, 6):
        steps += way(
            number,
            (day(12, 1, 2025), State.SUBMITTED),
            (day(12, 30, 2025), State.EMPATHISE),
            (day(1, number), State.DEFINE),
            (day(1, 20), State.EMPATHISE),
        )
    figures = figures_of(steps)
    assert figures.times[State.EMPATHISE] == Spread(5, 4, 6)
    assert figures.times[State.DEFINE] == Spread(5, 17, 19)
    assert figures.times[State.SUBMITTED].n == 0


def test_lead_time_runs_from_the_first_submission_to_rollout():
    steps = []
    for number in range(1, 6):
        steps += way(number, (day(1, 1), State.SUBMITTED), (day(2, number), State.ROLLOUT))
    assert figures_of(steps).lead == Spread(5, 33, 35)


def test_an_idea_ends_once_as_it_ended_last():
    steps = way(
        1,
        (day(1, 2), State.SUBMITTED),
        (day(1, 3), State.STOPPED),
        (day(1, 4), State.SUBMITTED),
        (day(1, 5), State.PARKED),
    )
    figures = figures_of(steps)
    assert figures.ended == {State.ROLLOUT: [], State.STOPPED: [], State.MERGED: [], State.PARKED: [1]}


def test_an_answer_is_in_time_on_the_very_day():
    steps = [*way(1, (day(1, 2), State.SUBMITTED)), Step(1, day(1, 16), "idea_answered")]
    steps += way(2, (day(1, 2), State.SUBMITTED), (day(1, 17), State.EMPATHISE))
    steps += way(3, (day(1, 2), State.SUBMITTED))
    figures = figures_of(steps, due=dict.fromkeys((1, 2, 3), day(1, 16)))
    assert figures.answers == Share(3, 1)
    assert figures.answers.percent is None


def test_an_answer_due_today_is_open_until_the_day_is_over():
    steps = way(1, (day(11, 9), State.SUBMITTED))
    assert figures_of(steps, due={1: TODAY}).answers == Share(0, 0)
    assert figures_of([*steps, Step(1, TODAY, "idea_answered")], due={1: TODAY}).answers == Share(1, 1)


@pytest.mark.parametrize(("hits", "percent"), [(0, 0), (1, 13), (5, 63), (8, 100)])
def test_a_share_is_rounded_half_up(hits, percent):
    assert Share(8, hits).percent == percent


def test_decisions_count_from_when_the_idea_was_last_reported():
    steps = [
        *way(1, (day(1, 1), State.SUBMITTED), (day(3, 1), State.READY), (day(3, 11), State.TEST)),
        Step(1, day(3, 11), "review_returned"),
        *way(1, (day(4, 1), State.READY), (day(4, 3), State.ROLLOUT)),
        Step(1, day(4, 3), "review_approved"),
    ]
    figures = figures_of(steps)
    assert figures.decisions == {Outcome.RETURNED: 1, Outcome.APPROVED: 1}
    assert figures.deciding == Spread(2)


def test_adoption_stands_where_the_jobcentre_last_said():
    steps = [
        AdoptionStep(1, "06631", day(2, 1), AdoptionStatus.INTERESTED),
        AdoptionStep(1, "06631", day(3, 1), AdoptionStatus.PILOT),
        AdoptionStep(1, "06414", day(3, 1), AdoptionStatus.DECLINED),
        AdoptionStep(1, "06431", day(12, 1), AdoptionStatus.PILOT),
    ]
    figures = collect_figures(YEAR, [], [], steps)
    assert figures.adoption[AdoptionStatus.PILOT][-1] == 1
    assert figures.adoption[AdoptionStatus.INTERESTED][2] == 1
    assert figures.adopted == {1: {"06631": AdoptionStatus.PILOT, "06414": AdoptionStatus.DECLINED}}


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
# Hypothesis wants them naive and adds the zone.
EARLY, LATE = datetime(2025, 10, 1), datetime(2027, 1, 10)  # noqa: DTZ001
MOMENTS = st.datetimes(EARLY, LATE, timezones=st.just(UTC))


@st.composite
def histories(draw) -> list[recount.Told]:
    """What may stand in the history of a few ideas: each goes its way through the table of steps."""
    told = []
    for idea in range(1, draw(st.integers(1, 9)) + 1):
        state, resume = State.DRAFT, State.SUBMITTED
        for at in sorted(draw(st.lists(MOMENTS, max_size=12))):
            if state == State.SUBMITTED and draw(st.booleans()):
                told.append(recount.Told(idea, at, "idea_answered"))
                continue
            targets = TARGETS[state] if state not in (State.PARKED, State.STOPPED) else [resume]
            if not targets:
                status = draw(st.sampled_from(recount.LADDER))
                place = draw(st.sampled_from(["06631", "06414"]))
                told.append(recount.Told(idea, at, "adoption_changed", status, place))
                continue
            target = draw(st.sampled_from(targets))
            told.append(recount.Told(idea, at, "idea_moved", target.value))
            if state == State.READY:
                no = draw(st.sampled_from(["review_returned", "review_rejected"]))
                told.append(recount.Told(idea, at, "review_approved" if target == State.ROLLOUT else no))
            if state in ACTIVE:
                resume = state
            state = target
    return told


@given(histories(), st.dates(day(9, 1, 2025), day(2, 1, 2027)), st.integers(0, 500), st.data())
def test_every_figure_is_what_the_history_says(told, first, length, data):
    period = Period(first, first + timedelta(days=length), TODAY)
    due = {
        idea: data.draw(st.dates(day(10, 1, 2025), day(1, 10, 2027))) for idea in {row.idea for row in told}
    }
    ideas = [IdeaRow(idea, None, when) for idea, when in due.items()]
    steps = [
        Step(row.idea, day_of(row.at), row.kind, State(row.to) if row.to else None)
        for row in told
        if not row.place
    ]
    ladder = [
        AdoptionStep(row.idea, row.place, day_of(row.at), AdoptionStatus(row.to)) for row in told if row.place
    ]
    recount.compare(collect_figures(period, ideas, steps, ladder), told, due, period, TODAY)


def test_stays_follow_each_other():
    stays = list_stays([("a", day(1, 1), "x"), ("b", day(1, 2), "x"), ("a", day(1, 3), "y")])
    assert [(stay.key, stay.state, stay.days) for stay in stays] == [
        ("a", "x", 2),
        ("a", "y", None),
        ("b", "x", None),
    ]
