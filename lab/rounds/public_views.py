"""The public page of a round: questions, thanks, picture. No sign-in, no cookie, no address kept.

See docs/adr/0017-public-feedback.md.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, g, make_response, render_template, request, url_for
from flask import Response as FileResponse
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from lab.attachments.delivery import response_for
from lab.attachments.models import Attachment
from lab.attachments.queries import get_file
from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound, TooManyAttempts
from lab.extensions import csrf
from lab.prototypes.models import TestRound
from lab.rounds import languages, policy, queries, service
from lab.rounds.forms import PublicAnswer, new_key, read_answer, read_words
from lab.rounds.policy import Address
from lab.rounds.questions import Question, QuestionsChanged, questions_for, time_for
from lab.sessions.queries import find_page
from lab.web.access import public, see_other
from lab.web.locale import show_date
from lab.web.page_language import BUILT_IN, PageLanguage

bp = Blueprint("public_feedback", __name__)
# A form without a token: it rests on nothing that a visitor's browser would send along by itself. There is no
# session on these pages (see web.sessions), so a foreign page can make nobody do what it could not do alone.
csrf.exempt(bp)

LARGEST_FORM = 64 * 1024
# What is more than that is not even read to its end.
MOST_TO_READ = 2 * 1024 * 1024
START, SEND = "start", "send"


@dataclass(frozen=True)
class Step:
    """A step of the page: the start, a question, or the end. `id` is what the address names after #."""

    id: str
    before: str = ""
    after: str = ""
    question: Question | None = None
    number: int = 0


@dataclass(frozen=True)
class Visit:
    """One request: the round, the language it is shown in, and those one may choose."""

    test_round: TestRound
    language: PageLanguage
    offered: list[PageLanguage]


@bp.after_request
def keep_private(response: FileResponse) -> FileResponse:
    """Nobody lists the page, keeps it, or learns from where somebody came."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/f/<token>")
@public
def show(token: str) -> Response:
    """The questions, one a step."""
    visit = _visit(token)
    if not isinstance(visit, Visit):
        return visit
    answer = PublicAnswer(key=new_key())
    if policy.state_of_address(visit.test_round, today()) is not Address.OPEN:
        return _closed_page(visit, answer)
    return _form_page(visit, answer)


@bp.post("/f/<token>")
@public
def send(token: str) -> Response:
    """Takes an answer."""
    try:
        request.max_content_length = LARGEST_FORM
        sent = request.form
    except RequestEntityTooLarge:
        _read_on()
        return _message_page("too_large", 413, _wish())
    visit = _visit(token, sent)
    if not isinstance(visit, Visit):
        return visit
    answer = read_answer(sent, questions_for(visit.test_round))
    if queries.has_sheet(visit.test_round.id, answer.key):
        return _thanks(visit)
    if policy.state_of_address(visit.test_round, today()) is not Address.OPEN:
        return _closed_page(visit, answer)
    if answer.errors or answer.private:
        return _form_page(visit, answer, 409 if answer.is_stale else 422)
    return _store(visit, answer)


@bp.get("/f/<token>/thanks")
@public
def thanks(token: str) -> Response:
    """What happens now."""
    visit = _visit(token)
    if not isinstance(visit, Visit):
        return visit
    is_open = policy.state_of_address(visit.test_round, today()) is Address.OPEN
    told = find_page(visit.test_round.prototype.idea)
    changes_url = None
    if told is not None and told.is_readable:
        changes_url = url_for("sessions.public_changes", token=told.token)
    return _page(
        "rounds/public_thanks.html",
        visit.language,
        200,
        visit=visit,
        is_open=is_open,
        changes_url=changes_url,
    )


@bp.get("/f/<token>/picture")
@public
def picture(token: str) -> Response:
    """The picture of what was tried, small with ?small=1."""
    test_round = queries.find_round_by_token(token)
    is_open = test_round is not None and policy.state_of_address(test_round, today()) is Address.OPEN
    attachment = _picture_of(test_round) if test_round is not None and is_open else None
    if attachment is None:
        return _message_page("unknown", 404, _wish())
    return response_for(attachment, thumbnail=bool(request.args.get("small")) and attachment.has_thumbnail)


def _store(visit: Visit, answer: PublicAnswer, is_second_try: bool = False) -> Response:
    """Stores the answer, or says why not, with what was written."""
    test_round = visit.test_round
    try:
        with unit_of_work():
            service.take_answer(
                test_round,
                answer.key,
                visit.language.code,
                answer.texts,
                answer.scores,
                request.remote_addr,
            )
    except NotFound:
        return _message_page("unknown", 404, visit.language, answer.words)
    except service.AddressClosed:
        return _closed_page(visit, answer)
    except QuestionsChanged:
        answer.errors[""] = "questions_changed"
        return _form_page(visit, answer, 409)
    except TooManyAttempts:
        return _form_page(visit, answer, 429)
    except Invalid:
        answer.errors[""] = "nothing_said"
        return _form_page(visit, answer, 422)
    except Conflict:
        # The same form twice at once, or a merge moved the version: the second look finds either settled.
        if is_second_try:
            raise
        again = _visit(request.view_args["token"] if request.view_args else "")
        return _store(again, answer, is_second_try=True) if isinstance(again, Visit) else again
    return _thanks(visit)


def _visit(token: str, sent: MultiDict[str, str] | None = None) -> Visit | Response:
    """The round of the address in the wanted language, or the page that says what there is instead (404).

    What was sent is not lost: it is shown to be copied when the round is gone, and taken in German when its
    language is gone.
    """
    test_round = queries.find_round_by_token(token)
    if test_round is None:
        return _message_page("unknown", 404, _wish(), read_words(sent) if sent else ())
    offered = languages.offered(test_round, queries.list_languages(test_round))
    by_code = {language.code: language for language in offered}
    wanted = request.args.get("lang", "")
    code = languages.normal_code(wanted) if wanted else request.accept_languages.best_match(by_code) or "de"
    if code not in by_code and sent is not None:
        code = "de"
    if code not in by_code:
        return _message_page("unknown_language", 404, _wish(), offered=offered, token=token)
    return Visit(test_round, by_code[code or "de"], offered)


def _wish() -> PageLanguage:
    """German or English, as the address or the browser wants."""
    codes = list(BUILT_IN)
    wanted = request.args.get("lang")
    code = wanted if wanted in codes else request.accept_languages.best_match(codes)
    return languages.built_in(code or "de")


def _thanks(visit: Visit) -> Response:
    token, code = visit.test_round.token, visit.language.code
    return see_other(url_for("public_feedback.thanks", token=token, lang=code))


def _form_page(visit: Visit, answer: PublicAnswer, status: int = 200) -> Response:
    """All steps in one page; it opens at the start, or where something is to be mended."""
    questions = questions_for(visit.test_round)
    steps = _steps(questions)
    asked_about = answer.errors or answer.private
    wrong = [step.id for step in steps if step.question and step.question.name in asked_about]
    opened = wrong[0] if wrong else SEND if status != 200 else START
    if answer.private:
        _log_warning(answer)
    text, text_language = languages.introduction(visit.test_round, visit.language)
    return _page(
        "rounds/public_form.html",
        visit.language,
        status,
        visit=visit,
        answer=answer,
        steps=steps,
        wrong=wrong,
        opened=opened,
        total=len(questions),
        time=time_for(questions),
        has_picture=_picture_of(visit.test_round) is not None,
        is_too_many=status == 429,
        introduction=text,
        introduction_language=text_language,
    )


def _log_warning(answer: PublicAnswer) -> None:
    """That a warning was shown and of which kinds, nothing of what was typed."""
    current_app.logger.info(
        "privacy_warning",
        extra={
            "request_id": g.get("request_id"),
            "endpoint": request.endpoint,
            "kinds": sorted(answer.private_kinds),
        },
    )


def _picture_of(test_round: TestRound) -> Attachment | None:
    """The picture of what was tried, unless it was removed or is being checked for personal data."""
    try:
        return get_file(test_round.picture_id) if test_round.picture_id else None
    except NotFound:
        return None


def _steps(questions: list[Question]) -> list[Step]:
    """Start, one step a question, end; each knows its neighbours."""
    ids = [START, *(f"q{number}" for number in range(1, len(questions) + 1)), SEND]
    found = [None, *questions, None]
    return [
        Step(
            id=ids[place],
            before=ids[place - 1] if place else "",
            after=ids[place + 1] if place + 1 < len(ids) else "",
            question=question,
            number=place,
        )
        for place, question in enumerate(found)
    ]


def _closed_page(visit: Visit, answer: PublicAnswer) -> Response:
    """The address takes no answers (410): not yet, or no more. What was written is shown to be copied."""
    is_early = policy.state_of_address(visit.test_round, today()) is Address.NOT_YET
    with force_locale(visit.language.locale):
        day = show_date(visit.test_round.starts_on)
    return _page(
        "rounds/public_closed.html",
        visit.language,
        410,
        visit=visit,
        key="not_yet" if is_early else "closed",
        day=day,
        words=answer.words,
    )


def _message_page(
    kind: str, status: int, language: PageLanguage, words: Any = (), **context: Any
) -> Response:
    """A page without a round: unknown address, unknown language, far too much."""
    return _page("rounds/public_message.html", language, status, kind=kind, words=words, **context)


def _page(template: str, language: PageLanguage, status: int, **context: Any) -> Response:
    """A page in the language; what the texts of a further language lack is in German."""
    with force_locale(language.locale):
        body = render_template(template, language=language, say=language.say, **context)
    response = make_response(body, status)
    response.vary.add("Accept-Language")
    return response


def _read_on() -> None:
    """Reads a form that is too large to its end, so that the browser hears the answer; not without end."""
    length = request.content_length
    if length is not None and length <= MOST_TO_READ:
        stream = request.environ["wsgi.input"]
        while length > 0 and (piece := stream.read(min(length, LARGEST_FORM))):
            length -= len(piece)
