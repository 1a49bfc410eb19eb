"""What the committee and the team send from the page of a review: votes, questions, answers, conditions."""

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid
from lab.rollout import policy, queries, service, votes, voting
from lab.rollout.forms import AnswerForm, ConditionForm, LookAgainForm, QuestionForm, VoteForm
from lab.rollout.models import ReviewStatus, VoteChoice
from lab.rollout.views import bp, show_dossier, way_back
from lab.web.access import see_other
from lab.web.forms import carried_number
from lab.web.once import once, remember_sent


@bp.post("/rollout/<int:review_id>/votes")
def vote(review_id: int) -> Response:
    """A member's vote."""
    review = queries.get_review(actor(), review_id)
    policy.check_vote(actor(), review, review.idea, votes.load_committee())
    form = VoteForm()
    may_count = review.status == ReviewStatus.OPEN and votes.find_vote(actor(), review) is None
    if not form.validate_on_submit() and may_count:
        return show_dossier(review, 422, vote_form=form)
    try:
        with unit_of_work():
            voting.give_vote(actor(), review, _choice(form), form.text.data or "")
    except Invalid as error:
        form.add_error(error)
        return show_dossier(queries.get_review(actor(), review_id), 422, vote_form=form)
    except Conflict as error:
        fresh = queries.get_review(actor(), review_id)
        return show_dossier(fresh, 409, conflict=error.message, typed=form.text.data or "")
    flash(_("Ihre Stimme ist gezählt."), "success")
    return see_other(way_back(review) or url_for("rollout.show", review_id=review_id, _anchor="votes"))


@bp.post("/rollout/<int:review_id>/questions")
@once
def ask(review_id: int) -> Response:
    """A member's question to the team."""
    review = queries.get_review(actor(), review_id)
    policy.check_vote(actor(), review, review.idea, votes.load_committee())
    form = QuestionForm()
    if not form.validate_on_submit() and review.status == ReviewStatus.OPEN:
        return show_dossier(review, 422, question_form=form)
    try:
        with unit_of_work():
            voting.ask_question(actor(), review, form.question.data or "")
            location = remember_sent(
                form.once.data, url_for("rollout.show", review_id=review_id, _anchor="questions")
            )
    except Invalid as error:
        form.add_error(error)
        return show_dossier(queries.get_review(actor(), review_id), 422, question_form=form)
    except Conflict as error:
        fresh = queries.get_review(actor(), review_id)
        return show_dossier(fresh, 409, conflict=error.message, typed=form.question.data or "")
    flash(_("Ihre Frage steht jetzt auf der Startseite des Teams."), "success")
    return see_other(location)


@bp.post("/questions/<int:question_id>/answer")
def answer(question_id: int) -> Response:
    """The team's answer."""
    question = votes.get_question(actor(), question_id)
    review_id = question.review_id
    policy.check_answer_question(actor(), question.review.idea)
    form = AnswerForm.of(question)
    is_open = question.review.status == ReviewStatus.OPEN and question.answer is None
    if not form.validate_on_submit() and is_open:
        return show_dossier(queries.get_review(actor(), review_id), 422, answer_forms={question_id: form})
    try:
        with unit_of_work():
            voting.answer_question(
                actor(), question, form.answer.data or "", carried_number(form.version.data)
            )
    except Conflict as error:
        fresh = queries.get_review(actor(), review_id)
        return show_dossier(fresh, 409, conflict=error.message, typed=form.answer.data or "")
    flash(_("Die Antwort ist gespeichert."), "success")
    return see_other(url_for("rollout.show", review_id=review_id, _anchor="questions"))


@bp.post("/conditions/<int:condition_id>")
def tick(condition_id: int) -> Response:
    """Ticks a condition, or opens it again."""
    condition = votes.get_condition(actor(), condition_id)
    review = condition.review
    policy.check_tick_condition(actor(), review.idea)
    form = ConditionForm.of(condition)
    if not form.validate_on_submit():
        fresh = queries.get_review(actor(), review.id)
        return show_dossier(fresh, 422, condition_forms={condition_id: form})
    is_done = form.done.data == "1"
    try:
        with unit_of_work():
            voting.tick_condition(
                actor(), condition, is_done, form.note.data or "", carried_number(form.version.data)
            )
    except Conflict as error:
        fresh = queries.get_review(actor(), review.id)
        return show_dossier(fresh, 409, conflict=error.message, typed=form.note.data or "")
    flash(_("Die Auflage ist abgehakt.") if is_done else _("Die Auflage ist wieder offen."), "success")
    if form.back.data == "idea":
        return see_other(url_for("story.show", idea_id=review.idea_id, _anchor="conditions"))
    return see_other(url_for("rollout.show", review_id=review.id, _anchor="conditions"))


@bp.post("/rollout/<int:review_id>/look-again")
def look_again(review_id: int) -> Response:
    """Somebody looked again at the decision."""
    review = queries.get_review(actor(), review_id)
    policy.check_decide(actor(), review, review.idea, votes.load_committee())
    form = LookAgainForm()
    if not form.validate_on_submit():
        return show_dossier(review, 422, look_again_form=form)
    try:
        with unit_of_work():
            service.look_again(actor(), review, form.note.data or "", form.look_again_on.data)
    except Invalid as error:
        form.add_error(error)
        return show_dossier(queries.get_review(actor(), review_id), 422, look_again_form=form)
    except Conflict as error:
        fresh = queries.get_review(actor(), review_id)
        return show_dossier(fresh, 409, conflict=error.message, typed=form.note.data or "")
    flash(_("Die Wiedervorlage ist erledigt."), "success")
    return see_other(url_for("rollout.show", review_id=review_id))


def _choice(form: VoteForm) -> VoteChoice:
    """The choice; where no vote counts any more the answer is a conflict whatever was chosen."""
    return VoteChoice(form.choice.data) if form.choice.data in set(VoteChoice) else VoteChoice.CONSENT
