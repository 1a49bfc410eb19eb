"""A candidate for rollout with all that a dossier tells of."""

from itertools import count
from typing import Any

from lab.core.clock import now, today
from lab.ideas.evidence import facts_of
from lab.ideas.workflow import State
from lab.prototypes.models import (
    Answer,
    AnswerSheet,
    Channel,
    Decision,
    Group,
    Inspection,
    Met,
    Outcome,
    Participant,
    Prototype,
    Questionnaire,
    Severity,
    TaskResult,
    Verdict,
)
from lab.rollout import readiness
from lab.rollout.models import ReviewStatus, RolloutReview
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    WIESBADEN,
    make_adoption,
    make_feedback,
    make_finding,
    make_idea,
    make_prototype,
    make_review,
    make_round,
    one_commit,
    save,
)

FAIR, GOOD, BEST = [4, 3] * 5, [4, 2] * 5, [5, 1] * 5
_keys = count(1)


def make_sheets(prototype: Prototype, *sheets: list[int]) -> None:
    """A round with staff who filled in SUS, and five people who tried two tasks."""
    test_round = make_round(
        prototype, Group.STAFF, questionnaire=Questionnaire.SUS, tasks="Termin finden\nTermin absagen"
    )
    for scores in sheets:
        save(
            AnswerSheet(
                round_id=test_round.id,
                key=f"dossier {next(_keys)}",
                channel=Channel.PAPER,
                scores=scores,
                received_on=today(),
                inspection=Inspection.ACCEPTED,
                inspected_by_id=prototype.author_id,
                inspected_at=now(),
            )
        )
    for number in range(1, 6):
        person = Participant(round_id=test_round.id, number=number, group=Group.CUSTOMERS, created_at=now())
        second = Outcome.HELPED if number < 3 else Outcome.ALONE
        person.task_results = [
            TaskResult(task=1, outcome=Outcome.ALONE),
            TaskResult(task=2, outcome=second if number < 5 else Outcome.FAILED),
        ]
        save(person)


def make_candidate(personas: Any, status: ReviewStatus = ReviewStatus.OPEN, **values: Any) -> RolloutReview:
    """A candidate with everything: three tested versions, verdicts, findings, plan, and adoption if approved."""
    states = {ReviewStatus.OPEN: State.READY, ReviewStatus.APPROVED: State.ROLLOUT}
    with one_commit():
        idea = make_idea(
            states.get(status, State.TEST),
            personas.author,
            title="Terminerinnerung per SMS für Kundinnen und Kunden",
            problem="Jeder vierte Termin fällt aus. Die Einladung kommt per Brief, oft zu spät.\n\n"
            "Beschäftigte warten, Kundinnen und Kunden verlieren Geld, weil Fristen verstreichen. " * 2,
            proposal="Zwei Tage vor dem Termin geht eine Nachricht auf das Telefon, mit Ort, Uhrzeit und "
            "der Möglichkeit, mit einem Wort abzusagen. Wer nicht absagt, bekommt am Morgen noch eine.",
        )
        for number, sheet in enumerate((FAIR, GOOD, BEST), 1):
            prototype = make_prototype(idea, changes="" if number == 1 else f"Kürzerer Text, Stufe {number}.")
            feedback = make_feedback(prototype, Group.CUSTOMERS, participants=6)
            make_feedback(prototype, Group.STAFF, participants=5, job_centre_key=WIESBADEN)
            make_sheets(prototype, *[sheet] * 4, FAIR)
            make_finding(feedback, severity=Severity.SEVERE, answer=Answer.TAKEN_UP, body="Der Ort fehlt.")
            save(
                Verdict(
                    prototype_id=prototype.id,
                    met=Met.YES if number == 3 else Met.NO,
                    met_because="Vier von fünf verstanden die Nachricht.",
                    decision=Decision.CONTINUE if number == 3 else Decision.CHANGE,
                    learned="Der Ort gehört in die erste Zeile.",
                    decided_by_id=personas.facilitator.id,
                    decided_at=now(),
                )
            )
        items = readiness.gate(
            facts_of(idea, {}),
            readiness.Answers(owner="Fachdienst", support="Servicestelle", guide="Drei Schritte"),
            {"test_persons_wanted": 5, "test_places_wanted": 2},
        )
        row = {
            "gate": readiness.store_gate(items),
            "override_reason": "Der Datenschutz ist mündlich zugesagt, das Protokoll folgt.",
            "guide": "Vorlage laden, Frist einstellen, Personalrat informieren, einschalten. " * 12,
            "systems": "Terminverwaltung, Versand von Nachrichten",
        }
        review = make_review(idea, status, opened_by=personas.facilitator, **row | values)
        if status == ReviewStatus.APPROVED:
            make_adoption(idea, job_centre=FULDA)
            make_adoption(idea, job_centre=BERGSTRASSE)
    return review
