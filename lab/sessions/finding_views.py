"""Pages of findings: sort what was seen and said, change, merge and take apart."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Denied, Invalid
from lab.prototypes.grid import entry_of
from lab.prototypes.models import Finding, Prototype
from lab.prototypes.policy import check_answer_finding
from lab.prototypes.queries import get_finding, get_prototype
from lab.sessions import policy, queries, sorting
from lab.sessions.forms import EditFindingForm, MergeFindingForm, SortForm
from lab.sessions.views import bp
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent
from lab.web.pagination import requested_page


@bp.route("/prototypes/<int:prototype_id>/findings", methods=["GET", "POST"])
@once
def findings(prototype_id: int) -> Response:
    """Left what belongs to no finding yet, with the form that sorts it; below the findings of the version."""
    check_arguments("page")
    prototype = get_prototype(actor(), prototype_id)
    reason = why_not(policy.check_sort, actor(), prototype.idea)
    form = SortForm()
    form.offer(queries.list_finding_titles(prototype))
    status = 200
    if request.method == "POST":
        policy.check_sort(actor(), prototype.idea)
        status = 422
        if form.validate_on_submit():
            try:
                return see_other(_sort(form, prototype))
            except (Invalid, Denied) as error:
                form.add_error(error)
                status = error.status
    clusters = queries.list_clusters(prototype)
    unsorted = queries.list_unsorted(prototype, requested_page(), is_fixed=request.method == "GET")
    return render(
        "sessions/findings.html",
        form=form,
        prototype=prototype,
        idea=prototype.idea,
        unsorted=unsorted,
        by_kind=[
            (kind, [one for one in unsorted.rows if one.kind is kind]) for kind in queries.ORDER_OF_KINDS
        ],
        ticked=set(form.observation_ids),
        clusters=clusters,
        why_not_sort=reason,
        why_not_edit={
            cluster.finding.id: why_not(policy.check_edit_finding, actor(), prototype.idea, cluster.finding)
            for cluster in clusters
        },
        why_not_release={
            cluster.finding.id: _why_not_empty(cluster.finding)
            for cluster in clusters
            if len(cluster.finding.observations) == 1
        },
        why_not_answer=why_not(check_answer_finding, actor(), prototype.idea),
        status=status,
    )


@bp.post("/observations/<int:observation_id>/release")
def release(observation_id: int) -> Response:
    """Takes an observation out of its finding."""
    observation = queries.get_observation(actor(), observation_id)
    with unit_of_work():
        sorting.release_observation(actor(), observation)
    flash(_("Die Beobachtung ist wieder frei."), "success")
    return see_other(_page_of(observation.prototype_id))


@bp.route("/findings/<int:finding_id>/edit", methods=["GET", "POST"])
def edit_finding(finding_id: int) -> Response:
    """Changes title, kind and severity of a finding."""
    finding = get_finding(actor(), finding_id)
    policy.check_edit_finding(actor(), finding.prototype.idea, finding)
    form = EditFindingForm(data=_written(finding))
    form.offer(stays_severe=_why_not_soften(finding) is not None)
    if not form.validate_on_submit():
        return _edit_page(form, finding, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            sorting.edit_finding(actor(), finding, form.title(), carried_number(form.version.data) or 0)
    except Conflict as error:
        fresh = get_finding(actor(), finding_id)
        form.form_errors.append(error.message)
        form.version.data = str(fresh.version)
        return _edit_page(form, fresh, 409)
    except Invalid as error:
        form.add_error(error)
        return _edit_page(form, finding, 422)
    flash(_("Der Befund ist gespeichert."), "success")
    return see_other(_page_of(finding.prototype_id, finding.id))


@bp.post("/findings/<int:finding_id>/merge")
def merge_finding(finding_id: int) -> Response:
    """Moves all observations of a finding to another one."""
    finding = get_finding(actor(), finding_id)
    prototype = finding.prototype
    policy.check_edit_finding(actor(), prototype.idea, finding)
    form = MergeFindingForm()
    form.offer(_others(finding))
    status = 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                target = sorting.merge_findings(actor(), finding, form.target.data)
                location = _page_of(prototype.id, target.id)
            flash(_("Die Befunde sind zusammengelegt."), "success")
            return see_other(location)
        except (Invalid, Denied) as error:
            form.add_error(error)
            status = error.status
    fresh = get_finding(actor(), finding_id)
    edit_form = EditFindingForm(formdata=None, data=_written(fresh))
    edit_form.offer(stays_severe=_why_not_soften(fresh) is not None)
    return _edit_page(edit_form, fresh, status, form)


def _sort(form: SortForm, prototype: Prototype) -> str:
    """Sorts as the form says and returns the page to show."""
    with unit_of_work():
        if form.target_id is None:
            finding = sorting.sort_into_new(actor(), prototype, form.observation_ids, form.title())
        else:
            finding = sorting.sort_into(actor(), prototype, form.observation_ids, form.target_id)
        location = remember_sent(form.once.data, _page_of(prototype.id))
        count, title = len(set(form.observation_ids)), finding.body[:80]
    flash(
        ngettext(
            "%(num)s Beobachtung steht jetzt bei „%(title)s“.",
            "%(num)s Beobachtungen stehen jetzt bei „%(title)s“.",
            count,
            title=title,
        ),
        "success",
    )
    return location


def _page_of(prototype_id: int, finding_id: int | None = None) -> str:
    anchor = f"finding-{finding_id}" if finding_id else None
    return url_for("sessions.findings", prototype_id=prototype_id, _anchor=anchor)


def _others(finding: Finding) -> list[Finding]:
    return [other for other in queries.list_finding_titles(finding.prototype) if other.id != finding.id]


def _why_not_soften(finding: Finding) -> str | None:
    return why_not(policy.check_soften_finding, actor(), finding)


def _why_not_empty(finding: Finding) -> str | None:
    """What stands against taking out the last observation."""
    return why_not(policy.check_empty_finding, finding) or _why_not_soften(finding)


def _edit_page(
    form: EditFindingForm, finding: Finding, status: int, merge_form: MergeFindingForm | None = None
) -> Response:
    reasons = {
        other: why_not(policy.check_merge_findings, actor(), finding, other) for other in _others(finding)
    }
    others = [other for other, reason in reasons.items() if reason is None]
    if merge_form is None:
        merge_form = MergeFindingForm(formdata=None)
        merge_form.offer(others)
    for field in merge_form:
        field.id = f"merge-{field.name}"
        field.label.field_id = field.id
    return render(
        "sessions/finding.html",
        form=form,
        merge_form=merge_form,
        others=others,
        finding=finding,
        entry=entry_of(finding),
        prototype=finding.prototype,
        idea=finding.prototype.idea,
        why_not_all=next(filter(None, reasons.values()), None),
        why_not_soften=_why_not_soften(finding),
        why_not_merge=why_not(policy.check_empty_finding, finding),
        is_conflict=status == 409,
        status=status,
    )


def _written(finding: Finding) -> dict[str, str]:
    """What the form starts from: the finding as it stands."""
    return {
        "body": finding.body,
        "kind": finding.kind.value,
        "severity": finding.severity.value if finding.severity else "",
        "version": str(finding.version),
    }
