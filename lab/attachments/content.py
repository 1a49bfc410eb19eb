"""What a file is: decided by its content, never by its name. Pure."""

import io
import re
import zipfile
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lab.core.errors import Invalid
from lab.web.locale import show_number

LARGEST_ENTRY = 2 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_ENTRIES = 10_000
PDF_END = 4096

_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileType:
    """An accepted kind of file: how it is stored, named and shown."""

    media_type: str
    extension: str
    label: LazyString
    other_extensions: tuple[str, ...] = ()
    is_picture: bool = False


PDF = FileType("application/pdf", ".pdf", _l("PDF-Dokument"))
PNG = FileType("image/png", ".png", _l("Bild (PNG)"), is_picture=True)
JPEG = FileType("image/jpeg", ".jpg", _l("Bild (JPEG)"), (".jpeg", ".jpe"), is_picture=True)
WEBP = FileType("image/webp", ".webp", _l("Bild (WebP)"), is_picture=True)
ODT = FileType(f"{_ODF}text", ".odt", _l("Textdokument (ODT)"))
ODS = FileType(f"{_ODF}spreadsheet", ".ods", _l("Tabelle (ODS)"))
ODP = FileType(f"{_ODF}presentation", ".odp", _l("Präsentation (ODP)"))
DOCX = FileType(f"{_OOXML}wordprocessingml.document", ".docx", _l("Textdokument (DOCX)"))
XLSX = FileType(f"{_OOXML}spreadsheetml.sheet", ".xlsx", _l("Tabelle (XLSX)"))
PPTX = FileType(f"{_OOXML}presentationml.presentation", ".pptx", _l("Präsentation (PPTX)"))

FILE_TYPES = (PDF, PNG, JPEG, WEBP, ODT, ODS, ODP, DOCX, XLSX, PPTX)
BY_MEDIA_TYPE = {file_type.media_type: file_type for file_type in FILE_TYPES}

_OPEN_DOCUMENTS = {file_type.media_type.encode(): file_type for file_type in (ODT, ODS, ODP)}
_MAIN_PARTS = {f"{file_type.media_type}.main+xml".encode(): file_type for file_type in (DOCX, XLSX, PPTX)}
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BASIC_MODULE = re.compile(r"^Basic/[^/]+/(?!script-l[bc]\.xml$|dialog-l[bc]\.xml$)[^/]+$")
_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*[\"']([^\"']*)[\"']")


def recognise(data: bytes) -> FileType:
    """The type of the content. Raises Invalid on `file`, saying what to do instead."""
    if data.startswith(_PROGRAMS):
        raise _invalid(_("Das ist ein Programm. Programme werden nicht angenommen."))
    if data.startswith(b"%PDF-"):
        return _check_pdf(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(_ZIP):
        return _recognise_package(data)
    if data.startswith(_OLD_OFFICE):
        raise _invalid(
            _(
                "Diese Datei hat ein altes Office-Format oder ein Kennwort. "
                "Bitte speichern Sie sie ohne Kennwort als PDF, DOCX, XLSX oder PPTX."
            )
        )
    raise _invalid(
        _(
            "Diese Art von Datei wird nicht angenommen. Möglich sind PDF, PNG, JPEG, WebP, ODT, ODS, ODP, "
            "DOCX, XLSX und PPTX. Entscheidend ist der Inhalt, nicht der Name der Datei."
        )
    )


def size_in_words(size: int) -> str:
    """A number of bytes as people read it: 340 KB, 1,2 MB."""
    if size < 1000 * 1024:
        return f"{show_number(max(1, round(size / 1024)))} KB"
    return f"{show_number(round(size / 1024 / 1024, 1))} MB"


def _check_pdf(data: bytes) -> FileType:
    if b"%%EOF" not in data[-PDF_END:]:
        raise _invalid(_("Dieses PDF ist unvollständig. Bitte speichern Sie es noch einmal."))
    return PDF


def _recognise_package(data: bytes) -> FileType:
    """The office document in a ZIP file; any other archive is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _recognise_document(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error
    except (EOFError, RuntimeError, KeyError) as error:
        raise _damaged() from error


def _recognise_document(package: zipfile.ZipFile) -> FileType:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or len(set(names)) != len(names):
        raise _damaged()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _protected()
    if "mimetype" in names:
        return _recognise_open_document(package, names)
    if "[Content_Types].xml" in names:
        return _recognise_office_document(package, names)
    raise _invalid(
        _(
            "Archive wie ZIP werden nicht angenommen. "
            "Bitte laden Sie die Dateien einzeln hoch, zum Beispiel als PDF."
        )
    )


def _recognise_open_document(package: zipfile.ZipFile, names: list[str]) -> FileType:
    """ODF: the type stands in the entry `mimetype`, encryption in the manifest."""
    file_type = _OPEN_DOCUMENTS.get(_read(package, "mimetype").strip())
    if file_type is None:
        raise _invalid(
            _(
                "Von den offenen Formaten werden ODT, ODS und ODP angenommen. "
                "Bitte speichern Sie so oder als PDF."
            )
        )
    if "META-INF/manifest.xml" in names and b"encryption-data" in _read(package, "META-INF/manifest.xml"):
        raise _protected()
    if "content.xml" not in names:
        raise _damaged()
    if any(name.startswith("Scripts/") or _BASIC_MODULE.match(name) for name in names):
        raise _with_macros()
    return file_type


def _recognise_office_document(package: zipfile.ZipFile, names: list[str]) -> FileType:
    """OOXML: the type is that of the main part, as `[Content_Types].xml` names it."""
    types = _read(package, "[Content_Types].xml")
    folded = [name.lower() for name in names]
    if b"macroenabled" in types.lower() or any("vbaproject" in name for name in folded):
        raise _with_macros()
    for override in _OVERRIDE.finditer(types):
        attributes = dict(_ATTRIBUTE.findall(override.group(1)))
        file_type = _MAIN_PARTS.get(attributes.get(b"ContentType", b""))
        part = attributes.get(b"PartName", b"").decode(errors="replace").lstrip("/").lower()
        if file_type is not None and part in folded:
            return file_type
    raise _invalid(
        _(
            "Von den Office-Formaten werden DOCX, XLSX und PPTX angenommen. "
            "Bitte speichern Sie so oder als PDF."
        )
    )


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    """An entry, at most 2 MB of it: what it claims to unpack to is not trusted."""
    with package.open(name) as entry:
        data = entry.read(LARGEST_ENTRY + 1)
    if len(data) > LARGEST_ENTRY:
        raise _damaged()
    return data


def _invalid(message: str) -> Invalid:
    return Invalid("file", message)


def _damaged() -> Invalid:
    return _invalid(_("Diese Datei ist beschädigt. Bitte öffnen Sie sie, und speichern Sie sie noch einmal."))


def _protected() -> Invalid:
    return _invalid(_("Diese Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."))


def _with_macros() -> Invalid:
    return _invalid(
        _("Dateien mit Makros werden nicht angenommen. Bitte speichern Sie ohne Makros oder als PDF.")
    )
