"""Pages of a round's further languages: list, add, write beside the German text, delete."""

from collections.abc import Sequence

from flask import Blueprint, flash, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.hiding.policy import check_shown
from lab.prototypes.models import TestRound
from lab.rounds import languages, policy, queries, service
from lab.rounds.forms import AddLanguageForm, LanguageForm, language_form, text_field
from lab.rounds.models import Direction, RoundLanguage
from lab.rounds.questions import INTRODUCTION, TEXTS
from lab.rounds.views import planned_round
from lab.web.access import see_other
from lab.web.forms import carried_number
from lab.web.htmx import render
from lab.web.page_language import BUILT_IN

bp = Blueprint("round_languages", __name__)


@bp.route("/rounds/<int:round_id>/languages", methods=["GET", "POST"])
def index(round_id: int) -> Response:
    """The languages of the public page, and the form for one more."""
    test_round = planned_round(round_id)
    policy.check_plan_round(actor(), test_round.prototype.idea)
    form = AddLanguageForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                row = service.add_language(actor(), test_round, form.code.data, form.name.data or "")
            if row.texts:
                flash(
                    _("Die Texte aus einer früheren Runde stehen schon da. Bitte sehen Sie sie durch."),
                    "success",
                )
            return see_other(_page_of(row))
        except Invalid as error:
            form.add_error(error)
    rows = queries.list_languages(test_round)
    return render(
        "rounds/languages.html",
        form=form,
        test_round=test_round,
        prototype=test_round.prototype,
        idea=test_round.prototype.idea,
        languages=rows,
        built_in=BUILT_IN,
        missing={row.code: len(languages.missing_keys(test_round, row)) for row in rows},
        status=422 if request.method == "POST" else 200,
    )


@bp.route("/rounds/<int:round_id>/languages/<code>", methods=["GET", "POST"])
def edit(round_id: int, code: str) -> Response:
    """Writes the texts of a language, each beside the German one."""
    test_round = planned_round(round_id)
    policy.check_plan_round(actor(), test_round.prototype.idea)
    row = _get(test_round, code)
    check_shown(row)
    keys = languages.wanted_keys(test_round, row.code)
    form = language_form(keys, row.texts, service.LONGEST_TRANSLATION)(
        data={"name": row.name, "direction": row.direction.value}
    )
    if not form.validate_on_submit():
        if request.method == "GET":
            form.version.data = str(row.version)
        return _edit_page(form, test_round, row, keys, 422 if request.method == "POST" else 200)
    texts = {key: form[text_field(key)].data or "" for key in keys}
    try:
        with unit_of_work():
            service.save_language(
                actor(),
                row,
                form.name.data,
                Direction(form.direction.data),
                texts,
                carried_number(form.version.data) or 0,
            )
    except Conflict as error:
        fresh = _get(planned_round(round_id), code)
        form.form_errors.append(error.message)
        form.version.data = str(fresh.version)
        return _edit_page(form, test_round, fresh, keys, 409)
    except Invalid as error:
        form.add_error(error)
        return _edit_page(form, test_round, row, keys, 422)
    missing = len(languages.missing_keys(test_round, row))
    if missing:
        flash(
            _("Gespeichert. Noch %(count)s Texte fehlen, dann wird die Sprache angeboten.", count=missing),
            "info",
        )
    else:
        flash(_("Gespeichert. Die Sprache wird jetzt angeboten."), "success")
    return see_other(url_for("round_languages.index", round_id=round_id))


@bp.post("/rounds/<int:round_id>/languages/<code>/delete")
def delete(round_id: int, code: str) -> Response:
    """Takes a language off the page."""
    test_round = planned_round(round_id)
    policy.check_plan_round(actor(), test_round.prototype.idea)
    row = _get(test_round, code)
    with unit_of_work():
        service.delete_language(actor(), row)
    flash(_("Die Sprache ist entfernt."), "success")
    return see_other(url_for("round_languages.index", round_id=round_id))


def _get(test_round: TestRound, code: str) -> RoundLanguage:
    row = queries.find_language(test_round, code)
    if row is None:
        raise NotFound()
    return row


def _page_of(row: RoundLanguage) -> str:
    return url_for("round_languages.edit", round_id=row.round_id, code=row.code)


def _edit_page(
    form: LanguageForm, test_round: TestRound, row: RoundLanguage, keys: Sequence[str], status: int
) -> Response:
    with force_locale("de"):
        german = {key: test_round.introduction if key == INTRODUCTION else str(TEXTS[key]) for key in keys}
    return render(
        "rounds/language.html",
        form=form,
        test_round=test_round,
        prototype=test_round.prototype,
        idea=test_round.prototype.idea,
        language=row,
        keys=keys,
        german=german,
        text_field=text_field,
        missing=languages.missing_keys(test_round, row),
        status=status,
    )
