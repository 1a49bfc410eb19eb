"""The planned rounds of a version, with how many took part."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.core.clock import today
from lab.extensions import db
from lab.prototypes import sentences
from lab.prototypes.heard import Heard, list_heard
from lab.prototypes.models import AnswerSheet, Inspection, Prototype, TestRound


@dataclass(frozen=True)
class RoundRow:
    """A planned round in the list of a version: how many took part, and how many answers nobody has read yet."""

    test_round: TestRound
    people: int
    waiting: int

    @property
    def state_words(self) -> str:
        """Whether it is to come, runs or is over."""
        return sentences.round_state(self.test_round.starts_on, self.test_round.ends_on, today())

    @property
    def people_words(self) -> str:
        """How many took part, of how many wanted."""
        return sentences.people_of_wanted(self.people, self.test_round.people_wanted)


def list_rounds(prototype: Prototype, heard: Iterable[Heard] | None = None) -> list[RoundRow]:
    """Planned rounds of a version, newest first: two queries, one when it is known who was `heard`."""
    people: dict[int, int] = defaultdict(int)
    for one in list_heard(Prototype.id == prototype.id) if heard is None else heard:
        people[one.round_id] += one.people
    waiting = (
        sa.select(sa.func.count(AnswerSheet.id))
        .where(AnswerSheet.round_id == TestRound.id, AnswerSheet.inspection == Inspection.WAITING)
        .correlate(TestRound)
        .scalar_subquery()
    )
    statement = (
        sa.select(TestRound, waiting)
        .options(joinedload(TestRound.job_centre))
        .where(TestRound.prototype_id == prototype.id, TestRound.is_planned)
        .order_by(TestRound.starts_on.desc(), TestRound.id.desc())
    )
    return [
        RoundRow(test_round, people[test_round.id], count)
        for test_round, count in db.session.execute(statement)
    ]
