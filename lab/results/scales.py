"""Scores of the two questionnaires: pure. A sheet with a gap has no score, never a guessed one."""

from collections.abc import Sequence
from typing import Any

# The mean of published SUS studies (Sauro, „A Practical Guide to the System Usability Scale“, 2011).
SUS_MEAN = 68
# The UMUX-Lite that stands for it: Lewis, Utesch & Maher (2013) expect SUS = 0.65 · UMUX-Lite + 22.9.
UMUX_LITE_MEAN = round((SUS_MEAN - 22.9) / 0.65)


def sus_score(items: Sequence[Any]) -> float | None:
    """The System Usability Scale of one sheet, 0…100; None unless all ten items are answered from 1 to 5.

    Odd items are worded positively and give x − 1, even ones negatively and give 5 − x; the sum times 2.5.

    Worked example (Brooke, J.: SUS – a „quick and dirty“ usability scale. In: Usability Evaluation in
    Industry, London 1996, pp. 189–194): contributions 4 1 1 4 1 2 1 1 4 3 add up to 22, and 22 × 2.5 = 55.

    >>> sus_score([5, 4, 2, 1, 2, 3, 2, 4, 5, 2])
    55.0
    """
    values = _complete(items, count=10, highest=5)
    if values is None:
        return None
    return 2.5 * sum(value - 1 if place % 2 else 5 - value for place, value in enumerate(values, start=1))


def umux_lite_score(items: Sequence[Any]) -> float | None:
    """The UMUX-Lite of one sheet, 0…100; None unless both items are answered from 1 to 7.

    (sum − 2) × 100 / 12, without the regression that would turn it into a SUS (Lewis, J. R., Utesch, B. S. &
    Maher, D. E.: UMUX-LITE – when there's no time for the SUS. CHI 2013, pp. 2099–2102). Worked example: the
    published regression runs from 22.9 for two ones to 87.9 for two sevens, so from a score of 0 to one of 100.

    >>> umux_lite_score([7, 7]), umux_lite_score([1, 1]), umux_lite_score([6, 4])
    (100.0, 0.0, 66.66666666666667)
    """
    values = _complete(items, count=2, highest=7)
    return None if values is None else (sum(values) - 2) * 100 / 12


def _complete(items: Sequence[Any], count: int, highest: int) -> list[int] | None:
    """The items when all are whole numbers within the scale; True and False are none."""
    values = [item for item in items if type(item) is int and 1 <= item <= highest]
    return values if len(values) == len(items) == count else None
