"""Verbs of a moderated test: participants, how they got through the tasks, and what was seen and said."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import TypeVar

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Conflict, Invalid, NotFound
from lab.extensions import db
from lab.prototypes.models import (
    Basis,
    Group,
    Observation,
    Outcome,
    Participant,
    PointKind,
    Severity,
    TaskResult,
    TestRound,
)
from lab.prototypes.service import fix_statement, hold_idea_of, refresh_facts, remove_empty_findings
from lab.sessions import policy, queries

MOST_PARTICIPANTS = 200
MOST_NOTES = 500
Row = TypeVar("Row", TestRound, Participant, Observation)


@dataclass(frozen=True)
class Note:
    """One thing that was seen or said in a session; `second` counts from its start."""

    body: str
    kind: PointKind
    basis: Basis
    severity: Severity | None = None
    second: int | None = None
    quote: str = ""


def add_participant(actor: User, test_round: TestRound, group: Group) -> Participant:
    """The next participant of a round; the first one fixes what the test should show.

    Raises NotFound, Denied, Invalid.
    """
    prototype = test_round.prototype
    idea = hold_idea_of(prototype)
    reread(test_round)
    policy.check_take_notes(actor, idea, test_round)
    last = db.session.scalar(
        sa.select(sa.func.max(Participant.number)).where(Participant.round_id == test_round.id)
    )
    if (last or 0) >= MOST_PARTICIPANTS:
        raise Invalid(
            "group",
            _(
                "Mehr als %(max)s Personen hat kein moderierter Test. Planen Sie eine weitere Runde.",
                max=MOST_PARTICIPANTS,
            ),
        )
    fix_statement(prototype)
    participant = Participant(round_id=test_round.id, number=(last or 0) + 1, group=group, created_at=now())
    db.session.add(participant)
    db.session.flush()
    record(
        actor,
        "session_recorded",
        "idea",
        idea.id,
        number=prototype.number,
        label=participant.label,
        group=group.value,
        prototype_id=prototype.id,
        round_id=test_round.id,
    )
    refresh_facts(idea)
    return participant


def remove_participant(actor: User, participant: Participant) -> None:
    """Takes back a participant who was added by mistake. Raises NotFound, Denied."""
    test_round = participant.round
    idea = hold_idea_of(test_round.prototype)
    reread(participant)
    db.session.refresh(participant, ["task_results"])
    has_notes = queries.find_sitting(participant).has_notes
    policy.check_remove_participant(actor, idea, test_round, has_notes)
    label = participant.label
    db.session.delete(participant)
    db.session.flush()
    record(
        actor,
        "participant_removed",
        "idea",
        idea.id,
        number=test_round.prototype.number,
        label=label,
        prototype_id=test_round.prototype_id,
        round_id=test_round.id,
    )
    refresh_facts(idea)


def set_outcomes(actor: User, participant: Participant, outcomes: Mapping[int, Outcome | None]) -> None:
    """How the participant got through tasks, by their number from 1; None takes it back.

    Raises NotFound, Denied, Invalid.
    """
    test_round = participant.round
    idea = hold_idea_of(test_round.prototype)
    reread(participant)
    policy.check_take_notes(actor, idea, test_round)
    tasks = range(1, len(test_round.task_list) + 1)
    for task, outcome in outcomes.items():
        if task not in tasks:
            raise Invalid(f"task_{task}", _("Diese Aufgabe hat die Runde nicht."))
        result = db.session.get(TaskResult, (participant.id, task), populate_existing=True)
        if outcome is None and result is not None:
            db.session.delete(result)
        elif result is not None and outcome is not None:
            result.outcome = outcome
        elif outcome is not None:
            db.session.add(TaskResult(participant_id=participant.id, task=task, outcome=outcome))
    db.session.flush()
    db.session.expire(participant, ["task_results"])


def add_observation(actor: User, participant: Participant, note: Note) -> Observation:
    """Notes what was seen or said. Raises NotFound, Denied, Invalid."""
    test_round = participant.round
    idea = hold_idea_of(test_round.prototype)
    reread(participant)
    policy.check_take_notes(actor, idea, test_round)
    _check_note(note)
    if queries.find_sitting(participant).notes >= MOST_NOTES:
        raise Invalid(
            "body", _("Zu einer Person lassen sich höchstens %(max)s Beobachtungen notieren.", max=MOST_NOTES)
        )
    observation = Observation(
        **asdict(note),
        prototype_id=test_round.prototype_id,
        round_id=test_round.id,
        participant_id=participant.id,
        author_id=actor.id,
        created_at=now(),
    )
    db.session.add(observation)
    db.session.flush()
    refresh_facts(idea)
    return observation


def edit_observation(actor: User, observation: Observation, note: Note, seen: str) -> None:
    """Changes a note. Raises Conflict when it no longer says what was `seen`, NotFound, Denied, Invalid."""
    idea = hold_idea_of(observation.prototype)
    reread(observation)
    policy.check_change_observation(actor, idea, observation)
    if fingerprint(observation) != seen:
        raise Conflict(
            _(
                "Jemand hat diese Beobachtung inzwischen geändert. Ihr Text steht noch im Formular: "
                "Bitte vergleichen Sie ihn mit dem neuen Stand und speichern Sie noch einmal."
            )
        )
    _check_note(note)
    for name, value in asdict(note).items():
        setattr(observation, name, value)
    db.session.flush()
    refresh_facts(idea)


def remove_observation(actor: User, observation: Observation) -> None:
    """Takes a note back; a finding without an answer goes with its last observation. Raises NotFound, Denied."""
    prototype = observation.prototype
    idea = hold_idea_of(prototype)
    reread(observation)
    policy.check_change_observation(actor, idea, observation)
    finding_ids = {observation.finding_id} - {None}
    db.session.delete(observation)
    db.session.flush()
    clear_away(actor, finding_ids)
    # Names nothing of what was noted: that is what may have had to go.
    record(
        actor,
        "observation_removed",
        "idea",
        idea.id,
        number=prototype.number,
        prototype_id=prototype.id,
    )
    refresh_facts(idea)


def fingerprint(observation: Observation) -> str:
    """What a note says, in short: tells whether somebody changed it in between."""
    parts = (
        observation.body,
        observation.kind,
        observation.basis,
        observation.severity,
        observation.second,
        observation.quote,
    )
    return hashlib.sha256(repr(tuple(str(part) for part in parts)).encode()).hexdigest()[:32]


def clear_away(actor: User, finding_ids: Collection[int | None]) -> None:
    """Deletes those of the findings behind which nothing stands any more.

    Raises Denied for answered ones, and for severe ones unless the actor is a facilitator.
    """
    ids = {finding_id for finding_id in finding_ids if finding_id is not None}
    for finding in queries.list_left_empty(ids):
        policy.check_empty_finding(finding)
        policy.check_soften_finding(actor, finding)
    remove_empty_findings(ids)


def reread(row: Row) -> None:
    """Reads the row anew while the idea is held. Raises NotFound when somebody removed it in between."""
    if db.session.get(type(row), row.id, populate_existing=True) is None:
        raise NotFound()


def _check_note(note: Note) -> None:
    if not note.body.strip():
        raise Invalid("body", _("Bitte schreiben Sie auf, was Sie gesehen oder gehört haben."))
