"""Time and working days. Tests and demo data set the clock with `frozen`."""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

HESSE = ZoneInfo("Europe/Berlin")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Hesse."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Hesse on which something happened."""
    return moment.astimezone(HESSE).date()


def begin_of(day: date) -> datetime:
    """The moment at which a day begins in Hesse."""
    return datetime.combine(day, time.min, tzinfo=HESSE)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Holds the clock at `moment` (aware) inside the block."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)


@cache
def _hessian_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="HE", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, Hessian public holidays left out."""
    return day.weekday() < 5 and day not in _hessian_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The day that lies `days` (≥ 0) Hessian working days after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            days -= 1
    return day


def add_months(day: date, months: int) -> date:
    """The same day `months` months later (or earlier), the month's last where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
