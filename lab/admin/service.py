"""What administrators do with accounts and jobcentres; each verb checks the policy and records its event."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts import service as accounts
from lab.accounts.models import ROLES_WITHOUT_JOB_CENTRE, JobCentre, Role, User
from lab.accounts.queries import find_account_by_email
from lab.admin import policy, queries
from lab.audit.service import record
from lab.core.clock import today
from lab.core.errors import Conflict, Denied, Invalid
from lab.extensions import db

DISTRICT_KEY = re.compile(r"[0-9]{5}")
EARLIEST, LATEST = date(2005, 1, 1), date(2100, 1, 1)
JOB_CENTRE_FIELDS = (
    "authority",
    "house_name",
    "short_name",
    "active_from",
    "active_until",
    "map_row",
    "map_column",
)


@dataclass(frozen=True)
class AccountValues:
    """What an administrator fills in for an account."""

    email: str
    name: str
    role: Role
    job_centre: JobCentre | None


def create_account(actor: User, values: AccountValues) -> User:
    """A new account without a password; a one-time link follows. Raises Invalid."""
    policy.check_administer(actor)
    _check_job_centre(values, None)
    with _unique("email", _("Zu dieser E-Mail-Adresse gibt es schon ein Konto.")):
        account = accounts.create_account(values.email, values.name, values.role, values.job_centre)
    record(actor, "account_created", "account", account.id, name=account.name, role=account.role.value)
    return account


def edit_account(actor: User, account: User, values: AccountValues, version: int | None) -> None:
    """Changes an account; another role ends its sessions. Raises Denied, Invalid, Conflict."""
    policy.check_change_role(actor, account, values.role)
    _check_version(account.version, version)
    _check_job_centre(values, account)
    email = values.email.strip().lower()
    namesake = find_account_by_email(email)
    if namesake is not None and namesake.id != account.id:
        raise Invalid("email", _("Zu dieser E-Mail-Adresse gibt es schon ein Konto."))
    new_values = {
        "email": email,
        "name": values.name,
        "role": values.role,
        "job_centre_key": values.job_centre.key if values.job_centre else None,
    }
    _lock_administrators()
    changed = _apply(account, new_values)
    if not changed:
        return
    with _unique("email", _("Zu dieser E-Mail-Adresse gibt es schon ein Konto.")):
        db.session.flush()
    if "role" in changed:
        accounts.end_sessions(account)
        _check_administrator_left()
    record(actor, "account_changed", "account", account.id, name=account.name, fields=changed)


def deactivate_account(actor: User, account: User) -> None:
    """Ends the account's sessions and links; what it did stays. Raises Denied, Conflict."""
    policy.check_deactivate(actor, account)
    if not account.is_enabled:
        raise Conflict(_("Dieses Konto ist schon deaktiviert."))
    _lock_administrators()
    account.is_enabled = False
    accounts.end_sessions(account)
    accounts.end_password_links(account)
    _check_administrator_left()
    record(actor, "account_deactivated", "account", account.id, name=account.name)


def reactivate_account(actor: User, account: User) -> None:
    """Lets the account in again, with the password it had. Raises Denied, Conflict."""
    policy.check_administer(actor)
    if account.is_enabled:
        raise Conflict(_("Dieses Konto ist schon aktiv."))
    account.is_enabled = True
    db.session.flush()
    record(actor, "account_reactivated", "account", account.id, name=account.name)


def issue_link(actor: User, account: User) -> str:
    """The token of a new one-time link to set a password; older links end. Raises Denied."""
    policy.check_administer(actor)
    if not account.is_enabled:
        raise Denied(_("Das Konto ist deaktiviert. Bitte aktivieren Sie es zuerst."))
    token = accounts.issue_password_link(account)
    record(actor, "password_link_issued", "account", account.id, name=account.name)
    return token


def save_job_centre(
    actor: User, job_centre: JobCentre | None, values: dict[str, Any], version: int | None = None
) -> JobCentre:
    """Creates a jobcentre (`values` with its `key`), or changes `job_centre`. Raises Invalid, Conflict."""
    policy.check_administer(actor)
    if job_centre is not None:
        _check_version(job_centre.version, version)
    _check_job_centre_values(job_centre, values)
    fields = {name: values[name] for name in JOB_CENTRE_FIELDS}
    if job_centre is None:
        job_centre = JobCentre(key=values["key"], **fields)
        db.session.add(job_centre)
        changed = list(JOB_CENTRE_FIELDS)
    else:
        changed = _apply(job_centre, fields)
    if changed:
        with _unique("short_name", _("Diesen Schlüssel oder Kurznamen gibt es schon.")):
            db.session.flush()
        name = job_centre.short_name
        record(actor, "job_centre_saved", "job_centre", job_centre.key, name=name, fields=changed)
    return job_centre


def _check_job_centre(values: AccountValues, account: User | None) -> None:
    """Whoever works in a jobcentre names it; a closed one only if it was theirs before."""
    belongs = values.role not in ROLES_WITHOUT_JOB_CENTRE
    if belongs and values.job_centre is None:
        raise Invalid("job_centre_key", _("Bitte wählen Sie das Jobcenter, zu dem das Konto gehört."))
    if not belongs and values.job_centre is not None:
        raise Invalid(
            "job_centre_key",
            _("Administration und Gäste gehören zu keinem Jobcenter. Bitte wählen Sie „kein Jobcenter“."),
        )
    is_new = values.job_centre and (account is None or account.job_centre_key != values.job_centre.key)
    if is_new and values.job_centre and not values.job_centre.is_active:
        raise Invalid("job_centre_key", _("Dieses Jobcenter ist nicht aktiv. Bitte wählen Sie ein anderes."))


def _check_job_centre_values(job_centre: JobCentre | None, values: dict[str, Any]) -> None:
    if job_centre is None:
        if not DISTRICT_KEY.fullmatch(values["key"]):
            raise Invalid("key", _("Der amtliche Schlüssel hat fünf Ziffern, zum Beispiel 06631."))
        if db.session.get(JobCentre, values["key"]) is not None:
            raise Invalid("key", _("Ein Jobcenter mit diesem Schlüssel gibt es schon."))
    namesake = queries.find_job_centre_by_short_name(values["short_name"])
    if namesake is not None and namesake is not job_centre:
        raise Invalid("short_name", _("Diesen Kurznamen hat schon ein anderes Jobcenter."))
    for field in ("active_from", "active_until"):
        day = values[field]
        if day is not None and not EARLIEST <= day <= LATEST:
            raise Invalid(
                field,
                _(
                    "Bitte wählen Sie ein Datum zwischen %(first)s und %(last)s.",
                    first=EARLIEST.year,
                    last=LATEST.year,
                ),
            )
    if values["active_until"] is not None and values["active_until"] < values["active_from"]:
        raise Invalid("active_until", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Daten."))
    _check_tile(job_centre, values)


def _check_tile(job_centre: JobCentre | None, values: dict[str, Any]) -> None:
    """A tile is given by row and column, and holds one jobcentre; who is no more has left it."""
    row, column, until = values["map_row"], values["map_column"], values["active_until"]
    if (row is None) != (column is None):
        missing = "map_row" if row is None else "map_column"
        raise Invalid(missing, _("Zeile und Spalte gehören zusammen. Bitte füllen Sie beide aus oder keine."))
    if row is None or (until is not None and until < today()):
        return
    other = queries.find_job_centre_on_tile(row, column, job_centre.key if job_centre else None)
    if other is not None:
        raise Invalid(
            "map_row",
            _(
                "Auf dieser Kachel liegt schon %(name)s. Bitte wählen Sie eine andere.",
                name=other.short_name,
            ),
        )


def _lock_administrators() -> None:
    """On PostgreSQL: two administrators who remove each other at once come one after the other."""
    db.session.execute(queries.select_administrators().with_only_columns(User.id).with_for_update(of=User))


def _check_administrator_left() -> None:
    """Counts after the change, when no other transaction can be between."""
    if not queries.count_administrators():
        raise Denied(_("Es muss immer mindestens eine aktive Administration geben."))


def _check_version(present: int, seen: int | None) -> None:
    if present != seen:
        raise Conflict(
            _(
                "Jemand hat diese Angaben inzwischen geändert. Ihre Eingaben stehen noch im Formular: "
                "Bitte vergleichen Sie sie mit dem neuen Stand, und speichern Sie noch einmal."
            )
        )


def _apply(row: User | JobCentre, values: dict[str, Any]) -> list[str]:
    """Sets the values that differ and returns their names."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


@contextmanager
def _unique(field: str, message: str) -> Iterator[None]:
    """Somebody took the same value in the same moment: said beside the field, not as an error page."""
    try:
        yield
    except IntegrityError as error:
        raise Invalid(field, message) from error
