"""Reads what the figures are made of: lean rows, a fixed number of queries however much there is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.adoption.models import AdoptionStatus
from lab.audit.models import Event
from lab.core.clock import HESSE, day_of
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.overview.flow import AdoptionStep, Figures, IdeaRow, Outcome, Step, collect_figures
from lab.overview.heard import HeardCount, count_heard
from lab.overview.periods import DAY, Period
from lab.overview.secrecy import Secrecy
from lab.prototypes.heard import list_heard
from lab.prototypes.models import Prototype
from lab.rollout.models import RolloutReview
from lab.rollout.readiness import list_unmet, load_gate
from lab.themes.models import ThemeLab

MOVES = (
    *("idea_submitted", "idea_moved", "idea_moved_back", "idea_parked"),
    *("idea_stopped", "idea_resumed", "idea_merged", "idea_unmerged", "review_opened"),
)
STEP_KINDS = (*MOVES, "idea_answered", *(outcome.value for outcome in Outcome))


@dataclass(frozen=True)
class Selection:
    """What is looked at: a period, and if wished one jobcentre and one themed lab."""

    period: Period
    job_centre: JobCentre | None = None
    theme: ThemeLab | None = None


@dataclass(frozen=True)
class Learning:
    """What was learned from an idea that was stopped."""

    idea: Idea
    tried: str
    learned: str


@dataclass(frozen=True)
class Solution:
    """An idea in rollout: the jobcentres that use it, and those where it runs as a pilot."""

    idea: Idea
    in_use: Sequence[JobCentre]
    pilots: Sequence[JobCentre]
    is_overridden: bool
    is_without_quorum: bool


@dataclass(frozen=True)
class Overview:
    """The figures of a selection, and what is told besides."""

    selection: Selection
    figures: Figures
    heard: HeardCount
    without_quorum: int

    @property
    def period(self) -> Period:
        """The period that is looked at."""
        return self.selection.period

    @property
    def secrecy(self) -> Secrecy:
        """How numbers of ideas are told."""
        return Secrecy(self.selection.job_centre is not None, self.figures.ideas)

    @property
    def stopped(self) -> Sequence[int]:
        """Ideas that were stopped in the period, the latest first."""
        return self.figures.ended[State.STOPPED]


def load_overview(selection: Selection) -> Overview:
    """All figures: five queries."""
    ideas = _list_ideas(selection)
    chosen = [idea for idea in ideas if _is_from(idea, selection.job_centre)]
    period = selection.period
    own = {idea.id for idea in chosen}
    return Overview(
        selection,
        collect_figures(period, chosen, _list_steps(period), _list_adoption_steps(selection, ideas)),
        _count_heard(selection),
        _count_without_quorum(period, own),
    )


def list_learnings(idea_ids: Sequence[int]) -> list[Learning]:
    """What was learned from stopped ideas, in the given order: two queries.

    It is read from the history, which keeps it even when the idea was taken up again later.
    """
    if not idea_ids:
        return []
    ideas = _load_ideas(idea_ids)
    statement = (
        sa.select(Event)
        .where(
            Event.subject_kind == "idea",
            Event.kind == "idea_stopped",
            Event.subject_id.in_([str(number) for number in idea_ids]),
        )
        .order_by(Event.id)
    )
    told = {int(event.subject_id): event for event in db.session.scalars(statement)}
    return [_learning_of(ideas[number], told.get(number)) for number in idea_ids if number in ideas]


def list_solutions(overview: Overview, job_centres: Mapping[str, JobCentre]) -> list[Solution]:
    """The ideas of the selection in rollout at its end, and what the chosen jobcentre uses; most used first: two queries."""
    adopted = overview.figures.adopted
    used = adopted if overview.selection.job_centre else ()
    ideas = _load_ideas({*overview.figures.in_rollout, *used})
    reviews = {
        review.idea_id: review
        for review in db.session.scalars(
            sa.select(RolloutReview).where(RolloutReview.idea_id.in_(ideas)).order_by(RolloutReview.id)
        )
    }
    in_use = (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED)
    solutions = []
    for number, idea in ideas.items():
        places = adopted.get(number, {})
        review = reviews.get(number)
        solutions.append(
            Solution(
                idea,
                _places(places, in_use, job_centres),
                _places(places, (AdoptionStatus.PILOT,), job_centres),
                is_overridden=bool(review and list_unmet(load_gate(review.gate))),
                is_without_quorum=bool(review and review.is_without_quorum),
            )
        )
    return sorted(solutions, key=lambda solution: (-len(solution.in_use), solution.idea.title_key))


def _list_ideas(selection: Selection) -> list[IdeaRow]:
    """Ideas that were handed in, whatever their jobcentre: drafts are their author's."""
    statement = sa.select(Idea.id, Idea.job_centre_key, Idea.answer_due_on).where(Idea.state != State.DRAFT)
    if selection.theme:
        statement = statement.where(Idea.theme_id == selection.theme.id)
    return [IdeaRow(*row) for row in db.session.execute(statement)]


def _list_steps(period: Period) -> list[Step]:
    statement = (
        sa.select(Event.subject_id, Event.at, Event.kind, Event.to_state)
        .where(Event.kind.in_(STEP_KINDS), Event.subject_kind == "idea", Event.at < _end_of(period))
        .order_by(Event.at, Event.id)
    )
    states = {state.value: state for state in State}
    return [
        Step(int(subject), day_of(at), kind, states.get(target or ""))
        for subject, at, kind, target in db.session.execute(statement)
    ]


def _list_adoption_steps(selection: Selection, ideas: Sequence[IdeaRow]) -> list[AdoptionStep]:
    """Steps on the ladder of the chosen jobcentre, or of all, with the ideas."""
    known = {idea.id for idea in ideas}
    statement = (
        sa.select(Event.subject_id, Event.at, Event.to_state, Event.detail["job_centre_key"].as_string())
        .where(
            Event.kind == "adoption_changed",
            Event.subject_kind == "idea",
            Event.to_state.is_not(None),
            Event.at < _end_of(selection.period),
        )
        .order_by(Event.at, Event.id)
    )
    steps = [
        AdoptionStep(int(subject), key or "", day_of(at), AdoptionStatus(target))
        for subject, at, target, key in db.session.execute(statement)
    ]
    chosen = selection.job_centre
    return [
        step
        for step in steps
        if step.idea_id in known and (chosen is None or step.job_centre_key == chosen.key)
    ]


def _count_heard(selection: Selection) -> HeardCount:
    """Tests held in the period, at the chosen jobcentre or anywhere, by group."""
    ideas = sa.select(Idea.id).where(Idea.state != State.DRAFT)
    if selection.theme:
        ideas = ideas.where(Idea.theme_id == selection.theme.id)
    chosen = selection.job_centre
    return count_heard(
        row
        for row in list_heard(Prototype.idea_id.in_(ideas))
        if selection.period.has(row.first) and (chosen is None or row.job_centre_key == chosen.key)
    )


def _count_without_quorum(period: Period, idea_ids: Collection[int]) -> int:
    """Decisions of the period that the chair took before enough members had voted."""
    statement = sa.select(RolloutReview.idea_id, RolloutReview.decided_at).where(
        RolloutReview.is_without_quorum, RolloutReview.decided_at.is_not(None)
    )
    return sum(
        idea_id in idea_ids and period.has(day_of(decided))
        for idea_id, decided in db.session.execute(statement)
        if decided
    )


def _load_ideas(idea_ids: Collection[int]) -> dict[int, Idea]:
    statement = sa.select(Idea).where(Idea.id.in_(list(idea_ids)))
    return {idea.id: idea for idea in db.session.scalars(statement)}


def _learning_of(idea: Idea, event: Event | None) -> Learning:
    """The words of the history; of an idea that is hidden only what may be seen of it."""
    if event is None or idea.is_withheld:
        return Learning(idea, idea.learning_tried or "", idea.learning_learned or "")
    detail = event.detail or {}
    return Learning(idea, detail.get("tried") or "", detail.get("learned") or "")


def _places(
    adopted: Mapping[str, AdoptionStatus],
    wanted: Collection[AdoptionStatus],
    job_centres: Mapping[str, JobCentre],
) -> list[JobCentre]:
    found = [job_centres[key] for key, status in adopted.items() if status in wanted and key in job_centres]
    return sorted(found, key=lambda place: place.short_name)


def _is_from(idea: IdeaRow, job_centre: JobCentre | None) -> bool:
    return job_centre is None or idea.job_centre_key == job_centre.key


def _end_of(period: Period) -> datetime:
    """The moment at which the day after the period begins in Hesse."""
    return datetime.combine(period.until + DAY, time.min, tzinfo=HESSE)
