"""Judging a version by what its tests have shown."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.prototypes import service as prototypes
from lab.prototypes.heard import count_people
from lab.prototypes.models import Decision, Met, Prototype, Verdict
from lab.results import policy


@dataclass(frozen=True)
class Opinion:
    """Whether the criterion was met and why, how it goes on and what was learned."""

    met: Met
    met_because: str
    decision: Decision
    learned: str


def give_verdict(actor: User, prototype: Prototype, opinion: Opinion, version: int) -> Verdict:
    """Writes or changes the verdict on a version; `version` is 0 when none was there.

    Raises NotFound, Denied, Invalid, and Conflict when somebody else has judged in between.
    """
    idea = prototypes.hold_idea_of(prototype)
    policy.check_give_verdict(actor, idea, count_people(prototype))
    verdict = db.session.get(Verdict, prototype.id, populate_existing=True)
    if (verdict.version if verdict else 0) != version:
        raise Conflict(
            _(
                "Jemand hat diese Version inzwischen beurteilt. Ihr Text steht noch im Formular: "
                "Bitte vergleichen Sie ihn mit dem neuen Urteil und speichern Sie noch einmal."
            )
        )
    _check_opinion(opinion)
    values = asdict(opinion)
    if verdict is None:
        verdict = Verdict(prototype_id=prototype.id, **values)
        db.session.add(verdict)
    elif all(getattr(verdict, name) == value for name, value in values.items()):
        return verdict
    for name, value in values.items():
        setattr(verdict, name, value)
    verdict.decided_by_id, verdict.decided_at = actor.id, now()
    db.session.flush()
    record(
        actor,
        "verdict_given",
        "idea",
        idea.id,
        reason=opinion.met_because,
        number=prototype.number,
        met=opinion.met.value,
        decision=opinion.decision.value,
        prototype_id=prototype.id,
    )
    prototypes.refresh_facts(idea)
    return verdict


def _check_opinion(opinion: Opinion) -> None:
    if not opinion.met_because.strip():
        raise Invalid("met_because", _("Bitte begründen Sie das Urteil mit einem Satz."))
    if not opinion.learned.strip():
        raise Invalid("learned", _("Bitte schreiben Sie auf, was Sie gelernt haben."))
