"""A jobcentre's way with a solution: interest while it is tested, pilot, introduction, steps, lasting use."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from lab.accounts.models import Role
from lab.adoption.models import Adoption
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import RolloutReview
from tests import factories as make
from tests.browser import story
from tests.browser.checks import assert_accessible_everywhere
from tests.browser.hands import Hands

OpenPage = Callable[..., Page]
ADAPTED = "Mit unserem Absender, sonst hält es niemand für echt."


def report_ready(idea_id: int, facilitator_id: int) -> str:
    """What the facilitator does in between; the address of the dossier."""
    idea = db.session.get_one(Idea, idea_id)
    idea.state, idea.state_since = State.READY, now()
    review: RolloutReview = make.make_review(idea, opened_by_id=facilitator_id)
    db.session.commit()
    return f"/rollout/{review.id}"


def let_months_pass(idea_id: int) -> None:
    """As if it had been introduced more than half a year ago."""
    adoption = db.session.get_one(Adoption, (idea_id, make.WIESBADEN), populate_existing=True)
    adoption.introduced_on = adoption.since = today() - timedelta(days=200)
    db.session.commit()


@pytest.mark.both_engines
def test_a_jobcentre_goes_from_interest_to_lasting_use(browser_for: OpenPage, app):
    facilitator = make.make_user(Role.FACILITATOR)
    chair, leader = (make.make_user(Role.LEADERSHIP, place) for place in (make.MAIN_TAUNUS, make.WIESBADEN))
    idea = make.make_idea(State.TEST, make.make_user(Role.STAFF), responsible=facilitator)
    idea_id, title, facilitator_id = idea.id, idea.title, facilitator.id
    hands, deciding = Hands(browser_for(leader)), Hands(browser_for(chair))

    hands.go(f"/ideas/{idea_id}")
    hands.press("Wir wären dabei")
    expect(hands.main.locator("#interest")).to_contain_text("1 KJC wäre bei Pilot oder Einführung dabei")
    assert_accessible_everywhere(hands.page)

    dossier = report_ready(idea_id, facilitator_id)
    deciding.go(dossier)
    deciding.choose("Ihre Entscheidung", "Freigeben")
    deciding.fill("Begründung", "Der Nutzen ist belegt.")
    deciding.press("Entscheidung speichern")
    expect(deciding.main.locator("#ladder")).to_contain_text("Wiesbaden")

    hands.go(dossier)
    hands.choose("Wo stehen Sie?", "Pilot")
    hands.press("Stand speichern")
    expect(hands.main.locator("#own")).to_contain_text("ist kein gewöhnlicher Schritt")
    hands.fill("In einem Satz", "Wir waren beim Test dabei.")
    hands.press("Stand speichern")
    story.says(hands.page, "Der Stand von Wiesbaden ist gespeichert.")

    hands.choose("Wo stehen Sie?", "eingeführt")
    # What belongs to an answer that was not given is not in the way.
    expect(hands.main.get_by_label("Woran liegt es?")).to_be_hidden()
    expect(hands.main.get_by_label("Was haben Sie angepasst, und warum?")).to_be_hidden()
    hands.tick("Wir haben die Lösung für uns angepasst.")
    hands.fill("Was haben Sie angepasst, und warum?", ADAPTED)
    hands.fill("Kontakt", "Teamleitung Eingangszone")
    hands.fill("Aufwand", "Zwei Tage IT, eine Schulung")
    assert_accessible_everywhere(hands.page)
    hands.press("Stand speichern")
    row = hands.main.locator("#ladder").get_by_role("row", name="Wiesbaden")
    for words in ("eingeführt", ADAPTED, "Teamleitung Eingangszone", "Zwei Tage IT, eine Schulung"):
        expect(row).to_contain_text(words)

    hands.tick("Technik eingerichtet")
    hands.fill("Anmerkung zu „Technik eingerichtet“", "Die Schnittstelle läuft.")
    hands.press("Schritte speichern")
    hands.tick("Start im Alltag")
    hands.press("Schritte speichern")
    hands.unfold("Schritte bis zum Start: 2 von 5", row)
    expect(row).to_contain_text("Die Schnittstelle läuft.")

    let_months_pass(idea_id)
    hands.go("/")
    hands.link(title, hands.main.locator(".task", has_text="Nutzt Ihr KJC die Lösung noch?"))
    hands.choose("Nutzen Sie die Lösung noch?", "nein")
    expect(hands.main.locator("#question").get_by_label("Woran liegt es?")).to_be_visible()
    hands.choose("Nutzen Sie die Lösung noch?", "ja")
    assert_accessible_everywhere(hands.page)
    hands.press("Antwort speichern")
    story.says(hands.page, "Danke! Nach 6 Monaten noch im Einsatz: Das ist festgehalten.")
    expect(row).to_contain_text("nach 6 Monaten noch genutzt")
    expect(hands.main.locator("#question")).to_have_count(0)
    hands.go(f"/ideas/{idea_id}/history")
    expect(hands.main).to_contain_text("hat gemeldet: Wiesbaden, nach 6 Monaten noch im Einsatz")
