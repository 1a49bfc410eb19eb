"""The editable pages, open to everybody."""

from flask import Blueprint
from flask_babel import get_locale
from werkzeug.wrappers import Response

from lab.pages import queries
from lab.pages.texts import LANGUAGES, Slug, to_markup
from lab.web.access import public
from lab.web.htmx import render

bp = Blueprint("pages", __name__)


@bp.get("/pages/<slug>")
@public
def show(slug: str) -> Response:
    """Imprint, privacy, accessibility."""
    return _page(queries.get_slug(slug))


@bp.get("/pages/report-barrier")
@public
def report_barrier() -> Response:
    """How to report a barrier: a text with the operator's contact, no form that would store who reported."""
    return _page(Slug.REPORT_BARRIER)


def _page(slug: Slug) -> Response:
    language = str(get_locale())
    text = queries.get_shown_text(slug, language if language in LANGUAGES else LANGUAGES[0])
    return render(
        "pages/show.html",
        slug=slug,
        text=text,
        body=to_markup(text.body),
        is_other_language=text.language != language,
    )
