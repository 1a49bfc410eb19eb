"""Who sits in the steering committee: kept by administrators, who have no vote in it themselves."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.admin import policy
from lab.audit.service import record
from lab.core.clock import now
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.rollout.models import CommitteeMember


def add_member(actor: User, account: User | None, is_chair: bool) -> CommitteeMember:
    """Takes a leader in. Raises Denied, Invalid."""
    policy.check_administer(actor)
    if account is None or account.role != Role.LEADERSHIP or not account.is_enabled:
        raise Invalid("account", _("Bitte wählen Sie ein aktives Konto mit der Rolle „Leitung“."))
    if db.session.get(CommitteeMember, account.id):
        raise Invalid("account", _("Diese Person gehört schon zum Steuerungskreis."))
    member = CommitteeMember(account_id=account.id, is_chair=is_chair, added_at=now())
    db.session.add(member)
    db.session.flush()
    record(actor, "committee_joined", "account", account.id, name=account.name)
    if is_chair:
        record(actor, "committee_chair_given", "account", account.id, name=account.name)
    return member


def set_chair(actor: User, member: CommitteeMember, is_chair: bool) -> None:
    """Gives or takes the right to close reviews. Raises Denied, Conflict when it is so already."""
    policy.check_administer(actor)
    if member.is_chair == is_chair:
        raise Conflict()
    member.is_chair = is_chair
    db.session.flush()
    kind = "committee_chair_given" if is_chair else "committee_chair_taken"
    record(actor, kind, "account", member.account_id, name=member.account.name)


def remove_member(actor: User, member: CommitteeMember) -> None:
    """Takes somebody out; votes that were given stay and count. Raises Denied."""
    policy.check_administer(actor)
    account = member.account
    db.session.delete(member)
    db.session.flush()
    record(actor, "committee_left", "account", account.id, name=account.name)
