"""Pages to look at answers that came in, and to enter those that stand on paper."""

from flask import Blueprint, flash, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.core.database import unit_of_work
from lab.core.errors import Invalid
from lab.prototypes.models import Channel, Inspection, TestRound
from lab.prototypes.policy import check_record_feedback
from lab.prototypes.queries import get_round
from lab.rounds import inspection
from lab.rounds.forms import key_of
from lab.rounds.inspection_forms import ACCEPT, DISCARD, InspectionForm, paper_form
from lab.rounds.questions import TEXTS, items_for, questions_for
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("answers", __name__)

# So many answers on one page: enough for a sitting, few enough to be read.
SHEETS_ON_PAGE = 25


@bp.route("/rounds/<int:round_id>/answers", methods=["GET", "POST"])
def show(round_id: int) -> Response:
    """Answers that wait to be looked at: let them count, or throw them away."""
    check_arguments("all")
    test_round = get_round(actor(), round_id)
    prototype = test_round.prototype
    check_record_feedback(actor(), prototype.idea, prototype)
    sheets = inspection.list_waiting(test_round, SHEETS_ON_PAGE)
    form = InspectionForm()
    form.sheets.choices = [(sheet.id, "") for sheet in sheets]
    if form.validate_on_submit():
        try:
            with unit_of_work():
                done = _inspect(form, test_round)
        except Invalid as error:
            form.add_error(error)
        else:
            _tell(form.action.data, done, len(form.sheets.data))
            return see_other(url_for("answers.show", round_id=round_id))
    everything = [sheet.id for sheet in sheets] if request.args.get("all") else []
    chosen = form.sheets.data if request.method == "POST" else everything
    return render(
        "rounds/answers.html",
        form=form,
        test_round=test_round,
        prototype=prototype,
        idea=prototype.idea,
        sheets=sheets,
        chosen=set(chosen or []),
        masked={sheet.id: inspection.masked_texts(sheet) for sheet in sheets},
        items=items_for(test_round),
        counts=inspection.count_sheets(test_round),
        Channel=Channel,
        Inspection=Inspection,
        status=422 if request.method == "POST" else 200,
    )


@bp.get("/rounds/<int:round_id>/sheet")
def sheet(round_id: int) -> Response:
    """The questions on paper, to be printed."""
    test_round = get_round(actor(), round_id)
    return render(
        "rounds/sheet.html",
        test_round=test_round,
        prototype=test_round.prototype,
        idea=test_round.prototype.idea,
        questions=questions_for(test_round),
        texts=TEXTS,
    )


@bp.route("/rounds/<int:round_id>/sheets/new", methods=["GET", "POST"])
@once
def enter(round_id: int) -> Response:
    """One sheet after the other, by keyboard alone."""
    test_round = get_round(actor(), round_id)
    prototype = test_round.prototype
    check_record_feedback(actor(), prototype.idea, prototype)
    form = paper_form(test_round)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                inspection.enter_paper_sheet(
                    actor(), test_round, form.texts(), form.scores(), key_of(form.once.data)
                )
                location = remember_sent(form.once.data, url_for("answers.enter", round_id=round_id))
        except Invalid as error:
            form.add_error(error)
        else:
            return see_other(location)
    counts = inspection.count_sheets(test_round)
    return render(
        "rounds/enter.html",
        form=form,
        test_round=test_round,
        prototype=prototype,
        idea=prototype.idea,
        questions=questions_for(test_round),
        entered=counts[Channel.PAPER, Inspection.ACCEPTED],
        status=422 if request.method == "POST" else 200,
    )


def _inspect(form: InspectionForm, test_round: TestRound) -> int:
    chosen = form.sheets.data
    if form.action.data == DISCARD:
        return inspection.discard_sheets(actor(), test_round, chosen)
    return inspection.accept_sheets(
        actor(),
        test_round,
        chosen,
        is_masked=form.is_masked.data,
        has_texts=form.action.data == ACCEPT,
    )


def _tell(action: str, done: int, chosen: int) -> None:
    """Says what was done, and that somebody else was faster where it was less."""
    if done:
        text = (
            ngettext("%(num)s Antwort ist verworfen.", "%(num)s Antworten sind verworfen.", done)
            if action == DISCARD
            else ngettext("%(num)s Antwort zählt jetzt.", "%(num)s Antworten zählen jetzt.", done)
        )
        flash(text, "success")
    if done < chosen:
        flash(
            ngettext(
                "%(num)s Antwort hatte schon jemand anderes angesehen.",
                "%(num)s Antworten hatte schon jemand anderes angesehen.",
                chosen - done,
            ),
            "info",
        )
