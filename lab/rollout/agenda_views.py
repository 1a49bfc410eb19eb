"""The agenda: all open candidates, gone through one by one in a meeting."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.core.errors import NotFound
from lab.rollout import sentences
from lab.rollout.agenda import Candidate, find_candidate
from lab.rollout.proofs import link_proofs
from lab.rollout.views import bp
from lab.web.arguments import check_arguments
from lab.web.htmx import render


@bp.get("/rollout/agenda")
@roles_required(Role.LEADERSHIP, Role.FACILITATOR)
def agenda() -> Response:
    """One candidate a screen, in the order of reporting."""
    check_arguments("position")
    candidate = find_candidate(actor(), _position())
    return render(
        "rollout/agenda.html",
        block="agenda",
        candidate=candidate,
        title=_title(candidate),
        proof_of=link_proofs(candidate.review.idea_id, candidate.versions, candidate.review.id)
        if candidate
        else None,
        describe_people=sentences.describe_people,
        describe_findings=sentences.describe_findings,
    )


def _title(candidate: Candidate | None) -> str:
    if candidate is None:
        return _("Tagesordnung")
    return _(
        "%(number)s von %(total)s: %(title)s",
        number=candidate.number,
        total=candidate.total,
        title=candidate.review.idea.title,
    )


def _position() -> int:
    """The place on the agenda, the first when absent. Raises NotFound for what is no place.

    One behind the last is none either, but in a meeting the agenda grows shorter: then the last one is shown.
    """
    text = request.args.get("position", "1")
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise NotFound()
    return int(text)
