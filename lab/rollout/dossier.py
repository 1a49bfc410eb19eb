"""All that speaks for and against a candidate, gathered once, for a page and a PDF alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.models import User
from lab.accounts.queries import list_job_centres
from lab.adoption.queries import Progress, Row, list_rows, measure_progress
from lab.documents.text import shorten
from lab.extensions import db
from lab.ideas.evidence import Facts, facts_of
from lab.ideas.models import Idea
from lab.ideas.policy import may_know_author, shown_name
from lab.prototypes.models import Answer, Finding, PointKind, Severity
from lab.prototypes.versions import list_versions
from lab.results.queries import VersionResults, collect_results
from lab.rollout.committee import Committee
from lab.rollout.models import ReviewStatus, ReviewVote, RolloutReview
from lab.rollout.readiness import Item, load_gate
from lab.rollout.votes import list_votes

# So much a paper of a few pages holds; what is left out is counted in it.
MOST_FINDINGS = 5


@dataclass(frozen=True)
class Dossier:
    """A review with its idea, tests and adoption as one reader may see them. Names are '' where they stay unsaid."""

    review: RolloutReview
    idea: Idea
    author: str
    opened_by: str
    decided_by: str
    facts: Facts
    items: Sequence[Item]
    results: Sequence[VersionResults]
    findings: Sequence[Finding]
    finding_count: int
    votes: Sequence[ReviewVote]
    rows: Sequence[Row]
    progress: Progress
    places: Mapping[str, str]
    # Which part of its usual length each text may have.
    room: float = 1.0

    def cut(self, text: str | None, most: int) -> str:
        """The text as far as the paper has room for it."""
        return shorten(text, round(most * self.room))

    @property
    def tested(self) -> list[VersionResults]:
        """The versions that somebody tried, first version first."""
        return [result for result in self.results if result.row.n]


def gather(actor: User, review: RolloutReview) -> Dossier:
    """Reads what the dossier says: a fixed number of queries, however much there is. The caller has checked who sees it."""
    idea = review.idea
    versions = list_versions(idea)
    ids = [row.prototype.id for row in versions]
    rows = list_rows(idea)
    return Dossier(
        review=review,
        idea=idea,
        author=idea.author.name if may_know_author(actor, idea) else "",
        opened_by=shown_name(actor, idea, review.opened_by, "", idea.received),
        decided_by=shown_name(actor, idea, review.decided_by, "", idea.received) if review.decided_by else "",
        facts=facts_of(idea, {}),
        items=load_gate(review.gate),
        results=collect_results(versions),
        findings=_list_weightiest_findings(ids),
        finding_count=_count_findings(ids),
        votes=_list_votes(actor, review),
        rows=rows,
        progress=measure_progress(rows),
        places={centre.key: centre.short_name for centre in list_job_centres(include_inactive=True)},
    )


def _list_votes(actor: User, review: RolloutReview) -> Sequence[ReviewVote]:
    """The votes of a closed review; of an open one a paper tells nothing, not even a member's own."""
    return [] if review.status == ReviewStatus.OPEN else list_votes(actor, review, Committee())


def _list_weightiest_findings(prototype_ids: Sequence[int]) -> Sequence[Finding]:
    """What weighs most: severe before others, open before answered, newest version first."""
    if not prototype_ids:
        return []
    weight = sa.case(
        (Finding.severity == Severity.SEVERE, 0), (Finding.severity == Severity.MEDIUM, 1), else_=2
    )
    is_settled = sa.case((Finding.answer.is_(None), 0), (Finding.answer == Answer.LATER, 1), else_=2)
    statement = (
        sa.select(Finding)
        .options(joinedload(Finding.prototype), joinedload(Finding.taken_up_in))
        .where(Finding.prototype_id.in_(prototype_ids), Finding.kind != PointKind.LIKE)
        .order_by(weight, is_settled, Finding.prototype_id.desc(), Finding.id)
        .limit(MOST_FINDINGS)
    )
    return db.session.scalars(statement).all()


def _count_findings(prototype_ids: Sequence[int]) -> int:
    statement = sa.select(sa.func.count()).where(
        Finding.prototype_id.in_(prototype_ids), Finding.kind != PointKind.LIKE
    )
    return (db.session.scalar(statement) or 0) if prototype_ids else 0
