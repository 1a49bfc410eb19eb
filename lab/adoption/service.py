"""Keeping each jobcentre's adoption of a solution."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts.models import JobCentre, User
from lab.adoption import policy
from lab.adoption.models import Adoption, AdoptionStatus, ReasonCategory
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea

REFUSED = (AdoptionStatus.DECLINED, AdoptionStatus.ABORTED)


def set_adoption(
    actor: User,
    idea: Idea,
    job_centre: JobCentre,
    status: AdoptionStatus,
    reason_category: ReasonCategory | None = None,
    reason: str = "",
    is_adapted: bool = False,
    contact: str = "",
    version: int | None = None,
) -> Adoption:
    """Writes the jobcentre's row. Raises Denied, Invalid, Conflict.

    `version` is the row's as it was seen, 0 for "there was none"; None is not checked.
    """
    policy.check_keep_adoption(actor, idea, job_centre)
    adoption = db.session.get(Adoption, (idea.id, job_centre.key))
    if adoption:
        check_shown(adoption)
    if version is not None and version != (adoption.version if adoption else 0):
        raise Conflict(
            _(
                "Jemand hat den Stand inzwischen geändert. Ihre Eingabe steht noch im Formular: "
                "Bitte vergleichen Sie und speichern Sie noch einmal."
            )
        )
    reason = reason.strip()
    _check_refusal(status, reason_category, reason)
    values: dict[str, Any] = {
        "status": status,
        "reason_category": reason_category if status in REFUSED else None,
        "reason": reason or None,
        "is_adapted": is_adapted,
        "contact": contact.strip(),
    }
    if adoption is None:
        return _start_adoption(actor, idea, job_centre, values)
    return _change_adoption(actor, adoption, job_centre, values)


def _check_refusal(status: AdoptionStatus, category: ReasonCategory | None, reason: str) -> None:
    if status not in REFUSED:
        return
    if category is None:
        raise Invalid("reason_category", _("Bitte wählen Sie, woran es liegt."))
    if not reason:
        raise Invalid(
            "reason", _("Bitte schreiben Sie in einem Satz, warum. Andere Jobcenter lernen daraus.")
        )


def _start_adoption(actor: User, idea: Idea, job_centre: JobCentre, values: dict[str, Any]) -> Adoption:
    adoption = Adoption(idea_id=idea.id, job_centre_key=job_centre.key, changed_at=now(), **values)
    db.session.add(adoption)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict() from error
    _record_status(actor, adoption, job_centre, AdoptionStatus.NOT_ASSESSED)
    return adoption


def _change_adoption(
    actor: User, adoption: Adoption, job_centre: JobCentre, values: dict[str, Any]
) -> Adoption:
    before = adoption.status
    changed = [name for name, value in values.items() if getattr(adoption, name) != value]
    if not changed:
        return adoption
    for name in changed:
        setattr(adoption, name, values[name])
    if "status" in changed:
        adoption.changed_at = now()
    db.session.flush()
    _record_status(actor, adoption, job_centre, before)
    return adoption


def _record_status(actor: User, adoption: Adoption, job_centre: JobCentre, before: AdoptionStatus) -> None:
    """A step on the ladder carries both states; a change of contact or wording does not look like one."""
    detail: dict[str, Any] = {"job_centre": job_centre.short_name, "job_centre_key": job_centre.key}
    if adoption.status == before:
        record(actor, "adoption_edited", "idea", adoption.idea_id, reason=adoption.reason, **detail)
        return
    if adoption.reason_category:
        detail["reason_category"] = adoption.reason_category.value
    record(
        actor,
        "adoption_changed",
        "idea",
        adoption.idea_id,
        from_state=before.value,
        to_state=adoption.status.value,
        reason=adoption.reason,
        **detail,
    )
