"""Who tried which version: how many people, of which group, where, in which round."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from lab.core.clock import begin_of, day_of
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

# Where one knows from that somebody tried a version: as `Heard` calls it.
SOURCES = ("summed_up", "sheets", "participants")


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


def list_heard(condition: sa.ColumnElement[bool] | None, job_centre_key: str | None = None) -> list[Heard]:
    """Who tried the versions that the condition on Prototype names, at one jobcentre or anywhere, round by round: one query."""
    source = _select_sources(condition).subquery("source")
    key = (source.c.source, source.c.prototype_id, source.c.group, source.c.place, source.c.round_id)
    summed_up = (sa.func.sum(source.c.people), sa.func.count())
    begun = (sa.func.min(source.c.day), sa.func.min(source.c.moment))
    statement = sa.select(*key, *summed_up, *begun).group_by(*key)
    if job_centre_key is not None:
        statement = statement.where(source.c.place == job_centre_key)
    heard: dict[tuple[int, Group, str | None], Heard] = {}
    for name, prototype_id, group, place, round_id, people, sources, day, moment in db.session.execute(
        statement
    ):
        first = day or day_of(moment)
        entry = heard.setdefault((round_id, group, place), Heard(prototype_id, group, place, round_id, first))
        entry.first = min(entry.first, first)
        entry.sources += sources
        setattr(entry, name, people)
    return list(heard.values())


def count_heard(
    condition: sa.ColumnElement[bool] | None, first: date, last: date, job_centre_key: str | None = None
) -> list[tuple[Group | None, int, int]]:
    """Rounds and people of each group, and of all (None), whose first day lies between the two, at one jobcentre or
    anywhere: one query. The same as `list_heard` tells, summed up by the database.
    """
    source = _select_sources(condition).subquery("source").c
    summed_up, sheets, participants = (
        sa.func.sum(sa.case((source.source == name, source.people), else_=0)) for name in SOURCES
    )
    start, end = begin_of(first), begin_of(last + timedelta(days=1))
    statement = (
        sa.select(
            source.group,
            source.round_id,
            (summed_up + sa.case((sheets > participants, sheets), else_=participants)).label("people"),
        )
        # Rounds come in order, which makes grouping cheap.
        .group_by(source.round_id, source.group, source.place)
        .having(
            sa.func.coalesce(sa.func.min(source.day) >= first, sa.true()),
            sa.func.coalesce(sa.func.min(source.moment) >= start, sa.true()),
            sa.or_(sa.func.min(source.day) <= last, sa.func.min(source.moment) < end),
        )
    )
    if job_centre_key is not None:
        statement = statement.where(source.place == job_centre_key)
    heard = statement.cte("heard").c
    counts = (sa.func.count(heard.round_id.distinct()), sa.func.coalesce(sa.func.sum(heard.people), 0))
    of_groups = sa.select(heard.group, *counts).group_by(heard.group)
    of_all = sa.select(sa.null(), *counts)
    # PostgreSQL sums up whole numbers to decimal ones.
    return [
        (group, rounds, int(people))
        for group, rounds, people in db.session.execute(of_groups.union_all(of_all))
    ]


def count_people(prototype: Prototype) -> int:
    """How many people tried a version."""
    return sum(row.people for row in list_heard(Prototype.id == prototype.id))


def find_first_test_day(prototype: Prototype) -> date | None:
    """The day on which somebody first tried the version."""
    return min((row.first for row in list_heard(Prototype.id == prototype.id)), default=None)


def _select_sources(condition: sa.ColumnElement[bool] | None) -> sa.CompoundSelect[Any]:
    """Summed-up sessions, accepted sheets and participants; without a condition on Prototype those of all versions.

    Sessions and sheets know their day, participants the moment at which they were noted.
    """
    no_day, no_moment = sa.cast(sa.null(), sa.Date()), sa.cast(sa.null(), UtcDateTime())
    one = sa.literal(1)
    parts: list[Any] = []
    for name, source, group, people, day, moment in zip(
        SOURCES,
        (Feedback, AnswerSheet, Participant),
        (Feedback.group, TestRound.group, Participant.group),
        (Feedback.participants, one, one),
        (Feedback.held_on, AnswerSheet.received_on, no_day),
        (no_moment, no_moment, Participant.created_at),
        strict=True,
    ):
        # Somebody may have tried it elsewhere than the round was planned: what the notes say counts.
        place = Feedback.job_centre_key if source is Feedback else TestRound.job_centre_key
        part = (
            sa.select(
                sa.literal(name).label("source"),
                TestRound.prototype_id.label("prototype_id"),
                group.label("group"),
                place.label("place"),
                TestRound.id.label("round_id"),
                people.label("people"),
                day.label("day"),
                moment.label("moment"),
            )
            .select_from(source)
            .join(TestRound, TestRound.id == source.round_id)
        )
        if condition is not None:
            part = part.join(Prototype, Prototype.id == TestRound.prototype_id).where(condition)
        if source is AnswerSheet:
            part = part.where(AnswerSheet.inspection == Inspection.ACCEPTED)
        parts.append(part)
    return sa.union_all(*parts)
