"""Who may take notes, sort and publish: pure checks that raise with the reason."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea
from lab.ideas.policy import check_contribute, check_moderate, check_see_idea
from lab.ideas.workflow import State
from lab.prototypes.models import Answer, Finding, Observation, Severity, TestRound
from lab.prototypes.policy import check_record_feedback


def check_take_notes(actor: User, idea: Idea, test_round: TestRound) -> None:
    """Contributors, for a planned round of a version that has its criterion. Raises NotFound, Denied."""
    check_record_feedback(actor, idea, test_round.prototype)
    if not test_round.is_planned:
        raise Denied(
            _(
                "Diese Runde ist beim Festhalten einer Rückmeldung entstanden. "
                "Planen Sie für einen moderierten Test eine eigene Testrunde."
            )
        )


def check_remove_participant(actor: User, idea: Idea, test_round: TestRound, has_notes: bool) -> None:
    """Note-takers, as long as nothing is noted of the person. Raises NotFound, Denied."""
    check_take_notes(actor, idea, test_round)
    if has_notes:
        raise Denied(
            _(
                "Zu dieser Person ist schon etwas notiert. "
                "Entfernen Sie zuerst die Notizen und stellen Sie die Aufgaben auf „offen“."
            )
        )


def check_change_observation(actor: User, idea: Idea, observation: Observation) -> None:
    """Notes of a session: who wrote it, and facilitators. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    check_shown(observation)
    if observation.participant_id is None:
        raise Denied(
            _("Was Menschen selbst geschrieben haben, bleibt, wie es ist. Ändern lassen sich eigene Notizen.")
        )
    if actor.role != Role.FACILITATOR and observation.author_id != actor.id:
        raise Denied(
            _(
                "Eine Beobachtung ändern oder entfernen die Person, die sie notiert hat, und die Lab-Moderation."
            )
        )


def check_sort(actor: User, idea: Idea) -> None:
    """Contributors; facilitators in every state: people who spoke are heard even when work rests.

    Raises NotFound, Denied.
    """
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR or idea.state == State.DRAFT:
        check_contribute(actor, idea)


def check_edit_finding(actor: User, idea: Idea, finding: Finding) -> None:
    """Who sorts, while its words are shown; facilitators alone once it is answered. Raises NotFound, Denied."""
    check_sort(actor, idea)
    check_shown(finding)
    if finding.answer is not None and actor.role != Role.FACILITATOR:
        raise Denied(_("Dieser Befund ist beantwortet. Ändern kann ihn jetzt nur noch die Lab-Moderation."))


def check_soften_finding(actor: User, finding: Finding) -> None:
    """What is severe and not settled counts at the gate: facilitators alone take it out. Raises Denied."""
    is_settled = finding.answer not in (None, Answer.LATER) or not finding.kind.wants_answer
    if finding.severity is Severity.SEVERE and not is_settled and actor.role != Role.FACILITATOR:
        raise Denied(
            _(
                "Dieser Befund ist schwer und zählt für die Rolloutreife. "
                "Herabstufen oder auflösen kann ihn nur die Lab-Moderation."
            )
        )


def check_merge_findings(actor: User, source: Finding, target: Finding) -> None:
    """Nobody but facilitators has a finding settled by merging it. Raises Denied."""
    if target.answer is not None and actor.role != Role.FACILITATOR:
        raise Denied(_("Mit einem beantworteten Befund legt nur die Lab-Moderation einen anderen zusammen."))
    if not target.kind.wants_answer:
        check_soften_finding(actor, source)


def check_empty_finding(finding: Finding) -> None:
    """An answer needs somebody who is answered, a report something to look at. Raises Denied."""
    if finding.is_hidden:
        raise Denied(
            _(
                "Bei diesem Befund wird gerade geprüft, ob personenbezogene Daten darin stehen. "
                "Bis dahin bleibt seine letzte Beobachtung bei ihm."
            )
        )
    if finding.answer is not None:
        raise Denied(
            _(
                "Dieser Befund ist schon beantwortet: „%(text)s“. Seine letzte Beobachtung bleibt bei ihm, "
                "sonst stünde die Antwort ohne Menschen da.",
                text=finding.body[:80],
            )
        )


def check_publish(actor: User, idea: Idea) -> None:
    """Facilitators, for ideas that live on under their own number. Raises NotFound, Denied."""
    check_moderate(actor, idea)
    if idea.state in (State.DRAFT, State.MERGED):
        raise Denied(
            _("Bei „%(state)s“ gibt es nichts zu zeigen.", state=idea.state.label)
            if idea.state == State.DRAFT
            else _("Die Idee ging in einer anderen auf. Dort wird weiter erzählt.")
        )


def check_close(actor: User, idea: Idea) -> None:
    """Facilitators, always: what is public can be taken back. Raises NotFound, Denied."""
    check_moderate(actor, idea)
