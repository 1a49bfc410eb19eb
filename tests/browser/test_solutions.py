"""Who uses what: the matrix sorted, filtered and taken away, the map by keyboard, all of it on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lab.accounts.models import Role
from lab.adoption.models import AdoptionStatus
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests import factories as make
from tests.browser.checks import NARROW, list_too_wide
from tests.browser.hands import Hands, Keyboard

OpenPage = Callable[..., Page]
COMMON, RARE = "Erinnerung per Nachricht", "Checkliste zum Antrag"


@pytest.fixture
def leadership(app):
    """The leadership of Main-Taunus; two solutions are in use elsewhere."""
    with make.one_commit():
        common, rare = (make.make_idea(State.ROLLOUT, title=title) for title in (COMMON, RARE))
        for idea in (common, rare):
            make.make_review(idea, ReviewStatus.APPROVED)
        for key in (make.FULDA, make.WIESBADEN):
            make.make_adoption(common, AdoptionStatus.INTRODUCED, key, contact="Servicestelle")
        make.make_adoption(rare, AdoptionStatus.PILOT, make.BERGSTRASSE)
        return make.make_user(Role.LEADERSHIP, make.MAIN_TAUNUS)


@pytest.mark.both_engines
def test_from_the_matrix_over_the_map_to_what_others_use_already(browser_for: OpenPage, leadership):
    page = browser_for(leadership)
    hands = Hands(page)
    hands.go("/rollout/matrix")
    titles = page.locator(".matrix tbody th[scope=row] > a")
    expect(titles).to_have_text([RARE, COMMON])
    hands.link("im Einsatz", page.locator(".matrix thead"))
    expect(titles).to_have_text([COMMON, RARE])
    expect(page.get_by_role("columnheader", name="im Einsatz")).to_have_attribute("aria-sort", "descending")

    page.get_by_label("Stand:").select_option(label="Pilot")
    expect(titles).to_have_text([RARE])
    expect(page).to_have_url(re.compile(r"status=pilot.*sort=in_use"))
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [RARE in line for line in lines] == [False, True]

    # The map is walked tile by tile; each leads to its jobcentre.
    hands.go("/rollout/map")
    page.get_by_label("Lösung:").select_option(label=COMMON)
    picture = page.locator("svg[role=graphics-document]")
    expect(picture).to_have_attribute("aria-label", re.compile("Bei 2 von 16 KJC im Einsatz"))
    walk = Keyboard(page)
    tile = picture.get_by_role("link", name="Main-Taunus: nicht geprüft")
    expect(picture.get_by_role("link", name=re.compile("^Fulda: eingeführt"))).to_contain_text("eingeführt")
    walk.activate(tile)
    expect(page.get_by_role("heading", level=1)).to_have_text("Main-Taunus")
    chances = page.locator("#chances")
    expect(chances).to_contain_text("Fulda: Servicestelle")
    walk.activate(chances.get_by_role("link", name=f"Stand eintragen – {COMMON}"))
    expect(page.get_by_role("group", name="Wo stehen Sie?")).to_be_visible()


@pytest.mark.both_engines
def test_on_a_phone_by_solution_and_by_jobcentre(browser_for: OpenPage, leadership):
    page = browser_for(leadership, viewport=NARROW, is_mobile=True)
    page.goto("/rollout/matrix")
    expect(page.locator(".matrix")).to_be_hidden()
    card = page.locator(".matrix-lists section", has_text=COMMON)
    expect(card.get_by_role("link", name="Wiesbaden")).to_be_visible()
    page.get_by_role("link", name="nach Jobcenter").click()
    place = page.locator(".place-lists section").filter(has=page.get_by_role("heading", name="Bergstraße"))
    expect(place).to_contain_text("Pilot")
    for path in ("/rollout/map", "/job-centres", f"/job-centres/{make.FULDA}"):
        page.goto(path)
        assert list_too_wide(page) == []
    page.goto("/rollout/map")
    # No name is cut off by the edge of its tile.
    overflowing = page.eval_on_selector_all(
        ".hesse__tile",
        """tiles => tiles.filter(tile => {
          const face = tile.querySelector(".hesse__face").getBoundingClientRect();
          return [...tile.querySelectorAll("text")].some(text => text.getBoundingClientRect().right > face.right);
        }).map(tile => tile.textContent.trim())""",
    )
    assert overflowing == []
