"""What every page must be, seen with the eyes of a browser."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from config import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = ROOT / "test-results"
SCHEMES = ("light", "dark")
# Colours may pass over in several frames, one element after the other.
SETTLED = """() => new Promise(done => {
  let calm = 0;
  const look = () => {
    calm = document.getAnimations().length ? 0 : calm + 1;
    if (calm > 3) done(); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
NARROW = {"width": 320, "height": 720}


def assert_accessible(page: Page) -> None:
    """Lets axe-core look at the page as it stands; finds nothing."""
    # Evaluated, not added as a script: the content security policy stays as it is.
    page.evaluate(SETTLED)
    page.evaluate(AXE.read_text())
    report: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(
            f"    {node['html'][:200]}\n      {node['failureSummary']}" for node in violation["nodes"]
        )
        for violation in report["violations"]
    ]
    assert not found, f"axe-core at {page.url}:\n" + "\n".join(found)


def assert_accessible_everywhere(page: Page) -> None:
    """Light and dark, wide and at 320 px; nothing scrolls sideways."""
    wide = page.viewport_size
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert_accessible(page)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(NARROW)
    assert_no_sideways_scroll(page)
    assert_accessible(page)
    if wide:
        page.set_viewport_size(wide)


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is as wide as its window; what is wider scrolls inside its own frame."""
    wider = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 1)
            .map(element => element.outerHTML.slice(0, 120));
        }"""
    )
    scrolls = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    width = page.viewport_size and page.viewport_size["width"]
    assert not scrolls, f"{page.url} scrolls sideways at {width} px:\n" + "\n".join(wider)


def take_picture(page: Page, name: str) -> Path:
    """A picture for whoever looks for the cause of a failure."""
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
