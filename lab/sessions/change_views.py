"""„Ihr habt gesagt – wir haben geändert“: for the house, and without an account for those who took part."""

import re

from flask import flash, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.core.database import unit_of_work
from lab.ideas.models import Idea
from lab.ideas.queries import get_idea
from lab.sessions import policy, publishing, queries
from lab.sessions.changes import tell_changes
from lab.sessions.models import PublicPage
from lab.sessions.views import bp
from lab.web.access import public, see_other
from lab.web.htmx import render
from lab.web.page_language import BUILT_IN, PageLanguage

TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}", re.ASCII)


PAGE_LANGUAGES = tuple(PageLanguage(code, name) for code, name in BUILT_IN.items())


@bp.get("/ideas/<int:idea_id>/changes")
def changes(idea_id: int) -> Response:
    """What people said and what became of it, by version; facilitators switch the public address on."""
    idea = get_idea(actor(), idea_id)
    page = queries.find_page(idea)
    return render(
        "sessions/changes.html",
        idea=idea,
        chapters=tell_changes(idea),
        page=page,
        address=_address(page.token) if page and page.is_open else None,
        why_not_publish=why_not(policy.check_publish, actor(), idea),
        why_not_close=why_not(policy.check_close, actor(), idea),
    )


@bp.post("/ideas/<int:idea_id>/changes/publish")
def publish(idea_id: int) -> Response:
    """Opens the public address."""
    idea = get_idea(actor(), idea_id)
    with unit_of_work():
        publishing.publish_changes(actor(), idea)
    flash(_("Die Seite ist öffentlich. Geben Sie den Menschen die Adresse, die mitgemacht haben."), "success")
    return see_other(_page_of(idea))


@bp.post("/ideas/<int:idea_id>/changes/close")
def close(idea_id: int) -> Response:
    """Closes the public address."""
    idea = get_idea(actor(), idea_id)
    with unit_of_work():
        publishing.close_changes(actor(), idea)
    flash(_("Die öffentliche Seite ist geschlossen."), "success")
    return see_other(_page_of(idea))


@bp.get("/c/<token>")
@public
def public_changes(token: str) -> Response:
    """What was answered, for the people who took part: no account, no cookie, nothing of the house."""
    language = next(
        (one for one in PAGE_LANGUAGES if one.code == request.args.get("lang")), PAGE_LANGUAGES[0]
    )
    page = queries.find_page_by_token(token) if TOKEN.fullmatch(token) else None
    with force_locale(language.code):
        response = _public_page(page, language)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def _public_page(page: PublicPage | None, language: PageLanguage) -> Response:
    """What the address shows: the page, that it is closed, or that there is none."""
    if page is None:
        return render("sessions/public_gone.html", is_closed=False, language=language, status=404)
    if not page.is_readable:
        return render("sessions/public_gone.html", is_closed=True, language=language, status=410)
    return render(
        "sessions/public_changes.html",
        idea=page.idea,
        chapters=tell_changes(page.idea, to_public=True),
        language=language,
        languages=PAGE_LANGUAGES,
        token=page.token,
    )


def _address(token: str) -> str:
    """The whole address, as it is given to people."""
    return url_for("sessions.public_changes", token=token, _external=True)


def _page_of(idea: Idea) -> str:
    return url_for("sessions.changes", idea_id=idea.id)
