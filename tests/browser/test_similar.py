"""Somebody writes an idea, finds that it is there already, and says „Bei uns auch“ instead."""

import pytest
from playwright.sync_api import Page, expect

from lab.ideas.workflow import State
from tests.browser.checks import NARROW, assert_accessible_everywhere, assert_no_sideways_scroll
from tests.browser.hands import Hands, Keyboard
from tests.factories import make_idea

TITLE = "Wartezone: Wann bin ich dran?"


@pytest.fixture
def waiting(app, personas):
    make_idea(State.IDEATE, personas.colleague, title="Kundenkarte", problem="Etwas ganz anderes.")
    return make_idea(
        State.DEFINE, personas.colleague, title=TITLE, problem="Niemand weiß, wie lange es noch dauert."
    )


def card_of(page: Page, idea):
    return page.locator(f"[data-idea='{idea.id}']")


@pytest.mark.both_engines
def test_what_is_typed_finds_the_idea_and_one_click_counts_on_its_card(browser_for, personas, waiting):
    page = browser_for(personas.author)
    hands, similar = Hands(page), page.get_by_role("region", name="Ähnliche Ideen")
    hands.go("/board")
    expect(card_of(page, waiting)).not_to_contain_text("KJC")
    hands.go("/ideas/new")
    expect(similar).to_contain_text("Sobald Sie Titel oder Problem beschreiben")
    field = page.get_by_label("Titel")
    field.press_sequentially("Wartezone anzeigen", delay=20)
    expect(similar.get_by_role("link", name=TITLE)).to_be_visible()
    expect(page.locator("#announcer")).to_have_text("1 ähnliche Idee gefunden.")
    # Whoever types goes on typing, and what was typed stays.
    expect(field).to_be_focused()
    expect(field).to_have_value("Wartezone anzeigen")
    assert_accessible_everywhere(page)

    similar.get_by_role("button", name=f"Bei uns auch: {TITLE}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("2 KJC haben das Problem.")).to_be_visible()
    hands.go("/board")
    expect(card_of(page, waiting)).to_contain_text("2 KJC haben das Problem")


def test_fields_stay_where_they_are_while_the_list_comes_and_goes(browser_for, personas, waiting):
    page = browser_for(personas.author)
    page.goto("/ideas/new")
    title, problem = page.get_by_label("Titel"), page.get_by_label("Problem")
    before = (title.bounding_box(), problem.bounding_box())
    title.press_sequentially("Wartezone", delay=20)
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    assert (title.bounding_box(), problem.bounding_box()) == before
    title.fill("Gibtesnicht")
    expect(page.get_by_text("Keine ähnliche Idee gefunden.", exact=True).first).to_be_visible()
    page.set_viewport_size(NARROW)
    title.fill("Wartezone")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    assert_no_sideways_scroll(page)


def test_whoever_is_signed_out_while_typing_keeps_the_form(browser_for, personas, waiting):
    page = browser_for(personas.author)
    page.goto("/ideas/new")
    page.context.clear_cookies()
    with page.expect_response("**/ideas/similar"):
        page.get_by_label("Titel").press_sequentially("Wartezone", delay=20)
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url("/ideas/new")
    expect(page.get_by_label("Titel")).to_have_value("Wartezone")
    expect(page.locator("#flash")).to_be_empty()


def test_whoever_mends_an_error_goes_on_typing_when_the_list_comes(browser_for, personas, waiting):
    page = browser_for(personas.author)
    hands = Hands(page)
    hands.go("/ideas/new")
    hands.fill("Problem", "Niemand weiß, wie lange es dauert.")
    hands.press("Einreichen")
    expect(page.get_by_role("alert")).to_be_focused()
    field = page.get_by_label("Titel")
    with page.expect_response("**/ideas/similar"):
        field.press_sequentially("Wartezone", delay=20)
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    field.press_sequentially(" anzeigen", delay=20)
    expect(field).to_have_value("Wartezone anzeigen")


def test_by_keyboard_alone(browser_for, personas, waiting):
    page = browser_for(personas.author)
    hands = Keyboard(page)
    hands.go("/ideas/new")
    hands.fill("Titel", "Wartezone anzeigen")
    button = page.get_by_role("button", name=f"Bei uns auch: {TITLE}")
    expect(button).to_be_visible()
    hands.activate(button)
    expect(page.get_by_text("2 KJC haben das Problem.")).to_be_visible()


def test_without_scripts_a_button_shows_the_list_and_keeps_what_was_typed(browser_for, personas, waiting):
    page = browser_for(personas.author, java_script_enabled=False)
    hands = Hands(page)
    hands.go("/ideas/new")
    hands.fill("Titel", "Wartezone anzeigen")
    hands.fill("Vorschlag", "Ein Schild.")
    hands.press("Ähnliche Ideen suchen")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    expect(page.get_by_label("Vorschlag")).to_have_value("Ein Schild.")
    hands.press(f"Bei uns auch: {TITLE}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("#sharing")).to_contain_text("2 KJC haben das Problem")


def test_whoever_triages_merges_the_duplicate_and_takes_it_apart_again(browser_for, personas, waiting):
    idea = make_idea(State.SUBMITTED, personas.author, title="Wartezone: Anzeige", problem="Alle fragen.")
    page = browser_for(personas.facilitator)
    hands = Hands(page)
    hands.go(f"/ideas/{idea.id}")
    page.locator("#duplicates").get_by_role("link", name="Damit zusammenführen").click()
    expect(page.get_by_role("radio", name=TITLE)).to_be_checked()
    expect(page.locator("#moving")).to_contain_text("1 KJC, das das Problem hat")
    hands.fill("Begründung", "Beide zeigen dasselbe an.")
    hands.press("Zusammenführen")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.locator("#received").get_by_role("link", name="Rückgängig machen").click()
    assert_accessible_everywhere(page)
    hands.fill("Begründung", "Doch zweierlei.")
    hands.press("Rückgängig machen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wartezone: Anzeige")
    expect(page.get_by_role("main")).to_contain_text("Eingereicht – das Lab-Team ist am Zug")
