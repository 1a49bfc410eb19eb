"""What a sample says about all people of its kind: pure. Small samples stay honest by their wide intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, floor, sqrt

# Below this many people a result is an impression: no grade.
SMALLEST_SAMPLE = 5
Z = 1.959964
# The 97.5 % quantile of Student's t by degrees of freedom: NIST/SEMATECH e-Handbook of Statistical Methods,
# 1.3.6.7.2, where the normal distribution's stands for infinity.
T_QUANTILES = {
    **dict(
        enumerate(
            (
                *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
                *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
                *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
            ),
            start=1,
        )
    ),
    40: 2.021,
    60: 2.000,
    120: 1.980,
}


class Grade(Enum):
    """How a mean stands to a reference; `UNCLEAR` when its interval holds the reference."""

    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Summary:
    """A mean with the number behind it and its 95 % confidence interval; one value alone has no interval."""

    n: int
    mean: float
    low: float | None = None
    high: float | None = None

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The interval as it is shown: whole numbers, rounded outwards so that it promises no more than it is."""
        if self.low is None or self.high is None:
            return None
        return floor(round(self.low, 6)), ceil(round(self.high, 6))


@dataclass(frozen=True)
class Interval:
    """From … to, as shares of 1."""

    low: float
    high: float


def summarise(values: Sequence[float], lowest: float = 0, highest: float = 100) -> Summary | None:
    """Mean and Student's t interval, cut to the scale; None for no values.

    Worked example (NIST/SEMATECH e-Handbook, 1.3.5.2, heat flow meter): n = 195, mean 9.261460, standard
    deviation 0.022789 give 9.258242 to 9.264679.
    """
    n = len(values)
    if n == 0:
        return None
    mean = min(max(sum(values) / n, lowest), highest)
    if n == 1:
        return Summary(n, mean)
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / (n - 1))
    margin = t_quantile(n - 1) * deviation / sqrt(n)
    return Summary(n, mean, max(lowest, mean - margin), min(highest, mean + margin))


def t_quantile(degrees: int) -> float:
    """The 97.5 % quantile of Student's t; between the rows of the table by the reciprocal of the degrees."""
    if degrees in T_QUANTILES:
        return T_QUANTILES[degrees]
    below = max(row for row in T_QUANTILES if row < degrees)
    above = min((row for row in T_QUANTILES if row > degrees), default=None)
    far, far_quantile = (1 / above, T_QUANTILES[above]) if above else (0.0, Z)
    share = (1 / degrees - far) / (1 / below - far)
    return far_quantile + share * (T_QUANTILES[below] - far_quantile)


def success_interval(successes: int, n: int) -> Interval | None:
    """Adjusted Wald interval (95 %) of a share of successes; None for nobody.

    Agresti & Coull, The American Statistician 52 (1998), pp. 119–126; the one for small usability tests by
    Sauro & Lewis, Estimating completion rates from small samples, HFES 2005, pp. 2100–2104. Worked example
    (Tullis & Albert, Measuring the User Experience, 2008, p. 69): 4 of 5 give 36 % to 98 %.
    """
    if n == 0:
        return None
    adjusted_n = n + Z**2
    share = (successes + Z**2 / 2) / adjusted_n
    margin = Z * sqrt(share * (1 - share) / adjusted_n)
    return Interval(max(0.0, share - margin), min(1.0, share + margin))


def grade(summary: Summary | None, reference: float) -> Grade | None:
    """Above or below the reference, or not to be told apart from it; None below the smallest sample.

    It goes by the bounds that are shown, so that words and numbers never contradict each other.
    """
    if summary is None or summary.n < SMALLEST_SAMPLE or summary.bounds is None:
        return None
    low, high = summary.bounds
    if low > reference:
        return Grade.ABOVE
    return Grade.BELOW if high < reference else Grade.UNCLEAR
