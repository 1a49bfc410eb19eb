"""The public page of a round as people meet it: on a small phone, by keyboard, in Arabic, with nothing asked of others."""

import re
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import AnswerSheet, Group, Questionnaire
from lab.rounds.models import PublicRequest
from lab.rounds.throttle import ANSWERS_PER_NETWORK, count_answer
from tests.browser.arabic import ARABIC
from tests.browser.checks import assert_accessible_everywhere, assert_no_sideways_scroll
from tests.browser.hands import Hands, Keyboard
from tests.browser.rounds import make_public_rounds
from tests.factories import make_idea, make_prototype, make_round, save
from tests.sweeps.world import make_attachment

NARROW = {"width": 320, "height": 720}
A_MINUTE = 60
LARGEST_PAGE = 80_000
SMALLEST_TARGET = 44
# What one can touch, as large as it is for a finger: a label counts for its field.
TARGETS = """() => [...document.querySelectorAll('main a, main button, main textarea, main label')]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest('p, li p'))
  .map(one => ({ box: one.getBoundingClientRect(), text: one.outerHTML.slice(0, 80) }))
  .filter(({ box }) => box.width > 1)
  .map(({ box, text }) => [Math.min(box.width, box.height), text])"""


@pytest.fixture
def address_of(app, personas):
    """`address_of("public")`, `address_of("closed")`: the address of such a round."""
    prototype = make_prototype(make_idea(State.TEST))
    with app.test_request_context(), unit_of_work():
        made = make_public_rounds(personas.facilitator, prototype.id)
    return lambda kind: f"/f/{made[f'{kind}_token']}"


def make_public_round(group, questionnaire, **values):
    """An open round of a version made for it."""
    return make_round(
        make_prototype(make_idea(State.TEST), **values),
        group,
        token=f"the-token-of-one-public-round-of-{group.value}",
        is_open=True,
        questionnaire=questionnaire,
        introduction="Sie haben eine Nachricht auf dem Handy bekommen.",
        ends_on=today() + timedelta(days=1),
    )


def only_sheet():
    db.session.rollback()
    return db.session.scalars(sa.select(AnswerSheet)).one()


def shown_step(page):
    return page.locator("section.step:visible").get_attribute("id")


@pytest.mark.both_engines
def test_a_minute_is_enough_by_touch_on_a_small_phone_without_scripts(browser_for, address_of):
    page = browser_for(None, viewport=NARROW, has_touch=True, is_mobile=True, java_script_enabled=False)
    begun = time.monotonic()
    page.goto(address_of("public"))
    taps = 0

    def tap(target):
        nonlocal taps
        target.tap()
        taps += 1

    tap(page.get_by_role("link", name="Los geht es"))
    for value in ("6", "Weiß ich nicht"):
        tap(page.locator("label:visible", has_text=re.compile(rf"^\s*{value}\s*$")))
        tap(page.get_by_role("link", name="Weiter"))
    tap(page.get_by_role("link", name="Dazu weiß ich nichts"))
    page.get_by_role("textbox", name="Was sollen wir ändern?").fill("Die Schrift ist zu klein.")
    tap(page.get_by_role("link", name="Weiter"))
    for _question in range(2):
        tap(page.get_by_role("link", name="Dazu weiß ich nichts"))
    tap(page.get_by_role("button", name="Absenden"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank!")
    assert time.monotonic() - begun < A_MINUTE
    # Two seconds a tap leave twenty for one sentence, which thumbs write at two words in three seconds.
    assert taps * 2 <= A_MINUTE - 20
    sheet = only_sheet()
    assert (sheet.scores, sheet.criticisms) == ([6, None], "Die Schrift ist zu klein.")
    assert page.context.cookies() == []


@pytest.mark.both_engines
def test_a_minute_is_enough_by_keyboard_on_a_narrow_screen(browser_for, address_of):
    page = browser_for(None, viewport=NARROW)
    begun = time.monotonic()
    page.goto(address_of("public"))
    hands = Keyboard(page)
    hands.activate(page.get_by_role("link", name="Los geht es"))
    for value in (7, 2):
        hands.pick(page.locator(f"input[value='{value}']:visible"))
        hands.activate(page.get_by_role("link", name="Weiter"))
    for name in ("Was war gut?", "Was sollen wir ändern?", "Was haben Sie nicht verstanden?"):
        hands.write(page.get_by_role("textbox", name=name), "Ein Satz.")
        hands.activate(page.get_by_role("link", name="Weiter"))
    hands.activate(page.get_by_role("link", name="Dazu weiß ich nichts"))
    hands.activate(page.get_by_role("button", name="Absenden"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank!")
    assert time.monotonic() - begun < A_MINUTE
    assert (only_sheet().scores, only_sheet().questions) == ([7, 2], "Ein Satz.")


@pytest.mark.both_engines
def test_a_language_is_added_to_a_round_and_somebody_answers_in_it(browser_for, personas):
    test_round = make_public_round(Group.CUSTOMERS, Questionnaire.UMUX_LITE)
    team, phone = browser_for(personas.facilitator), browser_for(None, viewport=NARROW, has_touch=True)
    hands = Hands(team)
    hands.go(f"/rounds/{test_round.id}")
    hands.link("Sprachen ergänzen")
    hands.fill("Kürzel der Sprache", "ar")
    hands.press("Hinzufügen")
    expect(team.get_by_role("heading", level=1)).to_have_text("Öffentliche Seite auf العربية")
    expect(team.get_by_role("radio", name="von rechts nach links")).to_be_checked()
    fields = team.locator(".translations__own textarea")
    expect(fields.first).to_have_attribute("dir", "rtl")
    for field in fields.all():
        field.fill(ARABIC[field.get_attribute("name").removeprefix("text_")])
    hands.press("Speichern")
    expect(team.locator("#flash")).to_contain_text("Die Sprache wird jetzt angeboten.")

    phone.goto(f"/f/{test_round.token}")
    phone.get_by_role("link", name="العربية").tap()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.get_by_text(ARABIC["introduction"])).to_be_visible()
    phone.get_by_role("link", name=ARABIC["start"]).tap()
    for value in ("6", ARABIC["dont_know"]):
        phone.locator("label:visible", has_text=re.compile(rf"^\s*{value}\s*$")).tap()
        phone.get_by_role("link", name=ARABIC["next"]).tap()
    phone.get_by_role("textbox", name=ARABIC["likes"]).fill("كل شيء واضح.")
    phone.get_by_role("link", name=ARABIC["next"]).tap()
    for _question in range(3):
        phone.get_by_role("link", name=ARABIC["nothing"]).tap()
    phone.get_by_role("button", name=ARABIC["send"]).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(ARABIC["thanks"])
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    assert (only_sheet().language, only_sheet().scores) == ("ar", [6, None])

    hands.go(f"/rounds/{test_round.id}/answers")
    sheet = team.locator(".answers__sheet")
    expect(sheet).to_contain_text("(ar)")
    expect(sheet.get_by_text("كل شيء واضح.")).to_have_css("direction", "rtl")


def test_the_scale_of_staff_the_picture_and_the_crowd_are_for_everybody(app, browser_for, personas):
    test_round = make_public_round(Group.STAFF, Questionnaire.SUS, link="https://example.org/dummy")
    shown = make_attachment(test_round.prototype.idea, personas.facilitator)
    test_round.picture_id, test_round.shows_link = shown.id, True
    save(test_round)
    page = browser_for(None, has_touch=True)
    page.goto(f"/f/{test_round.token}")
    expect(page.get_by_role("link", name="Noch einmal ansehen")).to_be_visible()
    picture = page.get_by_role("img", name="Ein Bild von dem, was Sie ausprobiert haben")
    expect(picture).to_have_js_property("naturalWidth", 1)
    assert_accessible_everywhere(page)
    page.get_by_role("link", name="Los geht es").tap()
    for number in range(1, 11):
        expect(page.get_by_text(f"Frage {number} von 14")).to_be_visible()
        page.locator("input[value='4']:visible").check()
        if number == 1:
            assert_accessible_everywhere(page)
        page.get_by_role("link", name="Weiter").tap()
    for _question in range(4):
        page.get_by_role("link", name="Dazu weiß ich nichts").tap()
    with app.test_request_context(), unit_of_work():
        for _answer in range(ANSWERS_PER_NETWORK):
            count_answer(test_round.token, "127.0.0.1")
    with page.expect_navigation() as answered:
        page.get_by_role("button", name="Absenden").tap()
    assert answered.value.status == 429
    expect(page.get_by_text("Gerade antworten hier sehr viele Menschen.")).to_be_visible()
    assert_accessible_everywhere(page)
    with unit_of_work():
        db.session.execute(sa.delete(PublicRequest))
    page.get_by_role("button", name="Noch einmal absenden").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank!")
    assert only_sheet().scores == [4] * 10


def test_one_step_at_a_time_and_nothing_is_lost_going_back(browser_for, address_of):
    page = browser_for(None, java_script_enabled=False)
    page.goto(address_of("public"))
    assert shown_step(page) == "start"
    page.get_by_role("link", name="Los geht es").click()
    expect(page.locator("#q1")).to_be_focused()
    expect(page.get_by_text("Frage 1 von 6")).to_be_visible()
    page.locator("input[value='5']:visible").check()
    page.get_by_role("link", name="Weiter").click()
    assert shown_step(page) == "q2"
    page.go_back()
    assert shown_step(page) == "q1"
    expect(page.locator("input[value='5']:visible")).to_be_checked()
    page.go_forward()
    page.get_by_role("link", name="Zurück").click()
    expect(page.locator("input[value='5']:visible")).to_be_checked()
    page.locator("input[value='5']:visible").focus()
    page.keyboard.press("Enter")
    assert shown_step(page) == "q1", "Enter has sent nothing"
    assert "umux_lite_1" not in page.url


def test_what_cannot_be_taken_opens_where_it_is_to_be_mended(browser_for, address_of):
    page = browser_for(None, viewport=NARROW)
    page.goto(f"{address_of('public')}#q4")
    page.get_by_role("textbox", name="Was sollen wir ändern?").fill("x" * 2001)
    page.goto(f"{page.url.partition('#')[0]}#send")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Ihr Text ist zu lang.")).to_be_visible()
    assert shown_step(page) == "q4"
    assert_accessible_everywhere(page)
    page.get_by_role("textbox", name="Was sollen wir ändern?").fill("Melden Sie sich: 0171 2345678")
    page.goto(f"{page.url.partition('#')[0]}#send")
    page.get_by_role("button", name="Absenden").click()
    expect(page.locator("#q4").get_by_text("Steht hier etwas Privates?")).to_be_visible()
    assert shown_step(page) == "q4"
    assert_accessible_everywhere(page)
    page.get_by_role("link", name="Zum Schluss").click()
    assert_accessible_everywhere(page)
    page.get_by_role("button", name="Trotzdem absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank!")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_control_is_large_enough_for_a_thumb(browser_for, address_of, language):
    page = browser_for(None, viewport=NARROW, has_touch=True)
    small = []
    for step in ("", "#q1", "#q2", "#q3", "#q6", "#send"):
        page.goto("about:blank")
        page.goto(f"{address_of('public')}?lang={language}{step}")
        small += [text for size, text in page.evaluate(TARGETS) if size < SMALLEST_TARGET]
        assert_no_sideways_scroll(page)
    assert small == []


def test_arabic_begins_at_the_right(browser_for, address_of):
    page = browser_for(None)
    page.goto(f"{address_of('public')}?lang=ar#q1")
    first, last = (
        page.locator(f"label:visible:has(input[value='{value}'])").bounding_box() for value in (1, 7)
    )
    assert first["x"] > last["x"]
    forward, back = (page.get_by_role("link", name=name).bounding_box() for name in ("التالي", "رجوع"))
    assert forward["x"] > back["x"]


def test_the_first_visit_weighs_little_and_leaves_nothing(browser_for, address_of):
    page = browser_for(None)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    bytes_received, asked = [], []
    wire.on("Network.loadingFinished", lambda event: bytes_received.append(event["encodedDataLength"]))
    wire.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    page.goto(address_of("public"), wait_until="networkidle")
    assert len(asked) >= 2
    assert sum(bytes_received) < LARGEST_PAGE, sum(bytes_received)
    assert not [url for url in asked if re.search(r"\.(js|woff2)(\?|$)", url)]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
