"""The administration: which words mean the same when people search."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.admin import synonyms as verbs
from lab.admin.forms import SynonymForm
from lab.admin.views import bp
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid
from lab.web.access import see_other
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent


@bp.route("/synonyms", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
@once
def synonyms() -> Response:
    """All groups, and a form for a new one."""
    form = SynonymForm()
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            with unit_of_work():
                group = verbs.add_group(actor(), form.words.data)
                location = remember_sent(form.once.data, url_for("admin.synonyms"))
            flash(
                _("Ab jetzt findet jedes dieser Wörter auch die anderen: %(words)s.", words=group.words),
                "success",
            )
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return render("admin/synonyms.html", form=form, groups=verbs.list_groups(), status=status)


@bp.route("/synonyms/<int:group_id>", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
def edit_synonyms(group_id: int) -> Response:
    """Changes a group."""
    group = verbs.get_group(group_id)
    form = SynonymForm(obj=group)
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            with unit_of_work():
                verbs.change_group(actor(), group, form.words.data, carried_number(form.version.data))
            flash(_("Die Wörter sind gespeichert. Die Suche kennt sie schon."), "success")
            return see_other(url_for("admin.synonyms"))
        except Invalid as error:
            form.add_error(error)
        except Conflict as error:
            form.add_error(error)
            group = verbs.get_group(group_id)
            form.version.data, status = str(group.version), 409
    return render("admin/synonym_group.html", form=form, group=group, status=status)


@bp.post("/synonyms/<int:group_id>/remove")
@roles_required(Role.ADMIN)
def remove_synonyms(group_id: int) -> Response:
    """Takes a group away."""
    group = verbs.get_group(group_id)
    words = group.words
    with unit_of_work():
        verbs.remove_group(actor(), group)
    flash(_("Jedes dieser Wörter findet wieder nur sich selbst: %(words)s.", words=words), "success")
    return see_other(url_for("admin.synonyms"))
