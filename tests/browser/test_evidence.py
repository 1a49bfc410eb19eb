"""The chain from hypothesis to verdict: a round, answers without an account and on paper, a finding, its answer."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from lab.accounts.models import Role
from lab.core.clock import today
from lab.ideas.workflow import State
from tests import factories as make
from tests.browser.hands import Hands, Keyboard

OpenPage = Callable[..., Page]
CRITICISM = "Die Uhrzeit steht zu weit unten."
FINDING = "Die Uhrzeit wird übersehen."


@pytest.fixture
def member(app):
    return make.make_user()


@pytest.fixture
def prototype(member):
    return make.make_prototype(make.make_idea(State.TEST, team=[member]))


def plan_round(hands: Hands, prototype: str) -> None:
    """A round for customers with two questions of a scale."""
    hands.go(prototype)
    hands.link("Testrunde planen", hands.page.locator("#rounds"))
    hands.choose("Wer soll ausprobieren?", "Kundinnen und Kunden")
    hands.write_date("Beginn", today().isoformat())
    # Not over when the clock strikes twelve meanwhile.
    hands.write_date("Ende", (today() + timedelta(days=1)).isoformat())
    hands.select("Wo?", "Fulda")
    hands.fill("Wie viele Personen sollen es werden?", "5")
    hands.select("Methode", "Kurzbefragung")
    hands.choose("Skala", "UMUX-Lite: zwei Fragen, gut für Kundinnen und Kunden")
    hands.press("Testrunde planen")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Testrunde .*\d{4}"))


def answer_without_account(page: Page, address: str) -> None:
    """Somebody with the address says what should change."""
    page.goto(address)
    page.get_by_role("link", name="Los geht es").click()
    for value in ("6", "5"):
        page.locator(f"input[value='{value}']:visible").check()
        page.get_by_role("link", name="Weiter").click()
    page.get_by_role("link", name="Dazu weiß ich nichts").click()
    page.get_by_role("textbox", name="Was sollen wir ändern?").fill(CRITICISM)
    page.get_by_role("link", name="Weiter").click()
    for _question in range(2):
        page.get_by_role("link", name="Dazu weiß ich nichts").click()
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank!")


def enter_stack_of_paper(hands: Keyboard, round_page: str) -> None:
    """Two sheets, one after the other, without a pointer: the first field waits for the next sheet."""
    page = hands.page
    hands.go(round_page)
    hands.link("Papierbögen übertragen")
    for number, (first, second) in enumerate((("7", "6"), ("4", "")), start=1):
        expect(page.get_by_label("Das kann alles, was ich brauche.")).to_be_focused()
        page.keyboard.type(first)
        hands.fill("Das ist leicht zu benutzen.", second)
        hands.fill("Was war gut?", "Kurz.")
        hands.press("Speichern und nächster Bogen")
        expect(page.locator(".entry__count")).to_contain_text(f"Jetzt: Bogen {number + 1}.")


@pytest.mark.both_engines
def test_from_the_plan_of_a_round_to_the_verdict(browser_for: OpenPage, member, prototype):
    page, facilitator = browser_for(member), browser_for(make.make_user(Role.FACILITATOR))
    version, idea = f"/prototypes/{prototype.id}", f"/ideas/{prototype.idea_id}"
    plan_round(Hands(page), version)
    round_page = page.url
    page.get_by_role("button", name="Öffentliche Adresse öffnen").click()
    address = page.get_by_label("Link zum Weitergeben").input_value()
    answer_without_account(browser_for(None, viewport={"width": 320, "height": 720}, is_mobile=True), address)

    # Unread it counts nowhere; the team reads it, then it does.
    page.goto(version)
    expect(page.get_by_role("main")).not_to_contain_text(CRITICISM)
    enter_stack_of_paper(Keyboard(page), round_page)
    page.goto(round_page)
    page.get_by_role("link", name="Antworten ansehen").click()
    page.locator(".answers__sheet", has_text=CRITICISM).get_by_role("checkbox").check()
    page.get_by_role("button", name="Ausgewählte zählen lassen").click()
    expect(page.get_by_role("main")).to_contain_text("Keine Antwort wartet")

    page.goto(f"{version}/findings")
    page.locator("li.observation, .observation", has_text=CRITICISM).get_by_role("checkbox").check()
    page.get_by_label("Der Befund in einem Satz").fill(FINDING)
    page.get_by_label("Schwere").select_option(value="severe")
    page.get_by_role("button", name="Zuordnen").click()
    expect(page.locator("#findings")).to_contain_text(FINDING)
    page.goto(idea)
    expect(page.get_by_role("main")).to_contain_text("1 schwerer Befund noch nicht behoben")

    hands = Hands(facilitator)
    hands.go(version)
    finding = facilitator.locator(".finding", has_text=FINDING)
    hands.unfold("Antworten", finding)
    hands.choose("Was wird daraus?", "Wir haben es aufgenommen", finding)
    finding.get_by_label("Aufgenommen in Version").select_option(index=1)
    hands.fill("Antwort in einem Satz", "Die Uhrzeit steht jetzt ganz oben.", finding)
    hands.press("Antwort speichern", finding)
    expect(facilitator.locator("#grid")).to_contain_text("Die Uhrzeit steht jetzt ganz oben.")

    hands.go(f"{version}/results")
    expect(facilitator.get_by_role("main")).to_contain_text("n = 2")
    hands.link("Urteil festhalten")
    hands.choose("Ist das Erfolgskriterium erfüllt?", "erfüllt")
    hands.fill("Woran sehen Sie das?", "Drei von drei Personen fanden die Uhrzeit.")
    hands.choose("Wie geht es weiter?", "weiter damit")
    hands.fill("Was haben wir gelernt?", "Das Wichtigste gehört nach oben.")
    hands.press("Urteil speichern")
    expect(facilitator.get_by_role("main")).to_contain_text("Das Wichtigste gehört nach oben.")
    page.goto(idea)
    expect(page.get_by_role("main")).to_contain_text("Erfolgskriterium erfüllt")
    expect(page.get_by_role("main")).to_contain_text("Kein schwerer Befund steht aus")
    page.goto(f"{idea}/changes")
    expect(page.get_by_role("main")).to_contain_text("Die Uhrzeit steht jetzt ganz oben.")


@pytest.mark.both_engines
def test_personal_data_are_hidden_at_once_and_removed_for_good(browser_for: OpenPage, member):
    note = make.make_note(make.make_idea(State.EMPATHISE, team=[member]), body="Frau Muster war dabei.")
    idea = f"/ideas/{note.idea_id}"
    page, facilitator = browser_for(member), browser_for(make.make_user(Role.FACILITATOR))
    page.goto(idea)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#work li", has_text="Frau Muster").get_by_role("button", name=re.compile("Melden")).click()
    expect(page.get_by_role("main")).to_contain_text("Verborgen: Hier wird geprüft")
    expect(page.get_by_role("main")).not_to_contain_text("Muster")
    facilitator.goto("/reports")
    expect(facilitator.get_by_role("main")).to_contain_text("Frau Muster war dabei.")
    facilitator.get_by_role("link", name=re.compile("[Ee]ndgültig entfernen")).first.click()
    facilitator.get_by_role("checkbox").check()
    facilitator.get_by_role("button", name="Endgültig entfernen").click()
    expect(facilitator.locator("#flash")).to_contain_text("endgültig entfernt")
    facilitator.goto(idea)
    expect(facilitator.get_by_role("main")).not_to_contain_text("Muster")
