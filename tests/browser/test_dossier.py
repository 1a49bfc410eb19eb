"""From a candidate to its dossier: the page on screens and on paper, and the PDF to take along."""

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from lab.rollout.models import ReviewStatus
from tests.browser.checks import assert_accessible, list_barriers, list_too_wide
from tests.browser.hands import Hands
from tests.candidates import make_candidate
from tests.conftest import Personas

OpenPage = Callable[..., Page]
# A4 upright between margins of one centimetre, in CSS pixels.
PAPER = {"width": 718, "height": 1047}


@pytest.mark.both_engines
def test_a_leader_opens_the_dossier_and_takes_the_pdf_along(browser_for: OpenPage, personas: Personas):
    review = make_candidate(personas, ReviewStatus.APPROVED)
    page = browser_for(personas.leadership)
    hands = Hands(page)

    hands.go(f"/rollout/{review.id}")
    hands.link("Dossier")
    expect(page.get_by_role("heading", level=1)).to_have_text(review.idea.title)
    expect(page.locator("#results svg.chart").first).to_be_visible()
    expect(page.locator("#adoption")).to_contain_text("Bergstraße")
    assert_accessible(page)

    address = page.get_by_role("link", name="Als PDF öffnen").get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    pdf = pypdf.PdfReader(io.BytesIO(answer.body()))
    assert pdf.metadata.title == review.idea.title
    assert "Seite 1 von" in pdf.pages[0].extract_text()


@pytest.mark.both_engines
def test_the_dossier_is_whole_and_light_on_paper(browser_for: OpenPage, personas: Personas):
    review = make_candidate(personas)
    page = browser_for(personas.leadership, viewport=PAPER, color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(f"/rollout/{review.id}/dossier")
    tables = page.locator(".figure table")
    expect(tables).not_to_have_count(0)
    expect(page.locator(".figure table:visible")).to_have_count(tables.count())
    expect(page.locator("summary:visible, .buttons:visible, footer:visible")).to_have_count(0)
    found = list_barriers(page, "color-contrast") + list_too_wide(page)
    assert found == [], "\n".join(found)
