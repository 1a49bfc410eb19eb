"""Tests held and people heard by group: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lab.prototypes.heard import Heard
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


def count_heard(rows: Iterable[Heard]) -> HeardCount:
    """Every group in its usual order."""
    rounds: dict[Group, set[int]] = {group: set() for group in Group}
    people = dict.fromkeys(Group, 0)
    for row in rows:
        rounds[row.group].add(row.round_id)
        people[row.group] += row.people
    return HeardCount(
        len(set().union(*rounds.values())),
        [GroupCount(group, len(rounds[group]), people[group]) for group in Group],
    )
