"""What the page of a rollout shows of adoption, with the forms of the jobcentre that reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lab.accounts.access import why_not
from lab.accounts.models import JobCentre, User
from lab.adoption import policy, queries
from lab.adoption.forms import AdoptionForm, QuestionForm, StepsForm
from lab.adoption.ladder import Question, find_question
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus, AdoptionStep, Step
from lab.adoption.queries import LADDER, Progress, Row
from lab.adoption.steps import name_versions
from lab.core.clock import today
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea
from lab.ideas.workflow import State


@dataclass(frozen=True)
class Standing:
    """Where one jobcentre stands, with its steps and what it answered last."""

    job_centre: JobCentre
    adoption: Adoption | None
    status: AdoptionStatus
    steps: Mapping[Step, AdoptionStep] = field(default_factory=dict)
    checks: Sequence[AdoptionCheck] = ()

    @property
    def done(self) -> int:
        """Steps that are done."""
        return sum(step.is_done for step in self.steps.values())

    @property
    def last_check(self) -> AdoptionCheck | None:
        """What it answered last."""
        return self.checks[-1] if self.checks else None

    @property
    def question(self) -> Question | None:
        """What it is asked today."""
        introduced_on = self.adoption.introduced_on if self.adoption else None
        return find_question(self.status, introduced_on, [check.months for check in self.checks], today())


@dataclass(frozen=True)
class Forms:
    """Forms that came back; the others are fresh."""

    adoption: AdoptionForm | None = None
    steps: StepsForm | None = None
    question: QuestionForm | None = None


@dataclass(frozen=True)
class Own:
    """The reader's jobcentre: what it may fill in, or why not."""

    standing: Standing
    why_not: str | None
    forms: Forms


@dataclass(frozen=True)
class Ladder:
    """All jobcentres of one solution."""

    standings: Sequence[Standing]
    rungs: Sequence[tuple[AdoptionStatus, Sequence[Standing]]]
    progress: Progress
    own: Own | None
    all_steps: Sequence[Step] = tuple(Step)

    @property
    def told(self) -> list[Standing]:
        """Those that have said anything."""
        return [standing for standing in self.standings if standing.adoption]


@dataclass(frozen=True)
class Interest:
    """Who would take part, and what the reader may do about it."""

    places: Sequence[JobCentre]
    may_say: bool
    may_withdraw: bool
    why_not: str | None
    progress: Progress

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read or do."""
        return bool(self.places) or self.may_say or self.why_not is not None


def show_interest(actor: User, idea: Idea) -> Interest:
    """Interest in an idea: asked for from the test stage on, shown wherever there is any. With it how far all are: one query."""
    rows = [] if idea.state == State.DRAFT else queries.list_rows(idea)
    interested = [row.job_centre for row in rows if row.status == AdoptionStatus.INTERESTED]
    own = next((row.status for row in rows if row.job_centre.key == actor.job_centre_key), None)
    may_withdraw = why_not(policy.check_withdraw_interest, actor, idea) is None
    reason = why_not(policy.check_say_interest, actor, idea)
    is_asked = idea.state in (State.TEST, State.READY)
    return Interest(
        interested,
        may_say=reason is None and own == AdoptionStatus.NOT_ASSESSED,
        may_withdraw=may_withdraw and own == AdoptionStatus.INTERESTED,
        why_not=reason if is_asked else None,
        progress=queries.measure_progress(rows),
    )


def show_ladder(actor: User, idea: Idea, sent: Forms | None = None) -> Ladder:
    """The ladder as the actor sees it: three queries."""
    rows = queries.list_rows(idea)
    steps = queries.map_steps(idea)
    checks: dict[str, list[AdoptionCheck]] = {}
    for check in queries.list_checks(idea.id):
        checks.setdefault(check.job_centre_key, []).append(check)
    standings = [_standing(row, steps, checks) for row in rows]
    rungs = [(rung, [one for one in standings if one.status == rung]) for rung in LADDER]
    own = next((one for one in standings if one.job_centre.key == actor.job_centre_key), None)
    return Ladder(
        standings=standings,
        rungs=[(rung, there) for rung, there in rungs if there],
        progress=queries.measure_progress(rows),
        own=_own(actor, idea, own, sent or Forms()) if own else None,
    )


def _standing(
    row: Row, steps: Mapping[str, Mapping[Step, AdoptionStep]], checks: Mapping[str, Sequence[AdoptionCheck]]
) -> Standing:
    key = row.job_centre.key
    return Standing(row.job_centre, row.adoption, row.status, steps.get(key, {}), checks.get(key, ()))


def _own(actor: User, idea: Idea, standing: Standing, sent: Forms) -> Own:
    adoption, job_centre = standing.adoption, standing.job_centre
    reason = why_not(policy.check_keep_adoption, actor, idea, job_centre)
    if reason is None and adoption is not None:
        reason = why_not(check_shown, adoption)
    if reason is not None:
        return Own(standing, reason, Forms())
    may_tick = why_not(policy.check_keep_steps, actor, idea, job_centre, standing.status) is None
    question = standing.question
    forms = Forms(
        adoption=sent.adoption or AdoptionForm.of(adoption),
        steps=(sent.steps or StepsForm.of(standing.steps, name_versions(standing.steps)))
        if may_tick
        else None,
        question=(sent.question or QuestionForm.of(adoption, question)) if adoption and question else None,
    )
    return Own(standing, None, forms)
