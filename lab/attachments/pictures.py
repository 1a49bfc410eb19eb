"""Pictures are drawn anew: what they show stays, what they tell about their origin does not. Pure."""

import io
import struct
import zlib
from dataclasses import dataclass

from flask_babel import gettext as _
from PIL import Image, ImageCms, ImageOps

from lab.attachments.content import JPEG, PNG, WEBP, FileType
from lab.core.errors import Invalid

MOST_PIXELS = 40_000_000
THUMBNAIL_EDGE = 480
THUMBNAIL_MEDIA_TYPE = "image/webp"

Format = tuple[str, dict[str, object]]

_FORMATS: dict[FileType, Format] = {
    PNG: ("PNG", {"optimize": True}),
    JPEG: ("JPEG", {"quality": 90, "optimize": True}),
    WEBP: ("WEBP", {"quality": 90}),
}
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    struct.error,
    zlib.error,
)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Picture:
    """A redrawn picture and its small WebP version (at most 480 px)."""

    data: bytes
    thumbnail: bytes


def redraw(data: bytes, file_type: FileType) -> Picture:
    """The first frame, upright, in sRGB and without metadata. Raises Invalid on `file`."""
    name, options = _FORMATS[file_type]
    try:
        with Image.open(io.BytesIO(data), formats=(name,)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_many_pixels()
            opened.seek(0)
            clean = _without_metadata(opened, file_type)
        small = clean.convert("RGBA" if clean.has_transparency_data else "RGB")
        small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
        return Picture(_save(clean, name, options), _save(small, "WEBP", {"quality": 80}))
    except _BOMB as error:
        raise _too_many_pixels() from error
    except _DAMAGE as error:
        raise Invalid(
            "file", _("Dieses Bild ist beschädigt. Bitte öffnen Sie es, und speichern Sie es noch einmal.")
        ) from error


def _without_metadata(opened: Image.Image, file_type: FileType) -> Image.Image:
    """The bare pixels: upright and in sRGB first, because orientation and colour profile are metadata too."""
    profile = opened.info.get("icc_profile")
    picture = ImageOps.exif_transpose(opened)
    if profile and picture.mode in ("RGB", "CMYK"):
        picture = _in_srgb(picture, profile)
    if picture.mode.startswith("I"):
        # 16 bits of grey; a plain conversion would cut off the upper half.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode not in ("1", "L", "RGB", "P", "RGBA", "LA"):
        picture = picture.convert("RGB")
    if file_type is not PNG and picture.mode in ("1", "P", "LA", "RGBA"):
        picture = picture.convert(
            "RGBA" if picture.has_transparency_data and file_type is not JPEG else "RGB"
        )
    clean = picture.copy()
    clean.info = {key: value for key, value in clean.info.items() if key == "transparency"}
    return clean


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken profile is no reason to refuse the picture.
        return picture
    return converted or picture


def _save(picture: Image.Image, name: str, options: dict[str, object]) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format=name, **options)
    return buffer.getvalue()


def _too_many_pixels() -> Invalid:
    return Invalid(
        "file",
        _(
            "Dieses Bild hat zu viele Bildpunkte (höchstens %(max)s Millionen). Bitte verkleinern Sie es.",
            max=MOST_PIXELS // 1_000_000,
        ),
    )
