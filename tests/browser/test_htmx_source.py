"""Where htmx comes from: with LAB_HTMX=local nothing leaves the house; with cdn the local copy steps in."""

import re

import pytest
from playwright.sync_api import expect

from config import ROOT
from lab import create_app
from lab.ideas.workflow import State
from lab.web.assets import CDN_URL
from tests.browser.board import card_in, drag, settled_in
from tests.browser.chromium import serve
from tests.browser.pages import find_examples, pages_of
from tests.client import client_for
from tests.factories import make_idea

TITLE = "Aushänge mit großen Zahlen"
REASON = "Die Gespräche waren mit den Falschen."
# Evaluated as it stands: waiting for an expression would need eval, which the policy forbids.
HTMX_IS_THERE = """() => new Promise(done => {
  const look = () => window.htmx ? done() : requestAnimationFrame(look);
  look();
})"""
HTMX = ROOT / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"


def move_card(page):
    drag(page, card_in(page, "define", TITLE), "empathise")
    dialog = page.get_by_role("dialog", name="Idee verschieben")
    dialog.get_by_label("Begründung").fill(REASON)
    dialog.get_by_role("button", name="Verschieben").click()
    expect(settled_in(page, "empathise", TITLE)).to_be_visible()


@pytest.fixture
def idea(personas):
    return make_idea(State.DEFINE, personas.author, title=TITLE)


def test_with_local_htmx_no_page_asks_anybody_else(demo, person):
    asked = set()
    page = person("leadership")
    page.on("request", lambda request: asked.add(re.match(r"\w+:(//[^/]+)?", request.url)[0]))
    # Here one page of each kind; `browser_for` watches for foreign requests in all tests.
    for path in pages_of("leadership", find_examples()):
        page.goto(path)
        assert CDN_URL not in page.content()
    home = page.url[: page.url.index("/", 8)]
    assert asked <= {home, "data:", "blob:"}, asked


def test_with_local_htmx_the_policy_names_nobody_else(page):
    policy = page.goto("/login").headers["content-security-policy"]
    assert "http" not in policy
    assert "unsafe" not in policy


@pytest.fixture
def cdn_window(app, make_config, chromium, personas):
    """A facilitator's page of the app that takes htmx from the CDN, and what its console said."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    with_cdn = create_app(make_config(database_url=url, htmx_source="cdn"))
    with serve(with_cdn) as address:
        window = chromium.new_context(base_url=address, locale="de-DE", reduced_motion="reduce")
        cookie = client_for(app, personas.facilitator).get_cookie("lab_session")
        window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        page = window.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page, said
        window.close()


def answer_like_the_cdn(route, body):
    route.fulfill(body=body, content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"})


def test_the_cdn_delivers_what_the_integrity_hash_says(idea, cdn_window):
    page, said = cdn_window
    page.route(CDN_URL, lambda route: answer_like_the_cdn(route, HTMX.read_text()))
    page.goto("/board")
    page.evaluate(HTMX_IS_THERE)
    expect(page.locator("#htmx-local")).to_have_count(0)
    move_card(page)
    assert said == []


@pytest.mark.parametrize("trouble", ["away", "changed", "silent"])
def test_the_local_copy_steps_in_when_the_cdn_is_in_trouble(idea, cdn_window, trouble):
    page, said = cdn_window
    answers = {
        "away": lambda route: route.abort(),
        "changed": lambda route: answer_like_the_cdn(route, HTMX.read_text() + "\nalert(1);"),
        "silent": lambda route: None,
    }
    page.route(CDN_URL, answers[trouble])
    page.goto("/board", wait_until="commit")
    page.evaluate(HTMX_IS_THERE)
    expect(page.locator("script#htmx-local")).to_have_count(1)
    move_card(page)
    # The browser says what became of the CDN's file, and nothing else: no policy was hurt.
    assert all(CDN_URL in line or "Failed to load resource" in line for line in said), said


def test_with_the_cdn_only_its_one_file_is_asked_for(idea, cdn_window):
    page, _said = cdn_window
    asked = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.url.startswith("https:") else None
    )
    page.route(CDN_URL, lambda route: route.abort())
    for path in ("/", "/ideas", "/board", "/rollout/matrix"):
        page.goto(path)
    assert set(asked) == {CDN_URL}
