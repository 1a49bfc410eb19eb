"""A period and the days on which it is looked at: pure."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
# What one may ask for.
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
MOST_YEARS = 50
# Weeks for half a year; then months, quarters and years, as long as they are no more than MOST_BUCKETS.
MOST_WEEKS = 27
MOST_BUCKETS = 60


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted. `until` is the last day that is not in the future."""

    first: date
    last: date
    today: date

    @property
    def until(self) -> date:
        """The last day there can be figures for; before `first` when all of it lies ahead."""
        return min(self.last, self.today)

    @property
    def is_ahead(self) -> bool:
        """Whether all of it lies in the future."""
        return self.today < self.first

    @property
    def is_running(self) -> bool:
        """Whether it has begun and is not over."""
        return self.first <= self.today < self.last

    def has(self, day: date) -> bool:
        """Whether the day counts."""
        return self.first <= day <= self.until

    def list_points(self) -> list[date]:
        """The days at whose end ideas are counted: the eve of the period, then the end of each part of it."""
        if self.is_ahead:
            return []
        return [self.first - DAY, *_part_ends(self.first, self.until)]


def calendar_year(day: date) -> Period:
    """The year that the day lies in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), day)


def is_too_long(first: date, last: date) -> bool:
    """Whether a period has more than MOST_YEARS years."""
    return last >= _shift_years(first, MOST_YEARS)


def _shift_years(day: date, years: int) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if last_of_february else day.day)


def _part_ends(first: date, last: date) -> list[date]:
    """The last days of weeks, months, quarters or years, the very last cut off where the period ends."""
    if (last - first).days < 7 * MOST_WEEKS:
        ends = _week_ends(first, last)
    else:
        candidates = (_month_ends(first, last, months) for months in (1, 3, 12))
        ends = next(ends for ends in candidates if len(ends) <= MOST_BUCKETS)
    return [*ends[:-1], last]


def _week_ends(first: date, last: date) -> list[date]:
    ends = [first + (6 - first.weekday()) * DAY]
    while ends[-1] < last:
        ends.append(ends[-1] + 7 * DAY)
    return ends


def _month_ends(first: date, last: date, months: int) -> list[date]:
    """Ends of calendar months, quarters or years, up to the first that is not before `last`."""
    part = (first.year * 12 + first.month - 1) // months
    ends: list[date] = []
    while not ends or ends[-1] < last:
        part += 1
        year, month = divmod(part * months, 12)
        ends.append(date(year, month + 1, 1) - DAY)
    return ends
