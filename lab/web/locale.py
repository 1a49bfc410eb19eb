"""Language of the page, and dates and numbers the German way."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request, session
from flask_babel import format_date, format_datetime, get_locale, gettext, ngettext
from flask_login import current_user
from markupsafe import Markup, escape

from lab.core.clock import HESSE, now, today
from lab.core.words import show_date as show_date
from lab.core.words import show_number as show_number
from lab.extensions import babel
from lab.web.catalogue import init_catalogue
from lab.web.forms import clean_line

LANGUAGES = ("de", "en")


def select_language() -> str:
    """The account's language, else the visitor's choice, else the browser's wish, else German."""
    if not has_request_context():
        return "de"
    if current_user.is_authenticated:
        return str(current_user.language)
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, default="de") or "de"


def show_time(value: datetime | None) -> str:
    """Day and time as 14.02.2026, 09:30 Uhr."""
    if value is None:
        return "–"
    pattern = "dd.MM.yyyy, HH:mm 'Uhr'" if str(get_locale()) == "de" else "d MMM yyyy, HH:mm"
    return str(format_datetime(value, pattern))


def days_since(value: datetime) -> int:
    """Whole calendar days in Hesse since `value`."""
    return (today() - value.astimezone(HESSE).date()).days


def show_days(count: int) -> str:
    """A number of days in words."""
    return _say_days(count, str(get_locale()))


# Lists and board say the same few ages over and over.
@lru_cache(maxsize=4096)
def _say_days(count: int, _language: str) -> str:
    return str(ngettext("%(count)s Tag", "%(count)s Tage", count, count=show_number(count)))


def show_age(count: int) -> str:
    """How long ago in days, "heute" for none."""
    return show_days(count) if count > 0 else gettext("heute")


def show_short_date(value: date) -> str:
    """Day as 14.02., where the year goes without saying."""
    return str(format_date(value, "dd.MM." if str(get_locale()) == "de" else "d MMM"))


def show_text(value: str | None) -> Markup:
    """Typed text as paragraphs; everything in it is text, never markup."""
    paragraphs = (block for block in (value or "").split("\n\n") if block.strip())
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.strip().split("\n")))
        for block in paragraphs
    )


def init_locale(app: Flask) -> None:
    """Binds Babel and the filters."""
    babel.init_app(app, locale_selector=select_language)
    init_catalogue(app)
    app.jinja_env.filters.update(
        date=show_date,
        time=show_time,
        days=show_days,
        age=show_age,
        number=show_number,
        text=show_text,
        days_since=days_since,
    )

    @app.context_processor
    def language() -> dict[str, Any]:
        return {"locale": str(get_locale()), "now": now(), "today": today(), "here": _here()}


def _here() -> str:
    """The page one can come back to, for the language switch; the start page where only a form leads."""
    rule = request.url_rule
    can_be_opened = rule is None or "GET" in (rule.methods or ())
    return str(clean_line(request.full_path)) if can_be_opened else "/"
