"""Selects over reports."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.queries import get_idea
from lab.reports.contents import Part, find_idea_ids, find_part, find_parts, list_copies, list_parts
from lab.reports.models import ContentKind, ContentReport
from lab.reports.policy import check_report
from lab.web.pagination import PAGE_SIZE, Page


@dataclass(frozen=True)
class OpenReport:
    """A report with what it is about; `part` is None when the content has gone in the meantime."""

    report: ContentReport
    idea: Idea
    part: Part | None


def count_open() -> int:
    """Reports that wait for a facilitator."""
    statement = sa.select(sa.func.count()).select_from(ContentReport).where(ContentReport.outcome.is_(None))
    return db.session.scalar(statement) or 0


def get_content(actor: User, kind: str, content_id: str) -> tuple[Part, Idea]:
    """The content and its idea, if the actor may report it. Raises NotFound, Denied."""
    if kind not in set(ContentKind):
        raise NotFound()
    part = find_part(ContentKind(kind), content_id)
    idea_id = find_idea_ids([part])[part] if part else None
    if part is None or idea_id is None:
        raise NotFound()
    idea = get_idea(actor, idea_id)
    if not part.texts:
        raise NotFound()
    check_report(actor, idea)
    return part, idea


def get_report(report_id: int) -> ContentReport:
    """The report with this id. Raises NotFound."""
    report = db.session.get(ContentReport, report_id) if 0 < report_id <= LARGEST_ID else None
    if report is None:
        raise NotFound()
    return report


def find_open(part: Part) -> ContentReport | None:
    """The report of this content that nobody has decided yet."""
    statement = sa.select(ContentReport).where(
        ContentReport.content_kind == part.kind,
        ContentReport.content_id == part.content_id,
        ContentReport.outcome.is_(None),
    )
    return db.session.scalar(statement)


def list_open(number: int) -> Page[OpenReport]:
    """One page of the open reports with their contents, the one that waits longest first."""
    statement = (
        sa.select(ContentReport)
        .where(ContentReport.outcome.is_(None))
        .order_by(ContentReport.reported_at, ContentReport.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page(load_contents(db.session.scalars(statement).all()), number, count_open())


def list_other_open(report: ContentReport) -> list[OpenReport]:
    """All other open reports."""
    statement = (
        sa.select(ContentReport)
        .where(ContentReport.outcome.is_(None), ContentReport.id != report.id)
        .order_by(ContentReport.id)
    )
    return load_contents(db.session.scalars(statement).all())


def load_contents(reports: Sequence[ContentReport]) -> list[OpenReport]:
    """The reports with content and idea: a query a kind, and two more."""
    wanted: dict[ContentKind, list[str]] = defaultdict(list)
    for report in reports:
        wanted[report.content_kind].append(report.content_id)
    parts = {(kind, key): part for kind, ids in wanted.items() for key, part in find_parts(kind, ids).items()}
    idea_ids = find_idea_ids(parts.values())
    ideas = {}
    ids = {report.idea_id for report in reports} | set(idea_ids.values())
    for idea in db.session.scalars(sa.select(Idea).where(Idea.id.in_(ids))) if reports else ():
        ideas[idea.id] = idea
    found = []
    for report in reports:
        part = parts.get((report.content_kind, report.content_id))
        idea_id = idea_ids[part] if part else None
        found.append(OpenReport(report, ideas[idea_id or report.idea_id], part))
    return found


def list_also_purged(entry: OpenReport) -> list[Part]:
    """What says the same elsewhere in the idea, or tells of it in the history: it goes along."""
    return list_copies(entry.part, list_parts(entry.idea.id)) if entry.part else []
