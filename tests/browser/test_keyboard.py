"""The main path by keyboard alone: Tab, Enter, Space and arrows. At each stop the focus must be seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.hands import Keyboard


def test_the_whole_way_by_keyboard(person: Callable[..., Page], page: Page):
    staff, facilitator, colleague = (
        Keyboard(page),
        Keyboard(person("facilitator")),
        Keyboard(person("staff2")),
    )
    staff.sign_in("staff")
    idea = story.submit_idea(staff)
    story.attach_sketch(staff)
    story.move_from_board(facilitator, "empathise", story.ANSWER)
    story.join(colleague, idea)
    # One note of each stage is enough here: the next ones are written the same way.
    story.take_notes(colleague, idea, "empathise", most=1)
    story.move_from_board(facilitator, "define", "Die Gespräche zeigen alle dasselbe.")
    story.move_from_board(facilitator, "ideate", "Das Problem ist bekannt.")
    story.move_from_board(facilitator, "prototype", "Es gibt nur einen Weg.")
    prototype = story.build_prototype(colleague, idea)
    story.move_from_board(facilitator, "test", "Auf Papier ist nichts zu prüfen.")
    story.record_feedback(
        colleague,
        prototype,
        "Kundinnen und Kunden",
        "3",
        "Bergstraße",
        "Ich muss nicht anrufen.",
        story.CRITICISM,
    )
    story.record_feedback(staff, prototype, "Beschäftigte", "3", "Fulda", "Das Telefon bleibt frei.")
    story.answer_finding(facilitator, prototype)
    story.judge(facilitator, prototype)
    dossier = story.report_ready(facilitator, idea)
    story.approve(Keyboard(person("leadership")))
    other = Keyboard(person("leadership2"))
    story.adopt(other, dossier, "Pilot")
    expect(story.cell_of(other.page, "Wiesbaden")).to_contain_text("Pilot")


def test_the_first_stop_leads_past_the_navigation(person: Callable[..., Page]):
    page = person("facilitator")
    page.goto("/board")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menus_open_and_close_by_keyboard(person: Callable[..., Page]):
    page = person("staff")
    page.goto("/")
    menu = page.locator(".account-menu")
    hands = Keyboard(page)
    hands.activate(menu.locator("summary"))
    expect(menu.get_by_role("link", name="Mein Konto")).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Mein Konto")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Mein Konto")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_errors_lead_to_their_fields(person: Callable[..., Page]):
    page = person("staff")
    page.goto("/ideas/new")
    hands = Keyboard(page)
    hands.press("Einreichen")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    expect(summary.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Titel")).to_be_focused()
    hands.activate(summary.get_by_role("link", name="Wem hilft die Idee?"))
    expect(page.get_by_role("radio", name="Kundinnen und Kunden")).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/board", "/ideas", "/rollout/matrix", "/themes", "/account"])
def test_tab_visits_everything_that_can_be_used_and_never_gets_stuck(person: Callable[..., Page], path):
    page = person("facilitator")
    page.goto(path)
    page.wait_for_load_state()
    hands = Keyboard(page)
    last = page.locator("footer a").last
    hands.reach(last)
    page.keyboard.press("Shift+Tab")
    expect(last).not_to_be_focused()
