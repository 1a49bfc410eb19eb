"""The page of a kit for the house: reading, writing, asking, answering, and its public address."""

from dataclasses import dataclass, fields
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask import Response as FileResponse
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.attachments.forms import UploadForm
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.documents.qr import draw_qr_code
from lab.ideas.models import Idea
from lab.ideas.queries import get_idea
from lab.rollout.queries import find_approved_review
from lab.solutions import kit_policy, kit_queries, kit_service
from lab.solutions.kit import KitPage, collect_texts, gather, is_readable
from lab.solutions.kit_codes import licence_words
from lab.solutions.kit_forms import CODES, KitAnswerForm, KitForm, KitQuestionForm
from lab.solutions.models import Kit, KitQuestion
from lab.solutions.publiccode import why_no_publiccode, write_publiccode
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("kits", __name__)

YAML = "application/yaml; charset=utf-8"
GIVEN = ("summary", "target_group", "guide", "effort", "contact")


@dataclass(frozen=True)
class Sent:
    """Forms that came back; the others are fresh."""

    question: KitQuestionForm | None = None
    answers: tuple[tuple[int, KitAnswerForm], ...] = ()
    conflict: str = ""
    typed: str = ""


@bp.get("/ideas/<int:idea_id>/kit")
def show(idea_id: int) -> Response:
    """What is handed on."""
    check_arguments()
    return _kit_page(_solution(idea_id))


@bp.route("/ideas/<int:idea_id>/kit/edit", methods=["GET", "POST"])
def edit(idea_id: int) -> Response:
    """Writes the kit."""
    idea = _solution(idea_id)
    kit = kit_queries.find_kit(idea)
    kit_policy.check_edit_kit(actor(), idea, kit)
    form = KitForm(data=_given(idea, kit))
    form.offer(kit_queries.list_choosable_files(idea))
    if not form.validate_on_submit():
        if request.method == "GET":
            form.version.data = str(kit.version) if kit else ""
        return _edit_page(idea, form, kit, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            kit_service.write_kit(
                actor(), idea, form.kit_text(), form.files.data or (), carried_number(form.version.data)
            )
    except Conflict as error:
        fresh = kit_queries.find_kit(idea)
        form.form_errors.append(error.message)
        form.version.data = str(fresh.version) if fresh else ""
        return _edit_page(idea, form, fresh, 409)
    except Invalid as error:
        form.add_error(error)
        return _edit_page(idea, form, kit, 422)
    flash(_("Das Übernahmepaket ist gespeichert."), "success")
    return see_other(_page_of(idea_id))


@bp.post("/ideas/<int:idea_id>/kit/files")
@once
def add_files(idea_id: int) -> Response:
    """Adds files; if one is refused, none is stored."""
    idea = _solution(idea_id)
    kit = kit_queries.find_kit(idea)
    kit_policy.check_edit_kit(actor(), idea, kit)
    upload_form = UploadForm()
    try:
        if upload_form.validate_on_submit():
            with unit_of_work():
                kit_service.add_files(actor(), idea, upload_form.file.data)
                location = remember_sent(
                    upload_form.once.data, url_for("kits.edit", idea_id=idea_id, _anchor="files")
                )
            flash(_("Die Dateien sind da."), "success")
            return see_other(location)
    except Invalid as error:
        upload_form.add_error(error)
    form = KitForm(formdata=None, data=_given(idea, kit))
    form.offer(kit_queries.list_choosable_files(idea))
    form.version.data = str(kit.version) if kit else ""
    return _edit_page(idea, form, kit, 422, upload_form)


@bp.post("/ideas/<int:idea_id>/kit/questions")
@once
def ask(idea_id: int) -> Response:
    """A question of another jobcentre."""
    idea = _solution(idea_id)
    kit_policy.check_ask(actor(), idea)
    form = KitQuestionForm()
    if not form.validate_on_submit():
        return _kit_page(idea, 422, Sent(question=form))
    try:
        with unit_of_work():
            kit_service.ask_question(actor(), idea, form.question.data or "")
            location = remember_sent(form.once.data, _page_of(idea_id, "questions"))
    except Invalid as error:
        form.add_error(error)
        return _kit_page(idea, 422, Sent(question=form))
    flash(_("Ihre Frage ist beim Team."), "success")
    return see_other(location)


@bp.post("/kit-questions/<int:kit_question_id>/answer")
def answer(kit_question_id: int) -> Response:
    """The answer of the team."""
    question, idea = kit_queries.get_question(actor(), kit_question_id)
    kit_policy.check_answer(actor(), idea, question)
    form = KitAnswerForm.of(question)
    if not form.validate_on_submit():
        return _kit_page(idea, 422, Sent(answers=((question.id, form),)))
    try:
        with unit_of_work():
            kit_service.answer_question(
                actor(), idea, question, form.answer.data or "", carried_number(form.version.data)
            )
    except Conflict as error:
        return _kit_page(idea, 409, Sent(conflict=error.message, typed=form.answer.data or ""))
    flash(_("Die Antwort ist gespeichert."), "success")
    return see_other(_page_of(idea.id, "questions"))


@bp.post("/ideas/<int:idea_id>/kit/publish")
def publish(idea_id: int) -> Response:
    """Opens the public address."""
    idea = _solution(idea_id)
    with unit_of_work():
        kit_service.publish_kit(actor(), idea)
    flash(
        _("Die Seite ist öffentlich. Geben Sie die Adresse weiter, oder drucken Sie den QR-Code."), "success"
    )
    return see_other(_page_of(idea_id, "share"))


@bp.post("/ideas/<int:idea_id>/kit/close")
def close(idea_id: int) -> Response:
    """Closes the public address."""
    idea = get_idea(actor(), idea_id)
    with unit_of_work():
        kit_service.close_kit(actor(), idea)
    flash(_("Die öffentliche Seite ist geschlossen."), "success")
    return see_other(_page_of(idea_id, "share"))


@bp.get("/ideas/<int:idea_id>/kit/qr.svg")
def qr_code(idea_id: int) -> FileResponse:
    """The public address as a QR code."""
    idea = _solution(idea_id)
    address = public_url(kit_queries.find_kit(idea), idea)
    if address is None:
        raise NotFound(_("Die öffentliche Adresse ist nicht offen."))
    return FileResponse(draw_qr_code(address), mimetype="image/svg+xml")


@bp.get("/ideas/<int:idea_id>/publiccode.yml")
def publiccode(idea_id: int) -> FileResponse:
    """The solution as catalogues of public software read it."""
    idea = _solution(idea_id)
    page = gather(idea, kit_queries.find_kit(idea))
    return yaml_answer(write_publiccode(page, public_url(page.kit, idea)))


def yaml_answer(text: str) -> FileResponse:
    """The file, to be saved under its one name."""
    response = FileResponse(text, content_type=YAML)
    response.headers["Content-Disposition"] = 'attachment; filename="publiccode.yml"'
    return response


def public_url(kit: Kit | None, idea: Idea) -> str | None:
    """The whole public address, None while it shows nothing."""
    if kit is None or not is_readable(kit, idea):
        return None
    return url_for("public_kits.show", token=kit.token, _external=True)


def _solution(idea_id: int) -> Idea:
    """The solution, if the actor sees its kit. Raises NotFound, Denied."""
    idea = get_idea(actor(), idea_id)
    kit_policy.check_see_kit(actor(), idea)
    return idea


def _page_of(idea_id: int, anchor: str | None = None) -> str:
    return url_for("kits.show", idea_id=idea_id, _anchor=anchor)


def _kit_page(idea: Idea, status: int = 200, sent: Sent | None = None) -> Response:
    kit = kit_queries.find_kit(idea)
    page, sent = gather(idea, kit), sent or Sent()
    may_ask = why_not(kit_policy.check_ask, actor(), idea) is None
    return render(
        "solutions/kit.html",
        page=page,
        idea=idea,
        kit=kit,
        address=public_url(kit, idea),
        licence=licence_words(kit.licence) if kit else "",
        why_no_publiccode=why_no_publiccode(page),
        question_form=(sent.question or KitQuestionForm(formdata=None)) if may_ask else None,
        answer_forms=_answer_forms(page, dict(sent.answers)),
        why_not_edit=why_not(kit_policy.check_edit_kit, actor(), idea, kit),
        why_not_publish=why_not(kit_policy.check_publish, actor(), idea, kit),
        why_not_close=why_not(kit_policy.check_close, actor(), idea),
        conflict=sent.conflict,
        typed=sent.typed,
        status=status,
    )


def _answer_forms(page: KitPage, sent: dict[int, KitAnswerForm]) -> dict[int, KitAnswerForm]:
    """A form a question for whoever answers; what is being checked has none."""

    def may_answer(question: KitQuestion) -> bool:
        return why_not(kit_policy.check_answer, actor(), page.idea, question) is None

    return {
        question.id: sent.get(question.id) or KitAnswerForm.of(question, formdata=None)
        for question in page.questions
        if may_answer(question)
    }


def _given(idea: Idea, kit: Kit | None) -> dict[str, Any]:
    """What the form starts from: the kit, or what the lab knows; never what is being checked."""
    if kit is not None:
        given = {field.name: getattr(kit, field.name) for field in fields(kit_service.KitText)}
        given |= {name: given[name].value for name in CODES}
        return given | {"files": [file.attachment_id for file in kit.files]}
    review = find_approved_review(idea)
    if idea.is_hidden or (review and review.is_hidden):
        return {}
    texts = collect_texts(idea, None, review)
    files = [file.id for file in kit_queries.list_choosable_files(idea) if file.prototype_id is None]
    return {name: texts[name].text for name in GIVEN} | {
        "files": files,
        "licence": "EUPL-1.2",
        "platforms": ["web"],
        "languages": ["de"],
    }


def _edit_page(
    idea: Idea, form: KitForm, kit: Kit | None, status: int, upload_form: UploadForm | None = None
) -> Response:
    return render(
        "solutions/kit_edit.html",
        idea=idea,
        kit=kit,
        form=form,
        upload=upload_form or UploadForm(formdata=None),
        is_conflict=status == 409,
        status=status,
    )
