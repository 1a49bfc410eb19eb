"""The main path with JavaScript switched off: every step is an ordinary form."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.hands import Hands

OpenPage = Callable[..., Page]


@pytest.fixture
def plain(person: OpenPage) -> OpenPage:
    """`plain("staff")`: as `person`, in a browser that runs no scripts."""
    return partial(person, java_script_enabled=False)


def test_the_whole_way_without_scripts(plain: OpenPage, browser_for: OpenPage):
    staff = Hands(browser_for(None, java_script_enabled=False))
    facilitator, colleague = Hands(plain("facilitator")), Hands(plain("staff2"))
    staff.sign_in("staff")
    idea = story.submit_idea(staff)
    story.attach_sketch(staff)
    story.move_from_board(facilitator, "empathise", story.ANSWER)
    story.join(colleague, idea)
    for source, target in (("empathise", "define"), ("define", "ideate"), ("ideate", "prototype")):
        story.take_notes(colleague, idea, source, most=1)
        story.move_from_board(facilitator, target, "Das genügt für den nächsten Schritt.")
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
    story.approve(Hands(plain("leadership")))
    other = Hands(plain("leadership2"))
    story.adopt(other, dossier, "Pilot")
    expect(story.cell_of(other.page, "Wiesbaden")).to_contain_text("Pilot")


def test_filters_and_pages_of_the_list_are_links_and_buttons(plain: OpenPage):
    page = plain("staff")
    page.goto("/ideas")
    page.get_by_role("link", name="Weiter").click()
    expect(page).to_have_url("/ideas?page=2")
    page.get_by_label("Stand").select_option(label="Testen")
    page.get_by_role("button", name="Anwenden").click()
    expect(page.locator(".idea-list .badge").first).to_have_text("Testen")
    page.get_by_role("link", name="Filter aufheben").click()
    expect(page).to_have_url("/ideas")


def test_the_board_filters_and_shows_more_without_scripts(plain: OpenPage):
    page = plain("facilitator")
    page.goto("/board")
    page.get_by_label("KJC:").select_option(label="Fulda")
    page.get_by_role("button", name="Anwenden").click()
    places = page.locator(".idea-card__place").all_inner_texts()
    assert places
    assert all(place.startswith("Fulda") for place in places)


def test_errors_stand_beside_their_fields_and_the_text_stays(plain: OpenPage):
    page = plain("staff")
    page.goto("/ideas/new")
    page.get_by_label("Problem").fill("Der Aushang ist zu klein.")
    page.get_by_role("button", name="Einreichen").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte prüfen Sie Ihre Angaben")
    expect(page.locator("#title-error")).to_contain_text("Bitte geben Sie der Idee einen Titel.")
    expect(page.get_by_label("Problem")).to_have_value("Der Aushang ist zu klein.")


def test_menus_open_and_one_can_sign_out(plain: OpenPage):
    page = plain("staff")
    page.goto("/")
    page.locator(".account-menu summary").click()
    page.locator(".account-menu").get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("status")).to_contain_text("Sie sind abgemeldet.")


def test_the_language_changes_and_stays(plain: OpenPage):
    page = plain("staff")
    page.goto("/ideas?stage=test")
    page.get_by_role("button", name="EN – English").click()
    expect(page).to_have_url("/ideas?stage=test")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/board")
    expect(page.locator("html")).to_have_attribute("lang", "en")
