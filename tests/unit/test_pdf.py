"""PDF files: what the compiler refuses, and that no text that people type is ever anything but text."""

import io
import time

import pypdf
import pytest
import typst
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st

from config import ROOT
from lab.documents import fonts, pdf
from lab.documents.blocks import (
    Bar,
    Bars,
    Document,
    Facts,
    Grid,
    Items,
    Mark,
    Marks,
    Note,
    Part,
    Section,
    Text,
)
from lab.documents.fonts import NOT_SHOWN, FontsMissing, load_fonts, showable

TEMPLATES = sorted(pdf.TEMPLATES.glob("*.typ"))


@pytest.fixture(autouse=True)
def reader():
    """Somebody who reads German."""
    app = Flask("bare")
    Babel(app, default_locale="de")
    with app.test_request_context():
        yield


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def set_text(*texts, title="Titel"):
    """The text of a PDF made of these paragraphs, blanks and line breaks made one."""
    document = Document("Papier", title, [Section("Teil", [Text(text) for text in texts])])
    return " ".join(
        "".join(page.extract_text() for page in read(pdf.render_document(document)).pages).split()
    )


def compile_template(folder, source, **given):
    """Compiles as pdf.render_pdf does, but a template of the test's own."""
    (folder / "template.typ").write_text(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "TEMPLATES", folder)
        return pdf.render_pdf("template.typ", given, title="Titel")


HEAD = '#let data = json(bytes(sys.inputs.data))\n#set document(title: data.frame.title)\n#set text(font: "Fira Sans", fallback: false, lang: "de")\n'


@pytest.mark.parametrize(
    "source",
    [
        "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"), format: \"svg\")",
        "= Eins\n=== Drei",
    ],
)
def test_what_does_not_conform_to_pdf_ua_is_refused(tmp_path, source):
    with pytest.raises(typst.TypstError, match="PDF/UA-1 error"):
        compile_template(tmp_path, HEAD + source)


def test_a_document_without_a_title_is_refused(tmp_path):
    with pytest.raises(typst.TypstError, match="PDF/UA-1 error"):
        compile_template(tmp_path, HEAD.replace("data.frame.title", "none") + "Text")


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../secret.txt")',
    ],
)
def test_a_template_has_no_way_out(tmp_path, source):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    started = time.monotonic()
    with pytest.raises(typst.TypstError):
        compile_template(folder, HEAD + source)
    assert time.monotonic() - started < 5


def test_a_font_that_is_not_ours_is_an_error_and_not_replaced(tmp_path):
    with pytest.raises(FontsMissing, match="arial"):
        compile_template(tmp_path, HEAD + '#text(font: "Arial")[x]')


def test_templates_evaluate_nothing_and_fetch_nothing():
    assert TEMPLATES
    for template in TEMPLATES:
        source = template.read_text()
        for word in ("eval(", "@preview", "@local", "read(", "http:", "https:", "plugin("):
            assert word not in source, f"{template.name}: {word}"


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "*bold* _under_",
        "$x$ @ref <label> `raw`",
        "<script>alert(1)</script>",
        "= Titel",
        "// weg /* weg */",
        '\\u{41} " \\" #{1+1} #sys.inputs',
        "Straße – „Müller“ 12 € ≥ 5 Жук Ωμέγα Łódź",
    ],
)
def test_typed_text_is_text(text):
    assert text in set_text(text)
    assert text in set_text("x", title=text)


def test_signs_without_a_font_become_a_frame_and_others_find_theirs():
    assert showable("Bitte 中文 lesen 🎉") == f"Bitte {NOT_SHOWN}{NOT_SHOWN} lesen 🎉"
    assert showable("a\x00b\x07c\ud800\u202ed") == f"abc{NOT_SHOWN}d"
    assert showable("e\u0301 中\u0301 ж\u064e \u0301x") == f"é {NOT_SHOWN} ж x"
    assert showable(" \u200b\u00ad \x07") == ""
    assert showable("eins\r\nzwei\u2028drei\tvier") == "eins\nzwei\ndrei vier"
    assert showable("q\u0323b\u200dc", has_marks=False) == "qbc"
    assert "🎉" in set_text("Fertig 🎉")
    assert set_text("مرحبا بالعالم")


def test_a_word_without_end_breaks_and_short_ones_stay_whole():
    pages = read(pdf.render_document(Document("P", "T", [Section("S", [Text("a" * 20_000)])]))).pages
    assert len(pages) > 3
    text = "".join(page.extract_text() for page in pages)
    assert text.count("a") >= 20_000
    assert max(len(line) for line in text.split("\n")) < 160
    assert "\u200b" not in str(pdf._prepared("Leistungsgewährungsverfahren"))


@settings(max_examples=20)
@given(st.lists(st.text(max_size=200), min_size=20, max_size=40))
def test_no_text_whatever_stops_the_compiler(texts):
    blocks = [
        *(Text(text) for text in texts),
        Facts([(texts[0], texts[1])]),
        Items(texts[:3]),
        Note(texts[2], texts[3], "warn"),
        Marks([Mark(texts[4], texts[5], "bad", texts[:2])]),
        Grid(texts[6], [texts[7], texts[8]], [texts[9:11]]),
        Bars("bars", texts[11], texts[12], [Bar(texts[13], [Part(1)], texts[14])], [("good", texts[15])]),
    ]
    assert pdf.render_document(Document(texts[16], texts[17], [Section(texts[18], blocks)])).startswith(
        b"%PDF"
    )


@pytest.mark.parametrize("blocks", [[Text("wort " * 50_000)], [Items(["x"] * 7_000)]])
def test_what_is_too_long_is_refused_before_it_is_set(blocks):
    started = time.monotonic()
    with pytest.raises(pdf.TooLong) as refused:
        pdf.render_document(Document("P", "T", [Section("S", blocks)]))
    assert refused.value.status == 413
    assert time.monotonic() - started < 1


def test_missing_or_wrong_fonts_are_an_error_that_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(FontsMissing, match=r"FiraSans_400Regular\.ttf.*make setup"):
        load_fonts.__wrapped__()
    emoji = (ROOT / "lab/static/document-fonts/NotoEmoji_400Regular.ttf").read_bytes()
    for name in fonts.FILES:
        (tmp_path / name).write_bytes(emoji)
    with pytest.raises(FontsMissing, match="are not these fonts"):
        load_fonts.__wrapped__()
