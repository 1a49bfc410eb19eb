"""Merging an idea into another one, with all that hangs on it in every room, and taking the two apart again."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.core.clock import day_of
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, InvalidMove, NotFound
from lab.ideas.listing import MOST_MATCHES, list_merge_targets
from lab.ideas.models import Idea
from lab.ideas.queries import get_idea
from lab.ideas.workflow import State
from lab.merging.forms import MergeForm, UndoMergeForm
from lab.merging.models import IdeaMerge
from lab.merging.policy import check_merge, check_merge_into, last_moment
from lab.merging.preview import preview_merge, preview_undo
from lab.merging.queries import get_merge
from lab.merging.service import check_undo, merge_idea, undo_merge
from lab.story.views import bp
from lab.web.access import see_other
from lab.web.arguments import check_arguments, text_argument
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent


@bp.route("/ideas/<int:idea_id>/merge", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
@once
def merge(idea_id: int) -> Response:
    """Merges an idea into another one: search, look at what moves, say why."""
    check_arguments("q", "target")
    idea = get_idea(actor(), idea_id)
    check_merge(actor(), idea)
    form = MergeForm(from_stage=idea.state.value, q=text_argument("q"))
    query = form.q.data or ""
    matches = list_merge_targets(actor(), idea, query)
    targets = matches[:MOST_MATCHES]
    form.offer(targets)
    if not form.is_submitted():
        form.target_id.data = carried_number(request.args.get("target"))
    chosen = _find_target(form.target_id.data)
    if chosen is not None and chosen.id not in {target.id for target in targets}:
        form.offer([chosen, *targets])
    status = 200 if form.only_looks else (422 if request.method == "POST" else 200)
    if not form.only_looks and form.validate_on_submit() and chosen is not None:
        try:
            return see_other(_run_merge(form, idea, chosen))
        except Conflict as error:
            form.form_errors.append(error.message)
            form.from_stage.data = idea.state.value
            status = 409
        except Invalid as error:
            form.add_error(error)
    elif chosen is not None:
        chosen = _check_choice(form, idea, chosen)
    return render(
        "story/merge.html",
        form=form,
        idea=idea,
        query=query,
        targets=targets,
        chosen=chosen,
        descriptions={str(target.id): _about(target) for target in (*targets, *([chosen] if chosen else []))},
        has_more=len(matches) > MOST_MATCHES,
        moving=preview_merge(idea, chosen),
        status=status,
    )


@bp.route("/ideas/<int:idea_id>/merge/undo", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
@once
def undo(idea_id: int) -> Response:
    """Takes two ideas apart again: look at what comes back, say why."""
    done = get_merge(actor(), idea_id)
    form = UndoMergeForm()
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            return see_other(_run_undo(form, done))
        except Conflict as error:
            form.form_errors.append(error.message)
            status = 409
        except InvalidMove as error:
            form.form_errors.append(error.message)
    return render(
        "story/undo_merge.html",
        form=form,
        idea=done.source,
        target=done.target,
        merge=done,
        why_not_undo=_why_not(done),
        until=day_of(last_moment(done.merged_at)),
        returning=preview_undo(done),
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


def _run_undo(form: UndoMergeForm, done: IdeaMerge) -> str:
    """Undoes the merging and returns the page to show."""
    with unit_of_work():
        undo_merge(actor(), done, form.reason.data)
        location = remember_sent(form.once.data, url_for("story.show", idea_id=done.source_id))
    flash(_("Rückgängig gemacht: Die Idee steht wieder bei „%(state)s“.", state=done.state.label), "success")
    return location


def _why_not(done: IdeaMerge) -> str | None:
    try:
        check_undo(actor(), done)
    except InvalidMove as error:
        return error.message
    return None


def _find_target(idea_id: int | None) -> Idea | None:
    try:
        return get_idea(actor(), idea_id) if idea_id else None
    except NotFound:
        return None


def _check_choice(form: MergeForm, idea: Idea, chosen: Idea) -> Idea | None:
    """The chosen idea, None with the reason beside the choice when it cannot be that one."""
    try:
        check_merge_into(actor(), idea, chosen)
    except Invalid as error:
        form.add_error(error)
        return None
    return chosen


def _about(target: Idea) -> str:
    """Where a possible target comes from and stands."""
    place = target.job_centre.short_name if target.job_centre else _("ohne KJC")
    return f"{place} · {target.state.label}"
