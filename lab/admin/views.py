"""The administration: accounts."""

from typing import Any

from flask import Blueprint, flash, request, session, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required, why_not
from lab.accounts.models import Role, User
from lab.accounts.queries import find_open_password_link, get_account, get_job_centre, list_job_centres
from lab.admin import history, policy, queries, service
from lab.admin.forms import NO_JOB_CENTRE, ROLE_DESCRIPTIONS, AccountForm
from lab.admin.queries import AccountFilters
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Denied, Invalid
from lab.web.access import see_other
from lab.web.arguments import check_arguments, chosen_argument, text_argument
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.navigation import Link
from lab.web.once import once, remember_sent
from lab.web.pagination import check_page, requested_page

bp = Blueprint("admin", __name__, url_prefix="/admin")

# Endpoint of each part, with all endpoints that belong to it.
PARTS: tuple[tuple[LazyString, tuple[str, ...]], ...] = (
    (_l("Konten"), ("accounts", "create_account", "edit_account", "show_link")),
    (_l("Kommunale Jobcenter"), ("job_centres", "create_job_centre", "edit_job_centre")),
    (_l("Steuerungskreis"), ("committee", "change_chair", "remove_from_committee")),
    (_l("Einstellungen"), ("settings",)),
    (_l("Synonyme"), ("synonyms", "edit_synonyms", "remove_synonyms")),
    (_l("Seiten"), ("pages", "edit_page")),
    (_l("Protokoll"), ("history",)),
)
LINK_KEY = "issued_link"


@bp.context_processor
def tell_parts() -> dict[str, Any]:
    """The tabs above every page of the administration."""
    endpoint = (request.endpoint or "").rpartition(".")[2]
    return {
        "admin_parts": [
            Link(label, url_for(f"admin.{endpoints[0]}"), endpoint in endpoints) for label, endpoints in PARTS
        ]
    }


@bp.get("/")
@roles_required(Role.ADMIN)
def index() -> Response:
    """Leads to the accounts."""
    return see_other(url_for("admin.accounts"))


@bp.get("/accounts")
@roles_required(Role.ADMIN)
def accounts() -> Response:
    """All accounts, filtered, page by page."""
    check_arguments("q", "role", "job_centre", "status", "page")
    job_centres = list_job_centres(include_inactive=True)
    filters = AccountFilters(
        q=text_argument("q"),
        role=chosen_argument("role", [role.value for role in Role]),
        job_centre=chosen_argument("job_centre", [job_centre.key for job_centre in job_centres]),
        status=chosen_argument("status", ("enabled", "disabled")),
    )
    return render(
        "admin/accounts.html",
        block="results",
        page=check_page(queries.list_accounts_page(filters, requested_page())),
        filters=filters,
        is_filtered=filters != AccountFilters(),
        roles=Role.choices(),
        job_centre_options=[("", _("alle")), *((centre.key, centre.short_name) for centre in job_centres)],
    )


@bp.route("/accounts/new", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
@once
def create_account() -> Response:
    """A new account; the next step is its one-time link."""
    form = AccountForm()
    form.offer_job_centres()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                account = service.create_account(actor(), _account_values(form))
                location = url_for("admin.edit_account", account_id=account.id)
                remember_sent(form.once.data, location)
            flash(
                _(
                    "Das Konto ist angelegt. Geben Sie jetzt einen Link aus, damit die Person ihr Kennwort setzt."
                ),
                "success",
            )
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return _new_account_page(form)


@bp.route("/accounts/<int:account_id>", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
def edit_account(account_id: int) -> Response:
    """One account: its data, its access, its history."""
    account = get_account(account_id)
    form = AccountForm(obj=account)
    form.offer_job_centres(account.job_centre)
    if not form.validate_on_submit():
        return _account_page(account, form, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            service.edit_account(actor(), account, _account_values(form), carried_number(form.version.data))
    except Denied as error:
        form.add_error(Invalid("role", error.message))
        return _account_page(account, form, 422)
    except Invalid as error:
        form.add_error(error)
        return _account_page(account, form, 422)
    except Conflict as error:
        form.add_error(error)
        form.version.data = str(get_account(account_id).version)
        return _account_page(account, form, 409)
    flash(_("Das Konto ist gespeichert."), "success")
    return see_other(url_for("admin.edit_account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/deactivate")
@roles_required(Role.ADMIN)
def deactivate_account(account_id: int) -> Response:
    """Shuts the account out at once."""
    account = get_account(account_id)
    with unit_of_work():
        service.deactivate_account(actor(), account)
    flash(_("Das Konto ist deaktiviert, alle Anmeldungen sind beendet."), "success")
    return see_other(url_for("admin.edit_account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/reactivate")
@roles_required(Role.ADMIN)
def reactivate_account(account_id: int) -> Response:
    """Lets the account in again."""
    account = get_account(account_id)
    with unit_of_work():
        service.reactivate_account(actor(), account)
    flash(_("Das Konto ist wieder aktiv."), "success")
    return see_other(url_for("admin.edit_account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/link")
@roles_required(Role.ADMIN)
def issue_link(account_id: int) -> Response:
    """A new one-time link; the page that follows shows it once."""
    account = get_account(account_id)
    with unit_of_work():
        token = service.issue_link(actor(), account)
    session[LINK_KEY] = {"account_id": account_id, "token": token}
    return see_other(url_for("admin.show_link", account_id=account_id))


@bp.get("/accounts/<int:account_id>/link")
@roles_required(Role.ADMIN)
def show_link(account_id: int) -> Response:
    """The one-time link, once; after that only that it was shown."""
    account = get_account(account_id)
    issued = session.pop(LINK_KEY, None)
    if not issued or issued["account_id"] != account_id:
        flash(
            _(
                "Der Link wurde schon gezeigt. Sie können einen neuen ausgeben, der alte gilt dann nicht mehr."
            ),
            "info",
        )
        return see_other(url_for("admin.edit_account", account_id=account_id))
    return render(
        "admin/link.html",
        account=account,
        url=url_for("accounts.password_link", token=issued["token"], _external=True),
        link=find_open_password_link(account),
    )


def _account_values(form: AccountForm) -> service.AccountValues:
    key = form.job_centre_key.data
    role = next(role for role in Role if role.value == form.role.data)
    return service.AccountValues(
        email=form.email.data,
        name=form.name.data,
        role=role,
        job_centre=get_job_centre(key) if key != NO_JOB_CENTRE else None,
    )


def _new_account_page(form: AccountForm) -> Response:
    status = 422 if request.method == "POST" else 200
    return render("admin/account_new.html", form=form, role_descriptions=ROLE_DESCRIPTIONS, status=status)


def _account_page(account: User, form: AccountForm, status: int) -> Response:
    return render(
        "admin/account.html",
        form=form,
        account=account,
        role_descriptions=ROLE_DESCRIPTIONS,
        open_link=find_open_password_link(account) if account.is_enabled else None,
        why_not_deactivate=why_not(policy.check_deactivate, actor(), account),
        entries=history.list_entries(queries.list_account_events(account)),
        is_conflict=status == 409,
        status=status,
    )
