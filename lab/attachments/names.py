"""Names of uploaded files, made harmless. Pure."""

import re

from flask_babel import gettext as _

from lab.attachments.content import FILE_TYPES, FileType
from lab.web.forms import clean_line

LONGEST_NAME = 160

_RESERVED = re.compile(r'[<>:"|?*]')
_KNOWN = {ending for known in FILE_TYPES for ending in (known.extension, *known.other_extensions)}


def clean_name(name: str | None, file_type: FileType) -> str:
    """A file name without path and control characters, at most 160 long, with the ending of its type."""
    text = (name or "").encode(errors="ignore").decode()
    last = clean_line(text).replace("\\", "/").rsplit("/", 1)[-1]
    last = _RESERVED.sub("", last)
    stem, dot, ending = last.rpartition(".")
    ending = f".{ending.lower().strip()}"
    if not dot or ending not in _KNOWN:
        stem = last
    if ending not in (file_type.extension, *file_type.other_extensions):
        ending = file_type.extension
    stem = stem[: LONGEST_NAME - len(ending)].strip(" .")
    return f"{stem or _('Anhang')}{ending}"
