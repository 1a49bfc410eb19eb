"""The administration: jobcentres, settings, pages and what was done to them."""

from datetime import datetime

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import JobCentre, Language, Role
from lab.accounts.queries import get_job_centre, list_job_centres
from lab.admin import content, queries, service
from lab.admin import history as entries
from lab.admin.forms import SETTING_GROUPS, JobCentreForm, PageForm, SettingsForm
from lab.admin.views import bp
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.pages.queries import ShownText, find_text, get_slug, list_texts
from lab.pages.texts import LANGUAGES, Slug, default_body, to_markup
from lab.settings.service import load_settings
from lab.web.access import see_other
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent
from lab.web.pagination import check_page, requested_page


@bp.get("/job-centres")
@roles_required(Role.ADMIN)
def job_centres() -> Response:
    """All jobcentres, closed ones too."""
    return render(
        "admin/job_centres.html",
        job_centres=list_job_centres(include_inactive=True),
        accounts=queries.count_accounts_by_job_centre(),
    )


@bp.route("/job-centres/new", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
@once
def create_job_centre() -> Response:
    """A new jobcentre."""
    form = JobCentreForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.save_job_centre(actor(), None, form.values("version"))
                location = remember_sent(form.once.data, url_for("admin.job_centres"))
            flash(_("Das Jobcenter ist angelegt."), "success")
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return _job_centre_page(None, form, 422 if request.method == "POST" else 200)


@bp.route("/job-centres/<key>", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
def edit_job_centre(key: str) -> Response:
    """Changes a jobcentre; its key stays."""
    job_centre = get_job_centre(key)
    form = JobCentreForm(obj=job_centre)
    del form.key
    if not form.validate_on_submit():
        return _job_centre_page(job_centre, form, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            version = carried_number(form.version.data)
            service.save_job_centre(actor(), job_centre, form.values("version"), version)
    except Invalid as error:
        form.add_error(error)
        return _job_centre_page(job_centre, form, 422)
    except Conflict as error:
        form.add_error(error)
        form.version.data = str(get_job_centre(key).version)
        return _job_centre_page(job_centre, form, 409)
    flash(_("Das Jobcenter ist gespeichert."), "success")
    return see_other(url_for("admin.job_centres"))


@bp.route("/settings", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
def settings() -> Response:
    """All settings with their bounds."""
    present = load_settings()
    form = SettingsForm(data={**present, "seen": content.settings_stamp(present)})
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            with unit_of_work():
                content.save_settings(actor(), form.values("seen"), form.seen.data or "")
            flash(_("Die Einstellungen sind gespeichert."), "success")
            return see_other(url_for("admin.settings"))
        except Invalid as error:
            form.add_error(error)
        except Conflict as error:
            form.add_error(error)
            form.seen.data = content.settings_stamp(load_settings())
            status = 409
    return render(
        "admin/settings.html", form=form, groups=SETTING_GROUPS, present=load_settings(), status=status
    )


@bp.get("/pages")
@roles_required(Role.ADMIN)
def pages() -> Response:
    """The editable pages in both languages."""
    return render("admin/pages.html", slugs=list(Slug), languages=list(Language), texts=list_texts())


@bp.route("/pages/<slug>/<language>", methods=["GET", "POST"])
@roles_required(Role.ADMIN)
def edit_page(slug: str, language: str) -> Response:
    """Edits a page; the button "preview" shows what it will look like and stores nothing."""
    page = _get_page(slug, language)
    written = find_text(page, language)
    present = ShownText(
        written.body if written else default_body(page, language),
        language,
        written.saved_at if written else None,
    )
    form = PageForm(data={"body": present.body, "seen": _stamp(present.saved_at)})
    if not form.validate_on_submit():
        return _page_form(page, present, form, 422 if request.method == "POST" else 200)
    if request.form.get("action") == "preview":
        return _page_form(page, present, form, 200, show_preview=True)
    try:
        with unit_of_work():
            content.save_page(actor(), page, language, form.body.data, _moment(form.seen.data))
    except Conflict as error:
        form.add_error(error)
        fresh = find_text(page, language)
        form.seen.data = _stamp(fresh.saved_at if fresh else None)
        return _page_form(page, present, form, 409)
    flash(_("Die Seite ist gespeichert."), "success")
    return see_other(url_for("pages.show", slug=page.value))


@bp.post("/pages/<slug>/<language>/reset")
@roles_required(Role.ADMIN)
def reset_page(slug: str, language: str) -> Response:
    """Goes back to the text that comes with the product."""
    page = _get_page(slug, language)
    with unit_of_work():
        content.reset_page(actor(), page, language)
    flash(_("Es gilt wieder der mitgelieferte Text."), "success")
    return see_other(url_for("admin.pages"))


@bp.get("/history")
@roles_required(Role.ADMIN)
def history() -> Response:
    """What administrators did, newest first."""
    check_arguments("subject", "page")
    subject = chosen_argument("subject", queries.SUBJECTS)
    page = check_page(queries.list_events(subject, requested_page()))
    return render(
        "admin/history.html",
        block="results",
        page=page,
        entries=entries.list_entries(page.rows),
        subject=subject,
    )


def _get_page(slug: str, language: str) -> Slug:
    if language not in LANGUAGES:
        raise NotFound()
    return get_slug(slug)


def _stamp(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str | None) -> datetime | None:
    """When the text was saved that the form was filled in for; garbage is a moment that never was."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Conflict() from None
    if moment.tzinfo is None:
        raise Conflict()
    return moment


def _job_centre_page(job_centre: JobCentre | None, form: JobCentreForm, status: int) -> Response:
    return render(
        "admin/job_centre.html", form=form, job_centre=job_centre, is_conflict=status == 409, status=status
    )


def _page_form(
    page: Slug, present: ShownText, form: PageForm, status: int, show_preview: bool = False
) -> Response:
    return render(
        "admin/page.html",
        form=form,
        slug=page,
        language=Language(present.language),
        present=present,
        preview=to_markup(form.body.data) if show_preview else None,
        status=status,
    )
