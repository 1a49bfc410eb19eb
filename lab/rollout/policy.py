"""Who may report, decide and adopt: pure checks that raise NotFound, Denied, InvalidMove or Conflict."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Conflict, Denied, InvalidMove
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea, is_member, wrote
from lab.ideas.workflow import State
from lab.rollout.models import RolloutReview


def check_see_rollout(actor: User) -> None:
    """Candidates, solutions and the matrix: everyone who works in or for a jobcentre, no guests."""
    if actor.role == Role.GUEST:
        raise Denied(
            _(
                "Gäste sehen die Ideen, zu denen sie eingeladen sind. "
                "Die Übersicht des Rollouts gehört nicht dazu."
            )
        )


def check_see_review(actor: User, idea: Idea) -> None:
    """A dossier is seen by whoever sees the idea. Raises NotFound."""
    check_see_idea(actor, idea)


def check_open_review(actor: User, idea: Idea) -> None:
    """Facilitators report an idea that is being tested, once."""
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Rolloutreif meldet die Lab-Moderation."))
    if idea.state == State.READY:
        raise Conflict(_("Die Idee ist schon rolloutreif gemeldet. Jetzt entscheidet die Leitung."))
    if idea.state == State.ROLLOUT:
        raise InvalidMove(_("Die Idee ist schon freigegeben und im Rollout."))
    if idea.state != State.TEST:
        raise InvalidMove(
            _(
                "Rolloutreif gemeldet wird eine Idee aus der Phase „Testen“. Diese steht bei „%(state)s“.",
                state=idea.state.label,
            )
        )


def check_decide(actor: User, review: RolloutReview, idea: Idea) -> None:
    """Leadership decides, never about its own idea, one that took up its own, nor about what it reported itself."""
    check_see_idea(actor, idea)
    if actor.role != Role.LEADERSHIP:
        raise Denied(_("Über den Rollout entscheidet die Leitung."))
    if idea.author_id == actor.id:
        raise Denied(
            _("Sie haben diese Idee eingereicht. Deshalb entscheidet eine andere Leitung über den Rollout.")
        )
    if wrote(actor, idea):
        raise Denied(
            _(
                "Eine Idee von Ihnen ist in dieser aufgegangen. "
                "Deshalb entscheidet eine andere Leitung über den Rollout."
            )
        )
    if is_member(actor, idea):
        raise Denied(
            _("Sie gehören zum Team dieser Idee. Deshalb entscheidet eine andere Leitung über den Rollout.")
        )
    if review.opened_by_id == actor.id:
        raise Denied(
            _("Sie haben diese Idee rolloutreif gemeldet. Deshalb entscheidet eine andere Leitung darüber.")
        )
