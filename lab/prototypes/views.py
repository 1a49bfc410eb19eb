"""Pages of prototypes: versions, feedback, answers to findings."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.accounts.queries import list_job_centres
from lab.attachments.queries import list_files
from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid
from lab.ideas.models import Idea
from lab.ideas.policy import check_join_team
from lab.ideas.queries import get_idea
from lab.prototypes import policy, queries, sentences, service
from lab.prototypes.forms import AnswerForm, EditPrototypeForm, FeedbackForm, NewPrototypeForm
from lab.prototypes.grid import entry_of, get_earlier, get_grid, list_groups
from lab.prototypes.heard import find_first_test_day
from lab.prototypes.models import Answer, Feedback, Finding, Prototype
from lab.prototypes.rounds import list_rounds
from lab.prototypes.versions import VersionRow, list_versions
from lab.web.access import see_other
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("prototypes", __name__)

# A form per open finding up to here; the rest is answered on a page of its own.
FORMS_ON_PAGE = 15
CARRIED_OVER = ("title", "kind", "hypothesis", "success_criterion")


@bp.route("/ideas/<int:idea_id>/prototypes/new", methods=["GET", "POST"])
@once
def new(idea_id: int) -> Response:
    """Adds the next version; it starts from what the last one said."""
    idea = get_idea(actor(), idea_id)
    policy.check_add_prototype(actor(), idea)
    versions = queries.list_prototypes(idea)
    last = versions[0] if versions else None
    form = NewPrototypeForm(data=_carried_over(last))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                prototype = service.add_prototype(actor(), idea, form.version_text())
                location = remember_sent(form.once.data, _page_of(prototype))
            flash(_("Version %(number)s ist angelegt.", number=prototype.number), "success")
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return render("prototypes/new.html", form=form, idea=idea, last=last, status=_form_status())


@bp.get("/prototypes/<int:prototype_id>")
def show(prototype_id: int) -> Response:
    """A version: its hypothesis against what people found."""
    prototype = queries.get_prototype(actor(), prototype_id)
    idea = prototype.idea
    rows = list_versions(idea)
    row = next(row for row in rows if row.prototype.id == prototype.id)
    grid = get_grid(prototype)
    earlier = get_earlier(prototype)
    feedbacks = queries.list_feedbacks(prototype)
    why_not_answer = why_not(policy.check_answer_finding, actor(), idea)
    open_findings = [entry.finding for entry in grid.open_entries if entry.finding]
    versions = [row.prototype for row in rows]
    forms = {}
    if why_not_answer is None:
        forms = {finding.id: _answer_form(finding, versions) for finding in open_findings[:FORMS_ON_PAGE]}
    return render(
        "prototypes/show.html",
        prototype=prototype,
        idea=idea,
        version_tabs=[_tab(row, prototype) for row in rows],
        row=row,
        grid=grid,
        groups=list_groups(row, grid),
        carried_over=earlier.carried_over,
        link_host=urlsplit(prototype.link).hostname if prototype.link else "",
        taken_up=earlier.taken_up,
        files=list_files(idea.id, prototype.id),
        rounds=list_rounds(prototype, row.heard),
        forms=forms,
        feedbacks=feedbacks,
        removal=_removal(idea, feedbacks, grid.answered_ids),
        why_not_answer=why_not_answer,
        why_not_edit=why_not(policy.check_edit_prototype, actor(), idea, prototype),
        why_not_record=why_not(policy.check_record_feedback, actor(), idea, prototype),
        why_not_add=why_not(policy.check_add_prototype, actor(), idea),
        may_join=why_not(check_join_team, actor(), idea) is None,
    )


@bp.route("/prototypes/<int:prototype_id>/edit", methods=["GET", "POST"])
def edit(prototype_id: int) -> Response:
    """Changes a version; what the first test fixed stands."""
    prototype = queries.get_prototype(actor(), prototype_id)
    policy.check_edit_prototype(actor(), prototype.idea, prototype)
    form = EditPrototypeForm(obj=prototype)
    if not form.validate_on_submit():
        return _edit_page(form, prototype, _form_status())
    try:
        with unit_of_work():
            version = carried_number(form.version.data) or 0
            service.edit_prototype(actor(), prototype, form.version_text(), version)
    except Conflict as error:
        fresh = queries.get_prototype(actor(), prototype_id)
        form.form_errors.append(error.message)
        form.version.data = str(fresh.version)
        return _edit_page(form, fresh, 409)
    except Invalid as error:
        form.add_error(error)
        return _edit_page(form, prototype, 422)
    flash(_("Ihre Änderungen sind gespeichert."), "success")
    return see_other(_page_of(prototype))


@bp.route("/prototypes/<int:prototype_id>/feedback/new", methods=["GET", "POST"])
@once
def feedback(prototype_id: int) -> Response:
    """Records what a group said."""
    prototype = queries.get_prototype(actor(), prototype_id)
    policy.check_record_feedback(actor(), prototype.idea, prototype)
    form = FeedbackForm(
        job_centre=actor().job_centre_key or "", held_on=today() if request.method == "GET" else None
    )
    rounds = {row.test_round.id: row.test_round for row in list_rounds(prototype)}
    form.offer(list_job_centres(), list(rounds.values()))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                test_round = rounds.get(form.round.data)
                service.record_feedback(actor(), prototype, form.session_notes(), test_round)
                location = remember_sent(form.once.data, _page_of(prototype))
            flash(
                _("Die Rückmeldung ist festgehalten. Danke, auch an alle, die ausprobiert haben."), "success"
            )
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return render(
        "prototypes/feedback.html",
        form=form,
        prototype=prototype,
        idea=prototype.idea,
        since=sentences.since_sentence(prototype, find_first_test_day(prototype)),
        status=_form_status(),
    )


@bp.post("/feedback/<int:feedback_id>/remove")
def remove_feedback(feedback_id: int) -> Response:
    """Takes a session back that should not have been written down so."""
    feedback = queries.get_feedback(actor(), feedback_id)
    prototype = feedback.prototype
    with unit_of_work():
        service.remove_feedback(actor(), feedback)
    flash(_("Die Rückmeldung ist entfernt."), "success")
    return see_other(_page_of(prototype))


@bp.route("/findings/<int:finding_id>/answer", methods=["GET", "POST"])
def answer(finding_id: int) -> Response:
    """Answers a finding; the page of the version holds the same form beside each open one."""
    finding = queries.get_finding(actor(), finding_id)
    prototype = finding.prototype
    policy.check_answer_finding(actor(), prototype.idea)
    versions = queries.list_prototypes(prototype.idea)
    form = AnswerForm(data=_given_answer(finding))
    form.offer(finding, versions)
    if not form.validate_on_submit():
        return _answer_page(form, finding, _form_status())
    try:
        with unit_of_work():
            service.answer_finding(
                actor(),
                finding,
                Answer(form.answer.data),
                form.text.data,
                next((version for version in versions if version.id == form.taken_up_in.data), None),
                carried_number(form.version.data) or 0,
            )
    except Conflict as error:
        fresh = queries.get_finding(actor(), finding_id)
        form.form_errors.append(error.message)
        form.version.data = str(fresh.version)
        return _answer_page(form, fresh, 409)
    except Invalid as error:
        form.add_error(error)
        return _answer_page(form, finding, 422)
    flash(_("Die Antwort ist gespeichert."), "success")
    return see_other(_page_of(prototype, f"finding-{finding.id}"))


def _carried_over(last: Prototype | None) -> dict[str, Any] | None:
    """What the next version starts from; what is being checked is not copied."""
    if last is None or last.is_hidden:
        return None
    return {name: getattr(last, name) for name in CARRIED_OVER}


def _form_status() -> int:
    """200 for a form that is asked for, 422 for one that comes back."""
    return 422 if request.method == "POST" else 200


def _page_of(prototype: Prototype, anchor: str | None = None) -> str:
    return url_for("prototypes.show", prototype_id=prototype.id, _anchor=anchor)


def _tab(row: VersionRow, current: Prototype) -> dict[str, Any]:
    """A version in the navigation between versions."""
    prototype = row.prototype
    is_open = row.open_findings > 0
    return {
        "label": prototype.label,
        "url": _page_of(prototype),
        "current": prototype.id == current.id,
        "count": _("%(count)s offen", count=row.open_findings) if is_open else None,
    }


def _removal(idea: Idea, feedbacks: Sequence[Feedback], answered: Collection[int]) -> dict[int, str | None]:
    """The sessions that are the actor's to remove, each with what stands against it by now."""
    check = policy.check_remove_feedback
    return {
        feedback.id: why_not(check, actor(), idea, feedback, feedback.id in answered)
        for feedback in feedbacks
        if why_not(check, actor(), idea, feedback, False) is None
    }


def _edit_page(form: EditPrototypeForm, prototype: Prototype, status: int) -> Response:
    if request.method == "GET":
        form.version.data = str(prototype.version)
    return render(
        "prototypes/edit.html",
        form=form,
        prototype=prototype,
        idea=prototype.idea,
        since=sentences.since_sentence(prototype, find_first_test_day(prototype)),
        is_conflict=status == 409,
        why_not_change=why_not(policy.check_change_hypothesis, actor(), prototype.idea, prototype),
        why_not_add=why_not(policy.check_add_prototype, actor(), prototype.idea),
        status=status,
    )


def _given_answer(finding: Finding) -> dict[str, Any]:
    """What the form starts from: the answer so far."""
    return {
        "answer": finding.answer.value if finding.answer else None,
        "text": finding.answer_text,
        "taken_up_in": finding.taken_up_in_id,
        "version": str(finding.version),
    }


def _answer_form(finding: Finding, versions: Sequence[Prototype]) -> AnswerForm:
    """One of several answer forms of a page."""
    form = AnswerForm(formdata=None, data=_given_answer(finding))
    form.offer(finding, versions)
    form.name_fields_for(finding)
    return form


def _answer_page(form: AnswerForm, finding: Finding, status: int) -> Response:
    prototype = finding.prototype
    return render(
        "prototypes/answer.html",
        form=form,
        finding=finding,
        entry=entry_of(finding),
        prototype=prototype,
        idea=prototype.idea,
        status=status,
    )
