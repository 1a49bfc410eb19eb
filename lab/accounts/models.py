"""Accounts and the jobcentres they belong to."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.core.clock import today
from lab.core.codes import Code
from lab.core.database import Base, enum_column


class Role(Code):
    """What a person may do; everyone has one."""

    STAFF = "staff", _l("Beschäftigte")
    FACILITATOR = "facilitator", _l("Lab-Moderation")
    LEADERSHIP = "leadership", _l("Leitung")
    ADMIN = "admin", _l("Administration")
    GUEST = "guest", _l("Gast (Expertise von außen)")


class Language(Code):
    """Languages of the interface."""

    GERMAN = "de", _l("Deutsch")
    ENGLISH = "en", _l("Englisch")


class Theme(Code):
    """Colours of the interface."""

    SYSTEM = "system", _l("wie im Betriebssystem eingestellt")
    LIGHT = "light", _l("hell")
    DARK = "dark", _l("dunkel")


ROLES_WITHOUT_JOB_CENTRE = (Role.ADMIN, Role.GUEST)


# The map of Hesse has at most so many rows and columns: four tiles side by side can be read on a phone.
MAP_ROWS, MAP_COLUMNS = 10, 4


class JobCentre(Base):
    """A municipal jobcentre; `key` is the official district key."""

    __tablename__ = "job_centre"

    key: Mapped[str] = mapped_column(sa.String(5), primary_key=True)
    authority: Mapped[str] = mapped_column(sa.String(120))
    house_name: Mapped[str] = mapped_column(sa.String(120))
    short_name: Mapped[str] = mapped_column(sa.String(60), unique=True)
    active_from: Mapped[date]
    active_until: Mapped[date | None]
    # Where its tile lies on the map of Hesse, counted from 0 at the north-west; without both it stands beside it.
    map_row: Mapped[int | None]
    map_column: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint("active_until IS NULL OR active_until >= active_from", name="period"),
    )

    @property
    def is_active(self) -> bool:
        """Whether it exists today."""
        return self.active_from <= today() and (self.active_until is None or self.active_until >= today())


class User(UserMixin, Base):  # type: ignore[misc]
    """An account. `session_token` changes whenever all sessions of the account must end."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    role: Mapped[Role] = mapped_column(enum_column(Role, "role"))
    job_centre_key: Mapped[str | None] = mapped_column(sa.ForeignKey("job_centre.key"), index=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    session_token: Mapped[str] = mapped_column(sa.String(32))
    is_enabled: Mapped[bool] = mapped_column(default=True)
    language: Mapped[Language] = mapped_column(enum_column(Language, "language"), default=Language.GERMAN)
    theme: Mapped[Theme] = mapped_column(enum_column(Theme, "theme"), default=Theme.SYSTEM)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    job_centre: Mapped[JobCentre | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(
            "role IN ('admin', 'guest') OR job_centre_key IS NOT NULL", name="job_centre_by_role"
        ),
    )

    @property
    def is_active(self) -> bool:
        """Whether Flask-Login lets the account in."""
        return self.is_enabled

    def get_id(self) -> str:
        """What the session stores: it stops matching when the token changes."""
        return f"{self.id}.{self.session_token}"

    def has_role(self, *roles: Role) -> bool:
        """Whether the account has one of the roles."""
        return self.role in roles

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)


class PasswordLink(Base):
    """A one-time link to set a password; only the hash of its token is stored."""

    __tablename__ = "password_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[User] = relationship()


class SignInFailure(Base):
    """A failed sign-in, kept for minutes; account and address only as keyed hashes."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    address_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    failed_at: Mapped[datetime] = mapped_column(index=True)
