"""Who may administer: pure checks."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied


def check_administer(actor: User) -> None:
    """Accounts, jobcentres, settings, pages. Raises Denied."""
    if actor.role != Role.ADMIN:
        raise Denied(_("Das macht die Administration."))


def check_deactivate(actor: User, account: User) -> None:
    """Not oneself: one administration remains. Raises Denied."""
    check_administer(actor)
    if account.id == actor.id:
        raise Denied(
            _("Das eigene Konto lässt sich nicht deaktivieren. Das macht eine andere Administration.")
        )


def check_change_role(actor: User, account: User, role: Role) -> None:
    """Not one's own role: one administration remains. Raises Denied."""
    check_administer(actor)
    if account.id == actor.id and role != account.role:
        raise Denied(_("Die eigene Rolle lässt sich nicht ändern. Das macht eine andere Administration."))
