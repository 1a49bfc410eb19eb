"""Pictures are drawn anew: what they show stays, what they tell about their origin does not. Pure."""

import io
import struct
import zlib
from dataclasses import dataclass
from threading import Lock

from flask_babel import gettext as _
from PIL import Image, ImageCms, ImageOps

from lab.attachments.content import JPEG, PNG, WEBP, FileType
from lab.core.errors import Invalid

MOST_PIXELS = 40_000_000
THUMBNAIL_EDGE = 480
THUMBNAIL_MEDIA_TYPE = "image/webp"

Format = tuple[str, dict[str, object]]

_FORMATS: dict[FileType, Format] = {
    PNG: ("PNG", {"compress_level": 6}),
    JPEG: ("JPEG", {"quality": 90, "optimize": True}),
    WEBP: ("WEBP", {"quality": 90, "method": 2}),
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
# A picture of 40 million pixels takes some 300 MB for seconds; several at once might be too much for the house.
_one_at_a_time = Lock()
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
        with _one_at_a_time:
            clean = _without_metadata(data, name, file_type)
            return Picture(_save(clean, name, options), _save(_shrink(clean), "WEBP", {"quality": 80}))
    except _BOMB as error:
        raise _too_many_pixels() from error
    except _DAMAGE as error:
        raise Invalid(
            "file", _("Dieses Bild ist beschädigt. Bitte öffnen Sie es, und speichern Sie es noch einmal.")
        ) from error


def _without_metadata(data: bytes, name: str, file_type: FileType) -> Image.Image:
    """The bare pixels: upright and in sRGB first, because orientation and colour profile are metadata too."""
    with Image.open(io.BytesIO(data), formats=(name,)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_many_pixels()
        opened.seek(0)
        profile = opened.info.get("icc_profile")
        # A copy in any case, so that nothing of the file hangs on to it.
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
    picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    return picture


def _shrink(picture: Image.Image) -> Image.Image:
    """At most 480 px; small pictures keep their size."""
    if picture.mode not in ("L", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    scale = min(1.0, THUMBNAIL_EDGE / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


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
