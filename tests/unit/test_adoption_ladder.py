"""The ladder of adoption: what each step needs, and when a jobcentre is asked whether it still goes on."""

import itertools
from datetime import date

import pytest

from lab.adoption.ladder import MONTHS_ASKED, RUNGS, Needs, Question, find_question, get_needs, has_lasted
from lab.adoption.models import AdoptionStatus
from lab.core.clock import add_months

# A row is where one stands, a column where one goes: `.` nothing more, `r` a reason, `c` category and reason,
# `h` a reason before half a year is over. Written by hand from the rules.
TABLE = """
                not_assessed interested assessing pilot introduced sustained declined aborted
not_assessed         .           .          r       r       r          r         c       c
interested           .           .          .       r       r          r         c       c
assessing            r           r          .       .       r          r         c       c
pilot                r           r          r       .       .          r         c       c
introduced           r           r          r       r       .          h         c       c
sustained            r           r          r       r       r          .         c       c
declined             r           .          r       r       r          r         c       c
aborted              r           .          r       r       r          r         c       c
"""
LETTERS = {
    ".": {},
    "r": {"reason": True},
    "c": {"reason": True, "category": True},
    "h": {"half_year": True},
}


def all_pairs():
    heading, *rows = [line.split() for line in TABLE.strip().splitlines()]
    for before, *letters in rows:
        for after, letter in zip(heading, letters, strict=True):
            yield AdoptionStatus(before), AdoptionStatus(after), letter


def test_each_of_the_64_steps_needs_what_the_table_says():
    pairs = list(all_pairs())
    assert {(before, after) for before, after, _letter in pairs} == {
        (before, after) for before in AdoptionStatus for after in AdoptionStatus
    }
    for before, after, letter in pairs:
        in_use = after in ("introduced", "sustained")
        assert get_needs(before, after) == Needs(**LETTERS[letter], approval=in_use), (before, after)


def test_going_up_one_rung_at_a_time_never_needs_a_reason():
    for before, after in itertools.pairwise(RUNGS):
        assert not get_needs(before, after).reason


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-08-15", 6, "2027-02-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 6, "2027-06-30"),
        ("2026-01-01", 12, "2027-01-01"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-31", -6, "2025-07-31"),
        ("2026-05-05", 0, "2026-05-05"),
    ],
)
def test_months_end_where_the_month_ends(day, months, later):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("introduced", "since", "lasted"),
    [
        ("2026-08-31", "2027-02-27", False),
        ("2026-08-31", "2027-02-28", True),
        ("2026-01-01", "2026-06-30", False),
        ("2026-01-01", "2026-07-01", True),
    ],
)
def test_half_a_year_is_over_on_the_day_six_months_later(introduced, since, lasted):
    assert has_lasted(date.fromisoformat(introduced), date.fromisoformat(since)) is lasted
    assert has_lasted(None, date.fromisoformat(since)) is False


@pytest.mark.parametrize(
    ("status", "answered", "day", "asked"),
    [
        ("introduced", [], "2027-02-27", None),
        ("introduced", [], "2027-02-28", 6),
        ("introduced", [], "2027-08-30", 6),
        ("introduced", [6], "2027-08-30", None),
        ("introduced", [], "2027-08-31", 12),
        ("introduced", [6], "2027-08-31", 12),
        ("introduced", [6, 12], "2029-01-01", None),
        ("introduced", [12], "2029-01-01", None),
        ("sustained", [], "2027-03-01", None),
        ("sustained", [], "2027-08-31", 12),
        ("sustained", [6], "2027-08-31", 12),
        ("sustained", [6, 12], "2027-08-31", None),
        ("pilot", [], "2027-08-31", None),
        ("aborted", [], "2027-08-31", None),
        ("not_assessed", [], "2027-08-31", None),
    ],
)
def test_a_jobcentre_is_asked_after_six_and_after_twelve_months(status, answered, day, asked):
    introduced = date(2026, 8, 31)
    question = find_question(AdoptionStatus(status), introduced, answered, date.fromisoformat(day))
    assert question == (Question(asked, add_months(introduced, asked)) if asked else None)


def test_nobody_is_asked_without_a_day_of_introduction():
    assert find_question(AdoptionStatus.INTRODUCED, None, [], date(2030, 1, 1)) is None
    assert MONTHS_ASKED == (6, 12)
