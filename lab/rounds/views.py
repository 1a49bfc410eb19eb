"""Pages of test rounds: planning them, and their public address with QR code and poster."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, request, url_for
from flask import Response as FileResponse
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.accounts.queries import list_job_centres
from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.documents.qr import draw_qr_code
from lab.ideas.models import Method
from lab.prototypes import sentences
from lab.prototypes.heard import find_first_test_day
from lab.prototypes.models import Prototype, Questionnaire, TestRound
from lab.prototypes.queries import get_prototype, get_round
from lab.prototypes.rounds import list_rounds
from lab.rounds import languages, policy, queries, service
from lab.rounds.forms import EditRoundForm, NewRoundForm, job_centres_of
from lab.rounds.questions import questions_for
from lab.web.access import see_other
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("rounds", __name__)

PAPER_SIZES = ("a4", "a5")
USUAL_LENGTH = timedelta(days=14)
SAME_NAMES = (
    "starts_on",
    "ends_on",
    "purpose",
    "tasks",
    "moderation",
    "people_wanted",
    "introduction",
    "shows_link",
)


@bp.route("/prototypes/<int:prototype_id>/rounds/new", methods=["GET", "POST"])
@once
def new(prototype_id: int) -> Response:
    """Plans a round of a version."""
    prototype = get_prototype(actor(), prototype_id)
    policy.check_plan_round(actor(), prototype.idea)
    form = NewRoundForm(
        data={
            "job_centre": actor().job_centre_key or "",
            "method": Method.THINKING_ALOUD.value,
            "questionnaire": Questionnaire.UMUX_LITE.value,
            "starts_on": today(),
            "ends_on": today() + USUAL_LENGTH,
        }
    )
    form.offer(list_job_centres(), queries.list_pictures(prototype))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                test_round = service.plan_round(actor(), prototype, form.plan())
                location = remember_sent(form.once.data, _page_of(test_round))
            flash(_("Die Testrunde ist geplant."), "success")
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return _form_page("rounds/new.html", form, prototype, 422 if request.method == "POST" else 200)


@bp.get("/rounds/<int:round_id>")
def show(round_id: int) -> Response:
    """A round: its plan, how to take part in it, and what has come in."""
    test_round = planned_round(round_id)
    prototype, idea = test_round.prototype, test_round.prototype.idea
    rows = queries.list_languages(test_round)
    return render(
        "rounds/show.html",
        test_round=test_round,
        prototype=prototype,
        idea=idea,
        row=next(row for row in list_rounds(prototype) if row.test_round.id == round_id),
        questions=questions_for(test_round),
        languages=rows,
        complete={row.code for row in rows if languages.is_complete(test_round, row)},
        address=public_url(test_round),
        address_state=policy.state_of_address(test_round, today()).name,
        pictures={picture.id: picture for picture in queries.list_pictures(prototype)},
        why_not_edit=why_not(policy.check_plan_round, actor(), idea),
        why_not_delete=why_not(policy.check_delete_round, actor(), idea, queries.is_used(test_round)),
        why_not_publish=why_not(policy.check_publish_round, actor(), idea, prototype, test_round, today()),
    )


@bp.route("/rounds/<int:round_id>/edit", methods=["GET", "POST"])
def edit(round_id: int) -> Response:
    """Changes a round; what answers rest on stands."""
    test_round = planned_round(round_id)
    prototype = test_round.prototype
    policy.check_plan_round(actor(), prototype.idea)
    form = EditRoundForm(data=_given(test_round))
    form.offer(job_centres_of(test_round, list_job_centres()), queries.list_pictures(prototype))
    if not form.validate_on_submit():
        if request.method == "GET":
            form.version.data = str(test_round.version)
        return _edit_page(form, test_round, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            service.edit_round(actor(), test_round, form.plan(), carried_number(form.version.data) or 0)
    except Conflict as error:
        fresh = planned_round(round_id)
        form.form_errors.append(error.message)
        form.version.data = str(fresh.version)
        return _edit_page(form, fresh, 409)
    except Invalid as error:
        form.add_error(error)
        return _edit_page(form, test_round, 422)
    flash(_("Die Testrunde ist gespeichert."), "success")
    return see_other(_page_of(test_round))


@bp.post("/rounds/<int:round_id>/delete")
def delete(round_id: int) -> Response:
    """Takes a round back in which nobody said anything."""
    test_round = planned_round(round_id)
    location = url_for("prototypes.show", prototype_id=test_round.prototype_id, _anchor="rounds")
    with unit_of_work():
        service.delete_round(actor(), test_round)
    flash(_("Die Testrunde ist gelöscht."), "success")
    return see_other(location)


@bp.post("/rounds/<int:round_id>/publish")
def publish(round_id: int) -> Response:
    """Opens the public address."""
    test_round = planned_round(round_id)
    with unit_of_work():
        service.publish_round(actor(), test_round)
    flash(_("Die öffentliche Adresse ist offen."), "success")
    return see_other(f"{_page_of(test_round)}#address")


@bp.post("/rounds/<int:round_id>/close")
def close(round_id: int) -> Response:
    """Closes the public address."""
    test_round = planned_round(round_id)
    with unit_of_work():
        service.close_round(actor(), test_round)
    flash(_("Die öffentliche Adresse ist geschlossen."), "success")
    return see_other(f"{_page_of(test_round)}#address")


@bp.get("/rounds/<int:round_id>/qr.svg")
def qr_code(round_id: int) -> FileResponse:
    """The public address as a QR code: a file of its own."""
    address = public_url(planned_round(round_id))
    if address is None:
        raise NotFound()
    return FileResponse(draw_qr_code(address), mimetype="image/svg+xml")


@bp.get("/rounds/<int:round_id>/poster")
def poster(round_id: int) -> Response:
    """A poster to be printed."""
    check_arguments("format")
    test_round = planned_round(round_id)
    address = public_url(test_round)
    if address is None:
        raise NotFound()
    return render(
        "rounds/poster.html",
        test_round=test_round,
        prototype=test_round.prototype,
        size=chosen_argument("format", PAPER_SIZES) or PAPER_SIZES[0],
        sizes=PAPER_SIZES,
        address=address,
        shown_address=address.partition("://")[2],
        languages=languages.offered(test_round, queries.list_languages(test_round)),
    )


def planned_round(round_id: int) -> TestRound:
    """The round, if the actor may know of it; one that came about by recording feedback has no page. Raises NotFound."""
    test_round = get_round(actor(), round_id)
    if not test_round.is_planned:
        raise NotFound()
    return test_round


def public_url(test_round: TestRound) -> str | None:
    """The whole public address, None before the first publishing."""
    if test_round.token is None:
        return None
    return url_for("public_feedback.show", token=test_round.token, _external=True)


def _page_of(test_round: TestRound) -> str:
    return url_for("rounds.show", round_id=test_round.id)


def _given(test_round: TestRound) -> dict[str, Any]:
    """What the form starts from."""
    given = {name: getattr(test_round, name) for name in SAME_NAMES}
    codes = {name: getattr(test_round, name).value for name in ("group", "method", "questionnaire")}
    return given | codes | {"job_centre": test_round.job_centre_key or "", "picture": test_round.picture_id}


def _edit_page(form: EditRoundForm, test_round: TestRound, status: int) -> Response:
    return _form_page(
        "rounds/edit.html",
        form,
        test_round.prototype,
        status,
        test_round=test_round,
        is_conflict=status == 409,
    )


def _form_page(
    template: str, form: NewRoundForm | EditRoundForm, prototype: Prototype, status: int, **context: Any
) -> Response:
    return render(
        template,
        form=form,
        prototype=prototype,
        idea=prototype.idea,
        since=sentences.since_sentence(prototype, find_first_test_day(prototype)),
        link_host=urlsplit(prototype.link).hostname if prototype.link else "",
        status=status,
        **context,
    )
