"""The fonts of PDF files, as the front-end build put them beside the assets, and what they can show."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[1] / "static" / "document-fonts"
# In this order: a character is taken from the first that has it. Named in templates/documents/style.typ too.
FILES = {
    "FiraSans_400Regular.ttf": ("Fira Sans", 400, "normal"),
    "FiraSans_400Regular_Italic.ttf": ("Fira Sans", 400, "italic"),
    "FiraSans_600SemiBold.ttf": ("Fira Sans", 600, "normal"),
    "NotoSansArabic_400Regular.ttf": ("Noto Sans Arabic", 400, "normal"),
    "NotoEmoji_400Regular.ttf": ("Noto Emoji", 400, "normal"),
}
# An empty frame, which Fira Sans has: something stood here that no font can show.
NOT_SHOWN = "\u25af"
# Joiners hold clusters together, the soft hyphen and the blank without width say where a word may break.
_KEPT_FORMATS = "\u200b\u200c\u200d\u00ad"


class FontsMissing(RuntimeError):
    """The fonts of documents were not built; `make setup` does it."""


@dataclass(frozen=True)
class Fonts:
    """What the compiler takes, and the characters of each family."""

    typst: typst.Fonts
    characters: tuple[frozenset[int], ...]


@cache
def load_fonts() -> Fonts:
    """The fonts, read once. Raises FontsMissing rather than let anything be set in another font."""
    missing = [name for name in FILES if not (FOLDER / name).exists()]
    if missing:
        raise FontsMissing(f"{FOLDER} lacks {', '.join(missing)}: run 'make setup' to build the front end")
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    unlike = set(FILES.values()) - {(font.family, font.weight, font.style) for font in found.fonts()}
    if unlike:
        raise FontsMissing(f"The files in {FOLDER} are not these fonts: {sorted(unlike)}")
    families: dict[str, frozenset[int]] = {}
    for name, (family, _weight, _style) in FILES.items():
        with TTFont(FOLDER / name, lazy=True) as font:
            has = frozenset(font.getBestCmap())
        # A sign that one weight lacks counts as lacking in all.
        families[family] = families.get(family, has) & has
    return Fonts(found, tuple(families.values()))


def showable(text: str, *, has_marks: bool = True) -> str:
    """The text with an empty frame for each sign that no font has, and without what has no shape of its own.

    A mark stays with its letter only where one font has both; control characters go, but for line breaks. Without
    marks and joiners each sign stands alone, and then nothing can be missing.
    """
    fonts = load_fonts().characters
    shown: list[str] = []
    # The fonts that have all of the present letter with its marks; None where there is no letter to mark.
    able: set[int] | None = None
    for sign in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")):
        category = unicodedata.category(sign)
        if sign == "\n" or sign in _KEPT_FORMATS:
            shown.append(sign if has_marks or sign == "\n" else "")
            continue
        if category[0] == "M":
            rest = set() if not has_marks else {font for font in able or () if ord(sign) in fonts[font]}
            if rest:
                able = rest
                shown.append(sign)
            continue
        if category in ("Cc", "Cf"):
            continue
        if category[0] == "Z":
            shown.append("\n" if category in ("Zl", "Zp") else sign if sign in " \u00a0\u202f" else " ")
            able = None
            continue
        able = {number for number, has in enumerate(fonts) if ord(sign) in has}
        if not able:
            shown.append(NOT_SHOWN)
            able = None
        else:
            shown.append(sign)
    text = "".join(shown)
    return text if text.strip(_KEPT_FORMATS + " \n\u00a0\u202f") else ""
