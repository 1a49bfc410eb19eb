"""Saying that one's own jobcentre has the problem too, and finding the ideas to say it of."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required, why_not
from lab.accounts.models import Role
from lab.core.database import unit_of_work
from lab.core.errors import Invalid
from lab.ideas.forms import IdeaForm
from lab.ideas.models import Idea
from lab.ideas.policy import check_edit_idea, check_moderate, check_step, check_submit_ideas
from lab.ideas.queries import get_idea
from lab.ideas.workflow import ACTIVE, State
from lab.sharing.forms import NO, YES, SharingForm
from lab.sharing.policy import check_share_problem
from lab.sharing.service import share_problem, withdraw_problem
from lab.sharing.similar import Similar, list_similar
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.forms import carried_number, clean_text
from lab.web.htmx import is_htmx, render

bp = Blueprint("sharing", __name__)

_DO = {YES: share_problem, NO: withdraw_problem}


@bp.post("/ideas/<int:idea_id>/shared")
def share(idea_id: int) -> Response:
    """„Bei uns auch“, or not any more."""
    idea = get_idea(actor(), idea_id)
    check_share_problem(actor(), idea)
    form = SharingForm()
    if not form.validate_on_submit():
        raise Invalid(
            "shared", _("Bitte wählen Sie auf der Seite der Idee, ob Ihr KJC das Problem auch hat.")
        )
    with unit_of_work():
        _DO[form.shared.data](actor(), idea)
    if form.shared.data == YES:
        flash(
            ngettext(
                "Danke! Ihr KJC zählt jetzt mit: %(num)s KJC hat das Problem.",
                "Danke! Ihr KJC zählt jetzt mit: %(num)s KJC haben das Problem.",
                idea.sharing_count,
            ),
            "success",
        )
    else:
        flash(_("Ihr KJC zählt nicht mehr mit."), "success")
    return see_other(url_for("story.show", idea_id=idea.id, _anchor="sharing"))


@bp.route("/ideas/similar", methods=["GET", "POST"])
def similar() -> Response:
    """Ideas like the one in the form: the list alone for whoever types, the form with the list without JavaScript."""
    check_arguments("title", "problem", "idea")
    check_submit_ideas(actor())
    idea = _own_draft(request.args.get("idea"))
    typed = {name: clean_text(request.values.get(name, "")) or "" for name in ("title", "problem")}
    found = list_similar(actor(), typed["title"], typed["problem"], idea)
    ids = ",".join(str(one.idea.id) for one in found)
    if is_htmx() and "shown" in request.values and request.values["shown"] == ids:
        # The same ideas as before: nothing flickers, and nothing is read aloud once more.
        return make_response("", 204)
    context: dict[str, Any] = {"idea": idea} if idea else {}
    if not is_htmx():
        # The list alone needs none.
        context["form"] = IdeaForm() if request.method == "POST" else IdeaForm(formdata=None, data=typed)
    response = render("ideas/form.html", block="similar", similar=found, **context)
    response.headers["HX-Trigger"] = json.dumps({"lab:announce": {"message": _how_many(found)}})
    return response


@bp.get("/ideas/<int:idea_id>/similar")
@roles_required(Role.FACILITATOR)
def duplicates(idea_id: int) -> Response:
    """Ideas that are likely the same as this one, with the way to merging: for whoever triages."""
    check_arguments()
    idea = get_idea(actor(), idea_id)
    check_moderate(actor(), idea)
    found = list_similar(actor(), idea.title, idea.problem, idea)
    may_merge = why_not(check_step, actor(), idea, State.MERGED) is None
    mergeable = {one.idea.id for one in found if may_merge and one.idea.state in ACTIVE}
    return render(
        "sharing/duplicates.html",
        block="found",
        idea=idea,
        similar=found,
        mergeable=mergeable,
        # As a fragment it stands below the title of a card.
        level=3 if is_htmx() else 2,
    )


def _own_draft(sent: str | None) -> Idea | None:
    """The idea that is being changed. Raises NotFound, Denied."""
    if not sent:
        return None
    idea = get_idea(actor(), carried_number(sent) or 0)
    check_edit_idea(actor(), idea)
    return idea


def _how_many(found: Sequence[Similar]) -> str:
    if not found:
        return _("Keine ähnliche Idee gefunden.")
    return ngettext("%(num)s ähnliche Idee gefunden.", "%(num)s ähnliche Ideen gefunden.", len(found))
