"""Days and numbers in the reader's language."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import get_locale

from lab.core.clock import day_of


def show_date(value: date | datetime | None) -> str:
    """Day as 14.02.2026."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = day_of(value)
    return _format_day(value, str(get_locale() or "de"))


def show_number(value: float | int) -> str:
    """1.234,5 in German."""
    return _format_number(value, str(get_locale() or "de"))


# A list shows the same few days and numbers over and over; Babel reads the pattern anew each time.
@lru_cache(maxsize=4096)
def _format_day(day: date, language: str) -> str:
    return str(format_date(day, "dd.MM.yyyy" if language == "de" else "d MMM yyyy", locale=language))


@lru_cache(maxsize=4096, typed=True)
def _format_number(value: float | int, language: str) -> str:
    return str(format_decimal(value, locale=language))
