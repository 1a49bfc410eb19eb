"""What an idea's tests have left, counted: the idea keeps it for lists, checklist and gate."""

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes.heard import list_heard
from lab.prototypes.models import (
    Answer,
    Finding,
    Group,
    Met,
    Observation,
    PointKind,
    Prototype,
    Severity,
    Verdict,
)
from lab.prototypes.queries import is_unsorted


@dataclass(frozen=True)
class FactCounts:
    """What an idea's tests have left, as ideas.service.record_test_facts takes it."""

    prototypes: int
    has_criterion: bool
    feedbacks: int
    open_findings: int
    customers: int
    staff: int
    others: int
    job_centres: int
    severe_findings: int
    is_criterion_met: bool


def count_test_facts(idea: Idea) -> FactCounts:
    """Counts what the idea's versions, tests and findings say: five queries."""
    versions = db.session.execute(
        sa.select(Prototype.hypothesis != "", Prototype.success_criterion != "", Verdict.met)
        .outerjoin(Verdict, Verdict.prototype_id == Prototype.id)
        .where(Prototype.idea_id == idea.id)
        .order_by(Prototype.number.desc())
    ).all()
    heard = list_heard(Prototype.idea_id == idea.id)
    people: dict[Group, int] = defaultdict(int)
    for row in heard:
        people[row.group] += row.people
    of_idea = sa.select(Prototype.id).where(Prototype.idea_id == idea.id)
    is_open, is_severe = Finding.answer.is_(None), Finding.severity == Severity.SEVERE
    unanswered, severe = db.session.execute(
        sa.select(
            sa.func.count(sa.case((is_open, 1))),
            sa.func.count(sa.case((is_severe & (is_open | (Finding.answer == Answer.LATER)), 1))),
        ).where(Finding.prototype_id.in_(of_idea), Finding.kind != PointKind.LIKE)
    ).one()
    unsorted = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Observation)
        .where(Observation.prototype_id.in_(of_idea), is_unsorted())
    )
    verdicts = [met for _hypothesis, _criterion, met in versions if met]
    customers, staff = people.pop(Group.CUSTOMERS, 0), people.pop(Group.STAFF, 0)
    return FactCounts(
        prototypes=len(versions),
        # The newest version says what the next test should show; older ones had their test.
        has_criterion=bool(versions and versions[0][0] and versions[0][1]),
        feedbacks=sum(row.sources for row in heard),
        open_findings=unanswered + (unsorted or 0),
        customers=customers,
        staff=staff,
        others=sum(people.values()),
        job_centres=len({row.job_centre_key for row in heard} - {None}),
        severe_findings=severe,
        is_criterion_met=bool(verdicts and verdicts[0] is Met.YES),
    )
