"""The themed labs: list, page, form."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required, why_not
from lab.accounts.models import Role
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid
from lab.themes import policy, queries, service
from lab.themes.forms import ThemeForm
from lab.themes.models import ThemeLab
from lab.web.access import see_other
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("themes", __name__)


@bp.get("/themes")
def index() -> Response:
    """All themed labs: those that run, and those that have ended or are to come."""
    policy.check_see_themes(actor())
    themes = queries.list_themes()
    return render(
        "themes/index.html",
        running=[theme for theme in themes if theme.is_open],
        others=[theme for theme in themes if not theme.is_open],
        may_keep=why_not(policy.check_keep_themes, actor()) is None,
    )


@bp.get("/themes/<int:theme_id>")
def show(theme_id: int) -> Response:
    """One themed lab; its ideas are the filtered list of the ideas' room."""
    policy.check_see_themes(actor())
    theme = queries.get_theme(theme_id)
    return render(
        "themes/show.html", theme=theme, may_keep=why_not(policy.check_keep_themes, actor()) is None
    )


@bp.route("/themes/new", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
@once
def new() -> Response:
    """A new themed lab."""
    form = ThemeForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                theme = service.save_theme(actor(), None, form.values("version"))
                location = remember_sent(form.once.data, url_for("themes.show", theme_id=theme.id))
            flash(_("Das Themenlab ist angelegt."), "success")
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return _form_page(form, None, 422 if request.method == "POST" else 200)


@bp.route("/themes/<int:theme_id>/edit", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
def edit(theme_id: int) -> Response:
    """Changes a themed lab."""
    theme = queries.get_theme(theme_id)
    form = ThemeForm(obj=theme)
    if not form.validate_on_submit():
        return _form_page(form, theme, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            service.save_theme(actor(), theme, form.values("version"), carried_number(form.version.data))
    except Invalid as error:
        form.add_error(error)
        return _form_page(form, theme, 422)
    except Conflict as error:
        form.add_error(error)
        fresh = queries.get_theme(theme_id)
        form.version.data = str(fresh.version)
        return _form_page(form, fresh, 409)
    flash(_("Das Themenlab ist gespeichert."), "success")
    return see_other(url_for("themes.show", theme_id=theme_id))


def _form_page(form: ThemeForm, theme: ThemeLab | None, status: int) -> Response:
    """The form; after a conflict the present state stands beside it."""
    return render("themes/form.html", form=form, theme=theme, is_conflict=status == 409, status=status)
