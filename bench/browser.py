"""What a browser on a slow computer makes of board and list: bytes of the first and second visit, LCP, CLS."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.measure import Stand

SLOWED = 4
VISITS = 3
PATHS = {"board": "/board", "list": "/ideas"}
# What the browser has noticed so far, those that came before it was asked included.
OBSERVED = """() => new Promise((done) => {
  const seen = {lcp: 0, cls: 0};
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = Math.max(seen.lcp, entry.startTime);
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(seen), 1500);
})"""


@dataclass(frozen=True)
class Visits:
    """One page: bytes over the line of the first and second visit, LCP in milliseconds and CLS."""

    name: str
    first_bytes: int
    second_bytes: int
    lcp: float
    cls: float


def visit_pages(stand: Stand) -> list[Visits] | None:
    """Board and list as somebody sees them who comes for the first time; None without a browser."""
    try:
        from playwright.sync_api import sync_playwright

        from tests.browser.chromium import ARGUMENTS, find_chromium
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            return None
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            return [_visit(browser, stand, name) for name in PATHS]
        finally:
            browser.close()


def _visit(browser: Any, stand: Stand, name: str) -> Visits:
    firsts, seconds, paints, shifts = [], [], [], []
    for _number in range(VISITS):
        with _context(browser, stand) as context:
            first, _seen = _open(context, stand, name, 1)
            second, _seen = _open(context, stand, name, 1)
        with _context(browser, stand) as context:
            _bytes, seen = _open(context, stand, name, SLOWED)
        firsts.append(first)
        seconds.append(second)
        paints.append(seen["lcp"])
        shifts.append(seen["cls"])
    return Visits(
        name,
        round(statistics.median(firsts)),
        round(statistics.median(seconds)),
        statistics.median(paints),
        max(shifts),
    )


@contextmanager
def _context(browser: Any, stand: Stand) -> Iterator[Any]:
    """A browser window without a memory, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="de-DE")
    name, _equals, value = stand.visitor.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": _address(stand)}])
    yield context
    context.close()


def _open(context: Any, stand: Stand, name: str, slowed: int) -> tuple[int, dict[str, float]]:
    """Opens the page in a new tab; bytes that came over the line, and what was seen."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(_address(stand) + PATHS[name], wait_until="load")
    seen: dict[str, float] = page.evaluate(OBSERVED)
    page.close()
    return round(sum(received)), seen


def _address(stand: Stand) -> str:
    return f"http://127.0.0.1:{stand.server.port}"
