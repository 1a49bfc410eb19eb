"""Every page, as every role sees it: axe-core finds nothing, light and dark, and nothing scrolls at 320 px."""

import re

import pytest
import sqlalchemy as sa
from lxml.etree import tostring
from playwright.sync_api import expect

from lab.accounts.models import User
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from tests.browser.checks import assert_accessible, assert_accessible_everywhere, inspect, list_barriers
from tests.browser.hands import Hands
from tests.browser.pages import PAGES, VISITORS, find_examples, list_page_endpoints, may_open, pages_of
from tests.client import client_for
from tests.markup import parse

PARTS = 2


def test_every_page_of_the_app_is_listed(app):
    present = list_page_endpoints(app)
    assert present - set(PAGES) == set(), "pages that nobody looks at"
    assert set(PAGES) - present == set(), "pages that are no more"


def test_every_listed_page_is_opened_by_somebody():
    opened = {endpoint for endpoint in PAGES for who in VISITORS if may_open(who, endpoint)}
    assert set(PAGES) - opened == set()


@pytest.fixture
def window_of(person, browser_for):
    """`window_of("staff")`: that demo account's page, a visitor's for "visitor"."""
    return lambda who: person(VISITORS[who].name) if VISITORS[who].name else browser_for(None)


def read_content(app, who, path):
    """What stands on the page for somebody, without its frame, and without what hidden fields hold, which is new each time."""
    account = db.session.scalar(sa.select(User).where(User.email == f"{VISITORS[who].name}@lab.example"))
    main = parse(client_for(app, account).get(path).text).find(".//main")
    for field in main.xpath(".//input[@type='hidden']"):
        field.set("value", "")
    return tostring(main)


def is_nothing_new(app, who, path, examples):
    """Whether somebody before sees just the same there: so it is on about one page in six."""
    before = list(VISITORS)[: list(VISITORS).index(who)]
    others = [other for other in before if path in pages_of(other, examples)]
    return bool(others) and read_content(app, who, path) in [read_content(app, one, path) for one in others]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("who", VISITORS)
def test_pages_are_for_everybody(demo, window_of, who, part):
    examples = find_examples()
    paths = pages_of(who, examples)[part::PARTS]
    page = window_of(who)
    found = []
    for path in paths:
        if not is_nothing_new(demo, who, path, examples):
            page.goto(path)
            found += inspect(page)
    assert found == [], "\n".join(found)


# Who sends which form with what, and what the page answers: an empty title, a number below one …
FORMS = (
    ("visitor", "/login", "form.sign-in__card"),
    ("visitor", "/password/{token}", "main form"),
    ("staff", "/ideas/new", "main form"),
    ("staff", "/ideas/{draft}/edit", "main form"),
    ("staff", "/account", "#password form"),
    ("facilitator", "/ideas/{submitted}/answer", "main form"),
    ("facilitator", "/ideas/{define}/notes", "main form"),
    ("facilitator", "/ideas/{define}/move?to_stage=ideate", "main form"),
    ("facilitator", "/ideas/{define}/move?to_stage=parked", "main form"),
    ("facilitator", "/ideas/{define}/move?to_stage=stopped", "main form"),
    ("facilitator", "/ideas/{test}/team/invite", "main form"),
    ("facilitator", "/ideas/{test}/prototypes/new", "main form"),
    ("facilitator", "/prototypes/{untested}/edit", "main form"),
    ("facilitator", "/prototypes/{tested}/feedback/new", "main form"),
    ("facilitator", "/findings/{finding}/answer", "main form"),
    ("facilitator", "/prototypes/{watched}/findings", "form.sorting"),
    ("facilitator", "/observations/{observation}/edit", "main form"),
    ("facilitator", "/ideas/{test}/merge", "main form[method=post]"),
    ("facilitator", "/ideas/{test}/rollout/new", "main form"),
    ("facilitator", "/themes/new", "main form"),
    ("leadership", "/rollout/{open}", "#decide form"),
    ("leadership", "/rollout/{approved}", "#own form"),
    ("admin", "/admin/accounts/new", "main form"),
    ("admin", "/admin/accounts/{staff}", "main form[data-guard]"),
    ("admin", "/admin/job-centres/new", "main form"),
    ("admin", "/admin/settings", "main form"),
    ("admin", "/admin/pages/imprint/de", "main form"),
)
# Empties what can be typed, asks for what cannot be, and sends.
SEND_BADLY = """form => {
  for (const field of form.elements) {
    if (field.matches("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")) {
      field.value = field.type === "number" ? "-1" : "";
    }
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === "declined";
    delete field.dataset.confirm;
  }
  // A button inside may belong to another form.
  const buttons = [...form.elements].filter(field => field.matches("button:not([type=button])"));
  form.requestSubmit(buttons.find(button => button.matches(".kern-btn--primary, :not([name=action])")));
}"""


@pytest.mark.parametrize("who", [who for who in VISITORS if any(who == form[0] for form in FORMS)])
def test_forms_with_errors_are_for_everybody(demo, window_of, who):
    examples = find_examples()
    page = window_of(who)
    found = []
    for _who, path, form in (entry for entry in FORMS if entry[0] == who):
        page.goto(path.format(**examples))
        # The page itself, not what it asks for while one types.
        with page.expect_response(lambda answer: answer.request.is_navigation_request()) as answered:
            page.locator(form).first.evaluate(SEND_BADLY)
        assert answered.value.status == 422, f"{path}: {answered.value.status}"
        expect(page.locator(".error-summary")).to_be_focused()
        found += inspect(page)
    assert found == [], "\n".join(found)


def test_error_pages_are_for_everybody(demo, person, browser_for):
    examples = find_examples()
    page = person("staff")
    for path, status in (
        ("/ideas/999999", 404),
        ("/admin/", 403),
        ("/logout", 400),
        ("/ideas?page=0", 404),
        (f"/ideas/{examples['test']}/edit", 403),
    ):
        answer = page.goto(path)
        assert answer.status in (status, 405), path
        assert_accessible_everywhere(page)


def test_a_form_that_is_too_old_gets_a_page_for_everybody(person):
    page = person("staff")
    page.goto("/ideas/new")
    page.get_by_label("Problem").fill("Das soll nicht verloren gehen.")
    page.locator("main form input[name=csrf_token]").evaluate("field => { field.value = 'falsch' }")
    with page.expect_response(lambda answer: answer.request.is_navigation_request()) as answered:
        page.get_by_role("button", name="Einreichen").click()
    assert answered.value.status == 400
    expect(page.get_by_label("Das hatten Sie geschrieben")).to_have_value(re.compile("nicht verloren"))
    assert_accessible_everywhere(page)


def find_idea(state):
    return db.session.scalars(sa.select(Idea.id).where(Idea.state == state).order_by(Idea.id)).first()


def test_the_page_about_somebody_who_was_faster_is_for_everybody(demo, person):
    idea = find_idea(State.DEFINE)
    page, other = person("facilitator"), person("facilitator")
    for window, target in ((page, "empathise"), (other, "ideate")):
        window.goto(f"/ideas/{idea}/move?to_stage={target}")
    for window in (page, other):
        window.get_by_label("Begründung").fill("Wir haben etwas gelernt.")
        with window.expect_navigation() as answered:
            window.get_by_role("button", name="Verschieben").click()
    assert answered.value.status == 409
    expect(other.get_by_role("heading", level=1)).to_have_text("Jemand war schneller")
    assert_accessible_everywhere(other)


def test_the_page_after_our_own_mistake_is_for_everybody(demo, chromium, address):
    # A window of its own: on the others' consoles a 500 is a failure.
    window = chromium.new_context(base_url=address, locale="de-DE", reduced_motion="reduce")
    page = window.new_page()
    Hands(page).sign_in("staff")
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE idea SET work_areas = 'kein JSON'"))
    answer = page.goto(f"/ideas/{find_idea(State.TEST)}")
    assert answer.status == 500
    expect(page.get_by_role("heading", level=1)).to_have_text("Bei uns ist etwas schiefgegangen")
    assert_accessible_everywhere(page)
    window.close()


def test_a_one_time_link_is_shown_on_a_page_for_everybody(demo, person):
    account = db.session.scalars(sa.select(User).where(User.email == "guest@lab.example")).one()
    page = person("admin")
    page.goto(f"/admin/accounts/{account.id}")
    page.get_by_role("button", name=re.compile("Link")).first.click()
    expect(page.get_by_label("Link zum Setzen des Kennworts")).to_have_value(re.compile("/password/"))
    assert_accessible_everywhere(page)


def test_what_opens_on_a_page_is_for_everybody(demo, person):
    examples = find_examples()
    page = person("facilitator")
    for path in (f"/ideas/{examples['test']}", f"/prototypes/{examples['tested']}", "/board"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(element => { element.open = true })")
        assert_accessible_everywhere(page)
    page.locator(".account-menu summary").click()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.evaluate("document.getElementById('move-dialog').showModal()")
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 720})
    page.evaluate("document.getElementById('move-dialog').close()")
    page.locator(".site-menu summary").click()
    assert_accessible(page)


@pytest.mark.parametrize("language", ["en"])
def test_pages_are_for_everybody_in_english_too(demo, person, language):
    examples = find_examples()
    page = person("facilitator")
    page.goto("/")
    page.get_by_role("button", name="EN – English").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for path in (
        "/",
        "/ideas",
        "/board",
        f"/ideas/{examples['test']}",
        f"/prototypes/{examples['tested']}",
        "/rollout/matrix",
    ):
        page.goto(path)
        assert_accessible_everywhere(page)


@pytest.mark.parametrize("chosen", ["hell", "dunkel"])
def test_chosen_colours_win_over_those_of_the_system(person, chosen):
    page = person("staff", color_scheme="light" if chosen == "dunkel" else "dark")
    page.goto("/account")
    page.get_by_role("radio", name=chosen).check()
    page.get_by_role("button", name="Einstellungen speichern").click()
    expect(page.locator("html")).to_have_attribute(
        "data-kern-theme", "dark" if chosen == "dunkel" else "light"
    )
    lightness = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)"
    )
    assert (max(lightness) < 100) == (chosen == "dunkel"), lightness
    for path in ("/account", "/board", "/rollout/matrix"):
        page.goto(path)
        assert list_barriers(page) == []
