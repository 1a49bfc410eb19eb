"""Who may report and who decides: pure checks that raise with the reason."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied, NotFound
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea
from lab.ideas.workflow import State
from lab.prototypes.models import Inspection, Prototype
from lab.prototypes.policy import check_record_feedback
from lab.themes.policy import check_see_themes


def check_report(actor: User, idea: Idea) -> None:
    """Whoever sees it, once others do. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if idea.state == State.DRAFT:
        raise Denied(
            _(
                "Einen Entwurf sehen nur Sie. Nehmen Sie heraus, was nicht hineingehört, und speichern Sie ihn."
            )
        )


def check_report_sheet(actor: User, idea: Idea, prototype: Prototype, inspection: Inspection) -> None:
    """Who looks at the answers, while it waits; later its observations can be reported. Raises NotFound, Denied."""
    check_record_feedback(actor, idea, prototype)
    if inspection is not Inspection.WAITING:
        raise NotFound()


def check_report_vote(sees_votes: bool) -> None:
    """While a vote is secret it is reported by those who may see it. Raises NotFound."""
    if not sees_votes:
        raise NotFound()


def check_unsealed(is_sealed: bool) -> None:
    """A vote is checked once it is no secret any more; until then it is hidden from all. Raises Denied."""
    if is_sealed:
        raise Denied(
            _(
                "Die Abstimmung läuft noch. Die gemeldete Stimme ist verborgen; prüfen Sie sie nach dem Beschluss."
            )
        )


def check_report_theme(actor: User) -> None:
    """Whoever sees themed labs. Raises NotFound."""
    check_see_themes(actor)


def check_decide(actor: User) -> None:
    """Facilitators. Raises Denied."""
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Meldungen prüft die Lab-Moderation."))
