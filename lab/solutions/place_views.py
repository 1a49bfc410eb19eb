"""The map of Hesse, and a page for each jobcentre."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.accounts.models import JobCentre, Role, User
from lab.accounts.queries import get_job_centre, list_job_centres
from lab.adoption.sentences import describe_progress
from lab.rollout.policy import check_see_rollout
from lab.solutions import places, sentences
from lab.solutions.maps import list_offered, load_count_map, load_solution_map
from lab.solutions.standings import LABELS, STANDINGS, USED
from lab.solutions.tiles import wrap_name
from lab.solutions.views import bp
from lab.web.arguments import UnknownArgument, check_arguments, chosen_argument
from lab.web.htmx import render
from lab.web.kept import kept


@bp.get("/rollout/map")
@kept
def tile_map() -> Response:
    """The jobcentres where they lie: one solution, or how many stand at one step."""
    check_see_rollout(actor())
    check_arguments("solution", "status")
    standing = chosen_argument("status", STANDINGS)
    idea_id = _asked_solution()
    if standing and idea_id is not None:
        raise UnknownArgument(_("Bitte wählen Sie entweder eine Lösung oder einen Stand."))
    job_centres = list_job_centres(include_inactive=True)
    if idea_id is not None:
        shown = load_solution_map(idea_id, job_centres)
    else:
        shown = load_count_map(standing or USED, job_centres)
    offered = list_offered()
    if shown.idea and shown.idea.id not in dict(offered):
        offered.append((shown.idea.id, shown.idea.title))
    return render(
        "solutions/map.html",
        map=shown,
        standing=standing or USED,
        standing_label=LABELS[standing or USED],
        solution_options=[("", _("alle zusammen")), *offered],
        status_options=[("" if code == USED else code, label) for code, label in LABELS.items()],
        wrap_name=wrap_name,
        describe_progress=describe_progress,
        say=sentences,
    )


@bp.get("/job-centres")
def job_centres() -> Response:
    """All jobcentres in numbers; those that are no more at the end."""
    check_see_rollout(actor())
    check_arguments()
    lines = places.list_lines(list_job_centres(include_inactive=True))
    return render(
        "solutions/job_centres.html",
        lines=[line for line in lines if line.job_centre.is_active],
        former=[line for line in lines if not line.job_centre.is_active],
        own=actor().job_centre_key,
    )


@bp.get("/job-centres/<string:key>")
def job_centre(key: str) -> Response:
    """What one jobcentre uses, tries, refuses and proposes, and what it has not looked at."""
    check_see_rollout(actor())
    check_arguments()
    place = get_job_centre(key)
    return render(
        "solutions/job_centre.html",
        place=place,
        portrait=places.load_portrait(place),
        keeps=_keeps(actor(), place),
        is_own=actor().job_centre_key == place.key,
        listed=places.LISTED,
        say=sentences,
    )


def _keeps(account: User, place: JobCentre) -> bool:
    """Whether the account says where the jobcentre stands: adoption.policy without a solution in hand."""
    return account.role == Role.LEADERSHIP and account.job_centre_key == place.key and place.is_active


def _asked_solution() -> int | None:
    """The number in the address. Raises UnknownArgument for what is none."""
    text = request.args.get("solution", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        raise UnknownArgument(_("Diese Lösung gibt es nicht."))
    return int(text)
