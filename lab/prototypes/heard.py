"""Who tried which version: how many people, of which group, where, in which round."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

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
    for source, prototype_id, group, place, round_id, people, sources, first in db.session.execute(
        _select_sources(condition)
    ):
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
    """Summed-up sessions, accepted sheets and participants, each counted by round and group."""
    parts: list[Any] = []
    for name, source, group, people, first in (
        (
            "summed_up",
            Feedback,
            Feedback.group,
            sa.func.sum(Feedback.participants),
            sa.func.min(Feedback.held_on),
        ),
        ("sheets", AnswerSheet, TestRound.group, sa.func.count(), sa.func.min(AnswerSheet.received_on)),
        ("participants", Participant, Participant.group, sa.func.count(), sa.func.min(TestRound.starts_on)),
    ):
        # Somebody may have tried it elsewhere than the round was planned: what the notes say counts.
        place = Feedback.job_centre_key if source is Feedback else TestRound.job_centre_key
        part = (
            sa.select(
                sa.literal(name),
                TestRound.prototype_id,
                group,
                place,
                TestRound.id,
                people,
                sa.func.count(),
                first,
            )
            .select_from(source)
            .join(TestRound, TestRound.id == source.round_id)
            .join(Prototype, Prototype.id == TestRound.prototype_id)
            .where(condition)
            .group_by(TestRound.prototype_id, group, place, TestRound.id)
        )
        if source is AnswerSheet:
            part = part.where(AnswerSheet.inspection == Inspection.ACCEPTED)
        parts.append(part)
    return sa.union_all(*parts)
