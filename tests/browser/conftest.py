"""A real browser in front of the running app: `browser_for(user)` opens a page as somebody.

Every page is watched: a request to a foreign address, an error on the console or a script that fails
makes the test fail. When a test fails, pictures of its pages lie in test-results/.
Windows are lent: see `windows.py`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from lab.accounts.models import User
from lab.extensions import db
from tests.browser.checks import seen_already, take_picture
from tests.browser.chromium import ARGUMENTS, find_chromium, serve
from tests.browser.demo import seed
from tests.browser.windows import PATIENCE_MS, Window, Windows
from tests.client import client_for
from tests.conftest import missing
from tests.rows import Rows, put_back

expect.set_options(timeout=PATIENCE_MS)
REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """Keeps the report, so that a failing test leaves pictures."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, once a worker."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser, once a worker."""
    path = find_chromium(playwright)
    if path is None:
        missing("Chromium is missing: on Debian, apt install chromium")
    browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Windows:
    """The browser's windows, kept from test to test."""
    return Windows(chromium)


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Flask], str]]:
    """Serves an app, once a worker; returns its address."""
    with ExitStack() as stack:
        addresses: dict[Flask, str] = {}

        def address_of(app: Flask) -> str:
            if app not in addresses:
                addresses[app] = stack.enter_context(serve(app))
            return addresses[app]

        yield address_of


@pytest.fixture(autouse=True)
def threads(in_company: None) -> None:
    """The app answers the browser from threads of its own."""


@pytest.fixture(autouse=True)
def looks(request: pytest.FixtureRequest, threads: None) -> Iterator[None]:
    """What takes a way on both engines looks at its pages on the first alone."""
    engines = request.config.getoption("engines").split(",")
    again = "engine" in request.fixturenames and request.getfixturevalue("engine") != engines[0]
    with seen_already() if again else nullcontext():
        yield


@pytest.fixture
def address(app: Flask, served: Callable[[Flask], str]) -> str:
    """Where the app is served; its database is the one that the factories write to."""
    return served(app)


OpenPage = Callable[..., Page]


@pytest.fixture
def browser_for(
    request: pytest.FixtureRequest, app: Flask, windows: Windows, address: str
) -> Iterator[OpenPage]:
    """`browser_for(user)`: a page of a window of one's own, signed in; None for a visitor.

    Further arguments go to the window: java_script_enabled=False, color_scheme="dark", viewport=….
    Pages take addresses like `page.goto("/board")`.
    """
    opened: list[Window] = []

    def open_page(user: User | None = None, **options: Any) -> Page:
        window = windows.lend(address, **options)
        opened.append(window)
        if user is not None:
            cookie = client_for(app, user).get_cookie("lab_session")
            assert cookie is not None
            window.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        # The test's own transaction would keep SQLite from seeing what the server writes.
        db.session.rollback()
        return window.page

    yield open_page
    report = request.node.stash.get(REPORT, None)
    for number, window in enumerate(opened):
        if report is not None and report.failed:
            name = re.sub(r"[^\w-]+", "-", request.node.name)
            take_picture(window.page, f"{name}-{number}")
        # Leaving the page lets requests under way come to their end before the database is emptied.
        windows.take_back(window, clean=report is not None and report.passed)
    if report is not None and report.passed:
        assert [url for window in opened for url in window.foreign] == [], "foreign requests"
        assert [text for window in opened for text in window.errors] == [], "on the console"


@pytest.fixture
def page(browser_for: OpenPage) -> Page:
    """A visitor's page."""
    return browser_for(None)


@pytest.fixture(scope="session")
def seeded() -> dict[str, Rows]:
    """The demo data as rows, by engine."""
    return {}


@pytest.fixture
def demo(app: Flask, engine: str, seeded: dict[str, Rows], run_directory: Path) -> Flask:
    """The app with the demo data in it."""
    if engine not in seeded:
        seeded[engine] = seed(app, run_directory / f"demo-{engine}")
    else:
        put_back(seeded[engine])
    return app


@pytest.fixture
def person(demo: Flask, browser_for: OpenPage) -> OpenPage:
    """`person("staff")`: a page of a window of one's own, signed in with that demo account."""

    def open_page(name: str, **options: Any) -> Page:
        account = db.session.scalars(sa.select(User).where(User.email == f"{name}@lab.example")).one()
        return browser_for(account, **options)

    return open_page
