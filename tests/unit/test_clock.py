"""Working days in Hesse."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.core.clock import HESSE, add_working_days, frozen, is_working_day, now, today
from tests.helpers import frozen_at


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 2), True),  # a Monday
        (date(2026, 3, 7), False),  # a Saturday
        (date(2026, 3, 8), False),  # a Sunday
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 5, 1), False),  # Labour Day
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 6, 4), False),  # Corpus Christi, a holiday in Hesse
        (date(2026, 1, 6), True),  # Epiphany, none in Hesse
        (date(2025, 10, 31), True),  # Reformation Day, none in Hesse
        (date(2024, 11, 1), True),  # All Saints, none in Hesse
        (date(2025, 10, 3), False),  # German Unity
        (date(2025, 12, 25), False),
        (date(2025, 12, 26), False),
        (date(2025, 12, 24), True),  # Christmas Eve is no public holiday
    ],
)
def test_which_days_are_working_days(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # over a weekend
        (date(2026, 3, 27), 10, date(2026, 4, 14)),  # over Easter: two holidays
        (date(2025, 12, 19), 10, date(2026, 1, 7)),  # over Christmas and New Year
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # from a Saturday
    ],
)
def test_deadlines_count_working_days(start, days, end):
    assert add_working_days(start, days) == end


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_a_deadline_is_a_working_day_with_as_many_before_it(start, days):
    end = add_working_days(start, days)
    assert is_working_day(end)
    between = [date.fromordinal(number) for number in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert sum(map(is_working_day, between)) == days


def test_today_is_the_day_in_hesse():
    with frozen(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert today() == date(2026, 7, 1)


def test_the_clock_goes_on_after_it_was_held():
    with frozen_at("2020-02-29"):
        assert now() == datetime(2020, 2, 29, 9, tzinfo=HESSE)
    assert now().year > 2020
