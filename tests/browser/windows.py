"""Windows of the browser, lent to tests: to open one takes longer than most of what tests do in it.

What comes back is wiped: cookies, storage, cache, size, colours. A window that a test has listened to, whose
network or clock it has changed, or that was opened in a special way is closed instead.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

# Waiting costs nothing where all is well, and on a busy machine five seconds pass quickly.
PATIENCE_MS = 15_000
# The browser notes every 4xx on the console, and what a test cuts off; tests look at the pages themselves.
EXPECTED_ON_CONSOLE = re.compile(
    r"Failed to load resource: (the server responded with a status of 4\d\d"
    r"|net::ERR_(INTERNET_DISCONNECTED|BLOCKED_BY_CLIENT))"
    r"|htmx: htmx:error: Failed to fetch"
)
SETTINGS: dict[str, Any] = {"locale": "de-DE", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce"}
# What can be set anew in a window that is open.
LIGHT_AND_WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}
# Where a window waits: the address is the app's own, so that the browser keeps its process.
QUIET_PAGE = "/healthz"
# A form that is not sent yet would ask whether to leave.
LEAVE_AT_ONCE = "addEventListener('beforeunload', event => event.stopImmediatePropagation(), true)"
FORGET = "localStorage.clear(); sessionStorage.clear()"
# Calls that leave in a window what nothing takes away.
ON_A_PAGE = ("on", "once", "route", "add_init_script", "expose_function", "expose_binding")
ON_A_CONTEXT = (*ON_A_PAGE, "grant_permissions", "new_cdp_session", "set_extra_http_headers", "set_offline")
ON_A_CLOCK = ("install", "pause_at", "set_fixed_time", "set_system_time")


@dataclass
class Window:
    """A window with one page, and what it did besides showing pages."""

    address: str
    context: BrowserContext
    page: Page
    # Whether it may be lent again.
    lasts: bool
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Looks on from now on: at foreign addresses, errors, and calls whose effect would stay."""
        self.context.on("request", lambda request: self._note_request(request.url))
        self.context.on("console", lambda message: self._note_console(message.type, message.text))
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        if self.lasts:
            for thing, names in (
                (self.page, ON_A_PAGE),
                (self.context, ON_A_CONTEXT),
                (self.page.clock, ON_A_CLOCK),
            ):
                for name in names:
                    setattr(thing, name, partial(self._wear_out, getattr(thing, name)))

    def wipe(self) -> None:
        """As if nobody had been here. Raises Error where the page does not let go."""
        for other in self.context.pages[1:]:
            other.close()
        self.page.evaluate(LEAVE_AT_ONCE)
        self.page.goto(QUIET_PAGE)
        self.page.evaluate(FORGET)
        self.page.mouse.move(0, 0)
        self.context.clear_cookies()
        # Not kept open: beside a second session, the browser forgets what it shall pretend to be.
        session = BrowserContext.new_cdp_session(self.context, self.page)
        session.send("Network.clearBrowserCache")
        session.detach()

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.foreign.append(url)

    def _note_console(self, kind: str, text: str) -> None:
        if kind == "error" and not EXPECTED_ON_CONSOLE.match(text):
            self.errors.append(text)

    def _wear_out(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.lasts = False
        return call(*args, **kwargs)


class Windows:
    """All windows of one browser that are open and wait."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: list[Window] = []

    def lend(self, address: str, **options: Any) -> Window:
        """A window on the app at `address`, light and 1280 px wide unless the options say otherwise."""
        shown = LIGHT_AND_WIDE | options
        lasts = set(shown) == set(LIGHT_AND_WIDE)
        for window in self._waiting if lasts else ():
            if window.address == address:
                self._waiting.remove(window)
                window.page.set_viewport_size(shown["viewport"])
                window.page.emulate_media(media="null", color_scheme=shown["color_scheme"])
                window.foreign, window.errors = [], []
                return window
        context = self._browser.new_context(base_url=address, **SETTINGS | shown)
        context.set_default_timeout(PATIENCE_MS)
        window = Window(address, context, context.new_page(), lasts)
        window.watch()
        return window

    def take_back(self, window: Window, *, clean: bool) -> None:
        """Keeps it for the next test if nothing of this one can stay in it."""
        if clean and window.lasts and not window.page.is_closed():
            try:
                window.wipe()
            except Error:
                window.lasts = False
            if window.lasts:
                self._waiting.append(window)
                return
        window.context.close()
