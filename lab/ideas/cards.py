"""An idea as a card: few columns, no objects, everything in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import JobCentre, User
from lab.core.clock import today
from lab.extensions import db
from lab.hiding.policy import title_for_all
from lab.ideas.evidence import Item, checklist, facts_of, next_step
from lab.ideas.models import Idea, NoteKind
from lab.ideas.queries import count_notes
from lab.ideas.workflow import BOARD, STAGES, State
from lab.web.locale import days_since, show_age, show_short_date

COLUMNS: tuple[Any, ...] = (
    Idea.id,
    Idea.title,
    Idea.is_hidden,
    Idea.state,
    Idea.state_since,
    Idea.audience,
    Idea.answer_due_on,
    Idea.answered_at,
    Idea.prototype_count,
    Idea.has_criterion,
    Idea.feedback_count,
    Idea.open_findings,
    Idea.people_customers,
    Idea.people_staff,
    Idea.people_others,
    Idea.feedback_job_centres,
    Idea.severe_findings,
    Idea.is_criterion_met,
    Idea.sharing_count,
    JobCentre.short_name.label("place"),
    User.name.label("responsible"),
)


@dataclass(frozen=True)
class Card:
    """What a card says."""

    id: int
    title: str
    state: State
    place: str
    responsible: str
    days: str
    tone: str
    items: Sequence[Item]
    fact: str
    feedbacks: int
    open_findings: int
    sharing: int
    answer_by: str
    is_answered: bool
    is_overdue: bool

    @property
    def met(self) -> int:
        """How much of the stage's evidence is there."""
        return sum(item.met for item in self.items)

    @property
    def is_complete(self) -> bool:
        """Whether the next step needs no reason: the evidence is there, or in the inbox the first answer."""
        return self.is_answered if self.state == State.SUBMITTED else self.met == len(self.items)


def select_cards() -> sa.Select[Any]:
    """The select of all cards; the caller filters, sorts and limits."""
    return (
        sa.select(*COLUMNS)
        .outerjoin(JobCentre, JobCentre.key == Idea.job_centre_key)
        .outerjoin(User, User.id == Idea.responsible_id)
    )


def build_cards(rows: Sequence[Any], settings: Mapping[str, int]) -> list[Card]:
    """Cards of rows of `select_cards`, with one query for all their notes."""
    counts = count_notes(row.id for row in rows)
    return [_build(row, counts[row.id], settings, today()) for row in rows]


def get_card(idea_id: int, settings: Mapping[str, int]) -> Card:
    """The card of one idea as it stands now."""
    row = db.session.execute(select_cards().where(Idea.id == idea_id)).one()
    return build_cards([row], settings)[0]


def _build(row: Any, notes: Mapping[NoteKind, int], settings: Mapping[str, int], day: date) -> Card:
    items = checklist(row.state, facts_of(row, notes), settings) if row.state in STAGES else []
    days = days_since(row.state_since)
    due = row.answer_due_on if row.state == State.SUBMITTED and row.answered_at is None else None
    return Card(
        id=row.id,
        title=title_for_all(row.title, row.is_hidden),
        state=row.state,
        place=row.place or _("von außen"),
        responsible=row.responsible or "",
        days=show_age(days),
        tone=_tone(days, settings["ageing_days"]) if row.state in BOARD else "",
        items=items,
        fact=next_step(items),
        feedbacks=row.feedback_count,
        open_findings=row.open_findings,
        sharing=row.sharing_count,
        answer_by=show_short_date(due) if due else "",
        is_answered=row.answered_at is not None,
        is_overdue=due is not None and due < day,
    )


def _tone(days: int, limit: int) -> str:
    if days >= 2 * limit:
        return "danger"
    return "warning" if days >= limit else ""
