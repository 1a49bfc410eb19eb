"""What can be done with reports. The marks are written past the models, for the history refuses to be changed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.attachments.models import Attachment, AttachmentChunk
from lab.audit.models import Event
from lab.audit.service import record, scrub_events
from lab.core.clock import now
from lab.core.errors import Conflict
from lab.extensions import db
from lab.ideas.models import Idea, StageNote
from lab.ideas.service import sort_key
from lab.prototypes.models import Finding, Observation
from lab.prototypes.service import hold_ideas, refresh_facts, remove_empty_findings
from lab.reports import policy, queries
from lab.reports.contents import Copy, Part, find_subjects, list_copies, list_parts
from lab.reports.models import ContentReport, Outcome, ReportMark
from lab.search.indexing import erase_words, mark
from lab.themes.models import ThemeLab

# Nothing hangs on these rows: they go as a whole.
DELETED = (StageNote, Observation, Attachment)


def report_content(actor: User, kind: str, content_id: str) -> tuple[Part, Idea | ThemeLab]:
    """Hides the content at once; reported before, nothing more happens. Raises NotFound, Denied."""
    part, subject = queries.get_content(actor, kind, content_id)
    _hold(subject)
    if queries.find_open(part):
        return part, subject
    is_theme = isinstance(subject, ThemeLab)
    report = ContentReport(
        content_kind=part.kind,
        content_id=part.content_id,
        idea_id=None if is_theme else subject.id,
        theme_id=subject.id if is_theme else None,
        reported_by_id=actor.id,
        reported_at=now(),
    )
    db.session.add(report)
    db.session.flush()
    hidden = [Copy(part, None), *list_copies(part, part.phrases, list_parts(queries.subject_of(subject)))]
    db.session.execute(sa.insert(ReportMark), [_mark_of(report, copy) for copy in hidden])
    _show([copy.part for copy in hidden], is_hidden=True)
    # Who reported is nobody's business but the facilitators': the event names no one.
    _record(None, "content_reported", subject, report)
    return part, subject


def restore_content(actor: User, report: ContentReport) -> None:
    """There was no personal data: everybody sees again what the report hid. Raises Denied, Conflict."""
    policy.check_decide(actor)
    policy.check_unsealed(queries.load_contents([report])[0].is_sealed)
    entry = _close(actor, report, Outcome.RESTORED)
    if entry is None:
        return
    # A report from before the marks were kept knows only the content and what says the same now.
    hidden = queries.list_marked(report) or queries.list_also_purged(entry)
    _show_again(report, [*([entry.part] if entry.part else ()), *(copy.part for copy in hidden)])
    _record(actor, "content_restored", entry.subject, report)


def purge_content(actor: User, report: ContentReport) -> None:
    """Takes the content's words out of rows, copies, history, search and files for good. Raises Denied, Conflict."""
    policy.check_decide(actor)
    policy.check_unsealed(queries.load_contents([report])[0].is_sealed)
    entry = _close(actor, report, Outcome.PURGED)
    if entry is None:
        return
    copies = queries.list_also_purged(entry)
    _show_again(report, [*([entry.part] if entry.part else ()), *(copy.part for copy in copies)])
    erase_words()
    _blank_copies(copies)
    if entry.part:
        _remove(entry.part, copies)
    db.session.expire_all()
    said_in = {copy.part.key[0] for copy in copies if copy.part.model is Idea}
    if isinstance(entry.subject, Idea):
        said_in.add(entry.subject.id)
        refresh_facts(entry.subject)
    for idea in db.session.scalars(sa.select(Idea).where(Idea.id.in_(said_in))):
        idea.title_key = sort_key(idea.title)
    _record(actor, "content_purged", entry.subject, report)


def _close(actor: User, report: ContentReport, outcome: Outcome) -> queries.OpenReport | None:
    """Holds what it belongs to and closes the report; None when it was closed so before. Raises Conflict."""
    entry = queries.load_contents([report])[0]
    _hold(entry.subject)
    statement = (
        sa.update(ContentReport)
        .where(ContentReport.id == report.id, ContentReport.outcome.is_(None))
        .values(outcome=outcome, closed_by_id=actor.id, closed_at=now())
        .execution_options(synchronize_session=False)
    )
    is_first = db.session.connection().execute(statement).rowcount == 1
    db.session.refresh(report)
    if is_first:
        return queries.load_contents([report])[0]
    if report.outcome is outcome:
        return None
    raise Conflict(
        _(
            "Über diese Meldung hat schon jemand entschieden: %(outcome)s.",
            outcome=report.outcome.label if report.outcome else "",
        )
    )


def _hold(subject: Idea | ThemeLab) -> None:
    """Holds what the content belongs to, so that reports of it are decided one after the other."""
    if isinstance(subject, Idea):
        hold_ideas(subject)
        return
    db.session.execute(
        sa.update(ThemeLab)
        .where(ThemeLab.id == subject.id)
        .values(is_hidden=ThemeLab.is_hidden)
        .execution_options(synchronize_session=False)
    )


def _record(actor: User | None, kind: str, subject: Idea | ThemeLab, report: ContentReport) -> None:
    record(actor, kind, *queries.subject_of(subject), content_kind=report.content_kind.value)


def _mark_of(report: ContentReport, copy: Copy) -> dict[str, Any]:
    table_name, row_key = copy.part.row
    return {
        "report_id": report.id,
        "table_name": table_name,
        "row_key": row_key,
        "places": copy.lasting_places,
    }


def _show_again(report: ContentReport, parts: Iterable[Part]) -> None:
    """Shows rows, but for those that another open report hides too, and forgets the report's marks."""
    kept = queries.list_kept_hidden(report)
    _show([part for part in parts if part.row not in kept], is_hidden=False)
    db.session.execute(sa.delete(ReportMark).where(ReportMark.report_id == report.id))


def _show(parts: Iterable[Part], *, is_hidden: bool) -> None:
    """Hides or shows rows, in the search too. Where rows count versions, an open form learns that something changed."""
    parts = list(parts)
    mark(subject[1] for subject in find_subjects(parts).values() if subject and subject[0] == "idea")
    keys: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for part in parts:
        keys[part.model].append(part.key)
    for model, found in keys.items():
        table = model.__table__
        values: dict[str, Any] = {"is_hidden": is_hidden}
        if "version" in table.columns:
            values["version"] = table.c.version + 1
        changing = (_has_key(table, found), table.c.is_hidden != is_hidden)
        db.session.execute(sa.update(table).where(*changing).values(values))
    db.session.expire_all()


def _blank_copies(copies: Iterable[Copy]) -> None:
    """What goes along loses all words, other rows those that say the same."""
    scrubbed = {}
    for copy in copies:
        part, columns = copy.part, copy.part.blank(copy.places)
        if part.model is Event:
            scrubbed[part.key[0]] = columns
        elif columns:
            _write(part, columns)
    scrub_events(scrubbed)


def _remove(content: Part, copies: Iterable[Copy]) -> None:
    """The content itself: the row goes, or its words where others refer to it."""
    table = content.model.__table__
    if content.model is Event:
        scrub_events({content.key[0]: content.blank()})
        return
    if content.model not in DELETED:
        _write(content, content.blank())
        return
    if content.model is Attachment:
        db.session.execute(sa.delete(AttachmentChunk).where(AttachmentChunk.attachment_id == content.key[0]))
    db.session.execute(sa.delete(table).where(_has_key(table, [content.key])))
    if content.model is Observation:
        remove_empty_findings(copy.part.key[0] for copy in copies if copy.part.model is Finding)


def _write(part: Part, columns: dict[str, Any]) -> None:
    table = part.model.__table__
    db.session.execute(sa.update(table).where(_has_key(table, [part.key])).values(columns))


def _has_key(table: sa.Table, keys: list[tuple[Any, ...]]) -> sa.ColumnElement[bool]:
    columns = list(table.primary_key)
    return columns[0].in_([key[0] for key in keys]) if len(columns) == 1 else sa.tuple_(*columns).in_(keys)
