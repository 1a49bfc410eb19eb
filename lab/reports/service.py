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
from lab.ideas.service import index_idea
from lab.prototypes.models import Finding, Observation
from lab.prototypes.service import hold_ideas, refresh_facts, remove_empty_findings
from lab.reports import policy, queries
from lab.reports.contents import Part, list_copies, list_parts
from lab.reports.models import ContentReport, Outcome

# Nothing hangs on these rows: they go as a whole.
DELETED = (StageNote, Observation, Attachment)


def report_content(actor: User, kind: str, content_id: str) -> tuple[Part, Idea]:
    """Hides the content at once; reported before, nothing more happens. Raises NotFound, Denied."""
    part, idea = queries.get_content(actor, kind, content_id)
    hold_ideas(idea)
    if part.kind is None or queries.find_open(part):
        return part, idea
    db.session.add(
        ContentReport(
            content_kind=part.kind,
            content_id=part.content_id,
            idea_id=idea.id,
            reported_by_id=actor.id,
            reported_at=now(),
        )
    )
    _mark([part, *list_copies(part, list_parts(idea.id))], is_hidden=True)
    # Who reported is nobody's business but the facilitators': the event names no one.
    record(None, "content_reported", "idea", idea.id, content_kind=part.kind.value)
    return part, idea


def restore_content(actor: User, report: ContentReport) -> None:
    """There was no personal data: everybody sees it again. Raises Denied, Conflict."""
    policy.check_decide(actor)
    entry = _close(actor, report, Outcome.RESTORED)
    if entry is None:
        return
    if entry.part:
        parts = list_parts(entry.idea.id)
        _mark([entry.part, *list_copies(entry.part, parts)], is_hidden=False)
        _hide_again(report, parts)
    record(actor, "content_restored", "idea", entry.idea.id, content_kind=report.content_kind.value)


def purge_content(actor: User, report: ContentReport) -> None:
    """Takes the content's words out of rows, copies, history, search and files for good. Raises Denied, Conflict."""
    policy.check_decide(actor)
    entry = _close(actor, report, Outcome.PURGED)
    if entry is None:
        return
    idea = entry.idea
    if entry.part:
        copies = list_copies(entry.part, list_parts(idea.id))
        _mark([entry.part, *copies], is_hidden=False)
        _blank_copies(entry.part, copies)
        _remove(entry.part, copies)
        db.session.expire_all()
        index_idea(idea)
        refresh_facts(idea)
        _hide_again(report, list_parts(idea.id))
    record(actor, "content_purged", "idea", idea.id, content_kind=report.content_kind.value)


def _close(actor: User, report: ContentReport, outcome: Outcome) -> queries.OpenReport | None:
    """Holds the idea and closes the report; None when it was closed so before. Raises Conflict."""
    entry = queries.load_contents([report])[0]
    hold_ideas(entry.idea)
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


def _mark(parts: Iterable[Part], *, is_hidden: bool) -> None:
    """Hides or shows rows. Where rows count their versions, an open form learns that something changed."""
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


def _hide_again(closed: ContentReport, parts: list[Part]) -> None:
    """What another open report of the same idea hides stays hidden."""
    present = {(part.model, part.key): part for part in parts}
    for other in queries.list_other_open(closed):
        part = present.get((other.part.model, other.part.key)) if other.part else None
        if part:
            _mark([part, *list_copies(part, parts)], is_hidden=True)


def _blank_copies(content: Part, copies: Iterable[Part]) -> None:
    """What goes along loses all words, other rows those that the content says."""
    scrubbed = {}
    for part in copies:
        columns = part.blank(None if content.takes_along(part) else content.phrases)
        if part.model is Event:
            scrubbed[part.key[0]] = columns
        elif columns:
            _write(part, columns)
    scrub_events(scrubbed)


def _remove(content: Part, copies: Iterable[Part]) -> None:
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
        remove_empty_findings(part.key[0] for part in copies if part.model is Finding)


def _write(part: Part, columns: dict[str, Any]) -> None:
    table = part.model.__table__
    db.session.execute(sa.update(table).where(_has_key(table, [part.key])).values(columns))


def _has_key(table: sa.Table, keys: list[tuple[Any, ...]]) -> sa.ColumnElement[bool]:
    columns = list(table.primary_key)
    return columns[0].in_([key[0] for key in keys]) if len(columns) == 1 else sa.tuple_(*columns).in_(keys)
