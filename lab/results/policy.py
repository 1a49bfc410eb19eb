"""Who may judge a version: pure checks that raise with the reason. Results are seen by whoever sees the idea."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea, wrote


def check_give_verdict(actor: User, idea: Idea, people: int) -> None:
    """Facilitators, not on their own idea or one that took up their own, once somebody tried the version. Raises NotFound, Denied.

    In every state: what a test has shown may be said even when work rests.
    """
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Ob das Kriterium erfüllt ist, beurteilt die Lab-Moderation."))
    if idea.author_id == actor.id:
        raise Denied(_("Niemand bewertet die eigene Idee."))
    if wrote(actor, idea):
        raise Denied(
            _("Eine Idee von Ihnen ist in dieser aufgegangen. Deshalb beurteilt sie jemand anderes.")
        )
    if people < 1:
        raise Denied(_("Noch hat niemand diese Version ausprobiert. Ein Urteil braucht einen Test."))
