"""Time marks of a session."""

import pytest

from lab.sessions.times import mark_of, second_of


@pytest.mark.parametrize(
    ("mark", "second"),
    [
        ("00:00", 0),
        ("3:20", 200),
        ("03:20", 200),
        (" 03:20 ", 200),
        ("75:30", 4530),
        ("1:15:30", 4530),
        ("23:59:59", 86399),
    ],
)
def test_minutes_and_seconds_are_read(mark, second):
    assert second_of(mark) == second


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "3",
        "3:2",
        "3:60",
        "3.20",
        "-1:00",
        "1:60:00",
        "24:00:00",
        "99:59:59",
        "x",
        "٣:٢٠",
        "9" * 40,
        "1:2:3:4",
    ],
)
def test_anything_else_is_no_mark(mark):
    assert second_of(mark) is None


@pytest.mark.parametrize(
    ("second", "mark"),
    [(0, "00:00"), (200, "03:20"), (4530, "75:30"), (6000, "1:40:00"), (86399, "23:59:59")],
)
def test_a_second_is_shown_as_it_is_written(second, mark):
    assert mark_of(second) == mark
    assert second_of(mark) == second
