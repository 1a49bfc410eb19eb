"""What the pages show of committee, questions and conditions, each with the form of whoever may act."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lab.accounts.access import why_not
from lab.accounts.models import User
from lab.core.clock import today
from lab.ideas.models import Idea
from lab.ideas.workflow import ACTIVE
from lab.rollout import policy, votes
from lab.rollout.committee import Committee, Voting, sees_votes, usual_day_to_look_again
from lab.rollout.forms import AnswerForm, ConditionForm, LookAgainForm, QuestionForm, VoteForm
from lab.rollout.models import (
    ReviewCondition,
    ReviewQuestion,
    ReviewStatus,
    ReviewVote,
    RolloutReview,
    VoteChoice,
)


@dataclass(frozen=True)
class Ballot:
    """The vote on one candidate as one reader sees it. `voting` is None once it is closed, or without a committee."""

    voting: Voting | None
    votes: Sequence[ReviewVote]
    own: ReviewVote | None
    sees_all: bool
    why_not_vote: str | None
    form: VoteForm | None
    has_free_chair: bool = True

    @property
    def tally(self) -> list[tuple[VoteChoice, int]]:
        """How many said what, of the votes that are shown."""
        counts = Counter(vote.choice for vote in self.votes)
        return [(choice, counts[choice]) for choice in VoteChoice if counts[choice]]


@dataclass(frozen=True)
class Questions:
    """What the committee asked, with the forms of those who may ask or answer."""

    rows: Sequence[ReviewQuestion]
    form: QuestionForm | None
    answers: Mapping[int, AnswerForm]
    why_not_answer: str | None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read or do."""
        return bool(self.rows) or self.form is not None


@dataclass(frozen=True)
class Conditions:
    """What must be done before the next report, with a form each for whoever may tick them."""

    rows: Sequence[ReviewCondition]
    forms: Mapping[int, ConditionForm] = field(default_factory=dict)
    why_not_tick: str | None = None

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(condition.is_done for condition in self.rows)


def show_ballot(
    actor: User, review: RolloutReview, committee: Committee, form: VoteForm | None = None
) -> Ballot:
    """The vote on the review; secret parts are left out for whoever may not see them."""
    shown = votes.list_votes(actor, review, committee)
    own = next((vote for vote in shown if vote.member_id == actor.id), None)
    is_open = review.status == ReviewStatus.OPEN
    voting = votes.map_votings([review], committee)[review.id] if is_open and committee.exists else None
    reason = why_not(policy.check_vote, actor, review, review.idea, committee)
    may_vote = is_open and reason is None and own is None
    chairs = [member for member in committee.members if committee.is_chair(member)]
    return Ballot(
        voting=voting,
        votes=shown,
        own=own,
        sees_all=sees_votes(actor, review, committee, [own.member_id] if own else []),
        why_not_vote=reason if committee.has(actor) else None,
        form=(form or VoteForm(formdata=None)) if may_vote else None,
        has_free_chair=any(policy.may_vote(member, review, review.idea, committee) for member in chairs),
    )


def show_questions(
    actor: User,
    review: RolloutReview,
    committee: Committee,
    form: QuestionForm | None = None,
    answers: Mapping[int, AnswerForm] | None = None,
) -> Questions:
    """The questions about the review."""
    rows = votes.list_questions(review)
    is_open = review.status == ReviewStatus.OPEN
    may_ask = is_open and policy.may_vote(actor, review, review.idea, committee)
    reason = why_not(policy.check_answer_question, actor, review.idea)
    forms = {}
    if is_open and reason is None:
        unanswered = [row for row in rows if row.answer is None and not row.is_withheld]
        forms = {
            row.id: (answers or {}).get(row.id) or AnswerForm.of(row, formdata=None) for row in unanswered
        }
    return Questions(rows, (form or QuestionForm(formdata=None)) if may_ask else None, forms, reason)


def show_conditions(
    actor: User, review: RolloutReview, forms: Mapping[int, ConditionForm] | None = None
) -> Conditions:
    """The conditions of a returned review; they are ticked until the idea is reported again."""
    rows = votes.list_conditions(review)
    return _conditions(actor, review.idea, rows, forms or {}) if votes.is_latest(review) else Conditions(rows)


def show_conditions_of(actor: User, idea: Idea, latest: RolloutReview | None) -> Conditions | None:
    """The conditions of the idea's latest review, if it came back with some and work goes on."""
    if latest is None or latest.status != ReviewStatus.RETURNED or idea.state not in ACTIVE:
        return None
    return _conditions(actor, idea, latest.conditions, {}, back="idea") if latest.conditions else None


def _conditions(
    actor: User,
    idea: Idea,
    rows: Sequence[ReviewCondition],
    forms: Mapping[int, ConditionForm],
    back: str = "",
) -> Conditions:
    reason = why_not(policy.check_tick_condition, actor, idea)
    if reason is not None:
        return Conditions(rows, why_not_tick=reason)
    shown = [row for row in rows if not row.is_withheld]
    return Conditions(
        rows, {row.id: forms.get(row.id) or ConditionForm.of(row, back, formdata=None) for row in shown}
    )


def show_look_again(
    actor: User, review: RolloutReview, committee: Committee, form: LookAgainForm | None = None
) -> LookAgainForm | None:
    """The form for whoever looks again, from the day on that was set."""
    is_due = review.look_again_on is not None and review.look_again_on <= today()
    if review.status == ReviewStatus.OPEN or not is_due:
        return None
    if why_not(policy.check_decide, actor, review, review.idea, committee):
        return None
    return form or LookAgainForm(formdata=None, data={"look_again_on": usual_day_to_look_again(today())})
