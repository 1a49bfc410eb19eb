"""One idea from submission to adoption, with a pointer, on both databases."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.board import card_in, drag
from tests.browser.hands import Hands


def drag_to(page: Page, stage: str, source: str, reason: str = "") -> None:
    """Moves the card on the board; the dialog asks for a reason where one is needed."""
    page.goto("/board")
    drag(page, card_in(page, source, story.TITLE), stage)
    if reason:
        dialog = page.get_by_role("dialog", name="Idee verschieben")
        expect(dialog).to_contain_text(story.TITLE)
        dialog.get_by_label("Begründung").fill(reason)
        dialog.get_by_role("button", name="Verschieben").click()
    story.says(page, f"„{story.TITLE}“ steht jetzt bei „{story.STAGES[stage]}“.")
    expect(card_in(page, stage, story.TITLE)).to_be_visible()
    expect(card_in(page, source, story.TITLE)).to_have_count(0)


@pytest.mark.both_engines
def test_an_idea_goes_from_a_thought_to_a_solution_in_use(person: Callable[..., Page], page: Page):
    staff, facilitator, colleague = page, person("facilitator"), person("staff2")
    Hands(staff).sign_in("staff")
    idea = story.submit_idea(Hands(staff))
    story.attach_sketch(Hands(staff))

    drag_to(facilitator, "empathise", "submitted", reason=story.ANSWER)
    staff.goto(idea)
    expect(staff.locator("#answer")).to_contain_text(story.ANSWER)
    expect(staff.locator("#answer")).to_contain_text("Lab-Moderation")

    story.join(Hands(colleague), idea)
    for source, target in (("empathise", "define"), ("define", "ideate"), ("ideate", "prototype")):
        story.take_notes(Hands(colleague), idea, source)
        # With all evidence there no reason is asked for.
        drag_to(facilitator, target, source)
    prototype = story.build_prototype(Hands(colleague), idea)
    story.take_notes(Hands(colleague), idea, "prototype")
    drag_to(facilitator, "test", "prototype")

    story.record_feedback(
        Hands(colleague),
        prototype,
        "Kundinnen und Kunden",
        "3",
        "Bergstraße",
        "Ich muss nicht anrufen.",
        story.CRITICISM,
    )
    story.record_feedback(Hands(staff), prototype, "Beschäftigte", "3", "Fulda", "Das Telefon bleibt frei.")
    facilitator.goto(idea)
    expect(facilitator.locator("#next")).to_contain_text("1 Befund noch ohne Antwort")
    story.answer_finding(Hands(facilitator), prototype)
    story.judge(Hands(facilitator), prototype)
    dossier = story.report_ready(Hands(facilitator), idea)

    leadership, other = person("leadership"), person("leadership2")
    story.approve(Hands(leadership))
    story.adopt(Hands(other), dossier, "Pilot")
    expect(story.cell_of(other, "Wiesbaden")).to_contain_text("Pilot")
    expect(story.cell_of(other, "Fulda")).to_contain_text("nicht geprüft")

    staff.goto(f"{idea}/history")
    told = staff.get_by_role("main")
    for words in (story.DECISION, "Pilot", "Wiesbaden", "Prototyp bauen", "Verstehen"):
        expect(told).to_contain_text(words)
