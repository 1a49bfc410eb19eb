"""The board under people's hands: dragging, the reason, two at a time, the quiet refresh, filters."""

import re

import pytest
from playwright.sync_api import expect

from lab.ideas.models import NoteKind
from lab.ideas.workflow import State
from tests.browser.board import card_in, column, drag, hold, settled_in
from tests.factories import make_idea, make_note, make_theme, one_commit

TITLE = "Aushänge mit großen Zahlen"
LEARNED = "Die Gespräche waren mit den Falschen."
REFRESH_MS = 20_000


@pytest.fixture
def idea(personas):
    """An idea in „Problem definieren“ that lacks evidence."""
    return make_idea(State.DEFINE, personas.author, title=TITLE, responsible_id=personas.facilitator.id)


@pytest.fixture
def board(idea, browser_for, personas):
    """The board, open before a facilitator."""
    page = browser_for(personas.facilitator)
    page.clock.install()
    page.goto("/board")
    return page


def posts(page):
    """What the page sends from now on."""
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


def reason_dialog(page):
    return page.get_by_role("dialog", name="Idee verschieben")


def test_while_dragging_each_column_says_whether_and_why_not(board):
    hold(board, card_in(board, "define", TITLE), "prototype")
    expect(column(board, "ideate").locator(".board__verdict")).to_have_text("Hier ablegen")
    expect(column(board, "empathise")).to_have_attribute("data-drop", "allowed")
    expect(column(board, "prototype").locator(".board__verdict")).to_have_text("Eine Phase nach der anderen.")
    expect(column(board, "submitted").locator(".board__verdict")).to_contain_text("Zurück in den Eingang")
    expect(column(board, "prototype")).to_have_attribute("data-drop", "forbidden")
    expect(card_in(board, "prototype", TITLE)).to_have_count(0)
    board.mouse.up()
    expect(board.locator("[data-drop]")).to_have_count(0)


def test_a_forbidden_drop_puts_the_card_back_and_says_why(board):
    sent = posts(board)
    drag(board, card_in(board, "define", TITLE), "prototype")
    expect(board.locator("#flash")).to_contain_text("Eine Phase nach der anderen.")
    expect(card_in(board, "define", TITLE)).to_be_visible()
    assert sent == []


def test_escape_while_dragging_puts_the_card_back(board):
    sent = posts(board)
    hold(board, card_in(board, "define", TITLE), "ideate")
    expect(card_in(board, "ideate", TITLE)).to_have_count(1)
    board.keyboard.press("Escape")
    board.mouse.up()
    expect(card_in(board, "define", TITLE)).to_be_visible()
    assert sent == []


def test_a_move_that_needs_a_reason_asks_for_it(board, idea):
    drag(board, card_in(board, "define", TITLE), "empathise")
    dialog = reason_dialog(board)
    expect(dialog).to_contain_text(f"„{TITLE}“ nach Verstehen")
    expect(dialog.get_by_label("Begründung")).to_be_focused()
    dialog.get_by_role("button", name="Verschieben").click()
    # An empty one is not taken.
    expect(dialog).to_be_visible()
    dialog.get_by_label("Begründung").fill(LEARNED)
    dialog.get_by_role("button", name="Verschieben").click()
    expect(board.locator("#flash")).to_contain_text(f"„{TITLE}“ steht jetzt bei „Verstehen“.")
    expect(settled_in(board, "empathise", TITLE)).to_be_visible()
    expect(card_in(board, "empathise", TITLE).get_by_role("link", name=TITLE, exact=True)).to_be_focused()
    board.goto(f"/ideas/{idea.id}")
    expect(board.locator("#history")).to_contain_text(LEARNED)


@pytest.mark.parametrize("how", ["Escape", "Abbrechen", "Schließen"])
def test_without_a_reason_nothing_moves(board, how):
    sent = posts(board)
    drag(board, card_in(board, "define", TITLE), "ideate")
    dialog = reason_dialog(board)
    expect(dialog).to_be_visible()
    if how == "Escape":
        board.keyboard.press("Escape")
    else:
        dialog.get_by_role("button", name=how).click()
    expect(dialog).to_be_hidden()
    expect(card_in(board, "define", TITLE)).to_be_visible()
    expect(card_in(board, "define", TITLE).get_by_role("link", name=TITLE, exact=True)).to_be_focused()
    expect(board.locator("#announcer")).to_have_text("Nicht verschoben.")
    assert sent == []


def test_with_all_evidence_no_reason_is_asked_for(board, idea):
    for kind in (NoteKind.POINT_OF_VIEW, NoteKind.HOW_MIGHT_WE, NoteKind.SUCCESS_MEASURE):
        make_note(idea, kind)
    board.reload()
    drag(board, card_in(board, "define", TITLE), "ideate")
    expect(settled_in(board, "ideate", TITLE)).to_be_visible()
    expect(board.locator("#flash")).to_contain_text("steht jetzt bei „Ideen finden“")


def test_of_two_movers_the_second_is_told_and_sees_the_fresh_board(board, browser_for, personas):
    other = browser_for(personas.facilitator)
    other.goto("/board")
    for page, stage in ((board, "empathise"), (other, "ideate")):
        drag(page, card_in(page, "define", TITLE), stage)
        reason_dialog(page).get_by_label("Begründung").fill(LEARNED)
        with page.expect_response(lambda response: response.request.method == "POST") as answered:
            reason_dialog(page).get_by_role("button", name="Verschieben").click()
    assert answered.value.status == 409
    expect(other.locator("#flash .kern-alert--danger")).to_contain_text(
        re.compile("schneller|inzwischen", re.I)
    )
    expect(card_in(other, "empathise", TITLE)).to_be_visible()
    expect(card_in(other, "ideate", TITLE)).to_have_count(0)
    expect(other.locator(".board__column")).to_have_count(7)


def test_without_a_connection_the_card_goes_back(board):
    drag(board, card_in(board, "define", TITLE), "ideate")
    reason_dialog(board).get_by_label("Begründung").fill(LEARNED)
    board.context.set_offline(True)
    reason_dialog(board).get_by_role("button", name="Verschieben").click()
    expect(board.locator("#flash")).to_contain_text("Der Server ist gerade nicht erreichbar.")
    expect(card_in(board, "define", TITLE)).to_be_visible()
    board.context.set_offline(False)


def test_the_board_shows_what_others_moved_and_keeps_focus_and_place(board, browser_for, personas):
    with one_commit():
        for number in range(30):
            make_idea(State.TEST, personas.author, title=f"Langer Stapel {number}")
    board.reload()
    focused = board.get_by_role("link", name="Langer Stapel 0", exact=True)
    focused.focus()
    place = board.evaluate("scrollY")
    assert place > 0
    answers = []
    board.on("response", lambda response: answers.append(response) if "/board" in response.url else None)
    other = browser_for(personas.facilitator)
    other.goto("/board")
    drag(other, card_in(other, "define", TITLE), "empathise")
    reason_dialog(other).get_by_label("Begründung").fill(LEARNED)
    reason_dialog(other).get_by_role("button", name="Verschieben").click()
    expect(settled_in(other, "empathise", TITLE)).to_be_visible()

    board.clock.fast_forward(REFRESH_MS)
    expect(card_in(board, "empathise", TITLE)).to_have_count(1)
    expect(focused).to_be_focused()
    assert board.evaluate("scrollY") == place
    assert all("if-none-match" in answer.request.headers for answer in answers)
    assert 200 in [answer.status for answer in answers]


def test_when_nothing_has_changed_the_answer_is_304_and_the_page_stays_as_it_is(board):
    board.evaluate("document.querySelector('.idea-card').dataset.mark = 'mine'")
    for _turn in range(2):
        with board.expect_response(lambda response: "/board" in response.url) as answered:
            board.clock.fast_forward(REFRESH_MS)
        assert answered.value.status == 304
    expect(board.locator(".idea-card[data-mark=mine]")).to_have_count(1)


def test_nothing_is_refreshed_under_busy_hands(board):
    asked = []
    board.on("request", lambda request: asked.append(request.url) if "/board" in request.url else None)
    drag(board, card_in(board, "define", TITLE), "ideate")
    expect(reason_dialog(board)).to_be_visible()
    board.clock.fast_forward(3 * REFRESH_MS)
    reason_dialog(board).get_by_label("Begründung").fill(LEARNED)
    expect(reason_dialog(board).get_by_label("Begründung")).to_have_value(LEARNED)
    assert asked == []
    board.keyboard.press("Escape")
    expect(board.locator("#announcer")).to_have_text("Nicht verschoben.")
    with board.expect_response(lambda response: "/board" in response.url):
        board.clock.fast_forward(REFRESH_MS)


def test_filters_narrow_the_board_and_the_refresh_keeps_them(board, personas):
    make_idea(State.EMPATHISE, personas.colleague, title="Aus einem anderen Haus")
    theme = make_theme(title="Bescheide verstehen")
    make_idea(State.TEST, personas.author, title="Zum Themenlab", theme_id=theme.id)
    board.reload()
    expect(board.locator(".idea-card")).to_have_count(3)
    board.get_by_label("KJC:").select_option(label="Bergstraße")
    expect(board.locator(".idea-card")).to_have_count(1)
    expect(board).to_have_url(re.compile("job_centre=06431"))
    expect(board.get_by_text("1 aktive Idee")).to_be_visible()
    make_idea(State.TEST, personas.colleague, title="Noch eine von dort")
    with board.expect_response(lambda response: "job_centre=06431" in response.url):
        board.clock.fast_forward(REFRESH_MS)
    expect(board.locator(".idea-card")).to_have_count(2)
    board.get_by_role("link", name="Filter aufheben").click()
    expect(board.locator(".idea-card")).to_have_count(4)
    board.get_by_label("Themenlab:").select_option(label="Bescheide verstehen")
    expect(board.locator(".idea-card")).to_have_text(re.compile("Zum Themenlab"))
    board.goto("/board")
    board.get_by_label("nur meine").check()
    expect(board.locator(".idea-card")).to_have_count(1)
    expect(card_in(board, "define", TITLE)).to_be_visible()


def test_a_move_keeps_the_filters(board, personas):
    make_idea(State.EMPATHISE, personas.colleague, title="Aus einem anderen Haus")
    board.goto("/board?job_centre=06631")
    drag(board, card_in(board, "define", TITLE), "ideate")
    reason_dialog(board).get_by_label("Begründung").fill(LEARNED)
    reason_dialog(board).get_by_role("button", name="Verschieben").click()
    expect(settled_in(board, "ideate", TITLE)).to_be_visible()
    expect(board.locator(".idea-card")).to_have_count(1)
    expect(board).to_have_url(re.compile(r"/board\?job_centre=06631$"))


def test_a_long_column_shows_fifty_and_loads_more(board, personas):
    with one_commit():
        for number in range(55):
            make_idea(
                State.EMPATHISE, personas.author, title=f"Stapel {number}", responsible=personas.facilitator
            )
    board.reload()
    cards = column(board, "empathise").locator(".idea-card")
    expect(cards).to_have_count(50)
    expect(column(board, "empathise")).to_contain_text("Mehr als vereinbart: erst etwas abschließen")
    more = column(board, "empathise").get_by_role("link", name="5 weitere")
    # Cards are laid out when they come into sight: nobody presses a button while the page still scrolls to it.
    more.scroll_into_view_if_needed()
    more.click()
    expect(cards).to_have_count(55)
    expect(board).to_have_url(re.compile(r"empathise=2"))
    # What came later can be dragged like the rest.
    drag(board, card_in(board, "empathise", re.compile(r"Stapel 0\b")), "define")
    expect(reason_dialog(board)).to_be_visible()


def test_each_card_can_be_moved_without_dragging(board, personas):
    make_idea(State.READY, personas.author)
    make_idea(State.SUBMITTED, personas.author)
    board.reload()
    for card in board.locator(".idea-card").all():
        menu = card.get_by_role("link", name=re.compile("^Verschieben nach …: "))
        expect(menu).to_be_visible()
        box = menu.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_a_finger_moves_a_card_too(idea, browser_for, personas):
    page = browser_for(personas.facilitator, has_touch=True, viewport={"width": 320, "height": 720})
    page.goto("/board")
    page.get_by_role("link", name=f"Verschieben nach …: {TITLE}").tap()
    page.get_by_role("main").get_by_role("link", name="Verstehen").tap()
    page.get_by_label("Begründung").fill(LEARNED)
    page.get_by_role("button", name="Verschieben").tap()
    expect(card_in(page, "empathise", TITLE)).to_be_visible()


@pytest.mark.parametrize("who", ["author", "leadership", "admin"])
def test_who_may_not_move_can_look_but_not_drag(idea, browser_for, personas, who):
    page = browser_for(getattr(personas, who))
    page.goto("/board")
    expect(card_in(page, "define", TITLE)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Verschieben"))).to_have_count(0)
    drag(page, card_in(page, "define", TITLE), "ideate")
    expect(card_in(page, "define", TITLE)).to_be_visible()
    expect(page.locator("#flash")).to_be_empty()
