"""Verbs that sort what was seen and said into findings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.errors import Conflict, Denied, Invalid, NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes.models import Finding, Observation, PointKind, Prototype, Severity
from lab.prototypes.service import hold_idea_of, refresh_facts, remove_empty_findings
from lab.sessions import policy, queries
from lab.sessions.service import clear_away, reread

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Title:
    """What a finding says, of which kind it is, and how much it hinders people."""

    body: str
    kind: PointKind
    severity: Severity | None = None


def sort_into_new(
    actor: User, prototype: Prototype, observation_ids: Collection[int], title: Title
) -> Finding:
    """Makes a finding of the observations; without a severity it takes that of the gravest.

    Raises NotFound, Denied, Invalid.
    """
    idea = hold_idea_of(prototype)
    policy.check_sort(actor, idea)
    observations = _check_chosen(prototype, observation_ids)
    _check_title(title)
    finding = Finding(
        prototype_id=prototype.id,
        body=title.body,
        kind=title.kind,
        severity=title.severity or gravest(*(one.severity for one in observations)),
    )
    db.session.add(finding)
    db.session.flush()
    clear_away(actor, _move(observations, finding))
    _record(actor, "finding_created", idea, prototype, finding, count=len(observations))
    refresh_facts(idea)
    return finding


def sort_into(
    actor: User, prototype: Prototype, observation_ids: Collection[int], finding_id: int
) -> Finding:
    """Puts the observations into a finding of the version, wherever they stood. Raises NotFound, Denied, Invalid."""
    idea = hold_idea_of(prototype)
    policy.check_sort(actor, idea)
    observations = _check_chosen(prototype, observation_ids)
    finding = db.session.get(Finding, finding_id, populate_existing=True)
    if finding is None or finding.prototype_id != prototype.id:
        raise Invalid("target", _("Diesen Befund gibt es hier nicht mehr. Bitte wählen Sie einen anderen."))
    clear_away(actor, _move(observations, finding))
    _record(actor, "findings_sorted", idea, prototype, finding, count=len(observations))
    refresh_facts(idea)
    return finding


def release_observation(actor: User, observation: Observation) -> None:
    """Takes an observation out of its finding; done before, nothing happens. Raises NotFound, Denied."""
    prototype = observation.prototype
    idea = hold_idea_of(prototype)
    reread(observation)
    policy.check_sort(actor, idea)
    finding = observation.finding
    if finding is None:
        return
    observation.finding_id = None
    db.session.flush()
    _record(actor, "finding_edited", idea, prototype, finding)
    clear_away(actor, {finding.id})
    refresh_facts(idea)


def edit_finding(actor: User, finding: Finding, title: Title, version: int) -> None:
    """Changes title, kind or severity. Raises Conflict when `version` is not the present one, Denied, Invalid."""
    prototype = finding.prototype
    idea = hold_idea_of(prototype)
    _reread(finding)
    policy.check_edit_finding(actor, idea, finding)
    if finding.version != version:
        raise Conflict(
            _(
                "Jemand hat diesen Befund inzwischen geändert. Ihr Text steht noch im Formular: "
                "Bitte vergleichen Sie ihn mit dem neuen Stand und speichern Sie noch einmal."
            )
        )
    _check_title(title)
    _check_stays_severe(actor, finding, title)
    if (finding.body, finding.kind, finding.severity) == (title.body, title.kind, title.severity):
        return
    finding.body, finding.kind, finding.severity = title.body, title.kind, title.severity
    db.session.flush()
    _record(actor, "finding_edited", idea, prototype, finding)
    refresh_facts(idea)


def merge_findings(actor: User, source: Finding, target_id: int) -> Finding:
    """Moves all that stands behind `source` to another finding, which takes over the graver severity.

    Raises NotFound, Denied, Invalid.
    """
    prototype = source.prototype
    idea = hold_idea_of(prototype)
    _reread(source)
    policy.check_edit_finding(actor, idea, source)
    target = db.session.get(Finding, target_id, populate_existing=True)
    if target is None or target.prototype_id != prototype.id or target.id == source.id:
        raise Invalid("target", _("Bitte wählen Sie einen anderen Befund dieser Version."))
    policy.check_empty_finding(source)
    policy.check_merge_findings(actor, source, target)
    moved = db.session.scalars(sa.select(Observation).where(Observation.finding_id == source.id)).all()
    target.severity = gravest(source.severity, target.severity)
    remove_empty_findings(_move(moved, target))
    _record(actor, "findings_sorted", idea, prototype, target, count=len(moved))
    refresh_facts(idea)
    return target


def gravest(*severities: Severity | None) -> Severity | None:
    """The one that hinders people most, None when there is none."""
    return max(severities, key=lambda severity: queries.GRAVITY[severity], default=None)


def _move(observations: Sequence[Observation], finding: Finding) -> set[int]:
    """Puts them into the finding; returns the findings that they left."""
    left = {one.finding_id for one in observations if one.finding_id not in (None, finding.id)}
    for observation in observations:
        observation.finding_id = finding.id
    db.session.flush()
    db.session.expire(finding, ["observations"])
    return left


def _check_chosen(prototype: Prototype, observation_ids: Collection[int]) -> Sequence[Observation]:
    """The chosen observations, all of them of this version."""
    ids = set(observation_ids)
    if not ids:
        raise Invalid("observations", _("Bitte haken Sie mindestens eine Beobachtung an."))
    if len(ids) > MOST_AT_ONCE:
        raise Invalid(
            "observations", _("Bitte ordnen Sie höchstens %(max)s auf einmal zu.", max=MOST_AT_ONCE)
        )
    observations = queries.list_observations(prototype, ids)
    if len(observations) != len(ids):
        raise Invalid(
            "observations",
            _(
                "Mindestens eine der Beobachtungen gibt es bei dieser Version nicht mehr. "
                "Bitte sehen Sie sich die Liste noch einmal an."
            ),
        )
    return observations


def _check_title(title: Title) -> None:
    if not title.body.strip():
        raise Invalid("body", _("Bitte sagen Sie in einem Satz, was der Befund ist."))


def _check_stays_severe(actor: User, finding: Finding, title: Title) -> None:
    """Whether the finding counts at the gate as before, unless a facilitator thinks otherwise."""
    for name, is_kept in (
        ("severity", title.severity is Severity.SEVERE),
        ("kind", title.kind.wants_answer),
    ):
        if not is_kept:
            try:
                policy.check_soften_finding(actor, finding)
            except Denied as error:
                raise Invalid(name, error.message) from error


def _reread(finding: Finding) -> None:
    if db.session.get(Finding, finding.id, populate_existing=True) is None:
        raise NotFound()


def _record(
    actor: User, kind: str, idea: Idea, prototype: Prototype, finding: Finding, **detail: Any
) -> None:
    """One event; it names nothing of what was said, for that may have to go one day."""
    record(
        actor,
        kind,
        "idea",
        idea.id,
        number=prototype.number,
        prototype_id=prototype.id,
        finding_id=finding.id,
        **detail,
    )
