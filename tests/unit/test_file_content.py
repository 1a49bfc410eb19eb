"""What an uploaded file is, is decided by its content."""

import io
import zipfile

import pytest
from PIL import Image

from lab.attachments.content import BY_MEDIA_TYPE, FILE_TYPES, JPEG, PDF, PNG, WEBP, recognise
from lab.attachments.names import LONGEST_NAME, clean_name
from lab.attachments.pictures import THUMBNAIL_EDGE, redraw
from lab.core.errors import Invalid
from tests import files


@pytest.mark.parametrize("ending", files.GOOD_FILES)
def test_each_accepted_type_is_recognised(ending):
    assert recognise(files.GOOD_FILES[ending]).extension == ending


def test_every_accepted_type_has_a_good_file_here():
    assert {file_type.extension for file_type in FILE_TYPES} == set(files.GOOD_FILES)
    assert len(BY_MEDIA_TYPE) == len(FILE_TYPES)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (files.PROGRAM, "Programm"),
        (b"\x7fELF" + b"\x00" * 100, "Programm"),
        (b"#!/bin/sh\nrm -rf /\n", "Programm"),
        (files.SVG, "nicht angenommen"),
        (files.HTML, "nicht angenommen"),
        (b"just words", "nicht angenommen"),
        (b"GIF89a" + b"\x00" * 20, "nicht angenommen"),
        (b" %PDF-1.7\n%%EOF", "nicht angenommen"),
        (b"%PDF-1.7\nbroken off", "unvollständig"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "altes Office-Format"),
        (files.package({"readme.txt": "hello"}), "Archive"),
        (files.package({}) or b"", "nicht angenommen"),
        (b"PK\x03\x04 and then garbage", "beschädigt"),
        (files.open_document()[:-40], "beschädigt"),
        (files.open_document(Basic__Standard__Module1="Sub x"), "Makros"),
        (files.open_document(Scripts__python__x="x"), "Makros"),
        (
            files.package({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "beschädigt",
        ),
        (files.package({"mimetype": "application/epub+zip", "content.xml": ""}), "ODT, ODS und ODP"),
        (
            files.package(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": "<manifest:encryption-data/>",
                }
            ),
            "Kennwort",
        ),
        (files.office_document(word__vbaProject="x"), "Makros"),
        (
            files.office_document(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "Makros",
        ),
        (files.office_document(main_type="application/vnd.ms-visio.drawing.main+xml"), "DOCX, XLSX und PPTX"),
        (files.package({"[Content_Types].xml": "<Types/>"}), "DOCX, XLSX und PPTX"),
        (
            files.package({"mimetype": "x" * 3_000_000, "content.xml": ""}),
            "beschädigt",
        ),
    ],
)
def test_everything_else_is_refused_with_what_to_do(data, words):
    with pytest.raises(Invalid, match=words) as refused:
        recognise(data)
    assert refused.value.field == "file"


def test_an_encrypted_archive_is_refused():
    data = bytearray(files.office_document())
    for marker, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(marker)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(marker, place + 4)
    with pytest.raises(Invalid, match="Kennwort"):
        recognise(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("mimetype", "application/x-executable")
    with pytest.raises(Invalid, match="beschädigt"):
        recognise(data.getvalue())


@pytest.mark.parametrize(("format", "file_type"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_pictures_lose_place_camera_and_all_other_metadata(format, file_type):
    before = files.photograph(format)
    assert b"Kamera" in before
    after = redraw(before, file_type)
    for data in (after.data, after.thumbnail):
        image = Image.open(io.BytesIO(data))
        assert not image.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)
        assert b"Kamera" not in data


def test_a_picture_taken_sideways_stands_upright_afterwards():
    upright = Image.open(io.BytesIO(redraw(files.photograph("JPEG", orientation=6), JPEG).data))
    assert upright.size == (40, 60)
    red, white = upright.convert("RGB").getpixel((20, 5)), upright.convert("RGB").getpixel((20, 55))
    assert red[1] < 60
    assert white[1] > 200


def test_what_hangs_behind_a_picture_is_gone():
    after = redraw(files.picture("JPEG") + b"<script>alert(1)</script>", JPEG)
    assert b"script" not in after.data


@pytest.mark.parametrize(("format", "file_type"), [("WEBP", WEBP), ("PNG", PNG)])
def test_of_an_animation_the_first_frame_stays(format, file_type):
    image = Image.open(io.BytesIO(redraw(files.animation(format), file_type).data))
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5))[0] > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_redrawn(mode):
    image = Image.new(mode, (30, 20))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert Image.open(io.BytesIO(redraw(buffer.getvalue(), PNG).data)).size == (30, 20)


def test_sixteen_bits_of_grey_keep_their_middle():
    image = Image.new("I;16", (2, 1), 65535)
    image.putpixel((1, 0), 32768)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    after = Image.open(io.BytesIO(redraw(buffer.getvalue(), PNG).data))
    assert [after.getpixel((x, 0)) for x in (0, 1)] == [255, 128]


def test_transparency_stays():
    image = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    after = redraw(buffer.getvalue(), PNG)
    for data in (after.data, after.thumbnail):
        assert Image.open(io.BytesIO(data)).convert("RGBA").getpixel((3, 3))[3] == 0


def test_a_printers_jpeg_becomes_one_for_screens():
    image = Image.open(io.BytesIO(redraw(files.picture("JPEG", mode="CMYK"), JPEG).data))
    assert image.mode == "RGB"


def test_the_thumbnail_is_small():
    after = redraw(files.picture("PNG", size=(2000, 1000)), PNG)
    image = Image.open(io.BytesIO(after.thumbnail))
    assert image.format == "WEBP"
    assert image.size == (THUMBNAIL_EDGE, THUMBNAIL_EDGE // 2)


@pytest.mark.parametrize("edge", [6_500, 12_000, 50_000])
def test_a_picture_bomb_is_refused_before_it_goes_off(edge):
    with pytest.raises(Invalid, match="Bildpunkte"):
        redraw(files.picture_bomb(edge, edge), PNG)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, files.picture("PNG")[:80], files.picture_bomb(100, 5000)]
)
def test_a_broken_picture_is_refused(data):
    with pytest.raises(Invalid, match="beschädigt"):
        redraw(data, PNG)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("bericht.pdf", "bericht.pdf"),
        ("Bericht.PDF", "Bericht.pdf"),
        ("bericht", "bericht.pdf"),
        ("bericht.docx", "bericht.pdf"),
        ("bericht.v2", "bericht.v2.pdf"),
        ("rechnung.exe", "rechnung.exe.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Temp\\Plan.pdf", "Plan.pdf"),
        ("na\x00me\x07.pdf", "name.pdf"),
        ("gnp\u202efdp.exe.pdf", "gnpfdp.exe.pdf"),
        ("zwei\nZeilen.pdf", "zwei Zeilen.pdf"),
        ('<b>"fett"</b>.pdf', "b.pdf"),
        ("Übersicht – Zeiten 🙂.pdf", "Übersicht – Zeiten 🙂.pdf"),
        ("...", "Anhang.pdf"),
        (".pdf", "Anhang.pdf"),
        ("", "Anhang.pdf"),
        (None, "Anhang.pdf"),
        ("\ud800.pdf", "Anhang.pdf"),
    ],
)
def test_names_lose_what_could_do_harm(given, kept):
    assert clean_name(given, PDF) == kept


def test_a_jpeg_may_be_called_jpeg():
    assert clean_name("foto.JPEG", JPEG) == "foto.jpeg"


def test_long_names_are_cut_before_the_ending():
    name = clean_name("ä" * 500 + ".pdf", PDF)
    assert len(name) == LONGEST_NAME
    assert name.endswith("ä.pdf")
