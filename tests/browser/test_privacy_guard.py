"""The privacy guard before people's eyes: by keyboard, without scripts, and in the board's dialog."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from lab.extensions import db
from lab.ideas.models import Idea, StageNote
from lab.ideas.workflow import State
from tests.browser.board import card_in, drag
from tests.browser.checks import inspect
from tests.browser.hands import Keyboard
from tests.factories import make_idea

IBAN, MAIL = "DE89 3704 0044 0532 0130 00", "erika.muster@web.de"
CONFIRM = "Trotzdem speichern"
TITLE = "Aushänge mit großen Zahlen"


def warning_in(place):
    return place.get_by_role("group", name="Stehen hier personenbezogene Daten?")


@pytest.mark.both_engines
def test_by_keyboard_one_is_led_to_the_field_and_decides(browser_for, personas):
    page = browser_for(personas.author)
    page.goto("/ideas/new")
    hands = Keyboard(page)
    hands.fill("Titel", "Bankverbindung erfragen")
    hands.fill("Problem", f"Sie schrieb {IBAN} auf.")
    hands.press("Als Entwurf speichern")
    warning = warning_in(page)
    expect(warning).to_be_focused()
    expect(warning.get_by_role("listitem")).to_have_text("Problem: IBAN")
    expect(page.get_by_label("Problem")).to_have_accessible_description(
        f"Was klappt heute nicht gut, und für wen? Ein Beispiel aus dem Alltag hilft. Das sieht nach einer IBAN aus "
        f"(»{IBAN}«). Entfernen Sie es, oder speichern Sie trotzdem. noch 4.956 Zeichen"
    )
    assert not (found := inspect(page)), "\n".join(found)
    hands.link("Problem", inside=warning)
    expect(page.get_by_label("Problem")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" Und {MAIL}.")
    page.keyboard.press("Shift+Tab")
    expect(warning.get_by_label(CONFIRM)).to_be_visible()
    hands.tick(CONFIRM)
    hands.press("Als Entwurf speichern")
    expect(warning.get_by_role("listitem")).to_have_text("Problem: E-Mail-Adresse")
    hands.tick(CONFIRM)
    hands.press("Als Entwurf speichern")
    expect(page.locator("#flash")).to_contain_text("Ihr Entwurf ist gespeichert.")
    assert db.session.scalars(sa.select(Idea.problem)).one() == f"Sie schrieb {IBAN} auf. Und {MAIL}."


def test_without_scripts_the_warning_and_the_box_work_the_same(browser_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    page = browser_for(personas.author, java_script_enabled=False)
    page.goto(f"/ideas/{idea.id}/notes")
    page.get_by_label("Notiz").fill("Die Hotline 0800 1234567 ist besetzt.")
    page.get_by_role("button", name="Notiz speichern").click()
    box = warning_in(page).get_by_label("Das ist eine öffentliche Angabe oder kein Bezug zu einer Person")
    expect(page.get_by_label("Notiz")).to_have_value("Die Hotline 0800 1234567 ist besetzt.")
    box.check()
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page).to_have_url(f"/ideas/{idea.id}#work")
    assert db.session.scalars(sa.select(StageNote.body)).one() == "Die Hotline 0800 1234567 ist besetzt."


@pytest.mark.parametrize("decision", ["confirm", "mend", "cancel"])
def test_the_dialog_of_the_board_asks_again_and_the_card_waits(browser_for, personas, decision):
    idea = make_idea(State.DEFINE, title=TITLE, responsible_id=personas.facilitator.id)
    board = browser_for(personas.facilitator)
    board.goto("/board")
    drag(board, card_in(board, "define", TITLE), "empathise")
    dialog = board.get_by_role("dialog", name="Idee verschieben")
    dialog.get_by_label("Begründung").fill(f"Siehe {IBAN}.")
    dialog.get_by_role("button", name="Verschieben").click()
    warning = warning_in(dialog)
    expect(warning).to_be_focused()
    reason = dialog.get_by_label("Begründung")
    expect(reason).to_have_value(f"Siehe {IBAN}.")
    expect(dialog.locator("#move-reason-privacy")).to_contain_text("Das sieht nach einer IBAN aus")
    expect(card_in(board, "empathise", TITLE)).to_be_visible()
    if decision == "cancel":
        dialog.get_by_role("button", name="Abbrechen").click()
        expect(card_in(board, "define", TITLE)).to_be_visible()
        assert db.session.get(Idea, idea.id).state == State.DEFINE
        return
    if decision == "confirm":
        warning.get_by_label(CONFIRM).check()
        reason.fill(f"Siehe {IBAN} und {MAIL}.")
        dialog.get_by_role("button", name="Verschieben").click()
        expect(warning.get_by_role("listitem")).to_have_text("Begründung: E-Mail-Adresse")
        warning.get_by_label(CONFIRM).check()
    else:
        warning.get_by_role("link", name="Begründung").click()
        expect(reason).to_be_focused()
        reason.fill("Die Gespräche waren mit den Falschen.")
    dialog.get_by_role("button", name="Verschieben").click()
    expect(dialog).to_be_hidden()
    expect(board.locator("#flash")).to_contain_text(f"„{TITLE}“ steht jetzt bei „Verstehen“.")
    drag(board, card_in(board, "empathise", TITLE), "define")
    expect(warning).to_have_count(0)
