"""What a jobcentre's leadership sends from the page of a solution: its step, its checklist, its answer after months."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.accounts.models import JobCentre
from lab.accounts.queries import get_job_centre
from lab.adoption import queries as adoptions
from lab.adoption.checks import answer_question
from lab.adoption.forms import YES, AdoptionForm, QuestionForm, StepsForm
from lab.adoption.models import AdoptionStatus
from lab.adoption.panel import Forms
from lab.adoption.policy import check_keep_adoption, check_keep_steps
from lab.adoption.service import set_adoption
from lab.adoption.steps import name_versions, save_steps
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, DomainError, Invalid
from lab.rollout import queries
from lab.rollout.models import RolloutReview
from lab.rollout.views import bp, show_dossier
from lab.web.access import see_other


@bp.post("/rollout/<int:review_id>/adoptions/<string:district_key>")
def adopt(review_id: int, district_key: str) -> Response:
    """Writes one jobcentre's row."""
    review, job_centre = _load(review_id, district_key)
    check_keep_adoption(actor(), review.idea, job_centre)
    form = AdoptionForm()
    if not form.validate_on_submit():
        return _show(review, 422, adoption=form)
    try:
        with unit_of_work():
            set_adoption(actor(), review.idea, job_centre, form.statement(), form.seen_version())
    except (Invalid, Conflict) as error:
        review, job_centre = _load(review_id, district_key)
        form.see(adoptions.find_adoption(review.idea, job_centre))
        return _refuse(review, error, adoption=form)
    flash(_("Der Stand von %(name)s ist gespeichert.", name=job_centre.short_name), "success")
    return _back_to(review)


@bp.post("/rollout/<int:review_id>/adoptions/<string:district_key>/steps")
def tick_steps(review_id: int, district_key: str) -> Response:
    """Writes one jobcentre's checklist."""
    review, job_centre = _load(review_id, district_key)
    adoption = adoptions.find_adoption(review.idea, job_centre)
    status = adoption.status if adoption else AdoptionStatus.NOT_ASSESSED
    check_keep_steps(actor(), review.idea, job_centre, status)
    form = StepsForm()
    if not form.validate_on_submit():
        return _show(review, 422, steps=form)
    try:
        with unit_of_work():
            save_steps(actor(), review.idea, job_centre, form.ticks(), form.versions.data or None)
    except Conflict as error:
        review, job_centre = _load(review_id, district_key)
        form.versions.data = name_versions(adoptions.list_steps(review.idea, job_centre))
        return _refuse(review, error, steps=form)
    flash(_("Die Schritte von %(name)s sind gespeichert.", name=job_centre.short_name), "success")
    return _back_to(review, "steps")


@bp.post("/rollout/<int:review_id>/adoptions/<string:district_key>/check")
def check(review_id: int, district_key: str) -> Response:
    """Whether a solution is still in use."""
    review, job_centre = _load(review_id, district_key)
    check_keep_adoption(actor(), review.idea, job_centre)
    form = QuestionForm()
    if not form.validate_on_submit():
        return _show(review, 422, question=form)
    is_used = form.is_used.data == YES
    try:
        with unit_of_work():
            question = answer_question(
                actor(),
                review.idea,
                job_centre,
                is_used,
                form.category(),
                form.reason.data or "",
                form.seen_months(),
                form.seen_version(),
            )
    except (Invalid, Conflict) as error:
        review, job_centre = _load(review_id, district_key)
        form.see(adoptions.find_adoption(review.idea, job_centre))
        return _refuse(review, error, question=form)
    if is_used:
        message = ngettext(
            "Danke! Nach %(num)s Monat noch im Einsatz: Das ist festgehalten.",
            "Danke! Nach %(num)s Monaten noch im Einsatz: Das ist festgehalten.",
            question.months,
        )
        flash(message, "success")
    else:
        flash(_("Danke! Andere Jobcenter sehen jetzt, woran es lag."), "success")
    return _back_to(review)


def _load(review_id: int, district_key: str) -> tuple[RolloutReview, JobCentre]:
    """The review and the jobcentre. Raises NotFound."""
    return queries.get_review(actor(), review_id), get_job_centre(district_key)


def _refuse(review: RolloutReview, error: DomainError, **forms: Any) -> Response:
    """The page again, with what the rule said in the form that was sent."""
    for form in forms.values():
        form.add_error(error)
    return _show(review, error.status, **forms)


def _show(review: RolloutReview, status: int, **forms: Any) -> Response:
    """The approval's page, which has the forms, whichever report they were sent to."""
    return show_dossier(_approval_of(review), status, adoption_forms=Forms(**forms))


def _back_to(review: RolloutReview, anchor: str | None = None) -> Response:
    return see_other(url_for("rollout.show", review_id=_approval_of(review).id, _anchor=anchor))


def _approval_of(review: RolloutReview) -> RolloutReview:
    return queries.find_approved_review(review.idea) or review
