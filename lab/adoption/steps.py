"""The five steps that a jobcentre ticks off until a solution runs there."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts.models import JobCentre, User
from lab.adoption import policy
from lab.adoption.models import AdoptionStatus, AdoptionStep, Step
from lab.adoption.queries import list_steps
from lab.adoption.service import hold_adoption
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Conflict
from lab.extensions import db
from lab.ideas.models import Idea


@dataclass(frozen=True)
class Tick:
    """A step done or not, and a note; None leaves the note as it is."""

    is_done: bool
    note: str | None = None


def save_steps(
    actor: User, idea: Idea, job_centre: JobCentre, ticks: Mapping[Step, Tick], seen: str | None = None
) -> None:
    """Writes the jobcentre's steps. Raises Denied, and Conflict when somebody changed one that was `seen`."""
    adoption = hold_adoption(idea, job_centre)
    status = adoption.status if adoption else AdoptionStatus.NOT_ASSESSED
    policy.check_keep_steps(actor, idea, job_centre, status)
    present = list_steps(idea, job_centre)
    if seen is not None and seen != name_versions(present):
        raise Conflict(
            _(
                "Jemand hat die Schritte inzwischen geändert. Ihre Eingabe steht noch im Formular: "
                "Bitte vergleichen Sie und speichern Sie noch einmal."
            )
        )
    changed = [
        step for step, tick in ticks.items() if _write(idea, job_centre, step, tick, present.get(step))
    ]
    if not changed:
        return
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict() from error
    done = sum(row.is_done for row in list_steps(idea, job_centre).values())
    detail = {"job_centre": job_centre.short_name, "job_centre_key": job_centre.key}
    codes = [step.value for step in changed]
    record(actor, "adoption_steps_saved", "idea", idea.id, done=done, total=len(Step), steps=codes, **detail)


def name_versions(present: Mapping[Step, AdoptionStep]) -> str:
    """The versions of all steps in one word, to tell whether somebody changed one in between."""
    return "-".join(str(present[step].version if step in present else 0) for step in Step)


def _write(idea: Idea, job_centre: JobCentre, step: Step, tick: Tick, row: AdoptionStep | None) -> bool:
    """Whether the step differs from what is stored; if so, it does no more."""
    note = tick.note.strip() if tick.note is not None else (row.note if row else "")
    if (tick.is_done, note) == ((row.is_done, row.note) if row else (False, "")):
        return False
    if row is None:
        row = AdoptionStep(idea_id=idea.id, job_centre_key=job_centre.key, step=step)
        db.session.add(row)
    row.is_done, row.changed_at = tick.is_done, now()
    if row.note != note:
        row.note = note
    return True
