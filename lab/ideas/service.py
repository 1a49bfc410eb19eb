"""What can be done with ideas. Every verb checks the policy, flushes and records its event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from lab.accounts.models import Role, User
from lab.attachments.models import Attachment
from lab.attachments.service import remove_file, store_file
from lab.audit.service import record, record_move
from lab.core.clock import add_working_days, now, today
from lab.core.errors import Conflict, Denied, Invalid, InvalidMove, NotFound
from lab.extensions import db
from lab.ideas import policy, queries
from lab.ideas.evidence import METHODS, NOTE_KINDS, checklist, facts_of
from lab.ideas.models import Idea, Method, NoteKind, StageNote, TeamMember
from lab.ideas.workflow import By, Needs, State, is_backward
from lab.search.analyser import fold
from lab.search.indexing import mark
from lab.settings.service import load_settings

# A day to look again lies within reach of those who are there now.
FARTHEST = timedelta(days=3653)
TEXT_FIELDS = ("title", "problem", "proposal", "audience", "author_visibility")
PROFILE_FIELDS = (
    "theme_id",
    "work_areas",
    "benefit",
    "effort",
    "systems",
    "data_protection",
    "accessibility",
)


@dataclass(frozen=True)
class MoveRequest:
    """A wished step: the state it was seen in, where to, and what the step needs."""

    from_stage: State
    to_stage: State
    reason: str = ""
    look_again_on: date | None = None
    tried: str = ""
    learned: str = ""
    responsible: User | None = None
    by: By | None = None


def create_idea(actor: User, values: dict[str, Any]) -> Idea:
    """A new draft of the actor."""
    policy.check_submit_ideas(actor)
    idea = Idea(
        **{name: values[name] for name in TEXT_FIELDS},
        author_id=actor.id,
        job_centre_key=actor.job_centre_key,
        created_at=now(),
        state_since=now(),
        title_key=sort_key(values["title"]),
        work_areas=[],
    )
    db.session.add(idea)
    db.session.flush()
    record(actor, "idea_created", "idea", idea.id)
    return idea


def edit_idea(actor: User, idea: Idea, values: dict[str, Any], version: int) -> None:
    """Changes the text. Raises Conflict when `version` is not the present one."""
    policy.check_edit_idea(actor, idea)
    _check_version(idea, version)
    # Who wrote an idea decides how the name is shown; nobody else does.
    names = [name for name in TEXT_FIELDS if name != "author_visibility" or idea.author_id == actor.id]
    changed = _apply(idea, {name: values[name] for name in names})
    if changed:
        idea.title_key = sort_key(idea.title)
        db.session.flush()
        record(actor, "idea_edited", "idea", idea.id, fields=changed)


def edit_profile(actor: User, idea: Idea, values: dict[str, Any], version: int) -> None:
    """Changes the Steckbrief. Raises Conflict when `version` is not the present one."""
    policy.check_edit_profile(actor, idea)
    _check_version(idea, version)
    changed = _apply(idea, {name: values[name] for name in PROFILE_FIELDS})
    if changed:
        db.session.flush()
        record(actor, "profile_edited", "idea", idea.id, fields=changed)


def answer_idea(actor: User, idea: Idea, responsible: User, answer: str) -> None:
    """Names a responsible and sends the first answer. Raises Invalid, Conflict."""
    policy.check_moderate(actor, idea)
    if idea.state != State.SUBMITTED:
        raise Conflict()
    if idea.answered_at is not None:
        raise Conflict(_("Diese Idee ist schon beantwortet."))
    if not answer.strip():
        raise Invalid(
            "reason", _("Bitte schreiben Sie eine erste Antwort an die Person, die die Idee eingereicht hat.")
        )
    _set_responsible(actor, idea, responsible)
    idea.first_answer, idea.answered_at = answer, now()
    db.session.flush()
    record(actor, "idea_answered", "idea", idea.id, reason=answer)


def assign_responsible(actor: User, idea: Idea, responsible: User) -> None:
    """Hands the idea to another facilitator."""
    policy.check_invite(actor, idea)
    _set_responsible(actor, idea, responsible)


def move_idea(actor: User, idea: Idea, move: MoveRequest) -> None:
    """Takes one step of the state machine. Raises Denied, InvalidMove, Invalid, Conflict."""
    policy.check_see_idea(actor, idea)
    if idea.state != move.from_stage:
        raise Conflict()
    rule = policy.check_step(actor, idea, move.to_stage, move.by)
    kind, reason, values, detail = _prepare(actor, idea, move, rule.needs)
    change_state(idea, move.from_stage, move.to_stage, values)
    record_move(
        actor,
        kind,
        "idea",
        idea.id,
        from_state=move.from_stage.value,
        to_state=move.to_stage.value,
        reason=reason,
        **detail,
    )


def join_team(actor: User, idea: Idea) -> None:
    """The actor takes part from now on."""
    policy.check_join_team(actor, idea)
    _add_member(idea, actor, None)
    record(actor, "team_joined", "idea", idea.id)


def leave_team(actor: User, idea: Idea) -> None:
    """The actor takes part no more."""
    policy.check_leave_team(actor, idea)
    _take_member(idea, actor.id)
    record(actor, "team_left", "idea", idea.id)


def remove_member(actor: User, idea: Idea, account: User) -> None:
    """Takes somebody out of the team. Raises Denied, NotFound for whom the team does not know."""
    policy.check_invite(actor, idea)
    if not any(member.account_id == account.id and member.is_current for member in idea.team):
        raise NotFound()
    _take_member(idea, account.id)
    # Without the name: who wrote a merged idea unnamed stays so.
    record(actor, "team_removed", "idea", idea.id, account_id=account.id)


def invite_member(actor: User, idea: Idea, account: User, until: date | None) -> None:
    """Adds somebody to the team, guests until a day to come. Raises Denied, Invalid."""
    policy.check_invite(actor, idea)
    if not account.is_enabled or account.role == Role.ADMIN:
        raise Invalid("email", _("Dieses Konto kann nicht eingeladen werden."))
    if account.role == Role.GUEST:
        try:
            policy.check_guest_until(until, today())
        except Denied as error:
            raise Invalid("until", error.message) from error
    elif policy.is_member(account, idea):
        raise Invalid("email", _("Diese Person macht schon mit."))
    _add_member(idea, account, until if account.role == Role.GUEST else None)
    record(actor, "team_invited", "idea", idea.id, name=account.name)


def add_note(
    actor: User,
    idea: Idea,
    kind: NoteKind,
    body: str,
    method: Method | None = None,
    people: int | None = None,
) -> StageNote:
    """Records something found out in the present stage. Raises Denied, Invalid."""
    policy.check_contribute(actor, idea)
    _check_note(idea.state, kind, body, method)
    note = StageNote(
        idea_id=idea.id,
        stage=idea.state,
        kind=kind,
        method=method,
        people=people,
        body=body,
        author_id=actor.id,
        created_at=now(),
    )
    db.session.add(note)
    db.session.flush()
    record(
        actor, "note_added", "idea", idea.id, note_kind=kind.value, note_id=note.id, stage=idea.state.value
    )
    return note


def remove_note(actor: User, idea: Idea, note: StageNote) -> None:
    """Removes a note; history keeps that it was there, not what it said."""
    policy.check_remove_note(actor, note, idea)
    db.session.delete(note)
    db.session.flush()
    record(actor, "note_removed", "idea", idea.id, note_kind=note.kind.value, stage=note.stage.value)


def attach_file(actor: User, idea: Idea, upload: FileStorage, prototype_id: int | None = None) -> Attachment:
    """Adds a file to the idea or to one of its versions. Raises Denied, Invalid, NotFound."""
    policy.check_contribute(actor, idea)
    return store_file(actor, idea.id, upload, prototype_id)


def remove_attachment(actor: User, idea: Idea, attachment: Attachment) -> None:
    """Removes a file for good; history keeps its name only. Raises Denied."""
    policy.check_remove_attachment(actor, attachment, idea)
    remove_file(actor, attachment)


def record_test_facts(
    idea: Idea,
    *,
    prototypes: int,
    has_criterion: bool,
    feedbacks: int,
    open_findings: int,
    customers: int,
    staff: int,
    others: int,
    job_centres: int,
    severe_findings: int,
    is_criterion_met: bool,
) -> None:
    """Keeps the counts that tests have left, for checklists and cards; called by prototypes.service."""
    db.session.execute(
        sa.update(Idea)
        .where(Idea.id == idea.id)
        .values(
            prototype_count=prototypes,
            has_criterion=has_criterion,
            feedback_count=feedbacks,
            open_findings=open_findings,
            people_customers=customers,
            people_staff=staff,
            people_others=others,
            feedback_job_centres=job_centres,
            severe_findings=severe_findings,
            is_criterion_met=is_criterion_met,
        )
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(idea)


def is_evidence_complete(idea: Idea) -> bool:
    """Whether all evidence that the present stage wants is recorded."""
    items = checklist(idea.state, facts_of(idea, queries.count_notes_of(idea)), load_settings())
    return all(item.met for item in items)


def _prepare(
    actor: User, idea: Idea, move: MoveRequest, needs: Needs
) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    """Event kind, reason, columns to set and event details of a step; checks what the step needs."""
    reason = move.reason.strip()
    match needs:
        case Needs.NOTHING:
            if not idea.problem:
                raise InvalidMove(_("Bitte beschreiben Sie erst das Problem, in ein, zwei Sätzen."))
            due = add_working_days(today(), load_settings()["answer_working_days"])
            return "idea_submitted", reason, {"submitted_at": now(), "answer_due_on": due}, {}
        case Needs.ANSWER:
            return "idea_moved", reason, _triage(actor, idea, move), {}
        case Needs.EVIDENCE:
            complete = is_evidence_complete(idea)
            if not complete and not reason:
                raise Invalid(
                    "reason", _("Es fehlen noch Belege. Bitte begründen Sie, warum es trotzdem weitergeht.")
                )
            return "idea_moved", reason, {}, {"without_evidence": not complete}
        case Needs.REASON:
            if not reason:
                raise Invalid("reason", _("Was haben wir gelernt? Bitte begründen Sie den Schritt zurück."))
            return "idea_moved_back", reason, {}, {}
        case Needs.LOOK_AGAIN:
            if not reason:
                raise Invalid("reason", _("Bitte begründen Sie, warum die Idee zurückgestellt wird."))
            if move.look_again_on is None:
                raise Invalid("look_again_on", _("Wann sehen wir wieder nach? Bitte geben Sie ein Datum an."))
            _check_look_again(move.look_again_on)
            values = {"resume_state": idea.state, "look_again_on": move.look_again_on}
            values |= answer_with(actor, idea, reason)
            return "idea_parked", reason, values, {"look_again_on": move.look_again_on.isoformat()}
        case Needs.LEARNING:
            return _stop(actor, idea, move, reason)
        case Needs.RETURN:
            values = {
                "resume_state": None,
                "look_again_on": None,
                "learning_tried": None,
                "learning_learned": None,
            }
            return "idea_resumed", reason, values, {}
        case Needs.READINESS | Needs.DECISION if move.by is By.REVIEW:
            backward = is_backward(State.READY, move.to_stage) or move.to_stage == State.TEST
            return ("idea_moved_back" if backward else "idea_moved"), reason, {}, {}
        case Needs.READINESS:
            raise InvalidMove(
                _("Bitte füllen Sie dafür das Formular „Rolloutreif melden“ auf der Seite der Idee aus.")
            )
        case Needs.TARGET:
            raise InvalidMove(
                _("Bitte wählen Sie auf der Seite der Idee, mit welcher Idee sie zusammengeführt wird.")
            )
        case Needs.UNDO:
            raise InvalidMove(
                _(
                    "Eine Zusammenführung machen Sie auf der Seite der Idee rückgängig, in der sie aufgegangen ist."
                )
            )
        case _:
            raise InvalidMove(_("Dieser Schritt ist so nicht möglich."))


def _triage(actor: User, idea: Idea, move: MoveRequest) -> dict[str, Any]:
    """Before work starts somebody is responsible and the submitter has an answer."""
    values: dict[str, Any] = {}
    if idea.answered_at is None:
        if not move.reason.strip():
            raise Invalid(
                "reason",
                _("Bitte schreiben Sie eine erste Antwort an die Person, die die Idee eingereicht hat."),
            )
        values |= {"first_answer": move.reason.strip(), "answered_at": now()}
    responsible = move.responsible or idea.responsible or actor
    _check_responsible(responsible)
    if responsible.id != idea.responsible_id:
        values["responsible_id"] = responsible.id
        record(actor, "responsible_changed", "idea", idea.id, name=responsible.name)
    return values


def answer_with(actor: User, idea: Idea, text: str) -> dict[str, Any]:
    """Every idea gets an answer: one that leaves the inbox unanswered is answered with the words of the step."""
    if idea.state != State.SUBMITTED or idea.answered_at is not None:
        return {}
    return {
        "first_answer": text,
        "answered_at": now(),
        "responsible_id": idea.responsible_id or actor.id,
    }


def _stop(
    actor: User, idea: Idea, move: MoveRequest, reason: str
) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    if not move.tried.strip():
        raise Invalid("tried", _("Was haben wir versucht? Ein Satz genügt."))
    if not move.learned.strip():
        raise Invalid("learned", _("Was haben wir gelernt? Ein Satz genügt."))
    if move.look_again_on is not None:
        _check_look_again(move.look_again_on)
    values = {
        "resume_state": idea.state,
        "look_again_on": move.look_again_on,
        "learning_tried": move.tried.strip(),
        "learning_learned": move.learned.strip(),
    }
    values |= answer_with(actor, idea, reason or move.learned.strip())
    return "idea_stopped", reason, values, {"tried": move.tried.strip(), "learned": move.learned.strip()}


def change_state(idea: Idea, seen: State, target: State, values: dict[str, Any]) -> None:
    """The conditional update: whoever comes second changes nothing. Raises Conflict."""
    db.session.flush()
    statement = (
        sa.update(Idea)
        .where(Idea.id == idea.id, Idea.state == seen)
        .values(state=target, state_since=now(), version=Idea.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if db.session.connection().execute(statement).rowcount != 1:
        raise Conflict()
    # What was learned is searched.
    mark((idea.id,))
    db.session.refresh(idea)


def _set_responsible(actor: User, idea: Idea, responsible: User) -> None:
    _check_responsible(responsible)
    if idea.responsible_id != responsible.id:
        idea.responsible_id = responsible.id
        db.session.flush()
        record(actor, "responsible_changed", "idea", idea.id, name=responsible.name)


def _check_responsible(responsible: User) -> None:
    if responsible.role != Role.FACILITATOR or not responsible.is_enabled:
        raise Invalid("responsible", _("Zuständig kann nur eine aktive Lab-Moderation sein."))


def _check_note(state: State, kind: NoteKind, body: str, method: Method | None) -> None:
    if kind not in NOTE_KINDS.get(state, (NoteKind.NOTE,)):
        raise Invalid("kind", _("Diese Art von Notiz passt nicht zur Phase „%(state)s“.", state=state.label))
    if method is not None and method not in METHODS.get(state, ()):
        raise Invalid("method", _("Diese Methode passt nicht zur Phase „%(state)s“.", state=state.label))
    if not body.strip():
        raise Invalid("body", _("Bitte schreiben Sie auf, was Sie herausgefunden haben."))


def _check_look_again(day: date) -> None:
    if day <= today():
        raise Invalid("look_again_on", _("Bitte wählen Sie ein Datum in der Zukunft."))
    if day > today() + FARTHEST:
        raise Invalid("look_again_on", _("Bitte wählen Sie ein Datum in den nächsten zehn Jahren."))


def _add_member(idea: Idea, account: User, until: date | None) -> None:
    membership = db.session.get(TeamMember, (idea.id, account.id))
    if membership is None:
        db.session.add(TeamMember(idea_id=idea.id, account_id=account.id, joined_at=now(), until=until))
    else:
        membership.until = until
    db.session.flush()
    db.session.expire(idea, ["team"])


def _take_member(idea: Idea, account_id: int) -> None:
    """Ends the membership. The row stays: whoever worked on an idea does not decide about it later."""
    for member in idea.team:
        if member.account_id == account_id:
            member.until = today() - timedelta(days=1)
    db.session.flush()


def _apply(idea: Idea, values: dict[str, Any]) -> list[str]:
    """Sets the values that differ and returns their names."""
    changed: Sequence[str] = [name for name, value in values.items() if getattr(idea, name) != value]
    for name in changed:
        setattr(idea, name, values[name])
    return list(changed)


def _check_version(idea: Idea, version: int) -> None:
    if idea.version != version:
        raise Conflict(
            _(
                "Jemand hat die Idee inzwischen geändert. Ihr Text steht noch im Formular: "
                "Bitte vergleichen Sie ihn mit dem neuen Stand und speichern Sie noch einmal."
            )
        )


def sort_key(title: str) -> str:
    """What sorting needs of a title."""
    return fold(title)[:250]
