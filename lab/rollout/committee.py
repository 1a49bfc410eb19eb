"""The steering committee: who sits in it, how many votes it takes, and who sees them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lab.accounts.models import Role, User
from lab.core.clock import add_months, today
from lab.rollout.models import CommitteeMember, ReviewStatus, RolloutReview

MONTHS_TO_LOOK_AGAIN = 6


@dataclass(frozen=True)
class Committee:
    """The members that count today. Where nobody is listed, each leader who is not involved decides alone."""

    members: tuple[User, ...] = ()
    chairs: frozenset[int] = frozenset()
    # A committee whose members have all left is one without a chair, and not none.
    is_listed: bool = False

    @property
    def exists(self) -> bool:
        """Whether there is one."""
        return self.is_listed or bool(self.members)

    def has(self, account: User) -> bool:
        """Whether the account is a member."""
        return any(member.id == account.id for member in self.members)

    def is_chair(self, account: User) -> bool:
        """Whether the account may close reviews: chair or deputy."""
        return account.id in self.chairs


def counts(account: User) -> bool:
    """Whether a listed account is a member today: leadership, and enabled."""
    return account.role == Role.LEADERSHIP and account.is_enabled


def seat(listed: Iterable[CommitteeMember]) -> Committee:
    """The committee as the list has it, without those who count no more."""
    listed = list(listed)
    present = [entry for entry in listed if counts(entry.account)]
    return Committee(
        tuple(entry.account for entry in present),
        frozenset(entry.account_id for entry in present if entry.is_chair),
        is_listed=bool(listed),
    )


@dataclass(frozen=True)
class Voting:
    """How far the vote on one candidate is: who gave a vote, who may, and what the settings ask for."""

    voters: frozenset[int]
    eligible: frozenset[int]
    quorum: int
    deadline_on: date
    may_be_early: bool

    @property
    def votes(self) -> int:
        """Votes given, also those of members who have left since."""
        return len(self.voters)

    @property
    def total(self) -> int:
        """Votes there can be."""
        return len(self.eligible | self.voters)

    @property
    def needed(self) -> int:
        """Votes that make a quorum: never more than there can be."""
        return min(self.quorum, self.total)

    @property
    def has_quorum(self) -> bool:
        """Whether enough have voted."""
        return self.votes >= self.needed

    @property
    def is_over(self) -> bool:
        """Whether the last day for votes has passed."""
        return self.deadline_on < today()

    @property
    def is_ready(self) -> bool:
        """Whether there is nothing left to wait for."""
        return self.has_quorum or self.is_over

    @property
    def may_close(self) -> bool:
        """Whether the chair may close it now; without a quorum that stays visible."""
        return self.is_ready or self.may_be_early


def sees_votes(actor: User, review: RolloutReview, committee: Committee, voters: Iterable[int]) -> bool:
    """Votes are secret until the review is closed, but for members who have given theirs."""
    if review.status != ReviewStatus.OPEN:
        return True
    return committee.has(actor) and actor.id in set(voters)


def usual_day_to_look_again(day: date) -> date:
    """Half a year later."""
    return add_months(day, MONTHS_TO_LOOK_AGAIN)
