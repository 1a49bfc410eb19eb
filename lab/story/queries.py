"""What the page of one idea tells: its way so far, its history, its team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import joinedload

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.adoption.models import AdoptionStatus
from lab.audit.kinds import WITHOUT_NAME
from lab.audit.models import Event
from lab.audit.sentences import sentence
from lab.core.clock import HESSE, now
from lab.core.codes import Code
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea, NoteKind, StageNote, TeamMember
from lab.ideas.policy import check_see_idea, shown_name
from lab.ideas.workflow import BOARD, STAGES, State
from lab.prototypes.models import Answer, Decision, Met
from lab.reports.models import ContentKind
from lab.web.locale import days_since, show_date, show_days, show_time

LABELS: Mapping[str, type[Code]] = {
    "from_state": State,
    "to_state": State,
    "note_kind": NoteKind,
    "content_kind": ContentKind,
    "answer": Answer,
    "met": Met,
    "decision": Decision,
}
ADOPTION_LABELS: Mapping[str, type[Code]] = {"from_state": AdoptionStatus, "to_state": AdoptionStatus}


@dataclass(frozen=True)
class Step:
    """One step of the stepper."""

    label: str
    state: str
    note: str


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    id: int
    when: str
    sentence: str
    reason: str
    event: Event

    @property
    def may_report(self) -> bool:
        """Whether it holds free text."""
        return bool(Event.texts_in({"reason": self.event.reason, "detail": self.event.detail}))


@dataclass(frozen=True)
class NoteGroup:
    """The notes of one stage, newest first."""

    stage: State
    notes: Sequence[StageNote]


def get_story(actor: User, idea_id: int) -> Idea:
    """The idea with all that its page shows of it. Raises NotFound."""
    options = (
        joinedload(Idea.author),
        joinedload(Idea.responsible),
        joinedload(Idea.job_centre),
        joinedload(Idea.theme),
        joinedload(Idea.merged_into),
        joinedload(Idea.team).joinedload(TeamMember.account),
        joinedload(Idea.received).load_only(
            Idea.author_id, Idea.author_visibility, Idea.title, Idea.is_hidden, Idea.state_since
        ),
    )
    idea = db.session.get(Idea, idea_id, options=options) if 0 < idea_id <= LARGEST_ID else None
    if idea is None:
        raise NotFound()
    check_see_idea(actor, idea)
    return idea


def list_moves_and_newest(idea: Idea, newest: int) -> Sequence[Event]:
    """All moves and the `newest` events of any kind, newest first: one query."""
    of_idea = (Event.subject_kind == "idea", Event.subject_id == str(idea.id))
    recent = sa.select(Event.id).where(*of_idea).order_by(Event.id.desc()).limit(newest).subquery()
    statement = (
        sa.select(Event)
        .options(joinedload(Event.actor))
        .where(*of_idea, sa.or_(_is_move_row(), Event.id.in_(sa.select(recent.c.id))))
        .order_by(Event.id.desc())
    )
    return db.session.scalars(statement).all()


def list_steps(idea: Idea, events: Sequence[Event]) -> list[Step]:
    """The way through the stages with the days spent in each, added up over all visits."""
    days, visits, since = _time_in_states(events)
    here = idea.resume_state if idea.resume_state else idea.state
    position = BOARD.index(here) if here in BOARD else (len(BOARD) if idea.state == State.ROLLOUT else -1)
    steps = []
    for index, state in enumerate(BOARD):
        if index == position:
            steps.append(Step(str(state.label), "current", _current_note(idea, state)))
        else:
            kind = "done" if index < position and state in visits else "upcoming"
            steps.append(Step(str(state.label), kind, _past_note(state, days, visits, since)))
    return steps


def tell(actor: User, idea: Idea, events: Sequence[Event]) -> list[Entry]:
    """Events as sentences; hidden authors stay hidden here too."""
    return [
        Entry(event.id, show_time(event.at), _sentence(actor, idea, event), event.reason or "", event)
        for event in events
    ]


def group_notes(notes: Sequence[StageNote]) -> list[NoteGroup]:
    """Notes by stage, the latest stage first."""
    order = (*reversed(STAGES), State.SUBMITTED, State.DRAFT)
    groups = [NoteGroup(stage, [note for note in notes if note.stage == stage]) for stage in order]
    return [group for group in groups if group.notes]


def _sentence(actor: User, idea: Idea, event: Event) -> str:
    labels = ADOPTION_LABELS if event.kind == "adoption_changed" else LABELS
    text = sentence(event, labels)
    if event.kind == "adoption_changed" or event.kind in WITHOUT_NAME:
        return text
    return f"{shown_name(actor, idea, event.actor, received=idea.received)} {text}"


def _is_move_row() -> sa.ColumnElement[bool]:
    return sa.and_(Event.to_state.is_not(None), Event.kind != "adoption_changed")


def _time_in_states(
    events: Sequence[Event],
) -> tuple[dict[State, int], dict[State, int], dict[State, datetime]]:
    """Days in each state, number of visits, and when the last one began."""
    moves = [
        (event.at, State(event.to_state))
        for event in reversed(events)
        if event.to_state in set(State) and event.kind != "adoption_changed"
    ]
    days: dict[State, int] = {}
    visits: dict[State, int] = {}
    since: dict[State, datetime] = {}
    ends = [*(at for at, _state in moves[1:]), now()]
    for (at, state), end in zip(moves, ends, strict=False):
        days[state] = days.get(state, 0) + (end.astimezone(HESSE).date() - at.astimezone(HESSE).date()).days
        visits[state] = visits.get(state, 0) + 1
        since[state] = at
    return days, visits, since


def _current_note(idea: Idea, state: State) -> str:
    """When it was submitted, or how long it has been here this time."""
    if state == State.SUBMITTED and idea.submitted_at:
        return show_date(idea.submitted_at)
    days = days_since(idea.state_since)
    return ngettext("seit %(num)s Tag", "seit %(num)s Tagen", days) if days > 0 else _("seit heute")


def _past_note(
    state: State, days: Mapping[State, int], visits: Mapping[State, int], since: Mapping[State, datetime]
) -> str:
    if state not in visits:
        return ""
    if state == State.SUBMITTED:
        return show_date(since[state])
    spent = show_days(days[state]) if days[state] else _("unter einem Tag")
    return f"{visits[state]} × · {spent}" if visits[state] > 1 else spent
