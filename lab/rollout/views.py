"""Reporting ready, candidates and decisions, and the page of one review."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.adoption import queries as adoptions
from lab.adoption.panel import show_ladder
from lab.adoption.sentences import describe_progress
from lab.attachments.queries import list_files
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, InvalidMove
from lab.ideas.evidence import facts_of
from lab.ideas.models import Idea
from lab.ideas.policy import may_know_author, shown_name
from lab.ideas.queries import get_idea
from lab.prototypes.grid import find_newest_grid
from lab.prototypes.versions import list_versions
from lab.rollout import panels, policy, queries, readiness, sentences, service, votes
from lab.rollout.forms import DecisionForm, ReadinessForm
from lab.rollout.lights import asked_lights, lights
from lab.rollout.models import Decision, ReviewStatus, RolloutReview
from lab.rollout.proofs import link_proofs
from lab.settings.service import load_settings
from lab.web.access import see_other
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.htmx import render
from lab.web.kept import kept
from lab.web.once import once, remember_sent
from lab.web.pagination import check_page, requested_page

bp = Blueprint("rollout", __name__)
# What the address of a dossier says when it was opened from the agenda.
AGENDA = "agenda"


@bp.get("/rollout")
@kept
def index() -> Response:
    """Candidates, solutions in rollout, and what was returned or rejected."""
    policy.check_see_rollout(actor())
    check_arguments("page")
    page = check_page(queries.list_reviews(requested_page()))
    approved = [review.idea_id for review in page.rows if review.status == ReviewStatus.APPROVED]
    committee = votes.load_committee()
    open_ones = [review for review in page.rows if review.status == ReviewStatus.OPEN]
    votings = votes.map_votings(open_ones, committee) if committee.exists else {}
    tasks = votes.map_tasks(actor(), open_ones, committee, votings)
    return render(
        "rollout/index.html",
        page=page,
        # What waits for the reader comes first; else the order of reporting holds.
        open=sorted(open_ones, key=lambda review: review.id not in tasks),
        tasks=tasks,
        counts=queries.count_reviews(),
        progress=adoptions.count_adoptions(approved),
        facts_of=lambda idea: facts_of(idea, {}),
        votings=votings,
        why_not_decide=lambda review: why_not(policy.check_decide, actor(), review, review.idea, committee),
        **_words(),
    )


@bp.route("/ideas/<int:idea_id>/rollout/new", methods=["GET", "POST"])
@once
def new(idea_id: int) -> Response:
    """The readiness form with its gate."""
    idea = get_idea(actor(), idea_id)
    form = _readiness_form(idea)
    try:
        policy.check_open_review(actor(), idea)
    except (Conflict, InvalidMove) as error:
        if request.method == "GET":
            raise
        form.add_error(error)
        return _readiness_page(idea, form, error.status)
    if not form.validate_on_submit():
        return _readiness_page(idea, form, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            review = service.open_review(actor(), idea, form.answers(), form.override_reason.data or "")
            location = remember_sent(form.once.data, url_for("rollout.show", review_id=review.id))
    except (Invalid, Conflict) as error:
        form.add_error(error)
        return _readiness_page(get_idea(actor(), idea_id), form, error.status)
    flash(
        _("„%(title)s“ ist rolloutreif gemeldet. Jetzt entscheidet die Leitung.", title=idea.title), "success"
    )
    return see_other(location)


@bp.get("/rollout/<int:review_id>")
def show(review_id: int) -> Response:
    """The dossier: all that is needed to decide, the decision, and the ladder of adoption."""
    check_arguments("back")
    chosen_argument("back", [AGENDA])
    return show_dossier(queries.get_review(actor(), review_id))


@bp.post("/rollout/<int:review_id>/decision")
def decide(review_id: int) -> Response:
    """Closes the review."""
    review = queries.get_review(actor(), review_id)
    policy.check_decide(actor(), review, review.idea, votes.load_committee())
    form = DecisionForm()
    if not form.validate_on_submit() and review.status == ReviewStatus.OPEN:
        return show_dossier(review, 422, decision_form=form)
    try:
        with unit_of_work():
            service.decide_review(
                actor(),
                review,
                _decision(form),
                form.reason.data or "",
                form.conditions.data or "",
                form.look_again_on.data,
            )
    except Invalid as error:
        form.add_error(error)
        return show_dossier(queries.get_review(actor(), review_id), 422, decision_form=form)
    except Conflict as error:
        fresh = queries.get_review(actor(), review_id)
        return show_dossier(fresh, 409, conflict=error.message, typed=form.reason.data or "")
    flash(_DONE[review.status](), "success")
    return see_other(way_back(review) or url_for("rollout.show", review_id=review_id))


def _readiness_form(idea: Idea) -> ReadinessForm:
    """An earlier report that came back is the start of the next one; else the Steckbrief is."""
    last = queries.find_latest_review(idea)
    if idea.is_hidden or (last and last.is_hidden):
        # What is being checked is not copied.
        return ReadinessForm()
    if last is None:
        return ReadinessForm(data={"benefit": idea.benefit, "systems": idea.systems})
    return ReadinessForm(data={name: getattr(last, name) for name in readiness.Answers.__dataclass_fields__})


def _readiness_page(idea: Idea, form: ReadinessForm, status: int) -> Response:
    """The form; once sent, the gate holds the answers too, before that only the evidence."""
    if request.method == "POST":
        items = service.compute_gate(idea, form.answers())
    else:
        items = readiness.check_evidence(facts_of(idea, {}), load_settings())
    last = queries.find_latest_review(idea)
    return render(
        "rollout/new.html",
        idea=idea,
        form=form,
        lights=asked_lights(items),
        proof_of=link_proofs(idea.id, list_versions(idea)),
        unmet=readiness.list_unmet(items),
        checks=readiness.CHECKS,
        last=last if last and last.status != ReviewStatus.OPEN else None,
        status=status,
    )


def way_back(review: RolloutReview) -> str | None:
    """Whoever came from the agenda of a meeting goes on there, at this candidate or the one that took its place."""
    if request.values.get("back") != AGENDA:
        return None
    return url_for("rollout.agenda", position=queries.count_open_before(review) + 1)


def show_dossier(review: RolloutReview, status: int = 200, **context: Any) -> Response:
    """The page of one review, fresh or with a form that came back."""
    idea = review.idea
    versions = list_versions(idea)
    items = readiness.load_gate(review.gate)
    is_open = review.status == ReviewStatus.OPEN
    context = _panels(review, context)
    if is_open:
        context.setdefault("decision_form", DecisionForm(formdata=None))
        context["grid"] = find_newest_grid(versions)
    if review.status == ReviewStatus.APPROVED:
        context["ladder"] = show_ladder(actor(), idea, context.pop("adoption_forms", None))
    return render(
        "rollout/show.html",
        review=review,
        idea=idea,
        lights=lights(items),
        proof_of=link_proofs(idea.id, versions, review.id),
        unmet=readiness.list_unmet(items),
        checks=readiness.CHECKS | {"funding": readiness.STATED["funding"]},
        missing_plan=readiness.missing_plan(review),
        versions=versions,
        files=list_files(idea.id),
        others=[other for other in queries.list_reviews_of(idea) if other.id != review.id],
        facts=facts_of(idea, {}),
        author=idea.author.name if may_know_author(actor(), idea) else None,
        name_on_idea=lambda account: shown_name(actor(), idea, account, "", idea.received),
        agenda_url=_lead_back(review, context),
        may_see_rollout=why_not(policy.check_see_rollout, actor()) is None,
        status=status,
        **context,
        **_words(),
    )


def _lead_back(review: RolloutReview, context: dict[str, Any]) -> str | None:
    """Tells the forms of the page to lead back to the agenda, if that is where the reader came from."""
    url = way_back(review)
    for form in (context.get("decision_form"), context["ballot"].form):
        if url and form:
            form.back.data = AGENDA
    return url


def _panels(review: RolloutReview, context: dict[str, Any]) -> dict[str, Any]:
    """Committee, questions and conditions, with the form that came back, if any."""
    committee = votes.load_committee()
    take = context.pop
    returned = review.status == ReviewStatus.RETURNED
    return context | {
        "ballot": panels.show_ballot(actor(), review, committee, take("vote_form", None)),
        "questions": panels.show_questions(
            actor(), review, committee, take("question_form", None), take("answer_forms", None)
        ),
        "conditions": panels.show_conditions(actor(), review, take("condition_forms", None))
        if returned
        else None,
        "look_again_form": panels.show_look_again(actor(), review, committee, take("look_again_form", None)),
        "why_not_decide": why_not(policy.check_decide, actor(), review, review.idea, committee),
    }


def _decision(form: DecisionForm) -> Decision:
    """The choice; a closed review answers with a conflict whatever was chosen."""
    return Decision(form.decision.data) if form.decision.data in set(Decision) else Decision.REJECT


def _words() -> dict[str, Any]:
    """What the pages need to speak."""
    return {
        "describe_people": sentences.describe_people,
        "describe_findings": sentences.describe_findings,
        "describe_progress": describe_progress,
        "load_gate": readiness.load_gate,
        "lights_of": lambda review: lights(readiness.load_gate(review.gate)),
        "list_unmet": readiness.list_unmet,
        "name_of": lambda idea, account: shown_name(actor(), idea, account, "", idea.received),
    }


_DONE = {
    ReviewStatus.APPROVED: lambda: _(
        "Der Rollout ist freigegeben. Jetzt tragen die Jobcenter ihren Stand ein."
    ),
    ReviewStatus.RETURNED: lambda: _(
        "Die Meldung ist mit Auflagen zurückgegeben. Die Idee steht wieder bei „Testen“."
    ),
    ReviewStatus.REJECTED: lambda: _("Der Rollout ist abgelehnt. Die Idee steht wieder bei „Testen“."),
}
