"""Pages of results: one version, all versions of an idea, and the verdict."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid
from lab.ideas.models import Idea
from lab.ideas.policy import shown_name
from lab.ideas.queries import get_idea
from lab.prototypes.heard import count_people
from lab.prototypes.models import Prototype, Verdict
from lab.prototypes.queries import get_prototype
from lab.prototypes.versions import VersionRow, list_versions
from lab.results import charts, policy, queries, sentences, service
from lab.results.forms import VerdictForm
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.forms import carried_number
from lab.web.htmx import render

bp = Blueprint("results", __name__)


@bp.get("/prototypes/<int:prototype_id>/results")
def show_version(prototype_id: int) -> Response:
    """What the tests of one version have shown."""
    check_arguments()
    prototype = get_prototype(actor(), prototype_id)
    idea = prototype.idea
    rows = list_versions(idea)
    row = next(row for row in rows if row.prototype.id == prototype.id)
    result = queries.collect_results([row])[0]
    return render(
        "results/show_version.html",
        prototype=prototype,
        idea=idea,
        result=result,
        row=row,
        columns=charts.draw_groups(result),
        verdict=result.verdict,
        verdict_by=_judge(idea, result.verdict),
        why_not_decide=why_not(policy.check_give_verdict, actor(), idea, row.n),
        result_tabs=_tabs(idea, rows, prototype),
        **_words(),
    )


@bp.get("/ideas/<int:idea_id>/results")
def show_idea(idea_id: int) -> Response:
    """What the tests have shown from version to version."""
    check_arguments()
    idea = get_idea(actor(), idea_id)
    rows = list_versions(idea)
    results = queries.collect_results(rows)
    keys = queries.scale_keys(results)
    drawn = results[-charts.MOST_IN_SLOPE :]
    return render(
        "results/show_idea.html",
        idea=idea,
        results=results,
        drawn=drawn,
        slopes=[(key, charts.draw_slope(drawn, key)) for key in keys],
        scale_keys=keys,
        columns=charts.draw_versions(results),
        result_tabs=_tabs(idea, rows, None),
        **_words(),
    )


@bp.route("/prototypes/<int:prototype_id>/verdict", methods=["GET", "POST"])
def decide(prototype_id: int) -> Response:
    """Judges a version: was the criterion met, how does it go on, what was learned."""
    check_arguments()
    prototype = get_prototype(actor(), prototype_id)
    policy.check_give_verdict(actor(), prototype.idea, count_people(prototype))
    verdict = queries.find_verdict(prototype)
    form = VerdictForm(data=_given(verdict))
    if not form.validate_on_submit():
        return _verdict_page(form, prototype, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            service.give_verdict(actor(), prototype, form.opinion(), _whole_number(form.version.data))
    except Conflict as error:
        fresh = get_prototype(actor(), prototype_id)
        current = queries.find_verdict(fresh)
        form.form_errors.append(error.message)
        form.version.data = str(current.version if current else 0)
        return _verdict_page(form, fresh, 409, current)
    except Invalid as error:
        form.add_error(error)
        return _verdict_page(form, prototype, 422)
    flash(_("Das Urteil ist gespeichert."), "success")
    return see_other(url_for("results.show_version", prototype_id=prototype.id))


def _verdict_page(
    form: VerdictForm, prototype: Prototype, status: int, current: Verdict | None = None
) -> Response:
    """The form beside what it is about."""
    idea = prototype.idea
    row = next(row for row in list_versions(idea) if row.prototype.id == prototype.id)
    return render(
        "results/decide.html",
        form=form,
        prototype=prototype,
        idea=idea,
        row=row,
        result=queries.collect_results([row])[0],
        conflict=current,
        verdict_by=_judge(idea, current),
        status=status,
        **_words(),
    )


def _given(verdict: Verdict | None) -> dict[str, Any]:
    """What the form starts from: the verdict so far."""
    if verdict is None:
        return {}
    return {
        "met": verdict.met.value,
        "met_because": verdict.met_because,
        "decision": verdict.decision.value,
        "learned": verdict.learned,
        "version": str(verdict.version),
    }


def _judge(idea: Idea, verdict: Verdict | None) -> str:
    """Who gave the verdict; '' where the name stays unsaid."""
    return shown_name(actor(), idea, verdict.decided_by, "", idea.received) if verdict else ""


def _tabs(idea: Idea, rows: Sequence[VersionRow], current: Prototype | None) -> list[dict[str, Any]]:
    """All versions together, and each alone, first version first."""
    tabs: list[dict[str, Any]] = [
        {
            "label": _("Alle Versionen"),
            "url": url_for("results.show_idea", idea_id=idea.id),
            "current": current is None,
            "count": None,
        }
    ]
    for row in reversed(rows):
        tabs.append(
            {
                "label": row.prototype.label,
                "url": url_for("results.show_version", prototype_id=row.prototype.id),
                "current": current is not None and row.prototype.id == current.id,
                "count": None,
            }
        )
    return tabs


def _whole_number(value: Any) -> int:
    """A version from a hidden field; a garbled one is never the present one."""
    number = carried_number(value)
    return -1 if number is None else number


def _words() -> dict[str, Any]:
    """What the pages need to speak and to draw."""
    return {"say": sentences, "draw": charts}
