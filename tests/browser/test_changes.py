"""What people said goes along from version to version until it is answered, and the answer reaches them."""

import re

import pytest
from playwright.sync_api import expect

from lab.ideas.workflow import State
from lab.prototypes.models import PointKind
from tests.browser import story
from tests.browser.checks import NARROW, assert_accessible, assert_accessible_everywhere
from tests.browser.hands import Hands
from tests.factories import make_feedback, make_finding, make_idea, make_prototype

CRITICISM, WISH = "Die Uhrzeit steht zu weit unten.", "Auch als Nachricht auf das Handy."
ANSWERS = {CRITICISM: "Sie steht jetzt ganz oben.", WISH: "Dafür brauchen wir noch eine Freigabe."}


@pytest.mark.both_engines
def test_what_stays_open_goes_along_and_its_answer_reaches_the_people(browser_for, personas):
    first = make_prototype(make_idea(State.TEST))
    heard = make_feedback(first)
    make_finding(heard, body=CRITICISM)
    make_finding(heard, PointKind.IDEA, body=WISH)
    page, people = browser_for(personas.facilitator), browser_for(None, viewport=NARROW)
    hands, left = Hands(page), page.locator("#carried-over")

    hands.go(f"/prototypes/{first.id}")
    hands.link("Neue Version")
    hands.fill("Was ist neu?", "Die Uhrzeit steht oben.")
    hands.press("Version anlegen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("v2 · ")
    second = page.url
    expect(left.get_by_text("noch ohne Antwort")).to_have_count(2)

    begin_answer(hands, left, CRITICISM)
    hands.choose("Was wird daraus?", "Wir haben es aufgenommen")
    hands.main.get_by_label("Aufgenommen in Version").select_option(index=1)
    answer(hands, CRITICISM)
    hands.go(second)
    expect(left).not_to_contain_text(CRITICISM)
    expect(page.get_by_role("complementary").get_by_role("link", name=CRITICISM)).to_be_visible()
    begin_answer(hands, left, WISH)
    hands.choose("Was wird daraus?", "Es kommt später")
    answer(hands, WISH)
    hands.go(second)
    expect(left).to_contain_text("auf später verschoben")

    hands.go(f"/ideas/{first.idea_id}/changes")
    hands.press("Öffentlich machen")
    address = page.locator(".changes__address a").get_attribute("href")
    people.goto(address)
    for words in (CRITICISM, "Geändert in Version 2", ANSWERS[CRITICISM], "Kommt später", ANSWERS[WISH]):
        expect(people.get_by_role("main")).to_contain_text(words)
    people.get_by_role("link", name="English").click()
    expect(people.locator("html")).to_have_attribute("lang", "en")
    assert_accessible_everywhere(people)

    page.on("dialog", lambda dialog: dialog.accept())
    hands.press("Schließen", page.locator("#public"))
    story.says(page, "Die öffentliche Seite ist geschlossen.")
    assert people.goto(address).status == 410
    expect(people.get_by_role("heading", level=1)).to_have_text("Diese Seite ist geschlossen.")
    expect(people.get_by_role("main")).not_to_contain_text(ANSWERS[CRITICISM])
    assert_accessible(people)
    assert people.context.cookies() == []


def begin_answer(hands, card, finding):
    """Opens the form of a finding."""
    row = card.locator(".finding", has_text=finding)
    hands.activate(row.get_by_role("link", name=re.compile("^Antworten")))


def answer(hands, finding):
    """One sentence for those who said it."""
    hands.fill("Antwort in einem Satz", ANSWERS[finding])
    hands.press("Antwort speichern")
    story.says(hands.page, "Die Antwort ist gespeichert.")
