"""The life of one idea of the load data: its history step by step, and the row that comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from lab.cli.load_people import Crowd
from lab.cli.load_rollout import Rollout
from lab.cli.load_rows import Rows
from lab.cli.load_trials import Trials
from lab.cli.load_words import (
    FIRST_ANSWERS,
    FOUND,
    LEARNED,
    PROBLEMS,
    PROPOSALS,
    REASONS,
    TITLES,
    Language,
)
from lab.core.clock import add_working_days, day_of
from lab.ideas.evidence import METHODS, NOTE_KINDS
from lab.ideas.models import (
    Audience,
    AuthorVisibility,
    DataProtection,
    Effort,
    Idea,
    NoteKind,
    StageNote,
    TeamMember,
    WorkArea,
)
from lab.ideas.workflow import STAGES, State
from lab.search.analyser import fold
from lab.sharing.models import SharedProblem

# How many of a thousand ideas stand where. Each column of the board is full, so that its pages are alike at any size.
SHARES = {
    State.ROLLOUT: 270,
    State.STOPPED: 200,
    State.PARKED: 70,
    State.MERGED: 50,
    State.SUBMITTED: 60,
    State.EMPATHISE: 60,
    State.DEFINE: 60,
    State.IDEATE: 60,
    State.PROTOTYPE: 60,
    State.TEST: 60,
    State.READY: 50,
}
WRITTEN = 5
# Of so many ideas other jobcentres say that they have the problem too.
SHARED = 0.25
MOST_DAYS = 420


@dataclass(frozen=True)
class Target:
    """An idea on the board that others can be merged into."""

    number: int
    title: str


@dataclass
class Life:
    """One idea while it is told. `deeds` are its steps in order; each is played at its own moment."""

    rows: Rows
    crowd: Crowd
    chance: Random
    number: int
    born: datetime
    until: datetime
    state: State
    at: datetime = field(init=False)
    team: set[int] = field(default_factory=set)
    sharing: set[str] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)
    deeds: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.language = Language(self.chance)
        self.topic = self.language.noun()
        self.at = self.born
        self.author_id, self.job_centre_key = self.crowd.author(self.chance)
        self.facilitator_id = self.crowd.facilitator(self.chance)
        self.trials = Trials(self)
        self.rollout = Rollout(self)

    def record(self, kind: str, actor_id: int, **values: Any) -> None:
        """An event of this moment."""
        self.rows.record(self.at, kind, actor_id, self.number, **values)

    def move(self, kind: str, actor_id: int, target: State, **values: Any) -> None:
        """An event that carries both states; from now on the idea stands at the target."""
        before = self.values["state"]
        stayed = (
            None if before == State.DRAFT else (day_of(self.at) - day_of(self.values["state_since"])).days
        )
        states = {"from_state": before.value, "to_state": target.value, "stayed": stayed}
        self.record(kind, actor_id, **states, **values)
        self.values |= {"state": target, "state_since": self.at}


def tell_life(life: Life, targets: Sequence[Target]) -> None:
    """Plays an idea from its submission to where it stands and adds its rows; `targets` can take in a merged one."""
    _submit(life)
    _plan_work(life, targets)
    moments = sorted(life.chance.random() for _deed in life.deeds)
    for moment, deed in zip(moments, life.deeds, strict=True):
        life.at = life.born + (life.until - life.born) * moment
        deed()
    life.rows.add_keyed(Idea, id=life.number, **life.values, **life.trials.count())
    life.trials.write()
    life.rollout.write()


def _submit(life: Life) -> None:
    """The row as somebody submits it, with the two events."""
    language, chance = life.language, life.chance
    title = language.sentence(TITLES, life.topic)[:120]
    areas = chance.sample(list(WorkArea), chance.randint(0, 2))
    life.values = {
        "title": title,
        "title_key": fold(title)[:250],
        "problem": language.paragraph(PROBLEMS, life.topic, 2, 5),
        "proposal": language.paragraph(PROPOSALS, life.topic, 1, 4),
        "audience": chance.choice(list(Audience)),
        "author_id": life.author_id,
        "author_visibility": AuthorVisibility.NAMED if chance.random() < 0.7 else AuthorVisibility.TEAM,
        "job_centre_key": life.job_centre_key,
        "created_at": life.born,
        "submitted_at": life.born,
        "state": State.SUBMITTED,
        "state_since": life.born,
        "answer_due_on": add_working_days(day_of(life.born), 10),
        "work_areas": [area.value for area in areas],
        "effort": chance.choice([None, *Effort]),
        "data_protection": chance.choice(list(DataProtection)),
    }
    life.record("idea_created", life.author_id)
    moved = {"from_state": State.DRAFT.value, "to_state": State.SUBMITTED.value}
    life.record("idea_submitted", life.author_id, **moved)


def _plan_work(life: Life, targets: Sequence[Target]) -> None:
    """Puts the steps that lead to where the idea stands into their order."""
    last = _last_stage(life)
    if life.chance.random() < SHARED:
        life.deeds += [lambda: _share(life)] * life.chance.randint(1, 5)
    stages = [State.SUBMITTED, *STAGES][: 1 + [State.SUBMITTED, *STAGES].index(last)]
    feedbacks = life.chance.randint(2, 3) if last == State.TEST else 0
    notes = [life.chance.choice(stages[1:] or stages) for _number in range(WRITTEN - feedbacks)]
    for stage in stages:
        if stage != State.SUBMITTED:
            life.deeds.append(lambda stage=stage: _enter(life, stage))  # type: ignore[misc]
        life.deeds += [lambda: _write_note(life)] * notes.count(stage)
        if stage == State.PROTOTYPE:
            life.deeds.append(life.trials.build_version)
        if stage == State.TEST:
            _plan_test(life, feedbacks)
    _plan_end(life, targets)


def _plan_test(life: Life, feedbacks: int) -> None:
    trials, chance = life.trials, life.chance
    if chance.random() < 0.5:
        life.deeds.append(trials.plan_round)
    life.deeds += [trials.hear] * (feedbacks - 1)
    if chance.random() < 0.3:
        life.deeds += [lambda: _step_back(life), trials.build_version, lambda: _enter(life, State.TEST)]
    life.deeds.append(trials.hear)
    is_done = life.state in (State.READY, State.ROLLOUT)
    if is_done or chance.random() < 0.4:
        life.deeds += [trials.answer_findings, trials.judge]


def _plan_end(life: Life, targets: Sequence[Target]) -> None:
    rollout = life.rollout
    match life.state:
        case State.READY:
            life.deeds.append(rollout.report)
        case State.ROLLOUT:
            life.deeds += [rollout.report, rollout.approve]
            life.deeds += [rollout.adopt] * life.chance.randint(1, 10)
        case State.STOPPED:
            life.deeds.append(lambda: _stop(life))
        case State.PARKED:
            life.deeds.append(lambda: _park(life))
        case State.MERGED:
            life.deeds.append(lambda: _merge(life, targets))
        case _:
            pass


def _last_stage(life: Life) -> State:
    """The last column in which work was done."""
    if life.state in (State.READY, State.ROLLOUT):
        return State.TEST
    if life.state in (State.PARKED, State.STOPPED, State.MERGED):
        return life.chance.choice([State.SUBMITTED, *STAGES])
    return life.state


def _enter(life: Life, stage: State) -> None:
    """A step forward; the first one answers, and the team grows."""
    reason = None
    if stage == State.EMPATHISE:
        reason = life.language.sentence(FIRST_ANSWERS, life.topic)
        _answer(life, reason)
        _join(life)
        if life.chance.random() < 0.6:
            _join(life)
    without = life.chance.random() < 0.3
    if stage != State.EMPATHISE and without:
        reason = life.language.sentence(REASONS, life.topic)
    detail = {} if stage == State.EMPATHISE else {"without_evidence": without}
    life.move("idea_moved", life.facilitator_id, stage, reason=reason, **detail)


def _answer(life: Life, text: str) -> None:
    if life.values.get("first_answer") is None:
        life.values |= {"first_answer": text, "answered_at": life.at, "responsible_id": life.facilitator_id}


def _join(life: Life) -> None:
    member_id, _job_centre = life.crowd.author(life.chance)
    if member_id == life.author_id or member_id in life.team:
        return
    life.team.add(member_id)
    life.rows.add_keyed(TeamMember, idea_id=life.number, account_id=member_id, joined_at=life.at)
    life.record("team_joined", member_id)


def _share(life: Life) -> None:
    place = life.chance.choice(life.crowd.job_centres)
    if place.key == life.job_centre_key or place.key in life.sharing:
        return
    life.sharing.add(place.key)
    life.values["sharing_count"] = 1 + len(life.sharing)
    life.rows.add_keyed(SharedProblem, idea_id=life.number, job_centre_key=place.key, shared_at=life.at)
    detail = {"job_centre": place.short_name, "job_centre_key": place.key}
    life.record("problem_shared", life.crowd.leader_of(place.key), **detail)


def _write_note(life: Life) -> None:
    stage = life.values["state"]
    kind = life.chance.choice(NOTE_KINDS.get(stage, (NoteKind.NOTE,)))
    is_heard = kind in (NoteKind.CONVERSATION, NoteKind.OBSERVATION)
    methods = METHODS.get(stage, ())
    author_id = life.author_id if life.chance.random() < 0.5 else life.facilitator_id
    note_id = life.rows.add(
        StageNote,
        idea_id=life.number,
        stage=stage,
        kind=kind,
        method=life.chance.choice([None, *methods]),
        people=life.chance.randint(1, 12) if is_heard else None,
        body=life.language.paragraph(FOUND, life.topic, 1, 3),
        author_id=author_id,
        created_at=life.at,
    )
    life.record("note_added", author_id, note_kind=kind.value, note_id=note_id, stage=stage.value)


def _step_back(life: Life) -> None:
    reason = life.language.sentence(REASONS, life.topic)
    life.move("idea_moved_back", life.facilitator_id, State.PROTOTYPE, reason=reason)


def _stop(life: Life) -> None:
    tried = life.language.sentence(FOUND, life.topic)
    learned = life.language.paragraph(LEARNED, life.topic, 1, 2)
    _answer(life, learned)
    life.values |= {
        "resume_state": life.values["state"],
        "learning_tried": tried,
        "learning_learned": learned,
    }
    life.move("idea_stopped", life.facilitator_id, State.STOPPED, tried=tried, learned=learned)


def _park(life: Life) -> None:
    reason = life.language.sentence(REASONS, life.topic)
    look_again_on = _some_day(life)
    _answer(life, reason)
    life.values |= {"resume_state": life.values["state"], "look_again_on": look_again_on}
    detail = {"look_again_on": look_again_on.isoformat()}
    life.move("idea_parked", life.facilitator_id, State.PARKED, reason=reason, **detail)


def _some_day(life: Life) -> date:
    return day_of(life.at) + timedelta(days=life.chance.randint(30, 400))


def _merge(life: Life, targets: Sequence[Target]) -> None:
    """Into an idea on the board; while there is none it stays where it is."""
    if not targets:
        return
    target = life.chance.choice(targets)
    reason = life.language.sentence(REASONS, life.topic)
    _answer(life, reason)
    life.values["merged_into_id"] = target.number
    detail = {"title": target.title, "target_id": target.number}
    life.move("idea_merged", life.facilitator_id, State.MERGED, reason=reason, **detail)
    title = life.values["title"]
    received = {"reason": reason, "title": title, "source_id": life.number}
    life.rows.record(life.at, "idea_received", life.facilitator_id, target.number, **received)
