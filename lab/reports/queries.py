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
from lab.prototypes.models import AnswerSheet, TestRound
from lab.reports.contents import (
    BY_TABLE,
    MODELS,
    Copy,
    Part,
    Subject,
    find_part,
    find_parts,
    find_subjects,
    list_copies,
    list_parts,
)
from lab.reports.models import ContentKind, ContentReport, ReportMark
from lab.reports.policy import check_report, check_report_sheet, check_report_theme, check_report_vote
from lab.rollout.models import ReviewStatus, ReviewVote, RolloutReview
from lab.rollout.votes import may_see_votes
from lab.themes.models import ThemeLab
from lab.themes.queries import get_theme
from lab.web.pagination import PAGE_SIZE, Page


@dataclass(frozen=True)
class OpenReport:
    """A report with what it is about; `part` is None when the content has gone in the meantime."""

    report: ContentReport
    subject: Idea | ThemeLab
    part: Part | None
    # A vote that is still secret, also from those who check reports.
    is_sealed: bool = False

    @property
    def owner(self) -> Subject:
        """Where to look for what says the same."""
        return subject_of(self.subject)


def subject_of(subject: Idea | ThemeLab) -> Subject:
    """How events and rows name an idea or a themed lab."""
    return "idea" if isinstance(subject, Idea) else "theme", subject.id


def count_open() -> int:
    """Reports that wait for a facilitator."""
    statement = sa.select(sa.func.count()).select_from(ContentReport).where(ContentReport.outcome.is_(None))
    return db.session.scalar(statement) or 0


def get_content(actor: User, kind: str, content_id: str) -> tuple[Part, Idea | ThemeLab]:
    """The content and its idea or themed lab, if the actor may report it. Raises NotFound, Denied."""
    if kind not in set(ContentKind):
        raise NotFound()
    part = find_part(ContentKind(kind), content_id)
    owner = find_subjects([part])[part] if part else None
    if part is None or owner is None:
        raise NotFound()
    subject_kind, subject_id = owner
    if subject_kind == "theme":
        check_report_theme(actor)
        theme = get_theme(subject_id)
        if part.model is not ThemeLab:
            # Its history is shown nowhere; it goes with the themed lab.
            raise NotFound()
        return part, theme
    idea = get_idea(actor, subject_id)
    if not part.texts:
        raise NotFound()
    check_report(actor, idea)
    if part.model is AnswerSheet:
        test_round = db.session.get_one(TestRound, part.values["round_id"])
        check_report_sheet(actor, idea, test_round.prototype, part.values["inspection"])
    if part.model is ReviewVote:
        check_report_vote(may_see_votes(actor, db.session.get_one(RolloutReview, part.values["review_id"])))
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


def load_contents(reports: Sequence[ContentReport]) -> list[OpenReport]:
    """The reports with content and what it belongs to: a query a kind, and four more at most."""
    wanted: dict[ContentKind, list[str]] = defaultdict(list)
    for report in reports:
        wanted[report.content_kind].append(report.content_id)
    parts = {
        (kind, key): part
        for kind, ids in wanted.items()
        for key, part in find_parts(MODELS[kind], ids).items()
    }
    owners = find_subjects(parts.values())
    of_report: list[tuple[ContentReport, Part | None, Subject]] = []
    for report in reports:
        part = parts.get((report.content_kind, report.content_id))
        if part and not part.values["is_hidden"]:
            # What was reported is hidden: this came later and was given the number of what has gone.
            part = None
        reported = ("theme", report.theme_id) if report.theme_id else ("idea", report.idea_id or 0)
        of_report.append((report, part, (owners[part] if part else None) or reported))
    subjects = _load_subjects({owner for _report, _part, owner in of_report})
    sealed = find_sealed([part for _report, part, _owner in of_report if part])
    return [OpenReport(report, subjects[owner], part, part in sealed) for report, part, owner in of_report]


def find_sealed(parts: Sequence[Part]) -> set[Part]:
    """The votes among them that are still secret: one query, none without votes."""
    given = {part: part.values["review_id"] for part in parts if part.model is ReviewVote}
    if not given:
        return set()
    statement = sa.select(RolloutReview.id).where(
        RolloutReview.id.in_(given.values()), RolloutReview.status == ReviewStatus.OPEN
    )
    still_open = set(db.session.scalars(statement))
    return {part for part, review_id in given.items() if review_id in still_open}


def list_marked(report: ContentReport) -> list[Copy]:
    """The rows that the report hides, as they are now; those that have gone are left out."""
    marks = db.session.scalars(sa.select(ReportMark).where(ReportMark.report_id == report.id)).all()
    keys: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        keys[mark.table_name].append(mark.row_key)
    parts = {
        part.row: part for table, ids in keys.items() for part in find_parts(BY_TABLE[table], ids).values()
    }
    found = []
    for mark in marks:
        part = parts.get((mark.table_name, mark.row_key))
        if part and part.values["is_hidden"]:
            found.append(Copy(part, None if mark.places is None else frozenset(mark.places)))
    return found


def list_kept_hidden(report: ContentReport) -> set[tuple[str, str]]:
    """The rows that other open reports hide."""
    statement = sa.select(ReportMark.table_name, ReportMark.row_key).where(ReportMark.report_id != report.id)
    return {(row[0], row[1]) for row in db.session.execute(statement)}


def list_also_purged(entry: OpenReport) -> list[Copy]:
    """What goes with the content when it is purged.

    The rows that the report marked, where they said the same, and what else says the same or tells of the
    content: as it reads now, and as it read then, which the marked places still say.
    """
    content = entry.part
    marked = {copy.part.row: copy for copy in list_marked(entry.report)}
    phrases = set(content.phrases) if content else set()
    if content:
        marked.pop(content.row, None)
    for copy in marked.values():
        phrases |= copy.part.says_at(copy.places or ())
    for copy in list_copies(content, phrases, list_parts(entry.owner)):
        before = marked.get(copy.part.row)
        if before is None:
            marked[copy.part.row] = copy
        elif before.places is not None:
            places = None if copy.places is None else before.places | copy.places
            marked[copy.part.row] = Copy(copy.part, places)
    return list(marked.values())


def _load_subjects(owners: set[Subject]) -> dict[Subject, Idea | ThemeLab]:
    """Ideas and themed labs, a query each."""
    ideas = {number for kind, number in owners if kind == "idea"}
    themes = {number for kind, number in owners if kind == "theme"}
    found: dict[Subject, Idea | ThemeLab] = {}
    if ideas:
        for idea in db.session.scalars(sa.select(Idea).where(Idea.id.in_(ideas))):
            found["idea", idea.id] = idea
    if themes:
        for theme in db.session.scalars(sa.select(ThemeLab).where(ThemeLab.id.in_(themes))):
            found["theme", theme.id] = theme
    return found
