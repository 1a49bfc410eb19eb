"""What is not told because it would point at somebody: pure."""

from dataclasses import dataclass
from enum import Enum

from lab.overview.flow import SMALLEST_GROUP


class Few(Enum):
    """Stands where a number from 1 to 4 is kept back."""

    FEW = "few"


FEW = Few.FEW
# A number, or that it is kept back.
Told = int | Few


@dataclass(frozen=True)
class Secrecy:
    """How numbers of ideas are told.

    All ideas of the lab together point at nobody. Those of one jobcentre do when they are few: then each number
    from 1 to 4 is kept back, and with fewer than five ideas altogether every number is, zeros too.
    """

    narrowed: bool
    ideas: int

    @property
    def tells_nothing(self) -> bool:
        """Whether there are so few ideas that no figure about them is told."""
        return self.narrowed and 0 < self.ideas < SMALLEST_GROUP

    def count(self, number: int) -> Told:
        """A number of ideas."""
        if self.tells_nothing:
            return FEW
        return people(number) if self.narrowed else number


def people(number: int) -> Told:
    """A number of people: never from 1 to 4."""
    return FEW if 0 < number < SMALLEST_GROUP else number
