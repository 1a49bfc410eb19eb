"""The administration: who sits in the steering committee."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.accounts.queries import LARGEST_ID, find_account
from lab.admin import committee as verbs
from lab.admin import queries
from lab.admin.forms import CommitteeForm
from lab.admin.views import bp
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.extensions import db
from lab.rollout.committee import counts
from lab.rollout.models import CommitteeMember
from lab.rollout.votes import list_listed_members
from lab.settings.service import load_settings
from lab.web.access import see_other
from lab.web.forms import carried_number
from lab.web.htmx import render


@bp.route("/committee", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
def committee() -> Response:
    """Members, and a form to add one."""
    form = CommitteeForm()
    form.offer(queries.list_possible_members())
    if not form.validate_on_submit():
        return _committee_page(form, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            account = find_account(carried_number(form.account.data) or 0)
            verbs.add_member(actor(), account, bool(form.is_chair.data))
    except (Invalid, Conflict) as error:
        form.add_error(error)
        return _committee_page(form, error.status)
    flash(_("Der Steuerungskreis hat ein Mitglied mehr."), "success")
    return see_other(url_for("admin.committee"))


@bp.post("/committee/<int:account_id>/chair")
@roles_required(Role.ADMIN)
def change_chair(account_id: int) -> Response:
    """Gives or takes the right to close reviews."""
    member = _get_member(account_id)
    with unit_of_work():
        verbs.set_chair(actor(), member, request.form.get("is_chair") == "1")
    flash(_("Der Vorsitz ist geändert."), "success")
    return see_other(url_for("admin.committee"))


@bp.post("/committee/<int:account_id>/remove")
@roles_required(Role.ADMIN)
def remove_from_committee(account_id: int) -> Response:
    """Takes a member out."""
    member = _get_member(account_id)
    with unit_of_work():
        verbs.remove_member(actor(), member)
    flash(_("Die Person gehört nicht mehr zum Steuerungskreis. Ihre Stimmen bleiben."), "success")
    return see_other(url_for("admin.committee"))


def _get_member(account_id: int) -> CommitteeMember:
    member = db.session.get(CommitteeMember, account_id) if 0 < account_id <= LARGEST_ID else None
    if member is None:
        raise NotFound()
    return member


def _committee_page(form: CommitteeForm, status: int) -> Response:
    members = list_listed_members()
    return render(
        "admin/committee.html",
        form=form,
        members=members,
        counts=counts,
        has_chair=any(member.is_chair and counts(member.account) for member in members),
        settings=load_settings(),
        status=status,
    )
