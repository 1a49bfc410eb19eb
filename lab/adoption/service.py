"""Keeping each jobcentre's adoption of a solution.

Nothing here points to a person: a row belongs to a jobcentre, its contact is a function. Who wrote it stands in the
history alone, which one's own stored data tells of.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts.models import JobCentre, User
from lab.adoption import policy
from lab.adoption.ladder import EARLIEST_DAY, REFUSED, get_needs, has_lasted
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus, ReasonCategory
from lab.audit.service import record
from lab.core.clock import day_of, now, today
from lab.core.errors import Conflict, Invalid
from lab.core.words import show_date
from lab.extensions import db
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea
from lab.prototypes.service import hold_ideas


@dataclass(frozen=True)
class Statement:
    """What a jobcentre says about itself.

    Day and reason belong to the step: left out, a new step was taken today and needs no word; without a new step
    they stay as they are.
    """

    status: AdoptionStatus
    reason_category: ReasonCategory | None = None
    reason: str = ""
    since: date | None = None
    # None leaves them as they are.
    is_adapted: bool | None = None
    adapted_text: str | None = None
    contact: str | None = None
    effort: str | None = None


def set_adoption(
    actor: User, idea: Idea, job_centre: JobCentre, said: Statement, version: int | None = None
) -> Adoption:
    """Writes the jobcentre's row. Raises Denied, Invalid, Conflict.

    `version` is the row's as it was seen, 0 for "there was none"; None is not checked.
    """
    adoption = hold_adoption(idea, job_centre)
    policy.check_keep_adoption(actor, idea, job_centre)
    if adoption:
        check_shown(adoption)
    check_version(adoption, version)
    said = _completed(said, adoption)
    _check(said, idea, adoption)
    values = _values(said, adoption)
    if adoption is None:
        return start_adoption(actor, idea, job_centre, values)
    return change_adoption(actor, adoption, job_centre, values)


def hold_adoption(idea: Idea, job_centre: JobCentre) -> Adoption | None:
    """The row as it is now; whatever else is said about the solution waits until the transaction ends."""
    hold_ideas(idea)
    return db.session.get(Adoption, (idea.id, job_centre.key), populate_existing=True)


def check_version(adoption: Adoption | None, version: int | None) -> None:
    """Whether the row is still the one that was seen. Raises Conflict."""
    if version is not None and version != (adoption.version if adoption else 0):
        raise Conflict(
            _(
                "Jemand hat den Stand inzwischen geändert. Ihre Eingabe steht noch im Formular: "
                "Bitte vergleichen Sie und speichern Sie noch einmal."
            )
        )


def start_adoption(actor: User, idea: Idea, job_centre: JobCentre, values: dict[str, Any]) -> Adoption:
    """The jobcentre's first row for the solution. Raises Conflict when somebody has just begun one."""
    adoption = Adoption(idea_id=idea.id, job_centre_key=job_centre.key, changed_at=now(), **values)
    db.session.add(adoption)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict() from error
    record_status(actor, adoption, job_centre, AdoptionStatus.NOT_ASSESSED)
    return adoption


def change_adoption(
    actor: User, adoption: Adoption, job_centre: JobCentre, values: dict[str, Any]
) -> Adoption:
    """Writes what differs; nothing that differs is no event."""
    before = adoption.status
    changed = [name for name, value in values.items() if getattr(adoption, name) != value]
    if not changed:
        return adoption
    for name in changed:
        setattr(adoption, name, values[name])
    if "status" in changed:
        adoption.changed_at = now()
        if adoption.status == AdoptionStatus.INTRODUCED:
            # Introduced anew, it is asked about anew; what was answered before stands in the history.
            of_row = {"idea_id": adoption.idea_id, "job_centre_key": adoption.job_centre_key}
            db.session.execute(sa.delete(AdoptionCheck).filter_by(**of_row))
    db.session.flush()
    record_status(actor, adoption, job_centre, before, with_reason="status" in changed or "reason" in changed)
    return adoption


def record_status(
    actor: User, adoption: Adoption, job_centre: JobCentre, before: AdoptionStatus, with_reason: bool = True
) -> None:
    """A step on the ladder carries both states; a change of contact or wording does not look like one."""
    detail: dict[str, Any] = {"job_centre": job_centre.short_name, "job_centre_key": job_centre.key}
    reason = adoption.reason if with_reason else None
    if adoption.status == before:
        record(actor, "adoption_edited", "idea", adoption.idea_id, reason=reason, **detail)
        return
    if adoption.reason_category:
        detail["reason_category"] = adoption.reason_category.value
    if adoption.since:
        detail["since_on"] = adoption.since.isoformat()
    record(
        actor,
        "adoption_changed",
        "idea",
        adoption.idea_id,
        from_state=before.value,
        to_state=adoption.status.value,
        reason=reason,
        **detail,
    )


def _completed(said: Statement, adoption: Adoption | None) -> Statement:
    """With what was left out: today for a new step, else what the row says."""
    was_adapted = adoption is not None and adoption.is_adapted
    said = replace(
        said,
        reason=said.reason.strip(),
        is_adapted=was_adapted if said.is_adapted is None else said.is_adapted,
        adapted_text=_kept(said.adapted_text, adoption.adapted_text if adoption else ""),
        contact=_kept(said.contact, adoption.contact if adoption else ""),
        effort=_kept(said.effort, adoption.effort if adoption else ""),
    )
    if adoption is None or adoption.status != said.status:
        return replace(said, since=said.since or today())
    return replace(
        said,
        since=said.since or adoption.since,
        reason=said.reason or adoption.reason or "",
        reason_category=said.reason_category or adoption.reason_category,
    )


def _kept(said: str | None, present: str) -> str:
    return present if said is None else said.strip()


def _values(said: Statement, adoption: Adoption | None) -> dict[str, Any]:
    """The row's columns."""
    introduced_on = adoption.introduced_on if adoption else None
    if said.status == AdoptionStatus.INTRODUCED:
        introduced_on = said.since
    return {
        "status": said.status,
        "reason_category": said.reason_category if said.status in REFUSED else None,
        "reason": said.reason or None,
        "since": said.since,
        "introduced_on": introduced_on,
        "is_adapted": said.is_adapted,
        "adapted_text": said.adapted_text if said.is_adapted else "",
        "contact": said.contact,
        "effort": said.effort,
    }


def _check(said: Statement, idea: Idea, adoption: Adoption | None) -> None:
    """What the ladder asks for. Raises Invalid."""
    before = adoption.status if adoption else AdoptionStatus.NOT_ASSESSED
    needs = get_needs(before, said.status)
    if adoption is None or (said.since, said.status) != (adoption.since, before):
        _check_day(said, idea if needs.approval else None)
    if needs.category and said.reason_category is None:
        raise Invalid("reason_category", _("Bitte wählen Sie, woran es liegt."))
    if needs.category and not said.reason:
        raise Invalid(
            "reason", _("Bitte schreiben Sie in einem Satz, warum. Andere Jobcenter lernen daraus.")
        )
    if needs.reason and not said.reason:
        raise Invalid(
            "reason",
            _(
                "Von „%(before)s“ auf „%(after)s“ ist kein gewöhnlicher Schritt. Bitte schreiben Sie dazu, warum.",
                before=before.label,
                after=said.status.label,
            ),
        )
    introduced_on = adoption.introduced_on if adoption else None
    if needs.half_year and not said.reason and not has_lasted(introduced_on, said.since or today()):
        raise Invalid(
            "reason",
            _("Seit der Einführung ist noch kein halbes Jahr vergangen. Bitte schreiben Sie dazu, warum."),
        )
    # Rows from before there was a text for it may stay without.
    was_told = adoption is None or not adoption.is_adapted or bool(adoption.adapted_text)
    if said.is_adapted and not said.adapted_text and was_told:
        raise Invalid("adapted_text", _("Bitte schreiben Sie, was Sie angepasst haben und warum."))


def _check_day(said: Statement, approved: Idea | None) -> None:
    """A day that can be true. Raises Invalid."""
    since = said.since
    if since is None:
        return
    if since > today():
        raise Invalid("since", _("Dieser Tag liegt in der Zukunft. Bitte tragen Sie ein, was schon gilt."))
    if since < EARLIEST_DAY:
        raise Invalid("since", _("Dieser Tag liegt vor dem Start des Labs. Bitte prüfen Sie das Jahr."))
    if approved is None:
        return
    approved_on = day_of(approved.state_since)
    if since < approved_on:
        raise Invalid(
            "since",
            _(
                "Freigegeben ist die Lösung erst seit dem %(day)s. "
                "Was davor lief, tragen Sie bitte als „Pilot“ ein.",
                day=show_date(approved_on),
            ),
        )
