"""The versions of an idea, with who tried them and what became of what they found."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes import sentences
from lab.prototypes.heard import Heard, list_heard
from lab.prototypes.models import Answer, Finding, Group, Observation, PointKind, Prototype
from lab.prototypes.queries import is_unsorted, list_prototypes


@dataclass
class VersionRow:
    """A version in the list of an idea: who tried it, and what became of what they found."""

    prototype: Prototype
    people: dict[Group, int] = field(default_factory=lambda: defaultdict(int))
    round_ids: dict[Group, set[int]] = field(default_factory=lambda: defaultdict(set))
    job_centre_keys: set[str] = field(default_factory=set)
    feedbacks: int = 0
    open_findings: int = 0
    taken_up: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    later: int = 0
    declined: int = 0
    first_test: date | None = None
    heard: list[Heard] = field(default_factory=list)

    @property
    def n(self) -> int:
        """People of all groups."""
        return sum(self.people.values())

    @property
    def people_words(self) -> str:
        """Who tried it, in a sentence."""
        return sentences.people_sentence(self.people, len(self.job_centre_keys))

    @property
    def since_words(self) -> str:
        """Since when its hypothesis stands, in a sentence."""
        return sentences.since_sentence(self.prototype, self.first_test)

    @property
    def is_impression(self) -> bool:
        """Whether too few people tried it to be more than an impression."""
        return self.n < sentences.SMALLEST_SAMPLE

    @property
    def findings_words(self) -> str:
        """What became of its findings, in a sentence; '' without findings."""
        return sentences.findings_sentence(
            self.prototype.number, self.taken_up, self.later, self.declined, self.open_findings
        )


def list_versions(idea: Idea) -> list[VersionRow]:
    """Versions of an idea, newest first, with people and findings counted: three queries."""
    rows = {prototype.id: VersionRow(prototype) for prototype in list_prototypes(idea)}
    if not rows:
        return []
    for heard in list_heard(Prototype.id.in_(rows)):
        row = rows[heard.prototype_id]
        row.heard.append(heard)
        row.first_test = min(heard.first, row.first_test or heard.first)
        row.people[heard.group] += heard.people
        row.round_ids[heard.group].add(heard.round_id)
        row.feedbacks += heard.sources
        if heard.job_centre_key:
            row.job_centre_keys.add(heard.job_centre_key)
    found: sa.CompoundSelect[Any] = sa.union_all(
        sa.select(Finding.prototype_id, Finding.answer, Finding.taken_up_in_id, sa.func.count())
        .where(Finding.prototype_id.in_(rows), Finding.kind != PointKind.LIKE)
        .group_by(Finding.prototype_id, Finding.answer, Finding.taken_up_in_id),
        # What nobody has sorted yet waits for an answer too.
        sa.select(Observation.prototype_id, sa.null(), sa.null(), sa.func.count())
        .where(Observation.prototype_id.in_(rows), is_unsorted())
        .group_by(Observation.prototype_id),
    )
    for prototype_id, answer, taken_up_in_id, count in db.session.execute(found):
        _count_answer(rows, rows[prototype_id], answer, taken_up_in_id, count)
    return list(rows.values())


def _count_answer(
    rows: Mapping[int, VersionRow],
    row: VersionRow,
    answer: Answer | None,
    taken_up_in_id: int | None,
    count: int,
) -> None:
    match answer:
        case None:
            row.open_findings += count
        case Answer.TAKEN_UP:
            version = rows.get(taken_up_in_id or 0, row)
            row.taken_up[version.prototype.number] += count
        case Answer.LATER:
            row.later += count
        case Answer.NO:
            row.declined += count
