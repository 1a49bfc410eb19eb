"""Plain tables as files for spreadsheets: XLSX with numbers and days as such, and CSV. Text never becomes a formula."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import xlsxwriter
from flask_babel import gettext as _
from xlsxwriter.worksheet import Worksheet

from lab.core.clock import day_of, now
from lab.core.words import show_date, show_number

Cell = str | int | float | date | datetime | None
Kind = Literal["text", "number", "decimal", "percent", "date"]
# What Excel takes into one cell and into the name of a sheet.
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
MOST_ROWS = 10_000

_FORMATS: dict[str, dict[str, str]] = {
    "text": {},
    "number": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.0"},
    "percent": {"num_format": "0%"},
    "date": {"num_format": "dd.mm.yyyy"},
}
_WIDTHS = {"text": 28, "number": 12, "decimal": 12, "percent": 12, "date": 12}
_EPOCH = date(1900, 1, 1)


@dataclass(frozen=True)
class Column:
    """A column: its title, and what its cells are. A share is a number from 0 to 1 of kind `percent`."""

    title: str
    kind: Kind = "text"

    @property
    def is_numeric(self) -> bool:
        """Whether its cells stand to the right."""
        return self.kind in ("number", "decimal", "percent")


@dataclass(frozen=True)
class Table:
    """A table to take away; a cell is None where nothing is known, or a word instead of a number („unter 5“)."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""

    def list_words(self) -> list[list[str]]:
        """The cells in the reader's language, for a page or a PDF."""
        return [
            [_words(cell, column) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table: title and note, then the header, frozen, then the rows."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {
            "title": tables[0].title if tables else "",
            "author": _("Innovation-Lab der Kommunalen Jobcenter in Hessen"),
            "created": now().replace(tzinfo=None),
        }
    )
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table.title, taken))
        _fill(book, sheet, table)
    book.close()
    return buffer.getvalue()


def write_csv(table: Table) -> str:
    """The table as one CSV file: header and rows, without title and note."""
    return "".join(list_csv([column.title for column in table.columns], table.rows))


def list_csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Lines of CSV for German spreadsheets: byte order mark, semicolons, days as 2026-02-14, decimal commas."""
    yield "\ufeff" + _line(titles)
    for row in rows:
        yield _line(row)


def _fill(book: xlsxwriter.Workbook, sheet: Worksheet, table: Table) -> None:
    head = book.add_format(
        {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF6"}
    )
    formats = {
        kind: book.add_format({"valign": "top", "text_wrap": kind == "text", **looks})
        for kind, looks in _FORMATS.items()
    }
    top = 0
    sheet.write_string(top, 0, _clean(table.title), book.add_format({"bold": True, "font_size": 14}))
    if table.note:
        top += 1
        sheet.write_string(top, 0, _clean(table.note), book.add_format({"font_color": "#555555"}))
    top += 2
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _width(table, number))
        sheet.write_string(top, number, _clean(column.title), head)
    for index, row in enumerate(table.rows, top + 1):
        for number, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, index, number, cell, formats[column.kind], formats["text"])
    sheet.freeze_panes(top + 1, 1 if len(table.columns) > 1 else 0)
    if table.columns and table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, as_kind: object, as_text: object) -> None:
    """A number as a number, a day as a day, everything else as text, whatever it begins with."""
    match cell:
        case None:
            sheet.write_blank(row, column, None, as_kind)
        case float() if not math.isfinite(cell):
            sheet.write_blank(row, column, None, as_kind)
        case bool() | str():
            sheet.write_string(row, column, _clean(str(cell)), as_text)
        case int() | float():
            sheet.write_number(row, column, cell, as_kind)
        case datetime():
            sheet.write_datetime(row, column, day_of(cell), as_kind)
        case date() if cell >= _EPOCH:
            sheet.write_datetime(row, column, cell, as_kind)
        case _:
            sheet.write_string(row, column, _clean(str(cell)), as_text)


def _width(table: Table, number: int) -> int:
    column = table.columns[number]
    if column.kind != "text":
        return max(_WIDTHS[column.kind], min(len(column.title) + 2, 20))
    longest = max((len(str(row[number] or "")) for row in table.rows), default=0)
    return min(max(longest, len(column.title), 8) + 2, 60)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel accepts: short, without []:*?/\\ and only once."""
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in _clean(title)).strip(" '")
    base = plain[:LONGEST_SHEET_NAME].strip(" '") or "Tabelle"
    name, number = base, 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        ending = f" {number}"
        name = base[: LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def _clean(text: str) -> str:
    """Text as XML can carry it, as long as a cell takes it."""
    kept = (sign for sign in text if sign in "\n\t" or (sign >= " " and not "\ud800" <= sign <= "\udfff"))
    return "".join(sign for sign in kept if sign not in "\ufffe\uffff")[:LONGEST_CELL]


def _words(cell: Cell, column: Column) -> str:
    match cell:
        case None:
            return "–"
        case str() | bool():
            return str(cell)
        case int() | float():
            if column.kind == "percent":
                return f"{show_number(round(cell * 100))}\u00a0%"
            return show_number(round(cell, 1) if isinstance(cell, float) else cell)
        case _:
            return show_date(cell)


def _line(cells: Sequence[Cell]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow([_plain(cell) for cell in cells])
    return buffer.getvalue()


def _plain(cell: Cell) -> str:
    """A cell of a CSV file; a spreadsheet must not take text for a formula."""
    match cell:
        case None:
            return ""
        case datetime():
            return day_of(cell).isoformat()
        case date():
            return cell.isoformat()
        case float():
            return str(round(cell, 4)).replace(".", ",")
        case int():
            return str(cell)
    is_formula = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(("=", "+", "-", "@"))
    return "'" + cell if is_formula else cell
