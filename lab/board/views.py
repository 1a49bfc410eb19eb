"""The stage board."""

import hashlib
import json
from typing import Any, cast

from flask import Blueprint, current_app, get_flashed_messages, make_response, render_template, request
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from lab.accounts.access import actor, roles_required
from lab.accounts.models import Role
from lab.accounts.queries import list_facilitators, list_job_centres
from lab.audit.queries import latest_stamp
from lab.board.queries import MOST_PAGES, Column, list_columns
from lab.core.clock import today
from lab.ideas.evidence import EXIT_QUESTIONS
from lab.ideas.queries import Narrowing
from lab.ideas.workflow import BOARD, Needs, State, get_step, targets_of
from lab.settings.service import load_settings
from lab.themes.queries import list_themes
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.htmx import is_htmx, render
from lab.web.kept import keep, kept

bp = Blueprint("board", __name__)

FILTERS = ("job_centre", "theme", "responsible", "mine")
# A column's pages are asked for by its code: /board?define=2 shows 100 cards there.
PAGES = tuple(state.value for state in BOARD)


@bp.get("/board")
@kept
@roles_required(Role.STAFF, Role.FACILITATOR, Role.LEADERSHIP, Role.ADMIN)
def show() -> Response:
    """The board; asked again with its ETag it answers 304 while nothing has changed."""
    check_arguments(*FILTERS, *PAGES)
    etag = _etag()
    if is_htmx() and request.if_none_match.contains_weak(etag):
        return _tagged(current_app.response_class(status=304), etag)
    themes, job_centres, facilitators = (
        list_themes(),
        list_job_centres(include_inactive=True),
        list_facilitators(),
    )
    theme = chosen_argument("theme", [str(entry.id) for entry in themes])
    responsible = chosen_argument("responsible", [str(account.id) for account in facilitators])
    filters = Narrowing(
        job_centre=chosen_argument("job_centre", [job_centre.key for job_centre in job_centres]),
        theme=int(theme) if theme else None,
        responsible=int(responsible) if responsible else None,
        mine=chosen_argument("mine", ["1"]) == "1",
    )
    may_move = actor().role == Role.FACILITATOR
    shown_to = (request.full_path, may_move, actor().id if filters.mine else None)
    shown, lead = keep(("board", *shown_to), lambda: _draw_columns(filters, may_move))
    response = (
        make_response(shown)
        if is_htmx()
        else render(
            "board/show.html",
            columns=Markup(shown),  # noqa: S704 -- our own template
            filters=filters,
            theme_options=[("", _("alle")), *((entry.id, entry.title) for entry in themes)],
            job_centre_options=[("", _("alle")), *((entry.key, entry.short_name) for entry in job_centres)],
            facilitator_options=[("", _("alle")), *((entry.id, entry.name) for entry in facilitators)],
            lead=lead,
            may_move=may_move,
            is_filtered=filters != Narrowing(),
            etag=etag,
            address=_address(),
        )
    )
    response.vary.add("HX-Request")
    if is_htmx():
        _announce(response)
    return _tagged(response, etag)


def _draw_columns(filters: Narrowing, may_move: bool) -> tuple[str, str]:
    """All columns with their cards, and how many: the same for everybody who sees this address and may do as much."""
    columns = list_columns(actor(), filters, load_settings(), _pages())
    shown = render_template(
        "board/_columns.html",
        columns=columns,
        may_move=may_move,
        questions=EXIT_QUESTIONS,
        verdicts={column.state: _verdicts(column.state) for column in columns},
        more=_more,
        address=_address(),
    )
    total = sum(column.total for column in columns)
    return shown, ngettext("%(num)s aktive Idee", "%(num)s aktive Ideen", total)


def _announce(response: Response) -> None:
    """Messages that wait for a page are shown beside the fragment instead."""
    messages = cast(list[tuple[str, str]], get_flashed_messages(with_categories=True))
    if messages:
        category, message = messages[-1]
        response.headers["HX-Trigger"] = json.dumps(
            {"lab:notify": {"message": str(message), "tone": category}}
        )


def _verdicts(source: State) -> dict[str, dict[str, Any]]:
    """For every column whether a card of `source` may be dropped there, what it needs, or why not."""
    targets = targets_of(source)
    verdicts: dict[str, dict[str, Any]] = {}
    for state in BOARD:
        if state == source:
            continue
        needs = get_step(source, state).needs if state in targets else None
        if needs is Needs.REASON:
            verdicts[state.value] = {"allowed": True, "needs_reason": "always"}
        elif needs in (Needs.ANSWER, Needs.EVIDENCE):
            verdicts[state.value] = {"allowed": True, "needs_reason": "unless-complete"}
        elif needs is Needs.READINESS:
            why = _("Bitte füllen Sie auf der Seite der Idee „Rolloutreif melden“ aus.")
            verdicts[state.value] = {"allowed": False, "why": why}
        else:
            verdicts[state.value] = {"allowed": False, "why": _why_no_drop(source, state)}
    return verdicts


def _why_no_drop(source: State, target: State) -> str:
    if source == State.READY:
        return _("Hier entscheidet die Leitung.")
    if target == State.SUBMITTED:
        return _("Zurück in den Eingang geht es nicht.")
    return _("Eine Phase nach der anderen.")


def _pages() -> dict[State, int]:
    allowed = [str(number) for number in range(1, MOST_PAGES + 1)]
    return {State(code): int(chosen_argument(code, allowed) or 1) for code in PAGES}


def _more(column: Column) -> dict[str, Any]:
    """The address that shows 50 more cards of a column."""
    arguments: dict[str, Any] = dict(request.args.items())
    arguments[column.state.value] = str(_pages()[column.state] + 1)
    return arguments


def _address() -> str:
    """The board's own address with its filters; the refresh and the way back from a move use it."""
    return request.full_path.rstrip("?")


def _etag() -> str:
    """Changes with any event, with the day (ages), and differs by account, language, address and build."""
    account = actor()
    assets: dict[str, str] = current_app.extensions["assets"]
    parts = (
        latest_stamp(),
        today().isoformat(),
        str(account.id),
        account.role.value,
        str(get_locale()),
        request.query_string.decode("latin-1"),
        assets["app.css"],
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def _tagged(response: Response, etag: str) -> Response:
    # Weak: the same board, but the keys of forms differ, and so does the body when it is compressed.
    response.set_etag(etag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("HX-Request", "Cookie"))
    return response
