"""Who may read, write, ask, answer and publish a kit: pure checks that raise with the reason."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea
from lab.ideas.policy import CONTRIBUTORS, check_moderate, check_see_idea, is_member
from lab.ideas.workflow import State
from lab.rollout.policy import check_see_rollout
from lab.solutions.models import Kit, KitQuestion


def check_see_kit(actor: User, idea: Idea) -> None:
    """Everyone who sees the rollout, and guests in the team; of solutions only. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if not is_member(actor, idea):
        check_see_rollout(actor)
    if idea.state != State.ROLLOUT:
        raise Denied(
            _(
                "Ein Übernahmepaket bekommt eine Idee, sobald der Rollout freigegeben ist. Diese steht bei „%(state)s“.",
                state=idea.state.label,
            )
        )


def check_edit_kit(actor: User, idea: Idea, kit: Kit | None) -> None:
    """The team and facilitators, while its texts are shown. Raises NotFound, Denied."""
    check_see_kit(actor, idea)
    if not _owns(actor, idea):
        raise Denied(_("Das Übernahmepaket schreiben das Team der Idee und die Lab-Moderation."))
    check_shown(idea)
    if kit is not None:
        check_shown(kit)


def check_ask(actor: User, idea: Idea) -> None:
    """Whoever works in a jobcentre. Raises NotFound, Denied."""
    check_see_kit(actor, idea)
    if actor.role not in CONTRIBUTORS:
        raise Denied(_("Fragen stellen die Beschäftigten und Leitungen der Kommunalen Jobcenter."))


def check_answer(actor: User, idea: Idea, question: KitQuestion | None = None) -> None:
    """The team and facilitators. Raises NotFound, Denied."""
    check_see_kit(actor, idea)
    if not _owns(actor, idea):
        raise Denied(_("Fragen beantworten das Team der Idee und die Lab-Moderation."))
    if question is not None:
        check_shown(question)


def check_publish(actor: User, idea: Idea, kit: Kit | None) -> None:
    """Facilitators, once it is written and nothing in it is being checked. Raises NotFound, Denied."""
    check_see_kit(actor, idea)
    check_moderate(actor, idea)
    if kit is None:
        raise Denied(_("Öffentlich wird ein Übernahmepaket, sobald es geschrieben ist."))
    if kit.is_hidden or idea.is_hidden:
        raise Denied(
            _("Hier wird gerade geprüft, ob personenbezogene Daten stehen. Bis dahin bleibt die Adresse zu.")
        )


def check_close(actor: User, idea: Idea) -> None:
    """Facilitators, always: what is public can be taken back. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    check_moderate(actor, idea)


def _owns(actor: User, idea: Idea) -> bool:
    """What is written may be public at once: not for guests, nor for the administration."""
    return actor.role == Role.FACILITATOR or (actor.role in CONTRIBUTORS and is_member(actor, idea))
