"""Time marks of a session, as people write them: pure."""

import re

# Minutes may run on beyond 59: a test of an hour and a half has a 75:30.
_MARK = re.compile(r"(?:(\d{1,2}):([0-5]?\d)|(\d{1,3})):([0-5]\d)", re.ASCII)
LAST_SECOND = 24 * 60 * 60 - 1


def second_of(mark: str) -> int | None:
    """Seconds from the start for „mm:ss“ or „h:mm:ss“, None for anything else and beyond a day."""
    found = _MARK.fullmatch(mark.strip())
    if found is None:
        return None
    hours, minutes_of_hour, minutes, seconds = found.groups()
    whole_minutes = int(minutes) if minutes else int(hours) * 60 + int(minutes_of_hour)
    total = whole_minutes * 60 + int(seconds)
    return total if total <= LAST_SECOND else None


def mark_of(second: int) -> str:
    """„03:20“ for 200 seconds; hours stand in front from 100 minutes on."""
    minutes, seconds = divmod(second, 60)
    if minutes < 100:
        return f"{minutes:02}:{seconds:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
