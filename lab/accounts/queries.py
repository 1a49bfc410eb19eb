"""Selects over accounts and jobcentres."""

from collections.abc import Sequence

import sqlalchemy as sa

from lab.accounts.models import JobCentre, PasswordLink, Role, User
from lab.core.clock import now, today
from lab.core.errors import NotFound
from lab.extensions import db

LARGEST_ID = 2**31 - 1


def find_account(account_id: int) -> User | None:
    """The account with this id."""
    return db.session.get(User, account_id) if 0 < account_id <= LARGEST_ID else None


def get_account(account_id: int) -> User:
    """The account with this id. Raises NotFound."""
    account = find_account(account_id)
    if account is None:
        raise NotFound()
    return account


def find_account_by_email(email: str) -> User | None:
    """The account with this address, whatever its case."""
    return db.session.scalar(sa.select(User).where(User.email == email.strip().lower()))


def list_accounts(role: Role | None = None, job_centre_key: str | None = None) -> sa.Select[User]:
    """Select of accounts by name."""
    statement = sa.select(User)
    if role is not None:
        statement = statement.where(User.role == role)
    if job_centre_key:
        statement = statement.where(User.job_centre_key == job_centre_key)
    return statement.order_by(User.name, User.id)


def list_facilitators() -> Sequence[User]:
    """Enabled facilitators by name: who can be responsible for an idea."""
    statement = list_accounts(role=Role.FACILITATOR).where(User.is_enabled)
    return list(db.session.scalars(statement))


def find_open_password_link(account: User) -> PasswordLink | None:
    """The link that the account can still set a password with."""
    return db.session.scalar(
        sa.select(PasswordLink)
        .where(
            PasswordLink.account_id == account.id,
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > now(),
        )
        .order_by(PasswordLink.id.desc())
        .limit(1)
    )


def list_job_centres(include_inactive: bool = False) -> Sequence[JobCentre]:
    """Jobcentres by short name, those of today unless asked otherwise."""
    statement = sa.select(JobCentre).order_by(JobCentre.short_name, JobCentre.key)
    if not include_inactive:
        statement = statement.where(
            JobCentre.active_from <= today(),
            sa.or_(JobCentre.active_until.is_(None), JobCentre.active_until >= today()),
        )
    return db.session.scalars(statement).all()


def get_job_centre(key: str) -> JobCentre:
    """The jobcentre with this district key. Raises NotFound."""
    job_centre = db.session.get(JobCentre, key) if key.isascii() and key.isalnum() and len(key) <= 5 else None
    if job_centre is None:
        raise NotFound()
    return job_centre
