"""Accessible PDF files (PDF/UA-1): a Typst template and data, where all that people typed stays text."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
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
from lab.documents.fonts import load_fonts, showable

TEMPLATES = ROOT / "templates" / "documents"
# About 150 pages, which take a second and a half; the compiler cannot be stopped once it has begun.
MOST_CHARACTERS = 400_000
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
    Raises TooLong; typst.TypstError for a template that is wrong.
    """
    text = json.dumps(_prepared(dict(data) | {"frame": _frame(title)}))
    if len(text) > MOST_CHARACTERS:
        raise TooLong()
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=load_fonts().typst,
        ignore_system_fonts=True,
        # Packages are looked for in the folder of the templates, where there are none, and never fetched.
        package_path=TEMPLATES,
        package_cache_path=TEMPLATES,
        sys_inputs={"data": text},
        pdf_standards=["ua-1"],
        timestamp=now().astimezone(UTC).replace(microsecond=0),
    )


def _frame(title: str) -> dict[str, str]:
    """What stands around every document: metadata, header and footer."""
    return {
        "title": title,
        "language": str(get_locale() or "de"),
        "lab": _("Innovation-Lab der Kommunalen Jobcenter in Hessen"),
        "short": "Innovation-Lab",
        "day": _("Stand: %(day)s", day=show_date(today())),
        "page": _("Seite {page} von {pages}"),
    }


def _prepared(value: Any) -> Any:
    """The data with every text made fit for print."""
    if isinstance(value, str):
        return _LONG_WORD.sub(_breakable, showable(str(value)))
    if isinstance(value, Mapping):
        return {str(key): _prepared(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_prepared(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _prepared(asdict(value))
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return _prepared(str(value))


def _breakable(match: re.Match[str]) -> str:
    """A blank without width between the pieces of a long word, never before a mark."""
    pieces: list[str] = []
    for sign in match[0]:
        if not pieces or (len(pieces[-1]) >= _PIECE and unicodedata.category(sign)[0] not in "MC"):
            pieces.append("")
        pieces[-1] += sign
    return "\u200b".join(pieces)
