"""Selects of the administration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.accounts.models import JobCentre, Role, User
from lab.accounts.queries import list_accounts
from lab.audit.models import Event
from lab.core.clock import today
from lab.extensions import db
from lab.rollout.models import CommitteeMember
from lab.web.pagination import PAGE_SIZE, Page

SUBJECTS = ("account", "job_centre", "setting", "synonyms", "page")
EVENTS_PER_PAGE = 50


@dataclass(frozen=True)
class AccountFilters:
    """What the list of accounts shows; '' means everything."""

    q: str = ""
    role: str = ""
    job_centre: str = ""
    status: str = ""


def list_accounts_page(filters: AccountFilters, number: int) -> Page[User]:
    """One page of accounts by name: two queries."""
    statement = list_accounts(Role(filters.role) if filters.role else None, filters.job_centre or None)
    if filters.q:
        statement = statement.where(
            sa.or_(
                User.name.icontains(filters.q, autoescape=True),
                User.email.icontains(filters.q, autoescape=True),
            )
        )
    if filters.status:
        statement = statement.where(User.is_enabled == (filters.status == "enabled"))
    total = db.session.scalar(statement.with_only_columns(sa.func.count(User.id)).order_by(None)) or 0
    rows = db.session.scalars(statement.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(rows, number, total)


def select_administrators() -> sa.Select[User]:
    """Select of enabled administrators."""
    return sa.select(User).where(User.role == Role.ADMIN, User.is_enabled).order_by(User.id)


def count_administrators() -> int:
    """Enabled administrators."""
    statement = select_administrators().with_only_columns(sa.func.count(User.id)).order_by(None)
    return db.session.scalar(statement) or 0


def find_job_centre_on_tile(row: int, column: int, except_key: str | None) -> JobCentre | None:
    """Another jobcentre of today or tomorrow that has this place on the map."""
    statement = sa.select(JobCentre).where(
        JobCentre.map_row == row,
        JobCentre.map_column == column,
        sa.or_(JobCentre.active_until.is_(None), JobCentre.active_until >= today()),
    )
    if except_key is not None:
        statement = statement.where(JobCentre.key != except_key)
    return db.session.scalars(statement.order_by(JobCentre.key).limit(1)).first()


def find_job_centre_by_short_name(short_name: str) -> JobCentre | None:
    """The jobcentre with this short name."""
    return db.session.scalar(sa.select(JobCentre).where(JobCentre.short_name == short_name))


def count_accounts_by_job_centre() -> Mapping[str, int]:
    """Enabled accounts of each jobcentre that has any."""
    statement = (
        sa.select(User.job_centre_key, sa.func.count())
        .where(User.is_enabled, User.job_centre_key.is_not(None))
        .group_by(User.job_centre_key)
    )
    return {str(key): count for key, count in db.session.execute(statement)}


def list_possible_members() -> Sequence[User]:
    """Enabled leaders by name who do not sit in the steering committee yet."""
    statement = list_accounts(Role.LEADERSHIP).where(
        User.is_enabled, User.id.not_in(sa.select(CommitteeMember.account_id))
    )
    return db.session.scalars(statement).all()


def list_events(subject: str, number: int) -> Page[Event]:
    """One page of what administrators did, newest first; `subject` '' means all subjects."""
    condition = Event.subject_kind.in_([subject] if subject else SUBJECTS)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Event).where(condition)) or 0
    statement = (
        sa.select(Event)
        .options(joinedload(Event.actor))
        .where(condition)
        .order_by(Event.id.desc())
        .limit(EVENTS_PER_PAGE)
        .offset((number - 1) * EVENTS_PER_PAGE)
    )
    return Page(db.session.scalars(statement).all(), number, total, EVENTS_PER_PAGE)


def list_account_events(account: User, limit: int = 10) -> Sequence[Event]:
    """The latest events about an account."""
    statement = (
        sa.select(Event)
        .options(joinedload(Event.actor))
        .where(Event.subject_kind == "account", Event.subject_id == str(account.id))
        .order_by(Event.id.desc())
        .limit(limit)
    )
    return db.session.scalars(statement).all()
