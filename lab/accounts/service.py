"""Sign-in, passwords and one's own settings."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from functools import cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask_babel import gettext as _

from lab.accounts import queries
from lab.accounts.models import JobCentre, Language, PasswordLink, Role, SignInFailure, Theme, User
from lab.core.clock import now
from lab.core.errors import Invalid, NotFound, TooManyAttempts
from lab.extensions import db

LINK_VALID = timedelta(hours=72)
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 30
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

_hasher = PasswordHasher()


def sign_in(email: str, password: str, address: str) -> User | None:
    """The account if the password is right. None alike for a wrong password, an unknown and a disabled account.

    Raises TooManyAttempts. The caller commits also on None: the failure is stored.
    """
    account_hash, address_hash = _keyed_hash(email.strip().lower()), _keyed_hash(address)
    _check_attempts(account_hash, address_hash)
    account = queries.find_account_by_email(email)
    stored = account.password_hash if account and account.password_hash else _decoy_hash()
    matches = _verify(stored, password[: LONGEST_PASSWORD + 1])
    if account is None or not account.password_hash or not matches or not account.is_enabled:
        db.session.add(SignInFailure(account_hash=account_hash, address_hash=address_hash, failed_at=now()))
        db.session.flush()
        return None
    db.session.execute(sa.delete(SignInFailure).where(SignInFailure.account_hash == account_hash))
    if _hasher.check_needs_rehash(stored):
        _renew_hash(account, stored, password)
    return account


def set_password(account: User, password: str, field: str = "password") -> None:
    """Stores a new password and ends every session of the account. Raises Invalid naming `field`."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        message = _(
            "Das Kennwort braucht %(min)s bis %(max)s Zeichen.", min=SHORTEST_PASSWORD, max=LONGEST_PASSWORD
        )
        raise Invalid(field, message)
    if len(set(password)) < 5 or password.lower() in (account.email, account.email.partition("@")[0]):
        raise Invalid(field, _("Dieses Kennwort ist leicht zu erraten. Bitte wählen Sie ein anderes."))
    account.password_hash = _hasher.hash(password)
    end_sessions(account)


def change_password(account: User, current: str, new: str, address: str) -> bool:
    """Changes one's own password; False when the present one is wrong, which counts like a failed sign-in.

    Raises Invalid, TooManyAttempts. The caller commits also on False: the failure is stored.
    """
    if sign_in(account.email, current, address) is None:
        return False
    set_password(account, new, "new_password")
    return True


def end_sessions(account: User) -> None:
    """Makes every session of the account invalid."""
    account.session_token = secrets.token_hex(16)
    db.session.flush()


def create_account(email: str, name: str, role: Role, job_centre: JobCentre | None) -> User:
    """A new enabled account without a password. Raises Invalid."""
    email = email.strip().lower()
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid("email", _("Das ist keine gültige E-Mail-Adresse.")) from error
    if queries.find_account_by_email(email):
        raise Invalid("email", _("Zu dieser E-Mail-Adresse gibt es schon ein Konto."))
    account = User(
        email=email,
        name=name,
        role=role,
        job_centre_key=job_centre.key if job_centre else None,
        session_token=secrets.token_hex(16),
        created_at=now(),
    )
    db.session.add(account)
    db.session.flush()
    return account


def issue_password_link(account: User) -> str:
    """A new one-time token, valid 72 hours; older ones of the account end. Only its hash is stored."""
    end_password_links(account)
    token = secrets.token_urlsafe(32)
    db.session.add(
        PasswordLink(
            account_id=account.id,
            token_hash=_token_hash(token),
            created_at=now(),
            expires_at=now() + LINK_VALID,
        )
    )
    db.session.flush()
    return token


def end_password_links(account: User) -> None:
    """Makes every unused link of the account invalid."""
    db.session.execute(
        sa.update(PasswordLink)
        .where(
            PasswordLink.account_id == account.id,
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > now(),
        )
        .values(expires_at=now())
    )


def get_password_link(token: str) -> PasswordLink:
    """The link of this token, used or expired ones too. Raises NotFound for an unknown one."""
    link = db.session.scalar(sa.select(PasswordLink).where(PasswordLink.token_hash == _token_hash(token)))
    if link is None:
        raise NotFound()
    return link


def why_link_is_dead(link: PasswordLink) -> str | None:
    """What to tell somebody whose link no longer works, None while it does."""
    if link.used_at is not None:
        return _("Dieser Link wurde schon benutzt. Bitte melden Sie sich mit Ihrem Kennwort an.")
    if link.expires_at <= now() or not link.account.is_enabled:
        return _(
            "Dieser Link ist abgelaufen. Bitte lassen Sie sich von der Administration einen neuen geben."
        )
    return None


def redeem_password_link(link: PasswordLink, password: str) -> User:
    """Sets the password and uses the link up. Raises Invalid."""
    reason = why_link_is_dead(link)
    if reason:
        raise Invalid("password", reason)
    set_password(link.account, password)
    link.used_at = now()
    db.session.flush()
    return link.account


def save_preferences(account: User, language: Language, theme: Theme) -> None:
    """Stores language and colours."""
    account.language, account.theme = language, theme
    db.session.flush()


def describe_stored_data(account: User) -> dict[str, str | None]:
    """What the account itself stores about its owner, by field; for page and export."""
    return {
        "name": account.name,
        "email": account.email,
        "role": account.role.value,
        "job_centre": account.job_centre.house_name if account.job_centre else None,
        "language": account.language.value,
        "theme": account.theme.value,
        "created_at": account.created_at.isoformat(),
    }


def _renew_hash(account: User, stored: str, password: str) -> None:
    """Stores the hash at today's cost; around the version, for two sign-ins at once are no conflict."""
    statement = sa.update(User).where(User.id == account.id, User.password_hash == stored)
    db.session.execute(
        statement.values(password_hash=_hasher.hash(password)).execution_options(synchronize_session=False)
    )


def _check_attempts(account_hash: str, address_hash: str) -> None:
    since = now() - FAILURE_WINDOW
    db.session.execute(sa.delete(SignInFailure).where(SignInFailure.failed_at < since))
    if (
        _count_failures(SignInFailure.account_hash == account_hash, since) >= FAILURES_PER_ACCOUNT
        or _count_failures(SignInFailure.address_hash == address_hash, since) >= FAILURES_PER_ADDRESS
    ):
        raise TooManyAttempts(
            _("Zu viele Versuche. Bitte warten Sie 15 Minuten und versuchen Sie es dann noch einmal.")
        )


def _count_failures(condition: sa.ColumnElement[bool], since: datetime) -> int:
    statement = sa.select(sa.func.count()).select_from(SignInFailure)
    return db.session.scalar(statement.where(condition, SignInFailure.failed_at >= since)) or 0


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy_hash() -> str:
    """Checked for unknown accounts, so that they take as long as known ones; made when first needed."""
    return _hasher.hash(secrets.token_hex(16))


def _keyed_hash(text: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, text.encode(errors="replace"), hashlib.sha256).hexdigest()


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
