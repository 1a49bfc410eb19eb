"""Reporting a content, and what facilitators do with reports."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.core.database import unit_of_work
from lab.core.errors import Conflict
from lab.hiding.policy import sees_hidden
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.reports import queries, service
from lab.reports.contents import Part
from lab.reports.forms import PurgeForm
from lab.reports.models import ContentKind, Outcome
from lab.reports.policy import check_unsealed
from lab.rollout.queries import find_approved_review
from lab.themes.models import ThemeLab
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.htmx import render
from lab.web.pagination import check_page, requested_page

bp = Blueprint("reports", __name__)

# Where on the idea's page the contents stand that have no page of their own.
PLACES = {ContentKind.NOTE: "work", ContentKind.ATTACHMENT: "attachments", ContentKind.EVENT: "history"}

# Where on the page of their review these stand.
REVIEW_PARTS = {
    ContentKind.VOTE: "votes",
    ContentKind.QUESTION: "questions",
    ContentKind.CONDITION: "conditions",
}

# Where on the page of the solution's kit these stand.
KIT_PARTS = {
    ContentKind.KIT: "about",
    ContentKind.KIT_QUESTION: "questions",
    ContentKind.STEP: "uses",
}

# Contents that stand on a page of their round.
ROUND_PAGES = {
    ContentKind.ROUND: "rounds.show",
    ContentKind.LANGUAGE: "rounds.show",
    ContentKind.SHEET: "answers.show",
}


@bp.post("/reports")
def report() -> Response:
    """Hides a content until it is checked."""
    kind, content_id = request.form.get("content_kind", ""), request.form.get("content_id", "")
    try:
        with unit_of_work():
            part, subject = service.report_content(actor(), kind, content_id)
    except Conflict:
        # Somebody reported it in the same moment: it is hidden, and that is what was wanted.
        part, subject = queries.get_content(actor(), kind, content_id)
    flash(_("Danke. Der Inhalt ist verborgen, bis die Lab-Moderation ihn geprüft hat."), "success")
    return see_other(_page_of(part, subject))


@bp.get("/reports")
@roles_required(Role.FACILITATOR)
def index() -> Response:
    """Open reports with what is in them."""
    check_arguments("page")
    page = check_page(queries.list_open(requested_page()))
    return render("reports/index.html", page=page, page_of=_page_of)


@bp.post("/reports/<int:report_id>/restore")
@roles_required(Role.FACILITATOR)
def restore(report_id: int) -> Response:
    """Shows a content again that holds no personal data."""
    with unit_of_work():
        service.restore_content(actor(), queries.get_report(report_id))
    flash(_("Der Inhalt ist wieder für alle sichtbar."), "success")
    return see_other(url_for("reports.index"))


@bp.route("/reports/<int:report_id>/purge", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
def purge(report_id: int) -> Response:
    """What will be removed, and where it stands besides; then removes it."""
    found = queries.get_report(report_id)
    if found.is_open or request.method == "GET":
        form = PurgeForm()
        if not found.is_open or not form.validate_on_submit():
            return _purge_page(found, form)
    with unit_of_work():
        service.purge_content(actor(), found)
    flash(_("Der Inhalt ist endgültig entfernt."), "success")
    return see_other(url_for("reports.index"))


@bp.app_context_processor
def for_templates() -> dict[str, Any]:
    """Whether a page shows what is hidden, with a hint that it is."""
    return {"sees_hidden": sees_hidden}


def _purge_page(report: Any, form: PurgeForm) -> Response:
    entry = queries.load_contents([report])[0]
    if report.outcome is not None:
        raise Conflict(
            _(
                "Über diese Meldung hat schon jemand entschieden: %(outcome)s.",
                outcome=Outcome(report.outcome).label,
            )
        )
    check_unsealed(entry.is_sealed)
    also = [copy.part for copy in queries.list_also_purged(entry)]
    sealed = queries.find_sealed(also)
    return render(
        "reports/purge.html",
        entry=entry,
        form=form,
        also=[part for part in also if part not in sealed],
        place=_page_of(entry.part, entry.subject) if entry.part else None,
        status=422 if request.method == "POST" else 200,
    )


def _page_of(part: Part, subject: Idea | ThemeLab) -> str:
    """The page where the content stands."""
    if isinstance(subject, ThemeLab):
        return url_for("themes.show", theme_id=subject.id)
    if part.kind is ContentKind.PROTOTYPE:
        return url_for("prototypes.show", prototype_id=part.values["id"])
    if part.kind is ContentKind.REVIEW:
        return url_for("rollout.show", review_id=part.values["id"])
    if part.kind in REVIEW_PARTS:
        return url_for("rollout.show", review_id=part.values["review_id"], _anchor=REVIEW_PARTS[part.kind])
    if part.kind in KIT_PARTS and subject.state == State.ROLLOUT:
        return url_for("kits.show", idea_id=subject.id, _anchor=KIT_PARTS[part.kind])
    if part.kind is ContentKind.ADOPTION:
        review = find_approved_review(subject)
        if review:
            return url_for("rollout.show", review_id=review.id)
    if part.kind in ROUND_PAGES and part.values.get("is_planned", True):
        number = part.values["id" if part.kind is ContentKind.ROUND else "round_id"]
        return url_for(ROUND_PAGES[part.kind], round_id=number)
    version = part.values.get("prototype_id")
    if version is not None:
        anchor = "attachments" if part.kind is ContentKind.ATTACHMENT else None
        return url_for("prototypes.show", prototype_id=version, _anchor=anchor)
    return url_for("story.show", idea_id=subject.id, _anchor=PLACES.get(part.kind))
