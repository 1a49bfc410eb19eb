"""A solution is handed on: written by the team, asked about, opened to everybody, closed again."""

import pytest
from playwright.sync_api import expect

from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.browser import story
from tests.browser.checks import NARROW, assert_accessible, assert_accessible_everywhere
from tests.browser.hands import Hands
from tests.factories import make_idea, make_review
from tests.files import PDF

FILE = {"name": "anleitung.pdf", "mimeType": "application/pdf", "buffer": PDF}
SUMMARY, QUESTION, ANSWER = (
    "Erinnert zwei Tage vorher an den Termin.",
    "Geht das auch ohne Handynummer?",
    "Ja, dann kommt eine Karte.",
)
REPOSITORY = "https://gitlab.example.org/fulda/termine"


@pytest.mark.both_engines
def test_a_solution_is_written_asked_about_and_handed_on_to_people_without_an_account(browser_for, personas):
    idea = make_idea(State.ROLLOUT, personas.author, responsible=personas.facilitator)
    make_review(idea, ReviewStatus.APPROVED)
    team, asking, moderating = (
        Hands(browser_for(person)) for person in (personas.author, personas.leadership, personas.facilitator)
    )
    people = browser_for(None, viewport=NARROW)

    team.go(f"/ideas/{idea.id}")
    team.link("Übernahmepaket")
    expect(team.main).to_contain_text("Noch nicht fürs Weitergeben geschrieben")
    team.link("Übernahmepaket schreiben")
    team.attach("Dateien auswählen", FILE)
    team.press("Hochladen")
    story.says(team.page, "Die Dateien sind da.")
    team.fill("Was tut die Lösung?", SUMMARY)
    team.tick("Die Lösung ist Software")
    team.unfold("Angaben zur Software")
    team.fill("Wo liegt der Quelltext?", REPOSITORY)
    assert_accessible_everywhere(team.page)
    team.press("Speichern")
    story.says(team.page, "Das Übernahmepaket ist gespeichert.")

    asking.go(f"/ideas/{idea.id}/kit")
    expect(asking.main).to_contain_text(SUMMARY)
    asking.unfold("Eine Frage stellen")
    asking.fill("Ihre Frage", QUESTION)
    asking.press("Frage stellen")
    story.says(asking.page, "Ihre Frage ist beim Team.")

    team.go("/")
    team.link(idea.title, team.main.locator(".task", has_text="ein Jobcenter fragt"))
    team.fill("Antwort", ANSWER)
    team.press("Antwort speichern")
    story.says(team.page, "Die Antwort ist gespeichert.")

    moderating.go(f"/ideas/{idea.id}/kit")
    moderating.press("Öffentlich machen")
    address = moderating.main.locator(".kit-share__address a").get_attribute("href")
    expect(moderating.main.get_by_role("img", name="QR-Code mit der öffentlichen Adresse")).to_be_visible()
    assert_accessible_everywhere(moderating.page)
    people.goto(address)
    for words in (SUMMARY, QUESTION, ANSWER, "EUPL-1.2"):
        expect(people.get_by_role("main")).to_contain_text(words)
    with people.expect_download() as download:
        people.get_by_role("link", name=FILE["name"]).click()
    assert download.value.path().read_bytes() == PDF
    with people.expect_download() as download:
        people.get_by_role("link", name="publiccode.yml").click()
    assert REPOSITORY in download.value.path().read_text()
    people.get_by_role("link", name="English").click()
    expect(people.locator("html")).to_have_attribute("lang", "en")
    assert_accessible_everywhere(people)

    moderating.page.on("dialog", lambda dialog: dialog.accept())
    moderating.press("Schließen", moderating.main.locator("#share"))
    story.says(moderating.page, "Die öffentliche Seite ist geschlossen.")
    assert people.goto(address).status == 410
    expect(people.get_by_role("heading", level=1)).to_have_text("Diese Seite ist geschlossen.")
    assert_accessible(people)
    assert people.context.cookies() == []
