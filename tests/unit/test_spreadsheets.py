"""Tables to take away: types, days, and text that never becomes a formula."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import Babel
from lxml import etree

from lab.documents.answers import file_name
from lab.documents.spreadsheet import Column, Table, list_csv, write_csv, write_xlsx

NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "  =1",
    "\t=1",
    '=HYPERLINK("http://a","b")',
    "{=1}",
    "https://a.example",
]
TABLE = Table(
    "Wer getestet hat: [alle] / 2026 mit einem langen Titel",
    [
        Column("Gruppe"),
        Column("n", "number"),
        Column("Anteil", "percent"),
        Column("am", "date"),
        Column("Mittel", "decimal"),
    ],
    [
        ("Beschäftigte", 1234, 0.125, date(2026, 2, 14), 72.25),
        ("Kundinnen und Kunden", "unter 5", None, datetime(2026, 2, 13, 23, 30, tzinfo=UTC), None),
    ],
    "Zahlen unter fünf werden nicht genannt.",
)


@pytest.fixture(autouse=True)
def reader():
    """Somebody who reads German."""
    app = Flask("bare")
    Babel(app, default_locale="de")
    with app.test_request_context():
        yield


class Book:
    """A workbook read back from its parts."""

    def __init__(self, content):
        self.parts = zipfile.ZipFile(io.BytesIO(content))
        shared = self.xml("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in self.parts.namelist() else None
        self.strings = ["".join(entry.itertext()) for entry in shared] if shared is not None else []
        styles = self.xml("xl/styles.xml")
        codes = {f.get("numFmtId"): f.get("formatCode") for f in styles.iterfind(".//x:numFmt", NAMESPACE)}
        self.formats = [
            codes.get(xf.get("numFmtId"), xf.get("numFmtId"))
            for xf in styles.iterfind("x:cellXfs/x:xf", NAMESPACE)
        ]

    def xml(self, name):
        return etree.fromstring(self.parts.read(name))

    def cells(self, number=1):
        """The cells of a sheet as (text or number, format)."""
        found = {}
        for cell in self.xml(f"xl/worksheets/sheet{number}.xml").iterfind(".//x:c", NAMESPACE):
            assert cell.find("x:f", NAMESPACE) is None, "a formula"
            value = cell.findtext("x:v", namespaces=NAMESPACE)
            if value is not None:
                text = self.strings[int(value)] if cell.get("t") == "s" else float(value)
                found[cell.get("r")] = (text, self.formats[int(cell.get("s", 0))])
        return found

    @property
    def sheets(self):
        return [sheet.get("name") for sheet in self.xml("xl/workbook.xml").iterfind(".//x:sheet", NAMESPACE)]


def test_numbers_and_days_are_numbers_and_days():
    book = Book(write_xlsx([TABLE]))
    cells = book.cells()
    assert cells["A1"][0] == TABLE.title
    assert cells["A2"][0] == TABLE.note
    assert [cells[f"{letter}4"][0] for letter in "ABCDE"] == ["Gruppe", "n", "Anteil", "am", "Mittel"]
    assert cells["B5"] == (1234.0, "#,##0")
    assert cells["C5"] == (0.125, "0%")
    assert cells["D5"] == (46067.0, "dd.mm.yyyy")
    assert cells["E5"] == (72.25, "#,##0.0")
    assert (cells["B6"][0], cells["D6"][0]) == ("unter 5", 46067.0)
    assert "C6" not in cells
    pane = book.xml("xl/worksheets/sheet1.xml").find(".//x:pane", NAMESPACE)
    assert (pane.get("topLeftCell"), pane.get("state")) == ("B5", "frozen")


def test_text_is_never_a_formula_nor_a_link_in_either_file():
    table = Table("Texte", [Column("Text")], [(text,) for text in FORMULAS])
    book = Book(write_xlsx([table]))
    assert [text for text, _format in book.cells().values()] == ["Texte", "Text", *FORMULAS]
    assert not [name for name in book.parts.namelist() if "rels" in name and "sheet" in name]
    lines = write_csv(table).split("\r\n")
    for text, line in zip(FORMULAS[:6], lines[1:7], strict=True):
        assert line.strip('"').startswith("'"), text


def test_sheets_have_names_that_spreadsheets_take():
    titles = ["", "History", "a/b:c", "x" * 40, "x" * 40, "'", "Ä\x00ö"]
    book = Book(write_xlsx([Table(title, [Column("a")], []) for title in titles]))
    assert book.sheets == ["Tabelle", "History 2", "a b c", "x" * 31, "x" * 29 + " 2", "Tabelle 2", "Äö"]


def test_odd_cells_break_no_file():
    cells = [
        "\x00\x07\ud800\ufffe",
        "a" * 40_000,
        date(1, 1, 1),
        date(9999, 12, 31),
        -5,
        10**20,
        1e300,
        "",
        "😀",
    ]
    book = Book(write_xlsx([Table("T", [Column("c", "date")], [(cell,) for cell in cells])]))
    texts = [text for text, _format in book.cells().values()]
    assert "0001-01-01" in texts
    assert max(len(text) for text in texts if isinstance(text, str)) == 32_767


def test_csv_is_what_german_spreadsheets_expect():
    assert write_csv(TABLE) == (
        "\ufeffGruppe;n;Anteil;am;Mittel\r\n"
        "Beschäftigte;1234;0,125;2026-02-14;72,25\r\n"
        "Kundinnen und Kunden;unter 5;;2026-02-14;\r\n"
    )
    assert "".join(list_csv(["a"], [['"x;y"\nz']])) == '\ufeffa\r\n"""x;y""\nz"\r\n'


def test_words_of_a_table_are_german():
    assert TABLE.list_words() == [
        ["Beschäftigte", "1.234", "12\u00a0%", "14.02.2026", "72,2"],
        ["Kundinnen und Kunden", "unter 5", "–", "14.02.2026", "–"],
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("dossier", "Überblick: Größe & Maß"), "dossier-ueberblick-groesse-mass.pdf"),
        (("dossier", "中文"), "dossier.pdf"),
        (("中文",), "dokument.pdf"),
        (("a", '"\r\nX-Evil: 1/../..'), "a-x-evil-1.pdf"),
        (("x" * 300,), "x" * 80 + ".pdf"),
    ],
)
def test_file_names_are_readable_and_harmless(words, name):
    assert file_name(*words, ending="pdf") == name
