"""What every page must be, seen with the eyes of a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from config import ROOT
from tests.browser.chromium import AXE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = ROOT / "test-results"
COLOURS = ("color-contrast", "link-in-text-block")
# What can change with the width: what is shown, how large, and what scrolls.
LAYOUT = (
    "aria-hidden-focus",
    "button-name",
    "label",
    "landmark-one-main",
    "link-name",
    "page-has-heading-one",
    "scrollable-region-focusable",
    "target-size",
)
# Colours may pass over in several frames, one element after the other; what never ends is not waited for.
SETTLED = """() => new Promise(done => {
  let calm = 0, frames = 0;
  const look = () => {
    calm = document.getAnimations().length ? 0 : calm + 1;
    frames += 1;
    if (calm > 1 || frames > 60) done(); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
NARROW = {"width": 320, "height": 720}
_seen_already = ContextVar("seen_already", default=False)


@contextmanager
def seen_already() -> Iterator[None]:
    """For a way taken again, on another database: its pages look the same, so only what they do is tested."""
    token = _seen_already.set(True)
    try:
        yield
    finally:
        _seen_already.reset(token)


def list_barriers(page: Page, *rules: str) -> list[str]:
    """What axe-core finds on the page as it stands; by all standards, or by the named rules alone."""
    if _seen_already.get():
        return []
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(url=AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    report: dict[str, Any] = page.evaluate(
        # Nothing is loaded beforehand: only rules about media files and turned screens would want that.
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations'], preload: false})",
        only,
    )
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(
            f"    {node['html'][:200]}\n      {node['failureSummary']}" for node in violation["nodes"]
        )
        for violation in report["violations"]
    ]


def assert_accessible(page: Page) -> None:
    """Lets axe-core look at the page as it stands; finds nothing."""
    found = list_barriers(page)
    assert not found, f"axe-core at {page.url}:\n" + "\n".join(found)


def inspect(page: Page) -> list[str]:
    """All that is wrong with the page, light and dark, wide and at 320 px; leaves it light and wide."""
    if _seen_already.get():
        return []
    wide = page.viewport_size
    found = [f"light, wide: {line}" for line in list_barriers(page)]
    page.emulate_media(color_scheme="dark")
    # Nothing but the colours changes, so only their rules run again.
    found += [f"dark, wide: {line}" for line in list_barriers(page, *COLOURS)]
    page.set_viewport_size(NARROW)
    found += [f"narrow: {line}" for line in list_barriers(page, *LAYOUT)]
    found += [f"narrow: {line}" for line in list_too_wide(page)]
    page.emulate_media(color_scheme="light")
    if wide:
        page.set_viewport_size(wide)
    return [f"{page.url}: {line}" for line in found]


def assert_accessible_everywhere(page: Page) -> None:
    """Light and dark, wide and at 320 px; nothing scrolls sideways."""
    found = inspect(page)
    assert not found, "\n".join(found)


def list_too_wide(page: Page) -> list[str]:
    """What makes the page wider than its window; what scrolls inside its own frame may be wider."""
    return [
        str(line)
        for line in page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              return [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .map(element => element.outerHTML.slice(0, 120))
                .concat(`the page is ${document.documentElement.scrollWidth} px wide, the window ${width} px`);
            }"""
        )
    ]


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is as wide as its window."""
    found = list_too_wide(page)
    assert not found, f"{page.url} scrolls sideways:\n" + "\n".join(found)


def take_picture(page: Page, name: str) -> Path:
    """A picture for whoever looks for the cause of a failure."""
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
