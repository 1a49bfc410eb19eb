"""The README's pictures: `pytest tests/browser/test_pictures.py -n0 --engines sqlite --write-pictures` renews them."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from config import ROOT
from tests.browser.pages import find_examples

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 250_000
# Name, who looks, at what, and how wide and high the window is.
SHOTS = (
    ("board", "facilitator", "/board", 1280, 860),
    ("idea", "facilitator", "/ideas/{test}", 1280, 1000),
    ("prototype", "facilitator", "/prototypes/{tested}", 1280, 900),
    ("results", "facilitator", "/ideas/{measured}/results", 1280, 900),
    ("public", None, "/f/{public_token}#q1", 480, 760),
    ("matrix", "leadership", "/rollout/matrix", 1280, 860),
    ("dossier", "leadership", "/rollout/{open}/dossier", 1280, 1000),
    ("map", "leadership", "/rollout/map", 1280, 900),
    ("overview", "leadership", "/overview", 1280, 1000),
)


@pytest.mark.parametrize(("name", "who", "path", "width", "height"), SHOTS, ids=[shot[0] for shot in SHOTS])
def test_what_the_pictures_show_is_there(
    demo, person, browser_for, pytestconfig, name, who, path, width, height
):
    settings = {"viewport": {"width": width, "height": height}, "color_scheme": "light"}
    page = person(who, **settings) if who else browser_for(**settings)
    page.goto(path.format(**find_examples()))
    page.evaluate("document.fonts.ready.then(() => true)")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    picture = shrink(page)
    assert len(picture) < LARGEST
    if pytestconfig.getoption("--write-pictures"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{name}.png").write_bytes(picture)
    assert (PICTURES / f"{name}.png").exists(), "the README's picture is missing"


def shrink(page: Page) -> bytes:
    """The window as a PNG of 256 colours: interfaces have few."""
    image = Image.open(io.BytesIO(page.screenshot()))
    few = image.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
