"""Somebody writes while a test runs: by keyboard alone, and without scripts. Afterwards the notes are sorted."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect

from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import Finding, Observation, Outcome, Participant, TaskResult
from tests import factories as make
from tests.browser.checks import assert_accessible_everywhere
from tests.browser.hands import Hands, Keyboard

OpenPage = Callable[..., Page]
TEXT = "Was ist passiert?"


@pytest.fixture
def member(app):
    return make.make_user()


@pytest.fixture
def test_round(member):
    idea = make.make_idea(State.TEST, team=[member])
    return make.make_round(make.make_prototype(idea), tasks="Brief öffnen\nTermin absagen")


def note(page: Page, text: str) -> Locator:
    return page.locator(".session__notes .observation", has_text=text)


def noted() -> list[tuple[str, str, str, int | None]]:
    db.session.rollback()
    rows = db.session.scalars(sa.select(Observation).order_by(Observation.id))
    return [(row.participant.label, row.kind.sign + row.body, row.basis.value, row.second) for row in rows]


@pytest.mark.both_engines
def test_two_people_are_watched_by_keyboard_alone(browser_for: OpenPage, member, test_round):
    page = browser_for(member)
    hands = Keyboard(page)
    hands.go(f"/rounds/{test_round.id}/session")
    hands.press("Erste Person hinzufügen")
    text = page.get_by_label(TEXT)
    # The focus is in the text whenever there is something to write; Enter notes it.
    expect(text).to_be_focused()
    page.keyboard.type("Sucht den Knopf lange.")
    page.keyboard.press("Enter")
    expect(note(page, "Sucht den Knopf lange.")).to_contain_text("beobachtet")
    expect(text).to_be_focused()
    expect(text).to_have_value("")
    page.keyboard.type("! Erinnert werden am Tag vorher")
    hands.choose("Woher wissen Sie das?", "gesagt")
    hands.fill("Zeitmarke (mm:ss)", "3:20")
    hands.fill("Wörtlich gesagt", "Am Tag vorher, bitte.")
    hands.choose("Termin absagen", "mit Hilfe")
    page.keyboard.press("Enter")
    expect(note(page, "Erinnert werden")).to_contain_text("03:20")
    expect(note(page, "Erinnert werden")).to_contain_text("gesagt")
    expect(text).to_be_focused()
    # A garbled time keeps what was typed.
    page.keyboard.type("? Was kostet das")
    hands.fill("Zeitmarke (mm:ss)", "gleich")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("zum Beispiel 03:20")
    expect(text).to_have_value("? Was kostet das")
    hands.fill("Zeitmarke (mm:ss)", "")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("4:00")
    page.keyboard.press("Enter")
    expect(note(page, "Was kostet das")).to_contain_text("Offene Frage")
    hands.unfold("Nächste Person")
    hands.press("Person hinzufügen")
    expect(page.get_by_role("heading", name="P2: notieren")).to_be_visible()
    for line in ("+ Die Uhrzeit ist groß", "- Übersieht den Knopf", "? Gilt das sonntags"):
        expect(text).to_be_focused()
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(note(page, line[2:])).to_be_visible()
    assert noted() == [
        ("P1", "ΔSucht den Knopf lange.", "seen", None),
        ("P1", "!Erinnert werden am Tag vorher", "said", 200),
        ("P1", "?Was kostet das", "seen", 240),
        ("P2", "+Die Uhrzeit ist groß", "seen", None),
        ("P2", "ΔÜbersieht den Knopf", "seen", None),
        ("P2", "?Gilt das sonntags", "seen", None),
    ]
    results = db.session.scalars(sa.select(TaskResult)).all()
    assert [(row.task, row.outcome) for row in results] == [(2, Outcome.HELPED)]
    # With the clock running, a note gets its mark from the moment it was begun.
    hands.press("Uhr starten")
    expect(text).to_be_focused()
    page.keyboard.type("Liest laut vor")
    expect(page.get_by_label("Zeitmarke (mm:ss)")).to_have_value(re.compile(r"00:\d\d"))
    page.keyboard.press("Enter")
    expect(note(page, "Liest laut vor")).to_contain_text("00:")
    expect(page.get_by_role("button", name="Uhr anhalten")).to_be_visible()
    assert_accessible_everywhere(page)


@pytest.mark.both_engines
def test_notes_are_sorted_into_findings_by_keyboard(browser_for: OpenPage, member, test_round):
    people = [make.make_participant(test_round, number) for number in (1, 2)]
    for person, body in zip(people, ("Sucht den Knopf.", "Übersieht den Knopf."), strict=True):
        make.make_observation(person, body=body)
    make.make_observation(people[0], body="Die Schrift ist blass.")
    page = browser_for(member)
    hands = Keyboard(page)
    hands.go(f"/prototypes/{test_round.prototype_id}/findings")
    hands.tick("Sucht den Knopf.")
    hands.tick("Übersieht den Knopf.")
    hands.fill("Der Befund in einem Satz", "Der Knopf zum Absagen fällt nicht auf.")
    hands.select("Schwere", "schwer: so geht es nicht")
    hands.press("Zuordnen")
    cluster = page.locator(".cluster-of-notes")
    expect(cluster).to_contain_text("n = 2")
    expect(cluster).to_contain_text("schwer: so geht es nicht")
    hands.tick("Die Schrift ist blass.")
    hands.select("Wohin?", "Δ Der Knopf zum Absagen fällt nicht auf.")
    hands.press("Zuordnen")
    expect(page.get_by_text("Alles ist zugeordnet.")).to_be_visible()
    hands.unfold("3 Beobachtungen")
    last = cluster.locator(".observation", has_text="Die Schrift ist blass.")
    hands.activate(last.get_by_role("button", name="Herausnehmen"))
    expect(page.locator("#unsorted")).to_contain_text("Die Schrift ist blass.")
    db.session.rollback()
    finding = db.session.scalars(sa.select(Finding)).one()
    assert len(finding.observations) == 2
    assert_accessible_everywhere(page)


def test_everything_works_without_scripts(browser_for: OpenPage, member, test_round):
    page = browser_for(member, java_script_enabled=False)
    hands = Hands(page)
    hands.go(f"/rounds/{test_round.id}/session")
    hands.press("Erste Person hinzufügen")
    page.get_by_label(TEXT).fill("- Liest nur die erste Zeile")
    hands.choose("Brief öffnen", "nicht geschafft")
    hands.press("Notieren")
    expect(note(page, "Liest nur die erste Zeile")).to_contain_text("Das ändern")
    page.get_by_label(TEXT).fill("")
    hands.choose("Brief öffnen", "allein")
    hands.press("Aufgaben speichern")
    hands.link("Nach dem Test: Beobachtungen zu Befunden ordnen")
    page.get_by_label("Liest nur die erste Zeile").check()
    hands.fill("Der Befund in einem Satz", "Der Brief ist zu lang.")
    hands.press("Zuordnen")
    expect(page.locator(".cluster-of-notes")).to_contain_text("1 beobachtet")
    db.session.rollback()
    assert db.session.scalars(sa.select(Participant)).one().label == "P1"
    assert db.session.scalars(sa.select(TaskResult)).one().outcome is Outcome.ALONE
