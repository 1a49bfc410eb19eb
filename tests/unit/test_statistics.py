"""Intervals against textbooks and against the distribution itself; small samples; no grade too early."""

from math import exp, lgamma, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.results.statistics import (
    T_QUANTILES,
    Grade,
    Summary,
    grade,
    success_interval,
    summarise,
    t_quantile,
)

SCORES = st.lists(st.integers(0, 40).map(lambda steps: steps * 2.5), min_size=1, max_size=60)


def share_below(quantile, degrees, steps=400):
    """Student's t distribution by Simpson's rule from its density."""
    constant = exp(lgamma((degrees + 1) / 2) - lgamma(degrees / 2)) / sqrt(degrees * pi)

    def density(x):
        return constant * (1 + x * x / degrees) ** (-(degrees + 1) / 2)

    width = quantile / steps
    inner = sum((4 if step % 2 else 2) * density(step * width) for step in range(1, steps))
    return 0.5 + width / 3 * (density(0) + inner + density(quantile))


@pytest.mark.parametrize("degrees", T_QUANTILES)
def test_the_table_of_quantiles_is_students_t(degrees):
    assert share_below(T_QUANTILES[degrees], degrees) == pytest.approx(0.975, abs=2e-4)


@pytest.mark.parametrize(
    # Known values from a finer table.
    ("degrees", "quantile"),
    [(35, 2.030), (50, 2.009), (80, 1.990), (100, 1.984), (194, 1.9723), (1000, 1.962), (10**6, 1.960)],
)
def test_between_its_rows_the_table_is_close_enough(degrees, quantile):
    assert t_quantile(degrees) == pytest.approx(quantile, abs=7e-4)


def test_the_interval_of_a_mean_as_in_the_nist_handbook():
    # 195 values with the mean and the standard deviation of the handbook's example.
    n, mean, deviation = 195, 9.261460, 0.022789
    step = deviation * sqrt((n - 1) / n / (2 / 3 * (n // 3 * 3) / n))
    values = [mean + step * (place % 3 - 1) for place in range(n)]
    found = summarise(values)
    assert (found.low, found.high) == (pytest.approx(9.258242, abs=2e-6), pytest.approx(9.264679, abs=2e-6))


def test_a_mean_of_five_by_hand():
    # 60 70 75 80 90: mean 75, standard deviation 11.18, times 2.776 / √5.
    found = summarise([60, 70, 75, 80, 90])
    assert (found.n, found.mean) == (5, 75)
    assert (found.low, found.high) == (pytest.approx(61.12, abs=0.01), pytest.approx(88.88, abs=0.01))


def test_nobody_has_no_mean_and_one_has_no_interval():
    assert summarise([]) is None
    assert summarise([72.5]) == Summary(1, 72.5, None, None)


def test_the_bounds_that_are_shown_are_rounded_outwards():
    assert summarise([60, 70, 75, 80, 90]).bounds == (61, 89)
    assert summarise([80, 80, 80]).bounds == (80, 80)
    assert summarise([80]).bounds is None


def test_the_interval_ends_where_the_scale_does():
    assert summarise([95, 100, 100]).high == 100
    assert summarise([0, 0, 5]).low == 0


@given(SCORES)
def test_the_mean_lies_in_its_interval_and_on_the_scale(values):
    found = summarise(values)
    assert found.n == len(values)
    assert 0 <= found.mean <= 100
    if found.n > 1:
        assert 0 <= found.low <= found.mean <= found.high <= 100


@given(SCORES.filter(lambda values: len(values) > 1))
def test_the_same_again_makes_the_interval_no_wider(values):
    once, twice = summarise(values), summarise(values * 2)
    assert twice.high - twice.low <= once.high - once.low + 1e-9


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Tullis & Albert (2008); Sauro & Lewis (2005) for 9 of 10; the rest from the formula by hand.
        (4, 5, 0.360, 0.980),
        (9, 10, 0.574, 1.0),
        (5, 10, 0.237, 0.763),
        (0, 5, 0.0, 0.489),
        (5, 5, 0.511, 1.0),
        (1, 1, 0.167, 1.0),
    ],
)
def test_the_share_of_successes_as_in_the_literature(successes, n, low, high):
    found = success_interval(successes, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-4), pytest.approx(high, abs=6e-4))


def test_nobody_who_tried_has_no_share():
    assert success_interval(0, 0) is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(pair):
    successes, n = pair
    found = success_interval(successes, n)
    assert 0 <= found.low <= successes / n <= found.high <= 1


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (None, None),
        (Summary(1, 90), None),
        (Summary(4, 90, 85, 95), None),
        (Summary(5, 90, 85, 95), Grade.ABOVE),
        (Summary(5, 50, 40, 60), Grade.BELOW),
        (Summary(5, 75, 61, 89), Grade.UNCLEAR),
        (Summary(5, 75, 68, 82), Grade.UNCLEAR),
        (Summary(5, 60, 52, 68), Grade.UNCLEAR),
        (Summary(5, 80, 80, 80), Grade.ABOVE),
        # What is shown as „68 bis 84“ or „52 bis 68“ holds the reference.
        (Summary(5, 76, 68.3, 83.7), Grade.UNCLEAR),
        (Summary(5, 60, 52.4, 67.6), Grade.UNCLEAR),
        (Summary(5, 77, 69.0, 85), Grade.ABOVE),
    ],
)
def test_a_grade_needs_five_people_and_an_interval_without_the_reference(summary, expected):
    assert grade(summary, 68) is expected
