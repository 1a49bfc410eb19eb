"""Who uses what: the matrix."""

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.accounts.queries import get_job_centre, list_job_centres
from lab.adoption.queries import LADDER
from lab.adoption.sentences import describe_progress
from lab.rollout import readiness
from lab.rollout.policy import check_see_rollout
from lab.solutions import queries, sentences
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.htmx import render
from lab.web.pagination import check_page, requested_page

bp = Blueprint("solutions", __name__)


@bp.get("/rollout/matrix")
def matrix() -> Response:
    """Solutions and how far each jobcentre has come with them."""
    check_see_rollout(actor())
    check_arguments("page", "job_centre")
    chosen = chosen_argument("job_centre", [jc.key for jc in list_job_centres(include_inactive=True)])
    page, columns = queries.list_solutions(requested_page())
    check_page(page)
    options = [("", _("alle"))]
    options += [(jc.key, jc.short_name) for jc in list_job_centres(include_inactive=True)]
    return render(
        "solutions/matrix.html",
        page=page,
        columns=columns,
        chosen=get_job_centre(chosen) if chosen else None,
        options=options,
        summary=queries.summarise_solutions(),
        ladder=LADDER,
        describe_progress=describe_progress,
        describe_summary=sentences.describe_summary,
        load_gate=readiness.load_gate,
        list_unmet=readiness.list_unmet,
    )
