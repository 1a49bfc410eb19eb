"""How an idea of the load data is reported, approved and taken over by jobcentres."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from lab.adoption.ladder import REFUSED, RUNGS
from lab.adoption.models import Adoption, AdoptionStatus, ReasonCategory
from lab.cli.load_words import LEARNED, LIKED, PROPOSALS, REASONS
from lab.core.clock import day_of
from lab.ideas.evidence import Facts
from lab.ideas.workflow import State
from lab.rollout.committee import usual_day_to_look_again
from lab.rollout.models import Checked, ReviewStatus, RolloutReview
from lab.rollout.readiness import Answers, gate, list_unmet, store_gate
from lab.settings.service import DEFINITIONS

if TYPE_CHECKING:
    from lab.cli.load_life import Life

DEFAULTS = {key: definition.default for key, definition in DEFINITIONS.items()}


class Rollout:
    """The review and the adoptions of one idea; `write` adds them as they are at the end."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._review: dict[str, Any] | None = None
        self._adoptions: dict[str, dict[str, Any]] = {}

    def report(self) -> None:
        """Declares the idea ready; where the gate does not hold, with a reason."""
        life = self._life
        answers = self._answers()
        items = gate(self._facts(), answers, DEFAULTS)
        unmet = [item.code for item in list_unmet(items)]
        override = life.language.sentence(REASONS, life.topic) if unmet else None
        self._review = {
            "id": life.rows.take_number(RolloutReview),
            "idea_id": life.number,
            "status": ReviewStatus.OPEN,
            "opened_by_id": life.facilitator_id,
            "opened_at": life.at,
            "deadline_on": day_of(life.at) + timedelta(days=DEFAULTS["committee_days"]),
            "gate": store_gate(items),
            "override_reason": override,
            **asdict(answers),
        }
        life.move("idea_moved", life.facilitator_id, State.READY, reason=override)
        detail = {"review_id": self._review["id"], "unmet": unmet}
        life.record("review_opened", life.facilitator_id, reason=override, **detail)

    def approve(self) -> None:
        """Leadership of some jobcentre approves."""
        life = self._life
        assert self._review is not None  # noqa: S101 -- reported before
        leader_id = life.crowd.leader(life.chance)
        reason = life.language.sentence(LIKED, life.topic)
        look_again_on = usual_day_to_look_again(day_of(life.at))
        self._review |= {
            "status": ReviewStatus.APPROVED,
            "decided_by_id": leader_id,
            "decided_at": life.at,
            "reason": reason,
            "look_again_on": look_again_on,
        }
        life.move("idea_moved", leader_id, State.ROLLOUT, reason=reason)
        detail = {"review_id": self._review["id"], "look_again_on": look_again_on.isoformat()}
        life.record("review_approved", leader_id, reason=reason, **detail)

    def adopt(self) -> None:
        """A jobcentre goes a step up the ladder, or says no."""
        life = self._life
        place = life.language.often(life.crowd.job_centres)
        row = self._adoptions.get(place.key)
        before = row["status"] if row else AdoptionStatus.NOT_ASSESSED
        if before in (*REFUSED, AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED):
            return
        after = RUNGS[RUNGS.index(before) + 1]
        detail: dict[str, Any] = {"job_centre": place.short_name, "job_centre_key": place.key}
        values: dict[str, Any] = {"reason": None, "reason_category": None}
        if life.chance.random() < 0.12:
            after = AdoptionStatus.DECLINED
            values = {
                "reason": life.language.sentence(LEARNED, life.topic),
                "reason_category": life.chance.choice(list(ReasonCategory)),
            }
            detail["reason_category"] = values["reason_category"].value
        since = day_of(life.at)
        introduced_on = since if after is AdoptionStatus.INTRODUCED else None
        self._adoptions[place.key] = {
            **values,
            "status": after,
            "since": since,
            "introduced_on": introduced_on,
            "changed_at": life.at,
        }
        states = {"from_state": before.value, "to_state": after.value, "reason": values["reason"]}
        actor_id = life.crowd.leader_of(place.key)
        life.record("adoption_changed", actor_id, **states, **detail, since_on=since.isoformat())

    def write(self) -> None:
        """Adds the review and the adoptions."""
        if self._review is not None:
            self._life.rows.add_keyed(RolloutReview, **self._review)
        for key, adoption in self._adoptions.items():
            self._life.rows.add_keyed(Adoption, idea_id=self._life.number, job_centre_key=key, **adoption)

    def _facts(self) -> Facts:
        counts = self._life.trials.count()
        return Facts(
            audience=self._life.values["audience"],
            prototypes=counts["prototype_count"],
            has_criterion=counts["has_criterion"],
            feedbacks=counts["feedback_count"],
            open_findings=counts["open_findings"],
            customers=counts["people_customers"],
            staff=counts["people_staff"],
            others=counts["people_others"],
            job_centres=counts["feedback_job_centres"],
            severe_findings=counts["severe_findings"],
            is_criterion_met=counts["is_criterion_met"],
        )

    def _answers(self) -> Answers:
        language, topic = self._life.language, self._life.topic
        text = language.sentence(LIKED, topic)
        checks = ("data_protection", "information_security", "staff_council", "accessibility", "funding")
        values: dict[str, Any] = dict.fromkeys(checks, Checked.YES)
        values |= {f"{name}_text": text for name in checks}
        return Answers(
            benefit=language.sentence(PROPOSALS, topic),
            operating_cost="Zwei Stunden im Monat.",
            owner="Fachbereich Digitalisierung",
            support="Hotline des Landkreises",
            systems=language.sentence(PROPOSALS, topic),
            guide=language.sentence(PROPOSALS, topic),
            **values,
        )
