"""Who may read and keep themed labs: pure checks."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied, NotFound


def check_see_themes(actor: User) -> None:
    """Everyone in the house; guests know only what they were invited to. Raises NotFound."""
    if actor.role == Role.GUEST:
        raise NotFound()


def check_keep_themes(actor: User) -> None:
    """Facilitators keep the themed labs. Raises NotFound, Denied."""
    check_see_themes(actor)
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Themenlabs pflegt die Lab-Moderation."))
