"""Accessible PDF files (PDF/UA-1): a Typst template and data, where all that people typed stays text."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC
from typing import Any

import typst
from flask_babel import get_locale
from flask_babel import gettext as _

from config import ROOT
from lab.core.clock import now, today
from lab.core.errors import DomainError
from lab.core.words import show_date
from lab.documents.blocks import Document
from lab.documents.fonts import FontsMissing, load_fonts, showable

TEMPLATES = ROOT / "templates" / "documents"
# The compiler cannot be stopped once it has begun. At either limit it takes about a second and a half.
MOST_CHARACTERS = 200_000
MOST_TEXTS = 6_000
# Words that no line of ours is sure to hold may break after so many signs.
_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = 20


class TooLong(DomainError):
    """The document would be larger than any that is meant to be printed (413)."""

    status = 413

    def __init__(self) -> None:
        super().__init__(_("Das Dokument wird zu lang. Bitte wählen Sie weniger aus."))


def render_document(document: Document) -> bytes:
    """The document as PDF, set by the common template. Raises TooLong."""
    return render_pdf("document.typ", asdict(document), title=document.title)


def render_pdf(template: str, data: Mapping[str, Any], *, title: str) -> bytes:
    """Compiles templates/documents/<template>, which reads `data` as JSON, in the reader's language.

    The compiler refuses what does not conform to PDF/UA-1; the template has no way to files outside of its folder.
    Raises TooLong; typst.TypstError and FontsMissing for a template that is wrong.
    """
    if _count(data) > MOST_TEXTS:
        raise TooLong()
    whole = dict(data) | {"frame": _frame(title)}
    try:
        return _compile(template, _prepared(whole))
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # The compiler joins signs into clusters in its own way, and found no font for one of them.
        return _compile(template, _prepared(whole, has_marks=False))


def _compile(template: str, data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise TooLong()
    content, warnings = typst.compile_with_warnings(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=load_fonts().typst,
        ignore_system_fonts=True,
        # Packages are looked for in the folder of the templates, where there are none; no template names any.
        package_path=TEMPLATES,
        package_cache_path=TEMPLATES,
        sys_inputs={"data": text},
        pdf_standards=["ua-1"],
        timestamp=now().astimezone(UTC).replace(microsecond=0),
    )
    for warning in warnings:
        # Text in an unknown font would be left out without a word.
        if "font" in warning.message:
            raise FontsMissing(warning.message)
    return content


def _frame(title: str) -> dict[str, str]:
    """What stands around every document: metadata, header and footer."""
    return {
        "title": title if showable(title) else "–",
        "language": str(get_locale() or "de"),
        "lab": _("Innovation-Lab der Kommunalen Jobcenter in Hessen"),
        "short": "Innovation-Lab",
        "day": _("Stand: %(day)s", day=show_date(today())),
        "page": _("Seite {page} von {pages}"),
    }


def _count(value: Any) -> int:
    """How many single values there are."""
    if isinstance(value, Mapping):
        return sum(_count(part) for part in value.values())
    return sum(_count(part) for part in value) if isinstance(value, (list, tuple)) else 1


def _prepared(value: Any, *, has_marks: bool = True) -> Any:
    """The data with every text made fit for print."""
    match value:
        case str():
            return _LONG_WORD.sub(_breakable, showable(str(value), has_marks=has_marks))
        case Mapping():
            return {str(key): _prepared(part, has_marks=has_marks) for key, part in value.items()}
        case list() | tuple():
            return [_prepared(part, has_marks=has_marks) for part in value]
        case None | bool() | int() | float():
            return value
    return _prepared(str(value), has_marks=has_marks)


def _breakable(match: re.Match[str]) -> str:
    """A blank without width between the pieces of a long word, never before a mark."""
    pieces: list[str] = []
    for sign in match[0]:
        if not pieces or (len(pieces[-1]) >= _PIECE and unicodedata.category(sign)[0] not in "MC"):
            pieces.append("")
        pieces[-1] += sign
    return "\u200b".join(pieces)
