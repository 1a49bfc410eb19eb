"""Versions, rounds, feedback and findings of an idea of the load data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from lab.cli.load_words import ANSWERED, ASKED, CRITICISED, LEARNED, LIKED, PROPOSALS, SUGGESTED
from lab.core.clock import day_of
from lab.ideas.models import Method
from lab.prototypes.models import (
    Answer,
    AnswerSheet,
    Channel,
    Decision,
    Feedback,
    Finding,
    Group,
    Met,
    Observation,
    PointKind,
    Prototype,
    PrototypeKind,
    Questionnaire,
    Severity,
    TestRound,
    Verdict,
)

if TYPE_CHECKING:
    from lab.cli.load_life import Life

SAID = {
    PointKind.LIKE: ("likes", LIKED, 0.9),
    PointKind.CRITICISM: ("criticisms", CRITICISED, 0.8),
    PointKind.QUESTION: ("questions", ASKED, 0.3),
    PointKind.IDEA: ("ideas", SUGGESTED, 0.3),
}
TEST_METHODS = (Method.THINKING_ALOUD, Method.FEEDBACK_GRID, Method.SHORT_SURVEY, Method.PILOT)


class Trials:
    """What an idea's tests leave; `write` adds the rows that change while the idea is told."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._versions: list[dict[str, Any]] = []
        self._findings: list[dict[str, Any]] = []
        self._sessions: list[dict[str, Any]] = []
        self._met: dict[int, Met] = {}

    def build_version(self) -> None:
        """The next version, with hypothesis and criterion."""
        life, language = self._life, self._life.language
        number = len(self._versions) + 1
        title = f"{life.topic.word}, {language.chance.choice(('Entwurf', 'Muster', 'Klickdummy', 'Ablauf'))}"
        version = {
            "id": life.rows.take_number(Prototype),
            "idea_id": life.number,
            "number": number,
            "title": title,
            "kind": life.chance.choice(list(PrototypeKind)),
            "hypothesis": language.sentence(PROPOSALS, life.topic),
            "success_criterion": f"{life.chance.randint(3, 9)} von 10 kommen ohne Hilfe ans Ziel.",
            "changes": language.sentence(ANSWERED, life.topic) if number > 1 else "",
            "author_id": life.author_id,
            "created_at": life.at,
            "stated_at": life.at,
            "fixed_at": None,
        }
        self._versions.append(version)
        life.record("prototype_added", life.author_id, number=number, title=title, prototype_id=version["id"])

    def plan_round(self) -> None:
        """A planned round with a public address; while the idea is in test, answers wait there to be read."""
        life, version = self._life, self._versions[-1]
        is_open = life.state.value == "test"
        day = day_of(life.at)
        round_id = life.rows.add(
            TestRound,
            prototype_id=version["id"],
            respondents=Group.CUSTOMERS,
            method=Method.SHORT_SURVEY,
            job_centre_key=life.job_centre_key,
            starts_on=day,
            ends_on=(day_of(life.until) if is_open else day) + timedelta(days=1000 if is_open else 30),
            purpose=life.language.sentence(PROPOSALS, life.topic),
            people_wanted=20,
            questionnaire=Questionnaire.UMUX_LITE,
            token=f"{life.chance.getrandbits(192):048x}",
            is_open=is_open,
            author_id=life.facilitator_id,
            created_at=life.at,
        )
        version["fixed_at"] = version["fixed_at"] or (life.at if is_open else None)
        detail = {"number": version["number"], "prototype_id": version["id"], "round_id": round_id}
        life.record("round_planned", life.facilitator_id, **detail)
        life.record("round_published", life.facilitator_id, **detail)
        for _number in range(life.chance.randint(1, 3) if is_open else 0):
            life.rows.add(
                AnswerSheet,
                round_id=round_id,
                key=f"{life.chance.getrandbits(128):032x}",
                channel=Channel.PUBLIC,
                language="de",
                likes=life.language.sentence(LIKED, life.topic),
                criticisms=life.language.sentence(CRITICISED, life.topic),
                scores=[life.chance.randint(1, 7), life.chance.randint(1, 7)],
                received_on=day,
            )

    def hear(self) -> None:
        """A session with a group, in turn customers and staff, in the idea's jobcentre and then in others."""
        life, version = self._life, self._versions[-1]
        group = (Group.CUSTOMERS, Group.STAFF, Group.EXTERNAL)[len(self._sessions) % 3]
        place = life.job_centre_key if not self._sessions else life.chance.choice(life.crowd.job_centres).key
        said = self._listen()
        session = {
            "prototype_id": version["id"],
            "respondents": group,
            "method": life.chance.choice(TEST_METHODS),
            "job_centre_key": place,
            "author_id": life.author_id,
            "created_at": life.at,
        }
        day = day_of(life.at)
        round_id = life.rows.add(TestRound, **session, starts_on=day, ends_on=day, is_planned=False)
        grid = {name: said.get(kind, "") for kind, (name, _templates, _share) in SAID.items()}
        people = life.chance.randint(2, 14)
        feedback_id = life.rows.add(
            Feedback, **session, **grid, round_id=round_id, participants=people, held_on=day
        )
        version["fixed_at"] = version["fixed_at"] or life.at
        self._sessions.append({"group": group, "people": people, "place": place})
        for kind, text in said.items():
            self._note_point(version["id"], round_id, feedback_id, kind, text)
        life.record(
            "feedback_recorded",
            life.author_id,
            number=version["number"],
            participants=people,
            group=group.value,
            prototype_id=version["id"],
            feedback_id=feedback_id,
        )

    def answer_findings(self) -> None:
        """Each open finding gets its answer."""
        life = self._life
        for finding in self._findings:
            text = life.language.sentence(ANSWERED, life.topic)
            answer = life.chance.choice((Answer.TAKEN_UP, Answer.TAKEN_UP, Answer.LATER, Answer.NO))
            finding |= {
                "answer": answer,
                "answer_text": text,
                "answered_by_id": life.facilitator_id,
                "answered_at": life.at,
            }
            version = next(row for row in self._versions if row["id"] == finding["prototype_id"])
            life.record(
                "finding_answered",
                life.facilitator_id,
                reason=text,
                number=version["number"],
                answer=answer.value,
                prototype_id=version["id"],
                finding_id=finding["id"],
            )

    def judge(self) -> None:
        """Somebody says whether the criterion was met, and how it goes on."""
        life, version = self._life, self._versions[-1]
        met = life.chance.choice((Met.YES, Met.YES, Met.YES, Met.NO, Met.UNCLEAR))
        self._met[version["number"]] = met
        because = life.language.sentence(LIKED if met is Met.YES else CRITICISED, life.topic)
        decision = Decision.CONTINUE if met is Met.YES else Decision.CHANGE
        life.rows.add_keyed(
            Verdict,
            prototype_id=version["id"],
            met=met,
            met_because=because,
            decision=decision,
            learned=life.language.sentence(LEARNED, life.topic),
            decided_by_id=life.facilitator_id,
            decided_at=life.at,
        )
        detail = {"number": version["number"], "met": met.value, "decision": decision.value}
        life.record(
            "verdict_given", life.facilitator_id, reason=because, **detail, prototype_id=version["id"]
        )

    def count(self) -> dict[str, Any]:
        """The counts that the idea keeps of its tests, as prototypes.facts counts them."""
        people = {group: sum(s["people"] for s in self._sessions if s["group"] is group) for group in Group}
        customers, staff = people.pop(Group.CUSTOMERS), people.pop(Group.STAFF)
        unsettled = [row for row in self._findings if row["answer"] in (None, Answer.LATER)]
        return {
            "prototype_count": len(self._versions),
            "has_criterion": bool(self._versions),
            "feedback_count": len(self._sessions),
            "open_findings": sum(row["answer"] is None for row in self._findings),
            "people_customers": customers,
            "people_staff": staff,
            "people_others": sum(people.values()),
            "feedback_job_centres": len({session["place"] for session in self._sessions}),
            "severe_findings": sum(row["severity"] is Severity.SEVERE for row in unsettled),
            "is_criterion_met": bool(self._met) and self._met[max(self._met)] is Met.YES,
        }

    def write(self) -> None:
        """Adds the versions and findings as they are at the end."""
        for version in self._versions:
            self._life.rows.add_keyed(Prototype, **version)
        for finding in self._findings:
            self._life.rows.add_keyed(Finding, **finding)

    def _listen(self) -> dict[PointKind, str]:
        """What a group says: something at least."""
        life = self._life
        said = {
            kind: life.language.sentence(templates, life.topic)
            for kind, (_name, templates, share) in SAID.items()
            if life.chance.random() < share
        }
        return said or {PointKind.LIKE: life.language.sentence(LIKED, life.topic)}

    def _note_point(
        self, prototype_id: int, round_id: int, feedback_id: int, kind: PointKind, text: str
    ) -> None:
        """A line of the grid is an observation; what wants an answer is a finding too."""
        life = self._life
        finding_id = None
        if kind.wants_answer:
            finding_id = life.rows.take_number(Finding)
            severity = life.chance.choice([None, *Severity]) if kind is PointKind.CRITICISM else None
            self._findings.append(
                {
                    "id": finding_id,
                    "prototype_id": prototype_id,
                    "kind": kind,
                    "severity": severity,
                    "body": text,
                    "answer": None,
                }
            )
        life.rows.add(
            Observation,
            prototype_id=prototype_id,
            round_id=round_id,
            feedback_id=feedback_id,
            finding_id=finding_id,
            kind=kind,
            body=text,
            author_id=life.author_id,
            created_at=life.at,
        )
