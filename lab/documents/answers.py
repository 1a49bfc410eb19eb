"""Hands a document that was just made to the browser; nobody on the way keeps it."""

import re
import unicodedata
from collections.abc import Sequence

from flask import Response

from lab.documents.spreadsheet import Table, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 80
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def file_name(*words: str, ending: str) -> str:
    """A readable name in plain letters: „dossier-termine-per-sms.pdf“."""
    text = unicodedata.normalize("NFC", "-".join(words)).casefold().translate(_GERMAN)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-")
    return f"{stem or 'dokument'}.{ending}"


def pdf_answer(content: bytes, name: str) -> Response:
    """A PDF that the browser shows, and saves under this name."""
    return _answer(content, "application/pdf", name, "inline")


def xlsx_answer(tables: Sequence[Table], name: str) -> Response:
    """A workbook to save."""
    return _answer(write_xlsx(tables), XLSX, name, "attachment")


def csv_answer(content: Table | str, name: str) -> Response:
    """A CSV file to save: a table, or its lines."""
    text = write_csv(content) if isinstance(content, Table) else content
    return _answer(text.encode(), "text/csv; charset=utf-8", name, "attachment")


def _answer(content: bytes, content_type: str, name: str, how: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
