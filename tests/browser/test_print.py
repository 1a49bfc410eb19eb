"""Results on paper: light whatever the screen was, every table open, nothing cut off at the edge of the sheet."""

from playwright.sync_api import expect

from tests.browser.checks import list_barriers, list_too_wide
from tests.browser.pages import find_examples

# A4 upright between margins of one centimetre, in CSS pixels.
PAPER = {"width": 718, "height": 1047}
# What is wider than the frame around it, in pictures and tables alike.
CUT_OFF = """() => [...document.querySelectorAll('.figure svg, .figure svg *, .figure table, .figure :is(td, th)')]
  .filter(one => one.checkVisibility())
  .map(one => [one, one.getBoundingClientRect(), one.closest('.figure').getBoundingClientRect()])
  .filter(([one, box, frame]) => box.left < frame.left - 1 || box.right > frame.right + 1)
  .map(([one]) => one.outerHTML.slice(0, 120))"""


def test_results_on_paper_are_light_and_whole_with_their_tables_open(demo, person):
    page = person("facilitator", viewport=PAPER, color_scheme="dark")
    page.goto(f"/ideas/{find_examples()['measured']}/results")
    latest = page.locator(".results tbody th a").last.get_attribute("href")
    page.emulate_media(media="print")
    for path in (page.url, latest):
        page.goto(path)
        tables = page.locator(".figure table")
        expect(tables).not_to_have_count(0)
        expect(page.locator(".figure table:visible")).to_have_count(tables.count())
        expect(page.locator(".figure svg.chart:visible")).not_to_have_count(0)
        expect(
            page.locator("summary:visible, nav.tabs:visible, .buttons:visible, footer:visible")
        ).to_have_count(0)
        found = list_barriers(page, "color-contrast") + list_too_wide(page) + page.evaluate(CUT_OFF)
        assert found == [], "\n".join(found)
