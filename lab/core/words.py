"""Days and numbers in the reader's language."""

from datetime import date, datetime

from flask_babel import format_date, format_decimal, get_locale

from lab.core.clock import day_of


def show_date(value: date | datetime | None) -> str:
    """Day as 14.02.2026."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = day_of(value)
    return str(format_date(value, "dd.MM.yyyy" if str(get_locale()) == "de" else "d MMM yyyy"))


def show_number(value: float | int) -> str:
    """1.234,5 in German."""
    return str(format_decimal(value))
