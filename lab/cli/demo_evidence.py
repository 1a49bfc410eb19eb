"""Plays what the demo scripts tell of test rounds: plans, sessions, sheets, answers, and findings that gather them."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa

from lab.accounts.models import JobCentre, User
from lab.cli.demo_data.script import GRID_FIELDS, Line, Point, Step, read_line
from lab.extensions import db
from lab.ideas.models import Idea, Method
from lab.prototypes import service as prototypes
from lab.prototypes.models import (
    Answer,
    Basis,
    Finding,
    Group,
    Observation,
    Outcome,
    PointKind,
    Prototype,
    Questionnaire,
    Severity,
    TestRound,
)
from lab.rounds import inspection
from lab.rounds import service as rounds
from lab.rounds.queries import list_pictures
from lab.rounds.questions import ITEMS
from lab.sessions import publishing, sorting
from lab.sessions import service as sessions
from lab.sessions.times import second_of

ANSWERS = {"später": Answer.LATER, "nein": Answer.NO}
OUTCOMES = {"a": Outcome.ALONE, "h": Outcome.HELPED, "f": Outcome.FAILED}
KINDS = {kind.sign: kind for kind in PointKind}
MOST_WAITING = 200


class Evidence:
    """Holds rounds and findings by the names that diaries give them. Flushes only."""

    def __init__(self) -> None:
        self._rounds: dict[tuple[int, str], TestRound] = {}
        # Which observations a `#tag` means, and the finding they were gathered into.
        self._tagged: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        self._findings: dict[tuple[int, str], Finding] = {}
        # Tags of public answers wait until somebody has accepted them: only then there are observations.
        self._waiting: defaultdict[int, list[Line]] = defaultdict(list)

    def plan(self, actor: User, idea: Idea, step: Step, place: JobCentre, period: tuple[date, date]) -> None:
        """Plans a round."""
        name, version, group, method, scale, _place, wanted = step.words[:7]
        prototype = find_version(idea, version)
        picture = list_pictures(prototype)[0].id if "picture" in step.words else None
        plan = rounds.RoundPlan(
            group=Group(group),
            method=Method(method),
            questionnaire=Questionnaire(scale),
            job_centre_key=place.key,
            people_wanted=int(wanted),
            starts_on=period[0],
            ends_on=period[1],
            purpose=step.text,
            tasks=step.part(1),
            moderation=step.part(2),
            introduction=step.part(3),
            picture_id=picture,
        )
        self._rounds[idea.id, name] = rounds.plan_round(actor, prototype, plan)

    def publish(self, actor: User, idea: Idea, step: Step) -> None:
        """Opens a round to the public."""
        rounds.publish_round(actor, self._round(idea, step))

    def close(self, actor: User, idea: Idea, step: Step) -> None:
        """Closes the public address of a round."""
        rounds.close_round(actor, self._round(idea, step))

    def session(self, actor: User, idea: Idea, step: Step) -> None:
        """A moderated test: a participant for each word of outcomes, then what was seen and said."""
        test_round = self._round(idea, step)
        people = []
        for outcomes in step.words[1:]:
            person = sessions.add_participant(actor, test_round, test_round.group)
            results = {task: OUTCOMES[letter] for task, letter in enumerate(outcomes, start=1)}
            sessions.set_outcomes(actor, person, results)
            people.append(person)
        for point in step.points:
            line = read_line(point)
            note = sessions.Note(
                body=line.text,
                kind=KINDS[point.sign],
                basis=Basis(line.basis),
                severity=_severity(line),
                second=second_of(line.mark),
                quote=line.quote,
            )
            observation = sessions.add_observation(actor, people[line.number - 1], note)
            self._tag(test_round, line, observation.id)

    def sheets(self, actor: User, idea: Idea, step: Step) -> None:
        """A stack of paper sheets, typed in by somebody who read them."""
        test_round = self._round(idea, step)
        for number, scores in enumerate(step.words[1:], start=1):
            inspection.enter_paper_sheet(
                actor, test_round, _texts(step, number), _scores(test_round, scores), f"{step.days}-{number}"
            )
        self._tag_accepted(test_round, [read_line(point) for point in step.points])

    def answers(self, _actor: User, idea: Idea, step: Step) -> None:
        """Answers through the public address, which nobody has looked at yet."""
        test_round = self._round(idea, step)
        for number, scores in enumerate(step.words[1:], start=1):
            key = f"{step.days}-{number}"
            rounds.take_answer(test_round, key, "de", _texts(step, number), _scores(test_round, scores), None)
        self._waiting[test_round.id] += [read_line(point) for point in step.points]

    def accept(self, actor: User, idea: Idea, step: Step) -> None:
        """Lets all answers count that wait in a round."""
        test_round = self._round(idea, step)
        waiting = [sheet.id for sheet in inspection.list_waiting(test_round, MOST_WAITING)]
        inspection.accept_sheets(actor, test_round, waiting)
        self._tag_accepted(test_round, self._waiting.pop(test_round.id, []))

    def gather(self, actor: User, idea: Idea, step: Step) -> None:
        """Makes findings of the observations with the same tag."""
        prototype = find_version(idea, step.words[0])
        for point in step.points:
            line = read_line(point)
            title = sorting.Title(line.text, KINDS[point.sign], _severity(line))
            key = prototype.id, line.tag
            self._findings[key] = sorting.sort_into_new(actor, prototype, self._tagged[key], title)

    def settle(self, actor: User, idea: Idea, step: Step) -> None:
        """Answers what was gathered."""
        prototype = find_version(idea, step.words[0])
        for point in step.points:
            if point.answer:
                answer_point(actor, idea, self._findings[prototype.id, read_line(point).tag], point)

    def tell(self, actor: User, idea: Idea, _step: Step) -> None:
        """Opens the page that tells people what became of what they said."""
        publishing.publish_changes(actor, idea)

    def _round(self, idea: Idea, step: Step) -> TestRound:
        return self._rounds[idea.id, step.words[0]]

    def _tag(self, test_round: TestRound, line: Line, observation_id: int) -> None:
        if line.tag:
            self._tagged[test_round.prototype_id, line.tag].append(observation_id)

    def _tag_accepted(self, test_round: TestRound, lines: list[Line]) -> None:
        """Finds what sheets said by its words: within a round nobody says the same twice."""
        statement = sa.select(Observation.body, Observation.id).where(Observation.round_id == test_round.id)
        found = {row.body: row.id for row in db.session.execute(statement)}
        for line in lines:
            self._tag(test_round, line, found[line.text])


def find_version(idea: Idea, version: str) -> Prototype:
    """The version that a diary calls v1, v2 …"""
    number = int(version.removeprefix("v"))
    statement = sa.select(Prototype).where(Prototype.idea_id == idea.id, Prototype.number == number)
    return db.session.scalars(statement).one()


def answer_point(actor: User, idea: Idea, finding: Finding, point: Point) -> None:
    """Gives a finding the answer that stands behind a point's arrow."""
    head, _space, text = point.answer.partition(" ")
    taken_up_in = None if head in ANSWERS else find_version(idea, head)
    answer = ANSWERS.get(head, Answer.TAKEN_UP)
    prototypes.answer_finding(actor, finding, answer, text, taken_up_in, finding.version)


def _severity(line: Line) -> Severity | None:
    return Severity(line.severity) if line.severity else None


def _texts(step: Step, number: int) -> dict[str, str]:
    """What sheet `number` of a stack says in the four fields."""
    texts: dict[str, list[str]] = {name: [] for name in GRID_FIELDS.values()}
    for point in step.points:
        line = read_line(point)
        if line.number == number:
            texts[point.field].append(line.text)
    return {name: "\n".join(lines) for name, lines in texts.items()}


def _scores(test_round: TestRound, digits: str) -> dict[str, int | None]:
    """The items of the round's scale, `-` for „weiß nicht“."""
    values = [None if digit == "-" else int(digit) for digit in digits]
    return dict(zip(ITEMS[test_round.questionnaire], values, strict=False))
