"""Who tried which version: how many people, of which group, where, in which round."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from lab.core.clock import HESSE
from lab.core.database import UtcDateTime
from lab.extensions import db
from lab.prototypes.models import (
    AnswerSheet,
    Feedback,
    Group,
    Inspection,
    Participant,
    Prototype,
    TestRound,
)


@dataclass
class Heard:
    """People of one group in one round; `sources` counts what they left: sessions, sheets, participants."""

    prototype_id: int
    group: Group
    job_centre_key: str | None
    round_id: int
    first: date
    summed_up: int = 0
    sheets: int = 0
    participants: int = 0
    sources: int = 0

    @property
    def people(self) -> int:
        """Who was watched and filled in a sheet besides is one person: the larger of both numbers counts."""
        return self.summed_up + max(self.sheets, self.participants)


def list_heard(condition: sa.ColumnElement[bool]) -> list[Heard]:
    """Who tried the versions that the condition on Prototype names, round by round: one query."""
    heard: dict[tuple[int, Group, str | None], Heard] = {}
    for source, prototype_id, group, place, round_id, people, sources, day, moment in db.session.execute(
        _select_sources(condition)
    ):
        first = day or moment.astimezone(HESSE).date()
        entry = heard.setdefault((round_id, group, place), Heard(prototype_id, group, place, round_id, first))
        entry.first = min(entry.first, first)
        entry.sources += sources
        setattr(entry, source, people)
    return list(heard.values())


def count_people(prototype: Prototype) -> int:
    """How many people tried a version."""
    return sum(row.people for row in list_heard(Prototype.id == prototype.id))


def find_first_test_day(prototype: Prototype) -> date | None:
    """The day on which somebody first tried the version."""
    return min((row.first for row in list_heard(Prototype.id == prototype.id)), default=None)


def _select_sources(condition: sa.ColumnElement[bool]) -> sa.CompoundSelect[Any]:
    """Summed-up sessions, accepted sheets and participants, each counted by round and group.

    Sessions and sheets know their first day, participants the moment at which the first of them was noted.
    """
    no_day, no_moment = sa.cast(sa.null(), sa.Date()), sa.cast(sa.null(), UtcDateTime())
    people = sa.func.sum(Feedback.participants)
    held, received = sa.func.min(Feedback.held_on), sa.func.min(AnswerSheet.received_on)
    noted = sa.func.min(Participant.created_at)
    parts: list[Any] = []
    for name, source, group, counted, day, moment in (
        ("summed_up", Feedback, Feedback.group, people, held, no_moment),
        ("sheets", AnswerSheet, TestRound.group, sa.func.count(), received, no_moment),
        ("participants", Participant, Participant.group, sa.func.count(), no_day, noted),
    ):
        # Somebody may have tried it elsewhere than the round was planned: what the notes say counts.
        place = Feedback.job_centre_key if source is Feedback else TestRound.job_centre_key
        key = (TestRound.prototype_id, group, place, TestRound.id)
        part = (
            sa.select(sa.literal(name), *key, counted, sa.func.count(), day, moment)
            .select_from(source)
            .join(TestRound, TestRound.id == source.round_id)
            .join(Prototype, Prototype.id == TestRound.prototype_id)
            .where(condition)
            .group_by(*key)
        )
        if source is AnswerSheet:
            part = part.where(AnswerSheet.inspection == Inspection.ACCEPTED)
        parts.append(part)
    return sa.union_all(*parts)
