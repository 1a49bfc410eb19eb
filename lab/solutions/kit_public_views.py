"""A kit under its public address: no sign-in, no cookie, no address kept. See decision 22."""

from flask import Blueprint, request
from flask import Response as FileResponse
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.attachments.delivery import response_for
from lab.core.errors import NotFound
from lab.solutions.kit import gather, is_public_file, is_readable
from lab.solutions.kit_codes import licence_words
from lab.solutions.kit_queries import find_kit_by_token
from lab.solutions.kit_views import public_url, yaml_answer
from lab.solutions.models import Kit
from lab.solutions.publiccode import why_no_publiccode, write_publiccode
from lab.web.access import public
from lab.web.htmx import render
from lab.web.page_language import BUILT_IN, PageLanguage

bp = Blueprint("public_kits", __name__)

PAGE_LANGUAGES = tuple(PageLanguage(code, name) for code, name in BUILT_IN.items())


@bp.after_request
def keep_private(response: FileResponse) -> FileResponse:
    """Nobody lists the page, keeps it, or learns from where somebody came."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/k/<token>")
@public
def show(token: str) -> Response:
    """What is handed on, for whoever has the address."""
    kit = find_kit_by_token(token)
    if kit is None or not is_readable(kit, kit.idea):
        return _closed(kit)
    language = _language()
    with force_locale(language.locale):
        page = gather(kit.idea, kit)
        response = render(
            "solutions/public_kit.html",
            page=page,
            idea=kit.idea,
            kit=kit,
            files=page.public_files,
            versions=[row for row in page.versions if not row.prototype.is_hidden],
            address=public_url(kit, kit.idea),
            licence=licence_words(kit.licence),
            has_publiccode=why_no_publiccode(page) is None,
            language=language,
            languages=PAGE_LANGUAGES,
        )
    response.vary.add("Accept-Language")
    return response


@bp.get("/k/<token>/files/<int:attachment_id>")
@public
def fetch_file(token: str, attachment_id: int) -> Response:
    """A file that belongs to the kit, and no other."""
    kit = find_kit_by_token(token)
    if kit is None or not is_readable(kit, kit.idea):
        return _closed(kit)
    chosen = [file.attachment for file in kit.files if file.attachment_id == attachment_id]
    if not chosen or not is_public_file(chosen[0]):
        with force_locale(_language().locale):
            heading = _("Diese Datei gibt es hier nicht.")
            return _message(heading, _("Vielleicht wurde sie inzwischen herausgenommen."), 404)
    return response_for(chosen[0])


@bp.get("/k/<token>/publiccode.yml")
@public
def publiccode(token: str) -> Response:
    """The solution as catalogues of public software read it."""
    kit = find_kit_by_token(token)
    if kit is None or not is_readable(kit, kit.idea):
        return _closed(kit)
    with force_locale(_language().locale):
        page = gather(kit.idea, kit)
        try:
            return yaml_answer(write_publiccode(page, public_url(kit, kit.idea)))
        except NotFound as error:
            return _message(_("Hier gibt es keine publiccode.yml."), error.message, 404)


def _language() -> PageLanguage:
    """German or English, as the address or the browser wants."""
    by_code = {language.code: language for language in PAGE_LANGUAGES}
    wanted = request.args.get("lang", "")
    code = wanted if wanted in by_code else request.accept_languages.best_match(by_code)
    return by_code[code or "de"]


def _closed(kit: Kit | None) -> Response:
    """What the address says instead: that it is closed (410), or that there is none (404)."""
    with force_locale(_language().locale):
        if kit is None:
            return _message(
                _("Diese Adresse gibt es nicht."),
                _(
                    "Vielleicht fehlt ein Stück von der Adresse. Bitte vergleichen Sie sie, Zeichen für Zeichen."
                ),
                404,
            )
        return _message(
            _("Diese Seite ist geschlossen."),
            _(
                "Hier stand, wie andere Jobcenter eine Lösung übernehmen können. Die Seite wird gerade nicht gezeigt."
            ),
            410,
        )


def _message(heading: str, text: str, status: int) -> Response:
    language = _language()
    with force_locale(language.locale):
        response = render(
            "solutions/public_kit_message.html", heading=heading, text=text, language=language, status=status
        )
    response.vary.add("Accept-Language")
    return response
