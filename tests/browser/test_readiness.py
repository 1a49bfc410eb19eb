"""The readiness light: six dimensions with reasons and proofs, and an override that nobody loses sight of."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from lab.adoption.models import AdoptionStatus
from lab.ideas.workflow import State
from lab.prototypes.models import Group
from tests.browser.checks import assert_accessible, assert_accessible_everywhere
from tests.browser.hands import Hands
from tests.factories import (
    FULDA,
    MAIN_TAUNUS,
    make_adoption,
    make_feedback,
    make_idea,
    make_prototype,
)

TITLE = "Rückrufservice in der Eingangszone"
WHY = "Der Personalrat tagt erst im Mai, zwei Häuser warten auf den Start."
OPEN = "gemeldet trotz 5 offener Punkte"
# What the facilitator says in the form: dimension by dimension green, yellow or red.
LIGHTS = {
    "Nutzen": ("nicht bereit", "Erfolgskriterium noch nicht als erfüllt beurteilt"),
    "Organisation": ("bereit", "Anleitung zur Einführung: geklärt"),
    "Recht": ("nicht bereit", "Personalrat: noch nicht geprüft"),
    "Finanzen": ("mit Lücken", "Finanzierung: noch nicht geklärt"),
    "Technik": ("mit Lücken", "Fachverfahren und Schnittstellen: nicht angegeben"),
    "Barrierefreiheit": ("bereit", "Barrierefreiheit: Prüfung nicht nötig, mit Begründung"),
}


def fill_in(hands: Hands) -> None:
    """The form with gaps: no staff council, no money, no systems."""
    hands.fill("Nutzen", "Weniger Menschen warten.")
    hands.fill("Kosten im Betrieb", "Etwa 300 Euro im Jahr.")
    hands.fill("Wer verantwortet die Lösung nach der Einführung?", "Fachdienst Empfang")
    hands.fill("Wer hilft bei Fragen?", "Servicestelle")
    hands.fill("Anleitung zur Einführung", "Liste auslegen, zurückrufen.")
    for check, short, said in (
        ("Datenschutz geprüft?", "Datenschutz", "ja"),
        ("Informationssicherheit geprüft?", "Informationssicherheit", "ja"),
        ("Barrierefreiheit geprüft?", "Barrierefreiheit", "nicht nötig"),
    ):
        hands.choose(check, said)
        hands.fill(f"{short}: Ergebnis in einem Satz", "Nur ein Anruf.")


def expect_lights(lights: Locator) -> None:
    """Each of the six with its word and its reason."""
    expect(lights).to_have_count(6)
    for light, (name, (word, reason)) in zip(lights.all(), LIGHTS.items(), strict=True):
        expect(light.locator(".light__name")).to_have_text(name)
        expect(light.locator(".light__word")).to_have_text(word)
        expect(light).to_contain_text(reason)


def follow(page: Page, reason: str) -> None:
    """From a reason to its proof."""
    page.locator(".lights").get_by_role("link", name=reason, exact=True).click()


@pytest.mark.both_engines
def test_six_lights_tell_why_and_lead_to_their_proof_and_an_override_stays_visible(browser_for, personas):
    idea = make_idea(State.TEST, personas.author, responsible=personas.facilitator, title=TITLE)
    version = make_prototype(idea)
    for group, place in ((Group.CUSTOMERS, FULDA), (Group.STAFF, MAIN_TAUNUS)):
        make_feedback(version, group, participants=4, job_centre_key=place)
    reporting, leading = (
        Hands(browser_for(who)) for who in (personas.facilitator, personas.leadership_other)
    )

    reporting.go(f"/ideas/{idea.id}/rollout/new")
    evidence = reporting.main.locator("#evidence .light")
    expect(evidence).to_have_count(1)
    expect(evidence).to_contain_text("Kundinnen und Kunden gehört (4)")
    fill_in(reporting)
    reporting.press("Rolloutreif melden")
    # Refused without a reason: now all six are known, and each leads to its field.
    expect_lights(reporting.main.locator("#evidence .light"))
    follow(reporting.page, "Personalrat: noch nicht geprüft")
    expect(reporting.page).to_have_url(re.compile("#staff_council$"))
    assert_accessible_everywhere(reporting.page)
    reporting.fill("Warum trotzdem rolloutreif?", WHY)
    reporting.press("Rolloutreif melden")
    expect(reporting.main).to_contain_text("wartet auf Entscheidung")

    page, main = leading.page, leading.main
    leading.go("/rollout/agenda")
    expect(main.locator(".override")).to_contain_text(WHY)
    expect_lights(main.locator(".light"))
    leading.go("/rollout")
    expect(main.locator(".override")).to_contain_text(WHY)
    expect(main.locator(".lights-row .light")).to_have_count(6)
    leading.link(TITLE)
    dossier = page.url
    for reason, proof in (
        ("Erfolgskriterium noch nicht als erfüllt beurteilt", f"/prototypes/{version.id}/results"),
        ("Kein schwerer Befund steht aus", f"/prototypes/{version.id}/findings"),
        ("Finanzierung: noch nicht geklärt", "#said-funding"),
    ):
        follow(page, reason)
        expect(page).to_have_url(re.compile(re.escape(proof)))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        leading.go(dossier)
    expect_lights(main.locator(".lights .light"))
    leading.choose("Ihre Entscheidung", "Freigeben")
    leading.fill("Begründung", "Der Nutzen überwiegt, der Personalrat wird nachgeholt.")
    leading.press("Entscheidung speichern")
    expect(main.locator("#decided")).to_contain_text("Der Nutzen überwiegt")
    make_adoption(idea, AdoptionStatus.INTRODUCED, FULDA)

    # In every later view: the reason stands there, if need be one click away.
    for path, place in (
        (dossier, ".kern-alert--warning"),
        (f"{dossier}/dossier", "#gate"),
        ("/rollout", ".override"),
        (f"/ideas/{idea.id}", "#next .override"),
        (f"/ideas/{idea.id}/kit", "#override"),
    ):
        leading.go(path)
        expect(main.locator(place)).to_contain_text(WHY)
    for path in (
        "/rollout/matrix",
        f"/rollout/matrix?job_centre={FULDA}",
        "/rollout/matrix?by=job_centre",
        f"/rollout/map?solution={idea.id}",
        f"/job-centres/{FULDA}",
        f"/job-centres/{MAIN_TAUNUS}",
    ):
        leading.go(path)
        hint = main.locator(".solution-hint:visible").first
        expect(hint).to_contain_text(OPEN)
        hint.locator("summary").click()
        expect(hint.get_by_text(WHY)).to_be_visible()
        if "map" in path:
            assert_accessible_everywhere(page)
        if path.startswith("/job-centres"):
            assert_accessible(page)
