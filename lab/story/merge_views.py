"""Merging an idea into another one, with all that hangs on it in every room."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.adoption.interest import merge_idea
from lab.adoption.queries import count_interested
from lab.attachments.queries import count_files
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.ideas.listing import MOST_MATCHES, list_merge_targets
from lab.ideas.models import Idea
from lab.ideas.queries import count_notes_of, get_idea
from lab.ideas.workflow import State
from lab.prototypes.forms import MergeForm
from lab.prototypes.policy import check_merge
from lab.story.views import bp
from lab.web.access import see_other
from lab.web.arguments import check_arguments, text_argument
from lab.web.htmx import render
from lab.web.once import once, remember_sent


@bp.route("/ideas/<int:idea_id>/merge", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
@once
def merge(idea_id: int) -> Response:
    """Merges an idea into another one: search, look at what moves, say why."""
    check_arguments("q")
    idea = get_idea(actor(), idea_id)
    check_merge(actor(), idea)
    form = MergeForm(from_stage=idea.state.value, q=text_argument("q"))
    query = form.q.data or ""
    matches = list_merge_targets(actor(), idea, query)
    targets = matches[:MOST_MATCHES]
    form.offer(targets)
    chosen = _find_target(form.target_id.data) if form.is_submitted() else None
    if chosen is not None and chosen.id not in {target.id for target in targets}:
        form.offer([chosen, *targets])
    status = 200 if form.is_search else (422 if request.method == "POST" else 200)
    if not form.is_search and form.validate_on_submit() and chosen is not None:
        try:
            return see_other(_run_merge(form, idea, chosen))
        except Conflict as error:
            form.form_errors.append(error.message)
            form.from_stage.data = idea.state.value
            status = 409
        except Invalid as error:
            form.add_error(error)
    return render(
        "story/merge.html",
        form=form,
        idea=idea,
        query=query,
        targets=targets,
        descriptions={str(target.id): _about(target) for target in targets},
        has_more=len(matches) > MOST_MATCHES,
        moving=_what_moves(idea),
        status=status,
    )


def _run_merge(form: MergeForm, idea: Idea, target: Idea) -> str:
    """Merges as the form says and returns the page to show."""
    seen = State(form.from_stage.data) if form.from_stage.data in set(State) else None
    with unit_of_work():
        merge_idea(actor(), idea, target, form.reason.data, seen)
        location = remember_sent(form.once.data, url_for("story.show", idea_id=target.id))
    flash(_("Zusammengeführt: Hier geht es mit „%(title)s“ weiter.", title=target.title), "success")
    return location


def _find_target(idea_id: int | None) -> Idea | None:
    try:
        return get_idea(actor(), idea_id) if idea_id else None
    except NotFound:
        return None


def _about(target: Idea) -> str:
    """Where a possible target comes from and stands."""
    place = target.job_centre.short_name if target.job_centre else _("ohne KJC")
    return f"{place} · {target.state.label}"


def _what_moves(idea: Idea) -> dict[str, int]:
    """How much of each kind goes along; the author joins the other team too."""
    return {
        "members": len({idea.author_id, *(member.account_id for member in idea.team if member.is_current)}),
        "notes": sum(count_notes_of(idea).values()),
        "prototypes": idea.prototype_count,
        "feedback": idea.feedback_count,
        "files": count_files(idea.id),
        "interested": count_interested(idea),
    }
