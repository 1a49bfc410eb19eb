"""A field of the feedback grid holds one point per line: pure."""

import re

# What people put in front of a line of a list. Numbers stay: „5. Mai“ is no list.
_MARK = re.compile(r"^[-–—•*·+]\s+")
_NOTHING_SAID = re.compile(r"[-–—•*·+._=\s]*")


def points_of(text: str) -> list[str]:
    """The points of a field: lines without list marks, empty lines and mere rules left out."""
    points = (_MARK.sub("", line.strip()).strip() for line in text.split("\n"))
    return [point for point in points if not _NOTHING_SAID.fullmatch(point)]
