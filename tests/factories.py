"""Makes what tests need, straight through the models: each call commits and returns the row.

Every factory knows what must be true together (see the CHECK constraints), so that `make_idea(state=…)`
gives a believable idea in any state. Names of files and people are invented by function.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from lab.accounts.models import ROLES_WITHOUT_JOB_CENTRE, JobCentre, Role, User
from lab.adoption.models import Adoption, AdoptionStatus, ReasonCategory
from lab.attachments.models import Attachment
from lab.audit.models import Event
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import (
    Audience,
    AuthorVisibility,
    DataProtection,
    Idea,
    NoteKind,
    StageNote,
    TeamMember,
)
from lab.ideas.models import Method as StageMethod
from lab.ideas.workflow import BOARD, STAGES, State
from lab.merging.models import IdeaMerge
from lab.prototypes.models import (
    Answer,
    AnswerSheet,
    Channel,
    Feedback,
    Finding,
    Group,
    Observation,
    Participant,
    PointKind,
    Prototype,
    PrototypeKind,
    TestRound,
)
from lab.prototypes.points import points_of
from lab.reports.models import ContentKind, ContentReport
from lab.rollout.models import (
    Checked,
    CommitteeMember,
    ReviewCondition,
    ReviewQuestion,
    ReviewStatus,
    ReviewVote,
    RolloutReview,
    VoteChoice,
)
from lab.search.analyser import fold
from lab.sessions.models import PublicPage
from lab.solutions.models import Kit, KitFile, KitQuestion
from lab.themes.models import ThemeLab

PASSWORD = "ideenwerkstatt"
# Argon2id of PASSWORD with the lowest cost there is: tests sign in often.
PASSWORD_HASH = (
    "$argon2id$v=19$m=8,t=1,p=1$SKPJESiz1pzVz6+Tw9mypg$B8PNWTVgHkz6uNHlDk2hsue8uJRl453ywdTZ35JgC2E"
)
FULDA, BERGSTRASSE, MAIN_TAUNUS, WIESBADEN = "06631", "06431", "06436", "06414"

_numbers = count(1)
_together = ContextVar("together", default=False)


def save(row: Any) -> Any:
    """Adds and commits."""
    db.session.add(row)
    commit()
    return row


def commit() -> None:
    """Commits, or only flushes inside `one_commit`."""
    if _together.get():
        db.session.flush()
        return
    session = db.session()
    # What was just written is not read again before somebody else may have written: see `alone` in conftest.
    session.expire_on_commit = not session.info.get("alone")
    session.commit()
    session.expire_on_commit = True


@contextmanager
def one_commit() -> Iterator[None]:
    """Makes many rows fast: one commit at the end."""
    token = _together.set(True)
    try:
        yield
    finally:
        _together.reset(token)
    commit()


def make_job_centre(key: str = "06999", **values: Any) -> JobCentre:
    """Another jobcentre besides the 16."""
    number = next(_numbers)
    row = {
        "key": key,
        "authority": f"Kreis {number}",
        "house_name": f"Jobcenter {number}",
        "short_name": f"Kreis {number}",
        "active_from": date(2012, 1, 1),
    }
    return save(JobCentre(**row | values))


def make_user(role: Role = Role.STAFF, job_centre: str | None = FULDA, **values: Any) -> User:
    """An enabled account with the password "ideenwerkstatt"; admins and guests have no jobcentre."""
    number = next(_numbers)
    row = {
        "email": f"{role.value}{number}@lab.example",
        "name": f"{role.value.capitalize()} {number}",
        "role": role,
        "job_centre_key": None if role in ROLES_WITHOUT_JOB_CENTRE else job_centre,
        "password_hash": PASSWORD_HASH,
        "session_token": f"token{number}",
        "created_at": now(),
    }
    return save(User(**row | values))


def make_theme(**values: Any) -> ThemeLab:
    """A themed lab that runs today."""
    row = {
        "title": f"Themenlab {next(_numbers)}",
        "guiding_question": "Wie kommen Bescheide an, die man versteht?",
        "description": "Wir sehen uns Bescheide mit den Augen der Kundinnen und Kunden an.",
        "coordinator": "Labkoordination",
        "starts_on": today() - timedelta(days=30),
        "ends_on": today() + timedelta(days=60),
    }
    return save(ThemeLab(**row | values))


def make_idea(
    state: State = State.SUBMITTED,
    author: User | None = None,
    *,
    team: Iterable[User | tuple[User, date | None]] = (),
    **values: Any,
) -> Idea:
    """An idea in the state with all that belongs to it, and the events that led there.

    `team` names further members, guests with the day their invitation ends: `team=[colleague, (guest, day)]`.
    """
    number = next(_numbers)
    author = author or make_user()
    row: dict[str, Any] = {
        "title": f"Termine per Nachricht {number}",
        "problem": "Viele Termine fallen aus, weil die Einladung zu spät kommt.",
        "proposal": "Eine Erinnerung zwei Tage vorher, auf Wunsch als Nachricht.",
        "audience": Audience.BOTH,
        "author_id": author.id,
        "author_visibility": AuthorVisibility.NAMED,
        "job_centre_key": author.job_centre_key,
        "created_at": now(),
        "state": state,
        "state_since": now(),
        "work_areas": [],
        "data_protection": DataProtection.UNCLEAR,
    }
    row |= _state_columns(state, values)
    row |= values
    row.setdefault("title_key", fold(row["title"])[:250])
    idea = Idea(**row)
    db.session.add(idea)
    db.session.flush()
    for entry in team:
        member, until = entry if isinstance(entry, tuple) else (entry, None)
        db.session.add(TeamMember(idea_id=idea.id, account_id=member.id, joined_at=now(), until=until))
    _add_events(idea, author)
    return save(idea)


def _state_columns(state: State, values: dict[str, Any]) -> dict[str, Any]:
    """The columns that must be filled in this state."""
    columns: dict[str, Any] = {}
    if state != State.DRAFT:
        columns |= {"submitted_at": now(), "answer_due_on": today() + timedelta(days=14)}
    if state not in (State.DRAFT, State.SUBMITTED):
        columns |= {"answered_at": now(), "first_answer": "Danke, wir sehen uns das an."}
        if "responsible_id" not in values and "responsible" not in values:
            columns["responsible_id"] = make_user(Role.FACILITATOR).id
    if state in (State.PARKED, State.STOPPED):
        columns["resume_state"] = State.IDEATE
    if state == State.PARKED:
        columns["look_again_on"] = today() + timedelta(days=90)
    if state == State.STOPPED:
        columns |= {
            "learning_tried": "Ein Papierprototyp mit sechs Personen.",
            "learning_learned": "Der Weg über das Telefon wird lieber genommen.",
        }
    if state == State.MERGED and "merged_into_id" not in values:
        columns["merged_into_id"] = make_idea(State.EMPATHISE).id
    return columns


def _add_events(idea: Idea, author: User) -> None:
    """The history as the services would have written it: created, submitted, and the last step."""
    _add_event("idea_created", idea, author)
    if idea.state == State.DRAFT:
        return
    _add_event("idea_submitted", idea, author, State.DRAFT, State.SUBMITTED)
    kinds = {
        State.PARKED: "idea_parked",
        State.STOPPED: "idea_stopped",
        State.MERGED: "idea_merged",
        State.READY: "review_opened",
        State.ROLLOUT: "review_approved",
    }
    before = {State.READY: State.TEST, State.ROLLOUT: State.READY, State.MERGED: State.SUBMITTED}
    if idea.state in STAGES:
        path = (State.SUBMITTED, *STAGES)
        source = path[path.index(idea.state) - 1]
    else:
        source = idea.resume_state or before.get(idea.state, State.SUBMITTED)
    if idea.state != State.SUBMITTED:
        detail = {
            "look_again_on": idea.look_again_on.isoformat() if idea.look_again_on else None,
            "learned": idea.learning_learned,
            "title": "die andere Idee",
        }
        kind = kinds.get(idea.state, "idea_moved")
        _add_event(kind, idea, None, source, idea.state, **detail)


def _add_event(
    kind: str,
    idea: Idea,
    actor: User | None,
    source: State | None = None,
    target: State | None = None,
    **detail: Any,
) -> None:
    db.session.add(
        Event(
            at=now(),
            kind=kind,
            actor_id=actor.id if actor else None,
            subject_kind="idea",
            subject_id=str(idea.id),
            from_state=source.value if source else None,
            to_state=target.value if target else None,
            detail=detail,
        )
    )


def make_merge(target: Idea, state: State = State.DEFINE, **values: Any) -> IdeaMerge:
    """A merging of now into the idea, of an idea that had nothing to give."""
    source = make_idea(State.MERGED, merged_into_id=target.id, **values)
    moved = {
        "ideas": {
            "former": [],
            "notes": [],
            "received": [],
            "is_answer": False,
            "responsible_id": source.responsible_id,
        },
        "prototypes": {"prototypes": [], "files": []},
        "interest": [],
    }
    row = {"source_id": source.id, "target_id": target.id, "merged_at": now(), "state": state}
    return save(IdeaMerge(**row, moved=moved))


def make_many_ideas(count: int, author: User | None = None, **values: Any) -> list[int]:
    """Ideas by the thousand, spread over the columns of the board, with a note and two events each: their ids.

    No search finds them until `rebuild` has run: to index them takes longer than to make them.
    """
    author = author or make_user()
    responsible = values.pop("responsible", None) or make_user(Role.FACILITATOR)
    first = (db.session.scalar(sa.select(sa.func.max(Idea.id))) or 0) + 1
    ids = list(range(first, first + count))
    rows, notes, events = [], [], []
    for number in ids:
        state = values.get("state", BOARD[number % len(BOARD)])
        title = f"Idee {number:05}"
        answered = {} if state == State.SUBMITTED else {"first_answer": "Danke.", "answered_at": now()}
        row: dict[str, Any] = {
            "id": number,
            "title": title,
            "problem": "Viele Termine fallen aus.",
            "proposal": "",
            "audience": Audience.BOTH,
            "author_id": author.id,
            "author_visibility": AuthorVisibility.NAMED,
            "job_centre_key": author.job_centre_key,
            "created_at": now(),
            "submitted_at": now(),
            "title_key": fold(title),
            "state": state,
            "state_since": now() - timedelta(days=number % 100),
            "answer_due_on": today() + timedelta(days=number % 20),
            "responsible_id": responsible.id if answered else None,
            "answered_at": None,
            "first_answer": None,
        }
        rows.append(row | answered | values)
        notes.append(_note_row(number, author))
        for kind, source, target in (
            ("idea_created", None, None),
            ("idea_submitted", State.DRAFT, State.SUBMITTED),
        ):
            events.append(_event_row(number, author, kind, source, target))
    db.session.execute(sa.insert(Idea), rows)
    db.session.execute(sa.insert(StageNote), notes)
    db.session.execute(sa.insert(Event), events)
    _continue_numbers(Idea)
    db.session.commit()
    return ids


def make_much_work(idea: Idea, author: User, count: int) -> None:
    """Notes and events of an idea by the hundred."""
    db.session.execute(sa.insert(StageNote), [_note_row(idea.id, author) for _ in range(count)])
    events = [_event_row(idea.id, author, "idea_edited", None, None) for _ in range(count)]
    db.session.execute(sa.insert(Event), events)
    db.session.commit()


def _note_row(idea_id: int, author: User) -> dict[str, Any]:
    return {
        "idea_id": idea_id,
        "stage": State.EMPATHISE,
        "kind": NoteKind.CONVERSATION,
        "body": "Die Einladung lag drei Tage im Briefkasten.",
        "author_id": author.id,
        "created_at": now(),
    }


def _event_row(
    idea_id: int, actor: User, kind: str, source: State | None, target: State | None
) -> dict[str, Any]:
    return {
        "at": now(),
        "kind": kind,
        "actor_id": actor.id,
        "subject_kind": "idea",
        "subject_id": str(idea_id),
        "from_state": source,
        "to_state": target,
        "detail": {},
    }


def _continue_numbers(model: Any) -> None:
    """Rows that came with their ids leave PostgreSQL's counter behind."""
    if db.session.connection().dialect.name == "postgresql":
        counter = sa.func.pg_get_serial_sequence(model.__tablename__, "id")
        highest = sa.select(sa.func.setval(counter, sa.func.max(model.id)))
        db.session.execute(highest)


def make_note(
    idea: Idea,
    kind: NoteKind = NoteKind.CONVERSATION,
    author: User | None = None,
    *,
    times: int = 1,
    **values: Any,
) -> StageNote:
    """A note in the idea's present stage (in Verstehen when it stands elsewhere); `times` makes several."""
    row = {
        "idea_id": idea.id,
        "stage": idea.state if idea.state in (State.SUBMITTED, *STAGES) else State.EMPATHISE,
        "kind": kind,
        "method": StageMethod.INTERVIEW if kind == NoteKind.CONVERSATION else None,
        "people": 2 if kind == NoteKind.CONVERSATION else None,
        "body": "Die Einladung lag drei Tage im Briefkasten.",
        "author_id": author.id if author else idea.author_id,
        "created_at": now(),
    }
    for _ in range(times - 1):
        save(StageNote(**row | values))
    return save(StageNote(**row | values))


def make_prototype(idea: Idea, author: User | None = None, **values: Any) -> Prototype:
    """The idea's next version, with hypothesis and criterion; the idea's counts follow."""
    number = values.pop("number", None) or idea.prototype_count + 1
    row = {
        "idea_id": idea.id,
        "number": number,
        "title": f"Erinnerung als Papier, Version {number}",
        "kind": PrototypeKind.PAPER,
        "hypothesis": "Wer erinnert wird, sagt rechtzeitig ab.",
        "success_criterion": "Vier von fünf Personen verstehen die Nachricht ohne Nachfrage.",
        "changes": "" if number == 1 else "Kürzerer Text.",
        "author_id": author.id if author else idea.author_id,
        "created_at": now(),
        "stated_at": now(),
    }
    prototype = save(Prototype(**row | values))
    idea.prototype_count = max(idea.prototype_count, number)
    idea.has_criterion = True
    commit()
    return prototype


def make_round(prototype: Prototype, group: Group = Group.CUSTOMERS, **values: Any) -> TestRound:
    """A planned round of today in Fulda, without a public address."""
    row = {
        "prototype_id": prototype.id,
        "group": group,
        "method": StageMethod.THINKING_ALOUD,
        "job_centre_key": FULDA,
        "starts_on": today(),
        "ends_on": today(),
        "author_id": prototype.author_id,
        "created_at": now(),
    }
    return save(TestRound(**row | values))


def make_participant(test_round: TestRound, number: int = 1, group: Group = Group.CUSTOMERS) -> Participant:
    """Somebody of a moderated test, of whom nothing is noted yet; counts nowhere until a service counts."""
    return save(Participant(round_id=test_round.id, number=number, group=group, created_at=now()))


def make_answer_sheet(test_round: TestRound, **values: Any) -> AnswerSheet:
    """What somebody answered through the public address, not looked at yet."""
    row = {
        "round_id": test_round.id,
        "key": f"key-of-a-sheet-{next(_numbers)}",
        "channel": Channel.PUBLIC,
        "likes": "Kurz und klar.",
        "scores": [None] * test_round.questionnaire.item_count,
        "received_on": today(),
    }
    return save(AnswerSheet(**row | values))


def make_observation(
    source: Feedback | AnswerSheet | Participant, kind: PointKind = PointKind.CRITICISM, **values: Any
) -> Observation:
    """One thing seen or said by the source; without a finding unless one is given."""
    column = {Feedback: "feedback_id", AnswerSheet: "answer_sheet_id", Participant: "participant_id"}[
        type(source)
    ]
    row = {
        "prototype_id": source.round.prototype_id,
        "round_id": source.round_id,
        column: source.id,
        "kind": kind,
        "body": "Die Schrift ist zu klein.",
        "created_at": now(),
    }
    return save(Observation(**row | values))


def make_feedback(
    prototype: Prototype, group: Group = Group.CUSTOMERS, author: User | None = None, **values: Any
) -> Feedback:
    """Five people's feedback with nothing to answer; fixes the version. The idea's counts follow."""
    row = {
        "prototype_id": prototype.id,
        "group": group,
        "method": StageMethod.FEEDBACK_GRID,
        "participants": 5,
        "held_on": today(),
        "job_centre_key": FULDA,
        "likes": "Kurz und klar.",
        "criticisms": "",
        "questions": "",
        "ideas": "",
        "author_id": author.id if author else prototype.author_id,
        "created_at": now(),
    }
    values = row | values
    if "round_id" not in values:
        values["round_id"] = make_round(
            prototype,
            group,
            is_planned=False,
            method=values["method"],
            starts_on=values["held_on"],
            ends_on=values["held_on"],
            job_centre_key=values["job_centre_key"],
            author_id=values["author_id"],
        ).id
    feedback = save(Feedback(**values))
    for like in points_of(feedback.likes):
        make_observation(feedback, PointKind.LIKE, body=like)
    prototype.fixed_at = prototype.fixed_at or now()
    idea = prototype.idea
    idea.feedback_count += 1
    column = {Group.CUSTOMERS: "people_customers", Group.STAFF: "people_staff"}.get(group, "people_others")
    setattr(idea, column, getattr(idea, column) + feedback.participants)
    idea.feedback_job_centres = max(idea.feedback_job_centres, 1)
    commit()
    return feedback


def make_finding(
    feedback: Feedback,
    kind: PointKind = PointKind.CRITICISM,
    *,
    answer: Answer | None = None,
    answered_by: User | None = None,
    **values: Any,
) -> Finding:
    """A finding of the feedback, open unless an answer is given. The idea's count follows."""
    row: dict[str, Any] = {
        "prototype_id": feedback.prototype_id,
        "kind": kind,
        "body": "Die Uhrzeit sieht man zu spät.",
    }
    if answer is not None:
        row |= {
            "answer": answer,
            "answer_text": "Steht jetzt in der ersten Zeile.",
            "answered_at": now(),
            "answered_by_id": (answered_by or make_user(Role.FACILITATOR)).id,
        }
    finding = save(Finding(**row | values))
    make_observation(feedback, kind, body=finding.body, finding_id=finding.id)
    if answer is None:
        feedback.prototype.idea.open_findings += 1
        commit()
    return finding


def make_public_page(idea: Idea, **values: Any) -> PublicPage:
    """The idea's open public page of changes."""
    row = {
        "idea_id": idea.id,
        "token": f"token{next(_numbers):027}",
        "is_open": True,
        "opened_by_id": idea.author_id,
        "opened_at": now(),
    }
    return save(PublicPage(**row | values))


def make_review(
    idea: Idea | None = None,
    status: ReviewStatus = ReviewStatus.OPEN,
    *,
    opened_by: User | None = None,
    decided_by: User | None = None,
    **values: Any,
) -> RolloutReview:
    """A rollout review; without an idea it makes one in the state that belongs to the status."""
    if idea is None:
        states = {ReviewStatus.OPEN: State.READY, ReviewStatus.APPROVED: State.ROLLOUT}
        idea = make_idea(states.get(status, State.TEST))
    row: dict[str, Any] = {
        "idea_id": idea.id,
        "status": status,
        "opened_by_id": (opened_by or make_user(Role.FACILITATOR)).id,
        "opened_at": now(),
        "benefit": "Weniger ausgefallene Termine.",
        "operating_cost": "Etwa 200 Euro im Monat.",
        "owner": "Fachdienst Digitalisierung",
        "support": "Servicestelle des Jobcenters",
        "systems": "Terminverwaltung",
        "guide": "In drei Schritten: Vorlage laden, Frist setzen, einschalten.",
        "gate": [],
    }
    for field in ("data_protection", "information_security", "staff_council", "accessibility", "funding"):
        row |= {field: Checked.YES, f"{field}_text": "Geprüft, ohne Einwände."}
    if status != ReviewStatus.OPEN:
        row |= {
            "decided_by_id": (decided_by or make_user(Role.LEADERSHIP, MAIN_TAUNUS)).id,
            "decided_at": now(),
            "reason": "Der Nutzen ist belegt.",
        }
    if status == ReviewStatus.RETURNED:
        row["conditions"] = "Bitte noch mit Beschäftigten testen."
    row |= values
    lines = (row.pop("conditions", None) or "").split("\n")
    row["conditions"] = [ReviewCondition(number=n, text=line) for n, line in enumerate(lines, 1) if line]
    return save(RolloutReview(**row))


def make_member(
    account: User | None = None, *, is_chair: bool = False, job_centre: str = MAIN_TAUNUS
) -> User:
    """A leader who sits in the steering committee: the account."""
    account = account or make_user(Role.LEADERSHIP, job_centre)
    save(CommitteeMember(account_id=account.id, is_chair=is_chair, added_at=now()))
    return account


def make_vote(
    review: RolloutReview, member: User, choice: VoteChoice = VoteChoice.CONSENT, text: str | None = None
) -> ReviewVote:
    """A member's vote; what needs a text has one."""
    if text is None and choice is not VoteChoice.CONSENT:
        text = "Die Schulung fehlt noch."
    row = {"review_id": review.id, "member_id": member.id, "choice": choice, "text": text}
    return save(ReviewVote(**row, given_at=now()))


def make_question(review: RolloutReview, member: User, **values: Any) -> ReviewQuestion:
    """A question of the committee, without an answer."""
    row = {
        "review_id": review.id,
        "asked_by_id": member.id,
        "asked_at": now(),
        "text": "Was kostet es im Jahr?",
    }
    return save(ReviewQuestion(**row | values))


def make_adoption(
    idea: Idea | None = None,
    status: AdoptionStatus = AdoptionStatus.INTERESTED,
    job_centre: str = FULDA,
    **values: Any,
) -> Adoption:
    """A jobcentre's row for a solution in rollout; a no has its reason."""
    idea = idea or make_idea(State.ROLLOUT)
    row: dict[str, Any] = {
        "idea_id": idea.id,
        "job_centre_key": job_centre,
        "status": status,
        "changed_at": now(),
    }
    if status in (AdoptionStatus.DECLINED, AdoptionStatus.ABORTED):
        row |= {"reason_category": ReasonCategory.OTHER_SYSTEM, "reason": "Wir nutzen schon etwas Ähnliches."}
    return save(Adoption(**row | values))


def make_kit(idea: Idea | None = None, *, files: Iterable[Attachment] = (), **values: Any) -> Kit:
    """The kit of a solution, with its public address closed."""
    idea = idea or make_idea(State.ROLLOUT)
    row: dict[str, Any] = {
        "idea_id": idea.id,
        "summary": "Erinnert zwei Tage vorher an den Termin.",
        "target_group": "Alle Jobcenter, die schriftlich einladen.",
        "guide": "Vorlage laden, Frist setzen, einschalten.",
        "effort": "Zwei Tage für eine Person.",
        "licence": "EUPL-1.2",
        "repository": "",
        "contact": "Servicestelle des Jobcenters",
        "platforms": ["web"],
        "languages": ["de"],
        "token": f"kit{next(_numbers):040}",
        "changed_at": now(),
    }
    kit = save(Kit(**row | values))
    for file in files:
        save(KitFile(idea_id=idea.id, attachment_id=file.id))
    return kit


def make_kit_question(idea: Idea, asked_by: User | None = None, **values: Any) -> KitQuestion:
    """A question about a solution, without an answer unless one is given."""
    asked_by = asked_by or make_user(Role.STAFF, WIESBADEN)
    row: dict[str, Any] = {
        "idea_id": idea.id,
        "text": "Braucht es dafür einen eigenen Server?",
        "asked_by_id": asked_by.id,
        "job_centre_key": asked_by.job_centre_key,
        "asked_at": now(),
    }
    if "answer" in values:
        row |= {"answered_by_id": idea.author_id, "answered_at": now()}
    return save(KitQuestion(**row | values))


def make_report(note: StageNote, **values: Any) -> ContentReport:
    """A note that somebody reported: hidden, and waiting for a facilitator."""
    row: dict[str, Any] = {
        "content_kind": ContentKind.NOTE,
        "content_id": str(note.id),
        "idea_id": note.idea_id,
        "reported_by_id": note.author_id,
        "reported_at": now(),
    }
    note.is_hidden = True
    return save(ContentReport(**row | values))
