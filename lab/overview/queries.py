"""Reads what the figures are made of, and what is told besides: a fixed number of queries however much there is."""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.adoption.models import AdoptionStatus
from lab.audit.models import Event
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.overview import history
from lab.overview.flow import (
    ENDINGS,
    Figures,
    count_answers,
    count_first_steps,
    count_standing,
    spread,
    spread_lead,
)
from lab.overview.heard import HeardCount, collect_heard
from lab.overview.history import Selection
from lab.overview.periods import Period
from lab.overview.secrecy import Secrecy
from lab.prototypes.heard import count_heard
from lab.prototypes.models import Prototype
from lab.rollout.models import RolloutReview
from lab.rollout.readiness import list_unmet, load_gate


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
    """All figures: eight queries."""
    return Overview(
        selection, _load_figures(selection), _count_heard(selection), history.count_without_quorum(selection)
    )


def _load_figures(selection: Selection) -> Figures:
    """What the history says. Of a period that lies ahead it is only how many ideas there are."""
    period = selection.period
    points = period.list_points()
    parts = points or [period.until]
    steps = history.list_steps(selection, parts)
    ended = history.list_ended(selection)
    return Figures(
        points=points,
        flow=count_standing(steps, State, points),
        ideas=count_first_steps(steps),
        submitted=count_first_steps(steps, first_part=1),
        times={state: spread(days) for state, days in history.count_stays(selection).items()},
        lead=spread_lead(ended),
        answers=count_answers(history.list_answered(selection), period),
        ended={state: [idea.idea_id for idea in ended if idea.state == state] for state in ENDINGS},
        decisions=history.count_decisions(selection),
        adoption=count_standing(history.list_adoption_steps(selection, parts), AdoptionStatus, points),
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


def list_solutions(
    overview: Overview, job_centres: Mapping[str, JobCentre], most: int
) -> tuple[list[Solution], int]:
    """The ideas of the selection in rollout at its end, and what the chosen jobcentre uses: those that are most used, and
    how many there are. Four queries."""
    selection = overview.selection
    in_use = (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED)
    adopted = history.list_adopted(selection)
    is_listed = history.has_been_in(State.ROLLOUT, selection)
    if selection.job_centre:
        is_listed = sa.or_(is_listed, Idea.id.in_(adopted))
    listed = [
        (-sum(status in in_use for status in adopted.get(number, {}).values()), title, number)
        for number, title in db.session.execute(sa.select(Idea.id, Idea.title_key).where(is_listed))
    ]
    chosen = [number for _uses, _title, number in heapq.nsmallest(most, listed)]
    ideas = _load_ideas(chosen)
    reviews = {
        review.idea_id: review
        for review in db.session.scalars(
            sa.select(RolloutReview).where(RolloutReview.idea_id.in_(chosen)).order_by(RolloutReview.id)
        )
    }
    solutions = []
    for number in chosen:
        places = adopted.get(number, {})
        review = reviews.get(number)
        solutions.append(
            Solution(
                ideas[number],
                _places(places, in_use, job_centres),
                _places(places, (AdoptionStatus.PILOT,), job_centres),
                is_overridden=bool(review and list_unmet(load_gate(review.gate))),
                is_without_quorum=bool(review and review.is_without_quorum),
            )
        )
    return solutions, len(listed)


def _count_heard(selection: Selection) -> HeardCount:
    """Tests held in the period, at the chosen jobcentre or anywhere, by group."""
    period, theme = selection.period, selection.theme
    ideas = sa.select(Idea.id).where(Idea.theme_id == theme.id) if theme else None
    condition = None if ideas is None else Prototype.idea_id.in_(ideas)
    place = selection.job_centre.key if selection.job_centre else None
    return collect_heard(count_heard(condition, period.first, period.until, place))


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
