"""Plays the demo scripts through the services, in the order of time, so that history and counts are real."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby

import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from lab.accounts import service as accounts
from lab.accounts.demo import DEMO_PASSWORD
from lab.accounts.models import JobCentre, User
from lab.attachments.service import store_file
from lab.audit.service import record
from lab.cli.demo_data.files import draw_sketch, write_sheet
from lab.cli.demo_data.people import PLACES, Person
from lab.cli.demo_data.script import GRID_FIELDS, Script, Step, parse_diary
from lab.cli.demo_data.themes import ThemeScript
from lab.cli.demo_evidence import Evidence, answer_point, find_version
from lab.cli.demo_rollout import Rollout
from lab.core.clock import HESSE, frozen, is_working_day, today
from lab.extensions import db
from lab.ideas import service as ideas
from lab.ideas.models import AuthorVisibility, Effort, Idea, Method, NoteKind
from lab.ideas.service import MoveRequest
from lab.ideas.workflow import State
from lab.merging.service import merge_idea
from lab.prototypes import service as prototypes
from lab.prototypes.models import Decision as Way
from lab.prototypes.models import (
    Feedback,
    Finding,
    Group,
    Met,
    Observation,
    PrototypeKind,
)
from lab.prototypes.service import SessionNotes, VersionText
from lab.results import service as results
from lab.sharing.service import share_problem
from lab.themes.models import ThemeLab
from lab.themes.service import save_theme

BEFORE_ALL = 570
# The steering committee was founded that many days ago.
COMMITTEE_SINCE = 55
CHAIRS = ("main-taunus", "wiesbaden")
MEMBERS = ("fulda", "bergstrasse", "hochtaunus", "marburg", "lahn-dill")
OPENS, DAY_LENGTH = time(8, 5), timedelta(hours=8, minutes=30)
# Who usually takes a step when the diary does not say; else the author.
BY_LEAD = (
    *("answer", "start", "go", "park", "resume", "stop", "merge", "invite", "ready"),
    *(
        "settle",
        "verdict",
        "publish",
        "close",
        "accept",
        "gather",
        "tell",
        "reply",
        "publish_kit",
        "kit_reply",
    ),
)
# Steps about planned rounds are told by the evidence, those about deciding and using by the rollout.
EVIDENCE = ("publish", "close", "session", "sheets", "answers", "accept", "gather", "tell")
ROLLOUT = (
    *("vote", "ask", "reply", "tick", "interest", "adopt", "still", "steps"),
    *("kit", "publish_kit", "kit_ask", "kit_reply"),
)


@dataclass(frozen=True)
class Planned:
    """A step of a script on its day."""

    day: date
    script: Script
    step: Step
    key: tuple[str, int]


class Player:
    """Makes people, themed labs and ideas. Flushes only: the command holds the transaction."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._today = today()
        self._people = {person.code: person for person in people}
        self._accounts: dict[str, User] = {}
        self._places: dict[str, JobCentre] = {}
        self._themes: dict[str, ThemeLab] = {}
        self._ideas: dict[str, Idea] = {}
        self._feedback: dict[tuple[str, int], Feedback] = {}
        self._evidence = Evidence()
        self._rollout = Rollout(self._accounts, self._places)

    def make_people(self) -> None:
        """All accounts; the password is hashed once, for time's sake."""
        found = {row.key: row for row in db.session.scalars(sa.select(JobCentre))}
        self._places.update({place: found[key] for place, (key, _name) in PLACES.items()})
        password_hash: str | None = None
        with frozen(self._moment(self._working_day(BEFORE_ALL), 0, 1)):
            for person in self._people.values():
                place = self._places[person.place] if person.place else None
                account = accounts.create_account(person.email, person.name, person.role, place)
                if person.may_sign_in and password_hash is None:
                    accounts.set_password(account, DEMO_PASSWORD)
                    password_hash = account.password_hash
                elif person.may_sign_in:
                    account.password_hash = password_hash
                record(
                    None, "account_created", "account", account.id, name=account.name, role=account.role.value
                )
                self._accounts[person.code] = account

    def play(self, themes: Iterable[ThemeScript], scripts: Iterable[Script]) -> None:
        """Everything in the order of time, spread over each day's working hours."""
        deeds = [(self._working_day(theme.began), partial(self._open_theme, theme)) for theme in themes]
        deeds.append((self._working_day(COMMITTEE_SINCE), partial(self._found_committee)))
        deeds += [(item.day, partial(self._take, item)) for item in self._plan(scripts)]
        deeds.sort(key=lambda deed: deed[0])
        for day, of_day in groupby(deeds, key=lambda deed: deed[0]):
            todo = [deed for _day, deed in of_day]
            for index, deed in enumerate(todo):
                with frozen(self._moment(day, index, len(todo))):
                    deed()

    def _found_committee(self) -> None:
        self._rollout.found_committee(CHAIRS, MEMBERS)

    def _open_theme(self, script: ThemeScript) -> None:
        values = {
            "title": script.title,
            "guiding_question": script.guiding_question,
            "description": script.description,
            "coordinator": script.coordinator,
            "starts_on": today(),
            "ends_on": None if script.ends_in is None else self._today + timedelta(days=script.ends_in),
        }
        self._themes[script.title] = save_theme(self._accounts["koord"], None, values)

    def _plan(self, scripts: Iterable[Script]) -> list[Planned]:
        """Each step on its day; answers to findings are steps of their own, the last ones of a later day."""
        planned: list[Planned] = []
        for script in scripts:
            numbered = list(enumerate(parse_diary(script.diary)))
            numbered += [(number, step.settled()) for number, step in numbered if step.answered]
            numbered.sort(key=lambda entry: -entry[1].days)
            planned += [
                Planned(self._day_of(step), script, step, (script.key, number)) for number, step in numbered
            ]
        return planned

    def _take(self, item: Planned) -> None:
        who = item.step.who or (item.script.lead if item.step.verb in BY_LEAD else item.script.author)
        actor, verb = self._accounts[who], item.step.verb
        try:
            if verb in EVIDENCE:
                getattr(self._evidence, verb)(actor, self._idea(item), item.step)
            elif verb in ROLLOUT:
                getattr(self._rollout, verb)(actor, self._idea(item), item.step)
            else:
                getattr(self, f"step_{verb}")(actor, item)
        except Exception as error:
            error.add_note(f"demo idea {item.script.key}, day {item.day}: {item.step}")
            raise

    # Steps: each is named as the verb in the diary.

    def step_draft(self, actor: User, item: Planned) -> None:
        script = item.script
        visibility = AuthorVisibility.NAMED if script.is_named else AuthorVisibility.TEAM
        values = {
            "title": script.title,
            "problem": script.problem,
            "proposal": script.proposal,
            "audience": script.audience,
            "author_visibility": visibility,
        }
        self._ideas[script.key] = ideas.create_idea(actor, values)

    def step_submit(self, actor: User, item: Planned) -> None:
        if item.script.key not in self._ideas:
            self.step_draft(actor, item)
        self._move(actor, item, State.SUBMITTED)

    def step_profile(self, actor: User, item: Planned) -> None:
        script, idea = item.script, self._idea(item)
        values = {
            "theme_id": self._themes[script.theme].id if script.theme else None,
            "work_areas": [area.value for area in script.areas],
            "benefit": script.benefit,
            "effort": Effort(script.effort) if script.effort else None,
            "systems": script.systems,
            "data_protection": script.privacy,
            "accessibility": script.accessibility,
        }
        ideas.edit_profile(actor, idea, values, idea.version)

    def step_join(self, actor: User, item: Planned) -> None:
        ideas.join_team(actor, self._idea(item))

    def step_leave(self, actor: User, item: Planned) -> None:
        ideas.leave_team(actor, self._idea(item))

    def step_invite(self, actor: User, item: Planned) -> None:
        ideas.invite_member(actor, self._idea(item), self._accounts["gast"], self._days_ahead(item.step))

    def step_answer(self, actor: User, item: Planned) -> None:
        ideas.answer_idea(actor, self._idea(item), self._accounts[item.script.lead], item.step.text)

    def step_start(self, actor: User, item: Planned) -> None:
        self._move(actor, item, State.EMPATHISE, responsible=self._accounts[item.script.lead])

    def step_go(self, actor: User, item: Planned) -> None:
        self._move(actor, item, State(item.step.words[0]))

    def step_park(self, actor: User, item: Planned) -> None:
        self._move(actor, item, State.PARKED, look_again_on=self._days_ahead(item.step))

    def step_stop(self, actor: User, item: Planned) -> None:
        step = item.step
        self._move(
            actor,
            replace(item, step=replace(step, parts=step.parts[2:])),
            State.STOPPED,
            tried=step.part(0),
            learned=step.part(1),
            look_again_on=self._days_ahead(step),
        )

    def step_resume(self, actor: User, item: Planned) -> None:
        left = self._idea(item).resume_state
        if left is None:
            raise ValueError("only what rests can be resumed")
        self._move(actor, item, left)

    def step_merge(self, actor: User, item: Planned) -> None:
        target = self._ideas[item.step.words[0]]
        merge_idea(actor, self._idea(item), target, item.step.text)

    def step_too(self, _actor: User, item: Planned) -> None:
        for place in item.step.words[0].split(","):
            share_problem(self._accounts[place], self._idea(item))

    def step_note(self, actor: User, item: Planned) -> None:
        kind, *rest = item.step.words
        method = Method(rest[0]) if rest and not rest[0].isdigit() else None
        people = int(rest[-1]) if rest and rest[-1].isdigit() else None
        ideas.add_note(actor, self._idea(item), NoteKind(kind), item.step.text, method, people)

    def step_v(self, actor: User, item: Planned) -> None:
        step = item.step
        text = VersionText(
            title=step.part(0),
            kind=PrototypeKind(step.words[0]),
            hypothesis=step.part(1),
            success_criterion=step.part(2),
            changes=step.part(3),
        )
        prototypes.add_prototype(actor, self._idea(item), text)

    def step_feedback(self, actor: User, item: Planned) -> None:
        version, group, method, people, place = item.step.words[:5]
        grid = {
            name: "\n".join(point.body for point in item.step.points if point.field == name)
            for name in GRID_FIELDS.values()
        }
        session = SessionNotes(
            group=Group(group),
            method=Method(method),
            participants=int(people),
            held_on=item.day,
            job_centre_key=self._places[place].key,
            **grid,
        )
        prototype = find_version(self._idea(item), version)
        self._feedback[item.key] = prototypes.record_feedback(actor, prototype, session)

    def step_settle(self, actor: User, item: Planned) -> None:
        """Answers the findings of a feedback, or those that were gathered."""
        feedback = self._feedback.get(item.key)
        if feedback is None:
            self._evidence.settle(actor, self._idea(item), item.step)
            return
        for point in item.step.points:
            if point.answer:
                statement = (
                    sa.select(Finding)
                    .join(Finding.observations)
                    .where(Observation.feedback_id == feedback.id, Finding.body == point.body)
                )
                answer_point(actor, self._idea(item), db.session.scalars(statement).one(), point)

    def step_round(self, actor: User, item: Planned) -> None:
        words = item.step.words
        days = [self._working_day(int(words[words.index(word) + 1])) for word in ("from", "until")]
        place = self._places[words[5]]
        self._evidence.plan(actor, self._idea(item), item.step, place, (days[0], days[1]))

    def step_verdict(self, actor: User, item: Planned) -> None:
        version, met, way = item.step.words
        opinion = results.Opinion(Met(met), item.step.text, Way(way), item.step.part(1))
        results.give_verdict(actor, find_version(self._idea(item), version), opinion, 0)

    def step_sketch(self, actor: User, item: Planned) -> None:
        version, kind, name = item.step.words
        idea = self._idea(item)
        upload = FileStorage(io.BytesIO(draw_sketch(kind, item.step.text)), name)
        store_file(actor, idea.id, upload, find_version(idea, version).id)

    def step_paper(self, actor: User, item: Planned) -> None:
        sheet = write_sheet(item.step.text, list(item.step.parts[1:]))
        store_file(actor, self._idea(item).id, FileStorage(io.BytesIO(sheet), item.step.words[0]))

    def step_ready(self, actor: User, item: Planned) -> None:
        self._rollout.report(actor, self._idea(item), item.script.readiness, item.step)

    def step_approve(self, _actor: User, item: Planned) -> None:
        self._rollout.decide(self._idea(item), item.step, self._days_ahead(item.step))

    step_return = step_approve
    step_reject = step_approve

    # Helpers.

    def _idea(self, item: Planned) -> Idea:
        return self._ideas[item.script.key]

    def _move(
        self,
        actor: User,
        item: Planned,
        target: State,
        *,
        look_again_on: date | None = None,
        responsible: User | None = None,
        tried: str = "",
        learned: str = "",
    ) -> None:
        idea = self._idea(item)
        move = MoveRequest(
            idea.state,
            target,
            reason=item.step.text,
            look_again_on=look_again_on,
            tried=tried,
            learned=learned,
            responsible=responsible,
        )
        ideas.move_idea(actor, idea, move)

    def _days_ahead(self, step: Step) -> date | None:
        """The day that a word like `+90` or `-5` means, counted from today."""
        for word in step.words:
            if word[0] in "+-" and word[1:].isdigit():
                return self._today + timedelta(days=int(word))
        return None

    def _day_of(self, step: Step) -> date:
        if not step.is_working:
            return self._working_day(step.days)
        day, left = self._today, step.days
        while left > 0:
            day -= timedelta(days=1)
            left -= is_working_day(day)
        return day

    def _working_day(self, days_ago: int) -> date:
        """The day that long ago, or the last working day before it."""
        day = self._today - timedelta(days=days_ago)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    @staticmethod
    def _moment(day: date, index: int, count: int) -> datetime:
        """The time of a day's step number `index` of `count`."""
        start = datetime.combine(day, OPENS, HESSE)
        return start + DAY_LENGTH * (2 * index + 1) / (2 * count)
