"""SUS and UMUX-Lite against the literature, and sheets that have no score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.results.scales import SUS_MEAN, UMUX_LITE_MEAN, sus_score, umux_lite_score

# Brooke (1996): the contributions 4 1 1 4 1 2 1 1 4 3 make 22, and 22 × 2.5 = 55.
BROOKE = [5, 4, 2, 1, 2, 3, 2, 4, 5, 2]
BEST = [5, 1] * 5
WORST = [1, 5] * 5


@pytest.mark.parametrize(
    ("items", "score"),
    [(BROOKE, 55.0), (BEST, 100.0), (WORST, 0.0), ([3] * 10, 50.0), ([5] * 10, 50.0), ([4, 2] * 5, 75.0)],
)
def test_sus_as_in_the_literature(items, score):
    assert sus_score(items) == score


# Lewis, Utesch & Maher (2013): (sum − 2) × 100 / 12; 0.65 times it plus 22.9 stands for a SUS.
@pytest.mark.parametrize(
    ("items", "score", "as_sus"),
    [
        ([1, 1], 0.0, 22.9),
        ([7, 7], 100.0, 87.9),
        ([4, 4], 50.0, 55.4),
        ([6, 4], 66.67, 66.2),
        ([6, 7], 91.67, 82.5),
    ],
)
def test_umux_lite_as_in_the_literature(items, score, as_sus):
    found = umux_lite_score(items)
    assert found == pytest.approx(score, abs=0.005)
    assert 0.65 * found + 22.9 == pytest.approx(as_sus, abs=0.05)


def test_the_reference_of_umux_lite_stands_for_that_of_sus():
    assert UMUX_LITE_MEAN == 69
    assert round(0.65 * UMUX_LITE_MEAN + 22.9) == SUS_MEAN


@pytest.mark.parametrize("gap", [None, 0, 6, -1, 2.0, 2.5, "3", True, [], 10**30])
@pytest.mark.parametrize("place", [0, 9])
def test_half_filled_sus_has_no_score(gap, place):
    items = [*BROOKE]
    items[place] = gap
    assert sus_score(items) is None


@pytest.mark.parametrize("items", [[], BROOKE[:9], [*BROOKE, 3], [None] * 10, [*BROOKE, None]])
def test_too_few_or_too_many_items_have_no_score(items):
    assert sus_score(items) is None


@pytest.mark.parametrize("items", [[], [4], [4, None], [None, 4], [0, 4], [8, 4], [4, 4, 4], ["4", "4"]])
def test_half_filled_umux_lite_has_no_score(items):
    assert umux_lite_score(items) is None


@given(st.lists(st.integers(1, 5), min_size=10, max_size=10))
def test_every_full_sus_lies_on_the_scale_and_turns_round(items):
    score = sus_score(items)
    assert 0 <= score <= 100
    assert score % 2.5 == 0
    assert sus_score([6 - item for item in items]) == 100 - score


@given(
    st.lists(st.one_of(st.none(), st.integers(-3, 12), st.text(), st.booleans(), st.floats()), max_size=12)
)
def test_whatever_else_was_sent_gives_no_number_off_the_scale(items):
    for score in (sus_score(items), umux_lite_score(items)):
        assert score is None or 0 <= score <= 100
