"""The committee's way through a candidate: votes, a question, conditions, reported again, approved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lab.accounts.models import Role
from lab.ideas.workflow import State
from tests import factories as make
from tests.browser.checks import assert_accessible
from tests.browser.hands import Hands, Keyboard

OpenPage = Callable[..., Page]
OBJECTION = "Ohne Schulung in jedem Haus geht das schief."


def vote(hands: Hands, dossier: str, choice: str, text: str = "") -> None:
    """Gives a vote; the others' are not to be seen before."""
    hands.go(dossier)
    expect(hands.main).not_to_contain_text(OBJECTION)
    hands.choose("Ihre Stimme", choice)
    if text:
        hands.fill("Bedenken, Einwand oder Hinweis", text)
    hands.press("Stimme abgeben")
    expect(hands.main.locator("#votes")).to_contain_text("Sie haben abgestimmt.")


def close(hands: Hands, dossier: str, decision: str, reason: str, conditions: str = "") -> None:
    """The chair puts the decision down."""
    hands.go(dossier)
    hands.choose("Ihre Entscheidung", decision)
    hands.fill("Begründung", reason)
    if conditions:
        hands.fill("Auflagen", conditions)
    hands.press("Entscheidung speichern")
    expect(hands.main.locator("#decided")).to_contain_text(reason)


def tick(hands: Hands, number: int, note: str) -> None:
    """Says on the idea's page that a condition is done."""
    condition = hands.main.locator("#conditions .condition").nth(number)
    hands.unfold("Als erledigt abhaken", condition)
    hands.fill("Wie erledigt?", note, condition)
    hands.press("Abhaken", condition)
    expect(hands.main.locator("#conditions .condition").nth(number)).to_contain_text(note)


def report_again(hands: Hands, idea: str) -> str:
    """Reports with a reason; the form remembers what was said. The address of the new dossier."""
    hands.go(idea)
    hands.link("Rolloutreif melden")
    hands.press("Rolloutreif melden")
    hands.fill("Warum trotzdem rolloutreif?", "Die Auflagen sind erledigt, der Rest folgt.")
    hands.press("Rolloutreif melden")
    expect(hands.main).to_contain_text("wartet auf Entscheidung")
    return hands.page.url


@pytest.mark.both_engines
def test_a_candidate_is_returned_with_conditions_and_approved_once_they_are_done(browser_for: OpenPage, app):
    author, facilitator, admin = (make.make_user(role) for role in (Role.STAFF, Role.FACILITATOR, Role.ADMIN))
    leaders = [
        make.make_user(Role.LEADERSHIP, place, name=f"Leitung {place}")
        for place in (make.MAIN_TAUNUS, make.WIESBADEN, make.FULDA)
    ]
    idea = make.make_idea(State.READY, author, responsible=facilitator)
    review = make.make_review(idea, opened_by=facilitator)
    dossier, page_of_idea = f"/rollout/{review.id}", f"/ideas/{idea.id}"

    keeper = Hands(browser_for(admin))
    for leader in leaders:
        keeper.go("/admin/committee")
        keeper.select("Leitung", f"{leader.name} ({leader.job_centre.short_name})")
        if leader is leaders[0]:
            keeper.tick("Vorsitz oder Stellvertretung")
        keeper.press("Aufnehmen")
        expect(keeper.main.get_by_role("table")).to_contain_text(leader.name)

    chair, first, second = (Hands(browser_for(leader)) for leader in leaders)
    team = Hands(browser_for(author))
    first.go(dossier)
    first.unfold("Eine Frage an das Team stellen")
    first.fill("Ihre Frage an das Team", "Was kostet die Schulung?")
    first.press("Frage stellen")
    team.go("/")
    expect(team.main).to_contain_text("der Steuerungskreis fragt nach")
    team.link(idea.title, team.main.locator("#waiting"))
    team.fill("Antwort", "Einen halben Tag für zwölf Personen.")
    team.press("Antwort speichern")
    expect(team.main.locator("#questions")).to_contain_text("Einen halben Tag")
    expect(team.main.locator("#votes")).to_contain_text("0 von 3 Stimmen")

    vote(second, dossier, "Einwand", OBJECTION)
    vote(first, dossier, "Zustimmung mit Bedenken", "Bitte den Leitfaden kürzen.")
    expect(first.main.locator("#votes")).to_contain_text(OBJECTION)
    vote(Keyboard(chair.page), dossier, "Zustimmung")
    expect(chair.main.locator("#votes")).to_contain_text("kann geschlossen werden")
    assert_accessible(chair.page)
    team.go(dossier)
    expect(team.main).not_to_contain_text(OBJECTION)
    close(
        chair,
        dossier,
        "Mit Auflagen zurückgeben",
        "Der Einwand wiegt schwer.",
        "Schulung planen.\nLeitfaden kürzen.",
    )
    team.go(dossier)
    expect(team.main.locator("#decided")).to_contain_text(OBJECTION)
    expect(team.main.locator("#decided")).not_to_contain_text(leaders[2].name)

    moderator = Hands(browser_for(facilitator))
    moderator.go(f"{page_of_idea}/rollout/new")
    expect(moderator.main.get_by_text("Schulung planen.")).to_be_visible()
    team.go(page_of_idea)
    tick(team, 0, "Termine stehen.")
    tick(Keyboard(team.page), 1, "Er hat jetzt zwei Seiten.")
    expect(team.main.locator("#conditions")).to_contain_text("2 von 2 abgehakt")
    assert_accessible(team.page)

    again = report_again(moderator, page_of_idea)
    for member in (first, second):
        vote(member, again, "Zustimmung")
    vote(chair, again, "Zustimmung")
    close(chair, again, "Freigeben", "Jetzt ist es bereit für alle KJC.")
    expect(chair.main.locator("#decided")).to_contain_text("3 × Zustimmung")
    moderator.go(page_of_idea)
    expect(moderator.main).to_contain_text("Im Rollout")
