"""What one jobcentre does with solutions and ideas, and what it has not looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.models import JobCentre
from lab.adoption.ladder import IN_USE
from lab.adoption.models import Adoption, AdoptionStatus, AdoptionStep, Step
from lab.adoption.queries import is_active_today
from lab.core.clock import day_of
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.prototypes.heard import Heard, list_heard
from lab.prototypes.models import Prototype, TestRound
from lab.rollout.models import RolloutReview
from lab.rollout.queries import map_approvals
from lab.solutions.queries import Approved, map_confirmations

# Of each list the page shows so many; a link leads to the rest.
LISTED = 8
USED, PILOT, LOOKING, WAITING, REFUSED = "used", "pilot", "looking", "waiting", "refused"
SHELVES = {
    USED: IN_USE,
    PILOT: (AdoptionStatus.PILOT,),
    LOOKING: (AdoptionStatus.ASSESSING, AdoptionStatus.INTERESTED),
    REFUSED: (AdoptionStatus.DECLINED, AdoptionStatus.ABORTED),
}


@dataclass(frozen=True)
class Entry(Approved):
    """One solution as the jobcentre stands with it; `review` is its approval."""

    adoption: Adoption
    review: RolloutReview | None = None
    confirmed_on: date | None = None
    # None where the checklist was never touched.
    open_steps: Sequence[Step] | None = None

    @property
    def since(self) -> date:
        """The day on which it came to stand there."""
        return self.adoption.since or day_of(self.adoption.changed_at)


@dataclass(frozen=True)
class Shelf:
    """Solutions of one kind, the latest first, and how many there are in all."""

    entries: Sequence[Entry] = ()
    total: int = 0


@dataclass(frozen=True)
class Chance(Approved):
    """A solution that others use and this jobcentre has not looked at; whom to ask, there."""

    idea: Idea
    review: RolloutReview | None
    used: int
    users: Sequence[Adoption]


@dataclass(frozen=True)
class HeldTest:
    """A test that was held in the jobcentre."""

    round: TestRound
    heard: Heard


@dataclass(frozen=True)
class Portrait:
    """All that the page of a jobcentre shows."""

    shelves: Mapping[str, Shelf]
    chances: Sequence[Chance]
    chances_total: int
    ideas: Sequence[Idea]
    states: Mapping[State, int]
    tests: Sequence[HeldTest]
    tests_total: int

    @property
    def open_steps(self) -> list[Entry]:
        """Solutions on the way whose checklist has something left."""
        on_the_way = (entry for name in (PILOT, LOOKING, USED) for entry in self.shelf(name).entries)
        return [entry for entry in on_the_way if entry.open_steps]

    def shelf(self, name: str) -> Shelf:
        """The solutions of this kind."""
        return self.shelves.get(name, Shelf())

    @property
    def ideas_total(self) -> int:
        """Ideas that came from here."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Line:
    """One jobcentre in the list of all."""

    job_centre: JobCentre
    counts: Mapping[str, int] = field(default_factory=dict)
    ideas: int = 0
    untold: int = 0


def load_portrait(job_centre: JobCentre) -> Portrait:
    """The page of a jobcentre: ten queries whatever it does."""
    found = _list_adoptions(job_centre)
    chances, chances_total = _list_chances(job_centre)
    ids = [adoption.idea_id for adoption, _name, _total in found]
    reviews = map_approvals([*ids, *(idea.id for idea, _used in chances)])
    confirmed = map_confirmations(ids, job_centre.key)
    steps = _map_open_steps(job_centre, ids)
    shelves: dict[str, Shelf] = {}
    for name in (*SHELVES, WAITING):
        entries = [
            Entry(
                row,
                reviews.get(row.idea_id),
                confirmed.get((row.idea_id, job_centre.key)),
                steps.get(row.idea_id),
            )
            for row, shelf, _total in found
            if shelf == name
        ]
        shelves[name] = Shelf(entries, next((total for _row, shelf, total in found if shelf == name), 0))
    users = _map_users([idea.id for idea, _used in chances])
    ideas, states = _list_ideas(job_centre)
    tests, tests_total = _list_tests(job_centre)
    return Portrait(
        shelves=shelves,
        chances=[Chance(idea, reviews.get(idea.id), used, users.get(idea.id, ())) for idea, used in chances],
        chances_total=chances_total,
        ideas=ideas,
        states=states,
        tests=tests,
        tests_total=tests_total,
    )


def list_lines(job_centres: Sequence[JobCentre]) -> list[Line]:
    """All jobcentres in numbers, in the order given: three queries."""
    total = db.session.scalar(sa.select(sa.func.count()).where(Idea.state == State.ROLLOUT)) or 0
    by_status = (
        sa.select(Adoption.job_centre_key, Adoption.status, sa.func.count())
        .join(Idea, Idea.id == Adoption.idea_id)
        .where(Idea.state == State.ROLLOUT, Adoption.status != AdoptionStatus.NOT_ASSESSED)
        .group_by(Adoption.job_centre_key, Adoption.status)
    )
    counts: dict[str, dict[str, int]] = {}
    for key, status, count in db.session.execute(by_status):
        name = next(shelf for shelf, statuses in SHELVES.items() if status in statuses)
        of_key = counts.setdefault(key, {})
        of_key[name] = of_key.get(name, 0) + count
    proposed = (
        sa.select(Idea.job_centre_key, sa.func.count())
        .where(Idea.state != State.DRAFT, Idea.job_centre_key.is_not(None))
        .group_by(Idea.job_centre_key)
    )
    ideas = {row[0]: row[1] for row in db.session.execute(proposed)}
    return [
        Line(one, own := counts.get(one.key, {}), ideas.get(one.key, 0), total - sum(own.values()))
        for one in job_centres
    ]


def _list_adoptions(job_centre: JobCentre) -> list[tuple[Adoption, str, int]]:
    """The latest of each shelf with its name and how many the shelf has: one query.

    Interest in what is still being tested has a shelf of its own; interest in what never came to the rollout has none.
    """
    shelf = sa.case(
        *(
            (sa.and_(Idea.state == State.ROLLOUT, Adoption.status.in_(statuses)), name)
            for name, statuses in SHELVES.items()
        ),
        (
            sa.and_(Idea.state.in_((State.TEST, State.READY)), Adoption.status == AdoptionStatus.INTERESTED),
            WAITING,
        ),
    )
    place = sa.func.row_number().over(
        partition_by=shelf,
        order_by=(Adoption.since.desc().nulls_last(), Adoption.changed_at.desc(), Adoption.idea_id),
    )
    total = sa.func.count().over(partition_by=shelf)
    ranked = (
        sa.select(Adoption.idea_id, shelf.label("shelf"), place.label("place"), total.label("total"))
        .join(Idea, Idea.id == Adoption.idea_id)
        .where(Adoption.job_centre_key == job_centre.key)
        .subquery()
    )
    statement = (
        sa.select(Adoption, ranked.c.shelf, ranked.c.total)
        .join(ranked, ranked.c.idea_id == Adoption.idea_id)
        .options(joinedload(Adoption.idea))
        .where(
            Adoption.job_centre_key == job_centre.key, ranked.c.shelf.is_not(None), ranked.c.place <= LISTED
        )
        .order_by(ranked.c.place, Adoption.idea_id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(statement)]


def _map_open_steps(job_centre: JobCentre, ids: Collection[int]) -> dict[int, list[Step]]:
    """What is left to do, by idea, where the checklist was begun."""
    statement = sa.select(AdoptionStep.idea_id, AdoptionStep.step, AdoptionStep.is_done).where(
        AdoptionStep.job_centre_key == job_centre.key, AdoptionStep.idea_id.in_(ids)
    )
    done: dict[int, set[Step]] = {}
    for idea_id, step, is_done in db.session.execute(statement):
        done.setdefault(idea_id, set()).update({step} if is_done else ())
    return {idea_id: [step for step in Step if step not in ticked] for idea_id, ticked in done.items()}


def _list_chances(job_centre: JobCentre) -> tuple[list[tuple[Idea, int]], int]:
    """What others use and this jobcentre has not assessed, the most used first, and how many there are."""
    used = (
        sa.select(Adoption.idea_id, sa.func.count().label("used"))
        .join(JobCentre, JobCentre.key == Adoption.job_centre_key)
        .where(Adoption.status.in_(IN_USE), Adoption.job_centre_key != job_centre.key, is_active_today())
        .group_by(Adoption.idea_id)
        .subquery()
    )
    assessed = sa.exists().where(
        Adoption.idea_id == Idea.id,
        Adoption.job_centre_key == job_centre.key,
        Adoption.status != AdoptionStatus.NOT_ASSESSED,
    )
    statement = (
        sa.select(Idea, used.c.used, sa.func.count().over())
        .join(used, used.c.idea_id == Idea.id)
        .where(Idea.state == State.ROLLOUT, ~assessed)
        .order_by(used.c.used.desc(), Idea.title_key, Idea.id)
        .limit(LISTED)
    )
    rows = db.session.execute(statement).all()
    return [(row[0], row[1]) for row in rows], rows[0][2] if rows else 0


def _map_users(ids: Collection[int]) -> dict[int, list[Adoption]]:
    """Jobcentres of today that use these solutions, with their contact."""
    statement = (
        sa.select(Adoption)
        .join(Adoption.job_centre)
        .options(joinedload(Adoption.job_centre))
        .where(Adoption.idea_id.in_(ids), Adoption.status.in_(IN_USE), is_active_today())
        .order_by(JobCentre.short_name, JobCentre.key)
    )
    users: dict[int, list[Adoption]] = {}
    for row in db.session.scalars(statement):
        users.setdefault(row.idea_id, []).append(row)
    return users


def _list_ideas(job_centre: JobCentre) -> tuple[Sequence[Idea], dict[State, int]]:
    """The latest ideas from here, and how many there are in each state. Drafts are nobody's business."""
    own = (Idea.job_centre_key == job_centre.key, Idea.state != State.DRAFT)
    counted = sa.select(Idea.state, sa.func.count()).where(*own).group_by(Idea.state)
    found = {row[0]: row[1] for row in db.session.execute(counted)}
    latest = sa.select(Idea).where(*own).order_by(Idea.submitted_at.desc(), Idea.id.desc()).limit(LISTED)
    return db.session.scalars(latest).all(), {state: found[state] for state in State if state in found}


def _list_tests(job_centre: JobCentre) -> tuple[list[HeldTest], int]:
    """Tests held here, the latest first, and how many: a round counts as one."""
    here = list_heard(None, job_centre.key)
    here.sort(key=lambda row: (row.first, row.round_id), reverse=True)
    shown = here[:LISTED]
    statement = (
        sa.select(TestRound)
        .options(joinedload(TestRound.prototype).joinedload(Prototype.idea))
        .where(TestRound.id.in_([row.round_id for row in shown]))
    )
    rounds = {row.id: row for row in db.session.scalars(statement)}
    return [HeldTest(rounds[row.round_id], row) for row in shown if row.round_id in rounds], len(here)
