"""A meeting goes through the agenda with nothing but the keyboard: page by page, to a vote and back, to the end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from lab.accounts.models import Role
from lab.core.clock import now
from lab.ideas.workflow import State
from tests import factories as make
from tests.browser.checks import assert_accessible, assert_accessible_everywhere
from tests.browser.hands import Keyboard

OpenPage = Callable[..., Page]
TITLES = ("Kundenkarte", "Rückrufservice", "Berufswahlpass")
LONG = "Am Empfang muss man laut sagen, wer man ist und warum man kommt. "


def make_candidates() -> None:
    """Three candidates, reported one after the other; the second has much to scroll."""
    gate = [
        {"code": code, "met": code != "funding"} for code in ("met", "owner", "data_protection", "funding")
    ]
    for number, title in enumerate(TITLES):
        idea = make.make_idea(State.READY, title=title, problem=LONG)
        make.make_feedback(make.make_prototype(idea))
        review = make.make_review(
            idea,
            opened_at=now() - timedelta(days=20 - number),
            gate=gate,
            override_reason="Das Geld folgt im Mai.",
        )
        if number == 1:
            asker = make.make_user(Role.LEADERSHIP)
            for part in range(8):
                make.make_question(review, asker, text=f"Frage {part}: {LONG}")


def expect_candidate(page: Page, number: int) -> None:
    """The candidate is on the screen, its title is where reading begins, and the window says so."""
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text(TITLES[number])
    expect(page.locator(".agenda__place")).to_contain_text(f"{number + 1} von 3")
    expect(page).to_have_title(f"{number + 1} von 3: {TITLES[number]} – Innovation-Lab")
    expect(page).to_have_url(f"/rollout/agenda?position={number + 1}")


def expect_at_title(page: Page) -> None:
    """Eyes and keyboard begin at the title."""
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("html")).to_have_js_property("scrollTop", 0)


@pytest.mark.both_engines
def test_a_meeting_goes_through_all_candidates_by_keyboard(browser_for: OpenPage, app):
    make_candidates()
    chair = make.make_member(make.make_user(Role.LEADERSHIP, make.MAIN_TAUNUS), is_chair=True)
    page = browser_for(chair)
    hands = Keyboard(page)

    page.goto("/rollout")
    hands.link("Tagesordnung")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[0])
    assert_accessible_everywhere(page)

    page.evaluate("window.isSamePage = true")
    page.keyboard.press("ArrowRight")
    expect_candidate(page, 1)
    expect_at_title(page)
    # The second is long: page down reads on, and turns at the end.
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", level=1)).not_to_be_in_viewport()
    expect_candidate(page, 1)
    page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    page.keyboard.press("PageDown")
    expect_candidate(page, 2)
    expect_at_title(page)
    # Behind the last there is nothing to turn to.
    page.keyboard.press("ArrowRight")
    expect_candidate(page, 2)
    page.keyboard.press("PageUp")
    expect_candidate(page, 1)
    page.keyboard.press("ArrowLeft")
    expect_candidate(page, 0)
    # A full screen would have stayed full: the page was never left.
    assert page.evaluate("window.isSamePage === true")
    page.go_back()
    expect_candidate(page, 1)

    hands.link("Abstimmen")
    expect(page.get_by_role("link", name="Zurück zur Tagesordnung")).to_be_visible()
    # Where something is written, arrows stay arrows.
    page.keyboard.press("ArrowRight")
    hands.choose("Ihre Stimme", "Zustimmung")
    hands.press("Stimme abgeben")
    expect_candidate(page, 1)
    expect(page.locator(".agenda__vote")).to_contain_text("Sie haben abgestimmt.")
    expect(page.locator("#flash")).to_contain_text("Ihre Stimme ist gezählt.")
    assert_accessible(page)

    hands.link("Beenden")
    expect(page).to_have_url("/rollout")


@pytest.mark.both_engines
def test_the_agenda_turns_by_links_without_scripts_and_fits_a_phone_in_the_dark(browser_for: OpenPage, app):
    make_candidates()
    options = {
        "java_script_enabled": False,
        "viewport": {"width": 320, "height": 720},
        "color_scheme": "dark",
    }
    page = browser_for(make.make_user(Role.FACILITATOR), **options)
    page.goto("/rollout/agenda")
    page.get_by_role("link", name="Weiter", exact=True).click()
    expect_candidate(page, 1)
    expect(page.get_by_role("button", name="Vollbild")).to_be_hidden()
    expect(page.get_by_text("Blättern mit den Pfeiltasten")).to_be_hidden()
    page.get_by_role("link", name="Zurück", exact=True).click()
    expect_candidate(page, 0)
