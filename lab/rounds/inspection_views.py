"""Pages to look at answers that came in, and to enter those that stand on paper."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.prototypes.models import Channel, Inspection, TestRound
from lab.prototypes.policy import check_record_feedback
from lab.prototypes.queries import get_round
from lab.rounds import inspection, languages, queries
from lab.rounds.forms import key_of, read_other_items, read_words
from lab.rounds.inspection_forms import ACCEPT, DISCARD, InspectionForm, PaperForm, paper_form
from lab.rounds.questions import TEXTS, QuestionsChanged, items_for, questions_for, time_for
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.htmx import render
from lab.web.once import once, remember_sent
from lab.web.page_language import PageLanguage

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
        originals={sheet.id: inspection.originals(sheet) for sheet in sheets},
        items=items_for(test_round),
        counts=inspection.count_sheets(test_round),
        reported=inspection.count_reported(test_round),
        Channel=Channel,
        Inspection=Inspection,
        status=422 if request.method == "POST" else 200,
    )


@bp.get("/rounds/<int:round_id>/sheet")
def sheet(round_id: int) -> Response:
    """The questions on paper, to be printed in a language of the round; without a choice in that of the page."""
    check_arguments("lang")
    test_round = get_round(actor(), round_id)
    offered = languages.offered(test_round, queries.list_languages(test_round))
    code = request.args.get("lang") or str(get_locale())
    language = next((one for one in offered if one.code == code), None)
    return render(
        "rounds/sheet.html",
        test_round=test_round,
        prototype=test_round.prototype,
        idea=test_round.prototype.idea,
        offered=offered,
        language=language,
        paper=_paper(test_round, language) if language else None,
        status=200 if language else 404,
    )


@bp.route("/rounds/<int:round_id>/sheets/new", methods=["GET", "POST"])
@once
def enter(round_id: int) -> Response:
    """One sheet after the other, by keyboard alone."""
    conflict = ""
    try:
        test_round = get_round(actor(), round_id)
        check_record_feedback(actor(), test_round.prototype.idea, test_round.prototype)
        form = paper_form(test_round)
        if not _other_items(test_round) and form.validate_on_submit():
            with unit_of_work():
                inspection.enter_paper_sheet(
                    actor(), test_round, form.texts(), form.scores(), key_of(form.once.data)
                )
                location = remember_sent(form.once.data, url_for("answers.enter", round_id=round_id))
            return see_other(location)
    except NotFound:
        typed = [*read_words(request.form), *filter(None, [_listed(read_other_items(request.form, []))])]
        if not typed:
            raise
        return render("rounds/enter_gone.html", typed=typed, status=404)
    except Invalid as error:
        form.add_error(error)
    except QuestionsChanged:
        # Read anew, the round has other fields than were sent.
        test_round = get_round(actor(), round_id)
        form = paper_form(test_round)
    except Conflict as error:
        conflict = error.message
    return _entry_page(form, test_round, conflict)


def _entry_page(form: PaperForm, test_round: TestRound, conflict: str) -> Response:
    """The form for the next sheet, or for this one again; values typed for another scale are told, not taken."""
    other = _other_items(test_round)
    if other:
        conflict = _(
            "Die Testrunde hat inzwischen eine andere Skala. Gespeichert ist noch nichts, Ihre Texte stehen "
            "noch da. Für die alte Skala hatten Sie eingetippt: %(values)s. "
            "Bitte vergleichen Sie den Bogen mit den neuen Fragen.",
            values=_listed(other),
        )
    if conflict:
        form.form_errors.append(conflict)
    counts = inspection.count_sheets(test_round)
    return render(
        "rounds/enter.html",
        form=form,
        test_round=test_round,
        prototype=test_round.prototype,
        idea=test_round.prototype.idea,
        entered=counts[Channel.PAPER, Inspection.ACCEPTED],
        status=409 if conflict else 422 if request.method == "POST" else 200,
    )


def _other_items(test_round: TestRound) -> dict[str, str]:
    """What was typed for a scale that the round asks no more."""
    return read_other_items(request.form, items_for(test_round))


def _listed(values: Mapping[str, str]) -> str:
    """Typed values in the order of the items: „5, 4, 3“."""
    return ", ".join(values.values())


def _paper(test_round: TestRound, language: PageLanguage) -> dict[str, Any]:
    """What stands on the sheet, said in its language."""
    questions = questions_for(test_round)
    text, text_language = languages.introduction(test_round, language)
    with force_locale(language.locale):
        said = {key: language.say(key) for key in TEXTS if key in language.texts}
    return {
        "questions": questions,
        "said": said,
        "time": time_for(questions),
        "wording": {question.wording for question in questions} - {""},
        "introduction": text,
        "introduction_language": text_language,
    }


def _inspect(form: InspectionForm, test_round: TestRound) -> int:
    chosen = form.sheets.data
    if form.action.data == DISCARD:
        return inspection.discard_sheets(actor(), test_round, chosen)
    return inspection.accept_sheets(
        actor(),
        test_round,
        chosen,
        has_texts=form.action.data == ACCEPT,
        as_written=form.as_written.data,
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
