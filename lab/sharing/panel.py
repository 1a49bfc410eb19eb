"""What the page of an idea shows of who has its problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.accounts.access import why_not
from lab.accounts.models import JobCentre, User
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.sharing import policy, queries


@dataclass(frozen=True)
class Sharing:
    """Who has the problem, and what the reader may do about it."""

    own: JobCentre | None
    others: Sequence[JobCentre]
    count: int
    may_share: bool
    may_withdraw: bool

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read or do."""
        return self.count > 1 or bool(self.others) or self.may_share


def show_sharing(actor: User, idea: Idea) -> Sharing:
    """Jobcentres with the problem: a query only where there are others."""
    has_others = idea.state != State.DRAFT and idea.sharing_count > (1 if idea.job_centre_key else 0)
    others = queries.list_sharing(idea) if has_others else []
    may = why_not(policy.check_share_problem, actor, idea) is None
    has_said = any(job_centre.key == actor.job_centre_key for job_centre in others)
    return Sharing(
        own=idea.job_centre,
        others=others,
        count=idea.sharing_count,
        may_share=may and not has_said,
        may_withdraw=may and has_said,
    )
