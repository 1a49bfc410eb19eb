"""The ladder of adoption as a table: what a step up, down or off it needs, and when a jobcentre is asked. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lab.adoption.models import AdoptionStatus
from lab.core.clock import add_months
from lab.ideas.workflow import State

# From the ground up. Whoever said no stands on the ground again.
RUNGS = (
    AdoptionStatus.NOT_ASSESSED,
    AdoptionStatus.INTERESTED,
    AdoptionStatus.ASSESSING,
    AdoptionStatus.PILOT,
    AdoptionStatus.INTRODUCED,
    AdoptionStatus.SUSTAINED,
)
REFUSED = (AdoptionStatus.DECLINED, AdoptionStatus.ABORTED)
IN_USE = (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED)
# Who is on the way ticks off what it takes.
ON_THE_WAY = (AdoptionStatus.INTERESTED, AdoptionStatus.ASSESSING, AdoptionStatus.PILOT, *IN_USE)
# From here on jobcentres may say that they would take part.
OPEN_FOR_INTEREST = (State.TEST, State.READY, State.ROLLOUT)
# Months after the introduction at which a jobcentre is asked whether the solution is still in use.
MONTHS_ASKED = (6, 12)
MONTHS_UNTIL_SUSTAINED = 6
# The lab began then; an earlier day is a slip of the keyboard.
EARLIEST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Needs:
    """What a step needs besides its status."""

    # A sentence why; `category` asks for its kind too.
    reason: bool = False
    category: bool = False
    # No day before the approval: what is not approved nobody has introduced.
    approval: bool = False
    # Half a year since the introduction, else a sentence why.
    half_year: bool = False


def get_needs(before: AdoptionStatus, after: AdoptionStatus) -> Needs:
    """What the step needs. Staying where one is needs nothing new, but a no keeps its reason."""
    if after in REFUSED:
        return Needs(reason=True, category=True)
    in_use = after in IN_USE
    if before == after:
        return Needs(approval=in_use)
    return Needs(
        reason=_is_down(before, after) or _rung(after) - _rung(before) > 1,
        approval=in_use,
        half_year=(before, after) == (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED),
    )


def has_lasted(introduced_on: date | None, since: date) -> bool:
    """Whether half a year lay between the introduction and the day; without a day of introduction it did not."""
    return introduced_on is not None and add_months(introduced_on, MONTHS_UNTIL_SUSTAINED) <= since


@dataclass(frozen=True)
class Question:
    """Is it still in use? Asked so many months after the introduction, from that day on."""

    months: int
    due_on: date


def find_question(
    status: AdoptionStatus, introduced_on: date | None, answered: Collection[int], day: date
) -> Question | None:
    """The question that is open on the day. After a year only that one is asked, also where the first got no answer.

    Whoever has come to „nach 6 Monaten noch genutzt“ without being asked has answered the first.
    """
    if status not in IN_USE or introduced_on is None:
        return None
    for months in reversed(MONTHS_ASKED):
        due_on = add_months(introduced_on, months)
        if due_on > day:
            continue
        is_settled = months in answered or (
            status == AdoptionStatus.SUSTAINED and months == MONTHS_UNTIL_SUSTAINED
        )
        return None if is_settled else Question(months, due_on)
    return None


def _rung(status: AdoptionStatus) -> int:
    return 0 if status in REFUSED else RUNGS.index(status)


def _is_down(before: AdoptionStatus, after: AdoptionStatus) -> bool:
    """Taking back a no is a step down too; interest binds nobody and may be taken back without a word."""
    if (before, after) == (AdoptionStatus.INTERESTED, AdoptionStatus.NOT_ASSESSED):
        return False
    if before in REFUSED:
        return after == AdoptionStatus.NOT_ASSESSED
    return _rung(after) < _rung(before)
