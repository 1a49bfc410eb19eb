"""Files for uploads, made by code: good ones of each accepted type, and bad ones of each kind."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

from lab.attachments.content import DOCX, ODP, ODS, ODT, PPTX, XLSX, FileType

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + b"\x00" * 60 + b"This program cannot be run in DOS mode."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
MAIN_PARTS = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml", PPTX: "ppt/presentation.xml"}
GPS_TAG, ORIENTATION_TAG, MAKE_TAG = 0x8825, 0x0112, 0x010F


def picture(
    format: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any
) -> bytes:
    """A picture, red on its left half."""
    image = Image.new(mode, size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def photograph(format: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture that knows where, how and with what it was taken."""
    exif = Image.Exif()
    exif[MAKE_TAG] = "Kamera der Leitung"
    exif[ORIENTATION_TAG] = orientation
    exif.get_ifd(GPS_TAG).update({1: "N", 2: (50.0, 33.0, 3.0), 3: "E", 4: (9.0, 40.0, 3.0)})
    return picture(format, exif=exif)


def animation(format: str = "WEBP") -> bytes:
    """Two frames."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, format, save_all=True, append_images=frames[1:], duration=100)
    return buffer.getvalue()


def picture_bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few hundred bytes that claims 2.5 thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\x00" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def package(entries: dict[str, bytes | str]) -> bytes:
    """A ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def open_document(file_type: FileType = ODT, **more: bytes | str) -> bytes:
    """A small ODF file; further entries by name, `/` written as `__`."""
    entries: dict[str, bytes | str] = {
        "mimetype": file_type.media_type,
        "content.xml": "<office:document-content/>",
        "META-INF/manifest.xml": "<manifest:manifest/>",
    }
    return package(entries | {name.replace("__", "/"): content for name, content in more.items()})


def office_document(file_type: FileType = DOCX, main_type: str | None = None, **more: bytes | str) -> bytes:
    """A small OOXML file; further entries by name, `/` written as `__`."""
    part = MAIN_PARTS[file_type]
    main_type = main_type or f"{file_type.media_type}.main+xml"
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types><Override PartName="/{part}" ContentType="{main_type}"/></Types>',
        part: "<document/>",
    }
    return package(entries | {name.replace("__", "/"): content for name, content in more.items()})


GOOD_FILES = {
    ".pdf": PDF,
    ".png": picture("PNG"),
    ".jpg": picture("JPEG"),
    ".webp": picture("WEBP"),
    ".odt": open_document(ODT),
    ".ods": open_document(ODS),
    ".odp": open_document(ODP),
    ".docx": office_document(DOCX),
    ".xlsx": office_document(XLSX),
    ".pptx": office_document(PPTX),
}
