"""Leadership looks at a period: narrows it, opens a table, takes files along, and is told what cannot be."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from lab.accounts.models import Role
from lab.core.clock import frozen, now, today
from lab.core.database import unit_of_work
from lab.ideas.service import MoveRequest, move_idea
from lab.ideas.workflow import State
from tests import factories as make
from tests.browser.checks import assert_accessible_everywhere, list_barriers, list_too_wide
from tests.browser.hands import Hands

# A4 upright between margins of one centimetre, in CSS pixels.
PAPER = {"width": 718, "height": 1047}
LEARNED = "Anrufen ist einfacher."


@pytest.fixture
def leadership(app):
    """Leadership of a lab with six ideas from Fulda, one of them stopped, and one from Wiesbaden."""
    facilitator = make.make_user(Role.FACILITATOR)
    with frozen(now() - timedelta(days=40)):
        inbox = [make.make_idea(State.SUBMITTED) for _number in range(6)]
        make.make_idea(State.SUBMITTED, make.make_user(job_centre=make.WIESBADEN))
    with frozen(now() - timedelta(days=20)), unit_of_work():
        move = MoveRequest(State.SUBMITTED, State.STOPPED, tried="Ein Papierprototyp.", learned=LEARNED)
        move_idea(facilitator, inbox[0], move)
    return make.make_user(Role.LEADERSHIP, make.MAIN_TAUNUS)


def save(page: Page, name: str) -> bytes:
    """What the link leads to."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).first.click()
    return download.value.path().read_bytes()


@pytest.mark.both_engines
def test_leadership_looks_at_a_period(leadership, browser_for):
    page: Page = browser_for(leadership)
    hands = Hands(page)
    page.goto("/")
    page.get_by_role("link", name="Überblick").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Überblick")
    first = (today() - timedelta(days=90)).isoformat()
    hands.write_date("Von", first)
    hands.write_date("Bis", today().isoformat())
    hands.press("Anzeigen")
    expect(page.get_by_role("img", name="Ideen nach Stand")).to_be_visible()
    expect(page.locator("#learnings")).to_contain_text(LEARNED)
    # The address can be passed on.
    assert f"from={first}" in page.url

    page.locator("#flow summary", has_text="Stand am Ende").click()
    row = page.get_by_role("row", name="Eingereicht")
    expect(row.get_by_role("cell")).to_have_text("6")
    assert "Eingereicht;6" in save(page, "CSV – Ideen nach Stand").decode()
    assert save(page, "Alle Tabellen (XLSX)").startswith(b"PK")

    hands.select("KJC", "Wiesbaden")
    hands.press("Anzeigen")
    expect(page.get_by_role("heading", name="Zu wenige Ideen für Zahlen")).to_be_visible()
    expect(page.get_by_role("img", name="Ideen nach Stand")).to_have_count(0)

    hands.write_date("Bis", (today() - timedelta(days=91)).isoformat())
    hands.press("Anzeigen")
    expect(page.locator("#to-error")).to_contain_text("Das Ende liegt vor dem Anfang")
    expect(page.get_by_label("Von", exact=True)).to_have_value(first)

    page.get_by_role("link", name="Dieses Jahr").click()
    report = page.get_by_role("link", name="Förderbericht (PDF)").get_attribute("href")
    answer = page.request.get(report or "")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def test_a_full_overview_is_for_everybody_and_for_paper(demo, person):
    page = person("leadership", color_scheme="dark")
    page.goto("/overview?from=2025-06-01")
    expect(page.locator(".areas__picture")).to_have_count(2)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    assert_accessible_everywhere(page)

    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = false)")
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    tables = page.locator("main table")
    expect(page.locator("main table:visible")).to_have_count(tables.count())
    expect(page.locator(".overview-filter:visible, .data-table__files:visible")).to_have_count(0)
    found = list_barriers(page, "color-contrast") + list_too_wide(page)
    assert found == [], "\n".join(found)
