"""What a meeting goes through: the open candidates in the order of reporting, one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.accounts.access import why_not
from lab.accounts.models import User
from lab.documents.text import shorten
from lab.ideas.evidence import Facts, facts_of
from lab.prototypes.versions import VersionRow, list_versions
from lab.results.queries import VersionResults, collect_results
from lab.results.sentences import score_sentence
from lab.rollout import panels, policy, queries, votes
from lab.rollout.lights import Light, lights
from lab.rollout.models import ReviewQuestion, RolloutReview
from lab.rollout.readiness import Item, list_unmet, load_gate

LONGEST_PROBLEM = 360
LONGEST_COST = 300


@dataclass(frozen=True)
class Candidate:
    """One candidate on the screen, as this reader may see it."""

    review: RolloutReview
    number: int
    total: int
    versions: Sequence[VersionRow]
    result: VersionResults | None
    questions: Sequence[ReviewQuestion]
    ballot: panels.Ballot
    previous: RolloutReview | None
    why_not_decide: str | None

    @property
    def problem(self) -> str:
        """The problem, short enough to be read from afar."""
        return shorten(self.review.idea.problem, LONGEST_PROBLEM)

    @property
    def cost(self) -> str:
        """What it costs to run, in short."""
        return shorten(self.review.operating_cost, LONGEST_COST)

    @property
    def facts(self) -> Facts:
        """Who tried it."""
        return facts_of(self.review.idea, {})

    @property
    def items(self) -> list[Item]:
        """The gate as it stood when it was reported."""
        return load_gate(self.review.gate)

    @property
    def lights(self) -> list[Light]:
        """How ready it is."""
        return lights(self.items)

    @property
    def unmet(self) -> list[Item]:
        """What was open when it was reported nevertheless."""
        return list_unmet(self.items)

    @property
    def scores(self) -> list[tuple[str, str]]:
        """What each group gave the newest version that was tried: the group and a sentence."""
        found = self.result.list_scores() if self.result else []
        return [(str(score.group.label), score_sentence(score)) for score in found if score.summary]

    @property
    def has_voted(self) -> bool:
        """Whether this reader's vote is given."""
        return self.ballot.own is not None


def find_candidate(actor: User, number: int) -> Candidate | None:
    """The candidate at this place of the agenda, the last one for a place behind it; None when nothing is open."""
    ids = queries.list_open_ids()
    if not ids:
        return None
    number = min(number, len(ids))
    review = queries.get_review(actor, ids[number - 1])
    committee = votes.load_committee()
    versions = list_versions(review.idea)
    tested = [row for row in versions if row.n][:1]
    return Candidate(
        review=review,
        number=number,
        total=len(ids),
        versions=versions,
        result=next(iter(collect_results(tested)), None),
        questions=votes.list_questions(review),
        ballot=panels.show_ballot(actor, review, committee),
        previous=queries.find_last_return(review),
        why_not_decide=why_not(policy.check_decide, actor, review, review.idea, committee),
    )
