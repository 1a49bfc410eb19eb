"""Tests held and people heard by group: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lab.prototypes.models import Group


@dataclass(frozen=True)
class GroupCount:
    """How many tests were held with a group, and how many people took part."""

    group: Group
    tests: int
    people: int


@dataclass(frozen=True)
class HeardCount:
    """All tests, and what falls to each group; a test with two groups counts for both."""

    tests: int
    groups: Sequence[GroupCount]

    @property
    def people(self) -> int:
        """How many people took part."""
        return sum(group.people for group in self.groups)


def collect_heard(rows: Iterable[tuple[Group | None, int, int]]) -> HeardCount:
    """Every group in its usual order, from what was counted of each and of all."""
    counts = {group: (tests, people) for group, tests, people in rows}
    groups = [GroupCount(group, *counts.get(group, (0, 0))) for group in Group]
    return HeardCount(counts.get(None, (0, 0))[0], groups)
