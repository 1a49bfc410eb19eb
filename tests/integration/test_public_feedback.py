"""The public page of a test round: questions, answers, and everything that may come in instead."""

import threading
from contextvars import copy_context
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import NotFound, TooManyAttempts
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.prototypes.models import (
    AnswerSheet,
    Channel,
    Inspection,
    Observation,
    Prototype,
    Questionnaire,
    TestRound,
)
from lab.rounds import throttle
from lab.rounds.languages import wanted_keys
from lab.rounds.models import PublicRequest, RoundLanguage
from lab.rounds.questions import QuestionsChanged
from lab.rounds.service import take_answer
from tests.client import as_a_server, client_for
from tests.factories import make_answer_sheet, make_idea, make_prototype, make_public_page, make_round, save
from tests.helpers import frozen_at, typed_in
from tests.markup import parse, text_of
from tests.sweeps.world import make_attachment

TOKEN = "CURAkvk8FFGzG-mSnCZeUQWFfRc208rh97xu4apcxNo"
KEY = "the-key-of-one-form-0123"
PAGE = f"/f/{TOKEN}"
SAID = {
    "umux_lite_1": "6",
    "umux_lite_2": "none",
    "likes": "Kurz und klar.",
    "criticisms": "Größere Schrift.",
}


@pytest.fixture(autouse=True)
def one_day():
    with frozen_at("2026-03-02"):
        yield


@pytest.fixture
def prototype(app):
    return make_prototype(make_idea(State.TEST), link="https://example.org/dummy")


@pytest.fixture
def public_round(prototype):
    return make_round(
        prototype,
        token=TOKEN,
        is_open=True,
        questionnaire=Questionnaire.UMUX_LITE,
        ends_on=today() + timedelta(days=7),
        introduction="Sie haben einen Brief bekommen.",
    )


def sheets():
    return db.session.scalars(sa.select(AnswerSheet).order_by(AnswerSheet.id)).all()


def send(visitor, **data):
    return visitor.post(PAGE, data={"key": KEY} | data, content_type="multipart/form-data")


def heading(response):
    return text_of(parse(response.text).find(".//h1"))


def opened(response):
    """The step at which the page opens, and the errors on the page."""
    tree = parse(response.text)
    step = next(one.get("id") for one in tree.iter("section") if "step--opened" in one.get("class"))
    return step, [text_of(one) for one in tree.iter("p") if one.get("class") == "error"]


def test_the_thanks_lead_to_what_was_changed_as_long_as_that_is_public(visitor, public_round):
    page = make_public_page(public_round.prototype.idea)
    for is_open in (True, False):
        page.is_open = is_open
        db.session.commit()
        links = [link.get("href") for link in visitor.get_page(f"{PAGE}/thanks").iter("a")]
        assert (f"/c/{page.token}" in links) is is_open


def test_a_visitor_answers_and_is_thanked(visitor, public_round):
    response = visitor.submit(PAGE, SAID)
    assert (response.status_code, response.location) == (303, f"{PAGE}/thanks?lang=de")
    (sheet,) = sheets()
    assert (sheet.likes, sheet.criticisms, sheet.questions) == ("Kurz und klar.", "Größere Schrift.", "")
    assert (sheet.scores, sheet.language) == ([6, None], "de")
    assert (sheet.channel, sheet.inspection) == (Channel.PUBLIC, Inspection.WAITING)
    assert (sheet.received_on, sheet.inspected_by_id) == (today(), None)
    thanks = text_of(visitor.get_page(response.location))
    assert "Vielen Dank!" in thanks
    assert "Wir lesen Ihre Antwort." in thanks


def test_the_first_answer_fixes_the_hypothesis_and_counts_nowhere(visitor, prototype, public_round):
    idea = db.session.get(Idea, prototype.idea_id)
    assert prototype.fixed_at is None
    visitor.submit(PAGE, SAID)
    db.session.expire_all()
    fixed = db.session.get(Prototype, prototype.id).fixed_at
    assert fixed == now()
    assert (idea.people_customers, idea.open_findings) == (0, 0)
    assert db.session.scalars(sa.select(Observation)).all() == []
    with frozen_at("2026-03-04"):
        visitor.submit(PAGE, SAID)
    db.session.expire_all()
    assert db.session.get(Prototype, prototype.id).fixed_at == fixed


def test_no_cookie_no_list_no_trace(app, personas, public_round):
    for user in (None, personas.facilitator):
        client = client_for(app, user)
        for response in (
            client.get(PAGE),
            client.post(PAGE, data={"key": KEY}),
            client.get(f"{PAGE}/thanks"),
        ):
            assert "Set-Cookie" not in response.headers
            assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert response.headers["Cache-Control"] == "no-store"
            assert "<script" not in response.text
            assert personas.facilitator.name not in response.text


def test_reloading_and_replaying_is_one_answer(visitor, public_round):
    first, second = send(visitor, **SAID), send(visitor, likes="etwas anderes")
    assert first.location == second.location
    assert [sheet.likes for sheet in sheets()] == ["Kurz und klar."]
    assert send(visitor, key="another-form-0123456789", **SAID).status_code == 303
    assert len(sheets()) == 2


def test_the_same_key_in_another_round_is_another_answer(visitor, prototype, public_round):
    other = make_round(prototype, token="o" * 43, is_open=True)
    make_answer_sheet(other, key=KEY)
    assert send(visitor, **SAID).status_code == 303
    assert len(sheets()) == 2


def test_a_garbled_key_is_replaced(visitor, public_round):
    for number, key in enumerate(("", "kurz", "x" * 100, "'; DROP TABLE answer_sheet", "\x00" * 20), start=1):
        assert send(visitor, key=key, likes="Gut.").status_code == 303
        assert len(sheets()) == number
    assert {len(sheet.key) for sheet in sheets()} == {32}


@pytest.mark.parametrize(
    ("data", "step"),
    [
        ({}, "send"),
        ({"umux_lite_1": "none", "umux_lite_2": "none", "likes": " \n- "}, "send"),
        ({"umux_lite_1": "8", "likes": "Gut."}, "q1"),
        ({"umux_lite_1": "0"}, "q1"),
        ({"umux_lite_2": "drei", "ideas": "x" * 2001}, "q2"),
        ({"umux_lite_1": ["1", "7"]}, "q1"),
        ({"questions": "x" * 2001}, "q5"),
    ],
)
def test_what_cannot_be_taken_opens_at_its_step(visitor, public_round, data, step):
    response = send(visitor, **data, criticisms="Das bleibt stehen." if step != "send" else "")
    assert response.status_code == 422
    assert opened(response)[0] == step
    assert bool(opened(response)[1]) == (step != "send")
    assert typed_in(response.text, "key") == KEY
    if step != "send":
        assert typed_in(response.text, "criticisms") == "Das bleibt stehen."
    assert sheets() == []


def test_script_in_every_field_is_text(visitor, public_round):
    evil = "<script>alert(1)</script>\x00\u202e\"'>"
    data = dict.fromkeys(("likes", "criticisms", "questions", "ideas"), evil)
    refused = send(visitor, **data, umux_lite_1=evil, confirmed=evil)
    assert refused.status_code == 422
    assert "<script>" not in refused.text
    assert send(visitor, **data).status_code == 303
    assert {sheets()[0].likes, sheets()[0].ideas} == {"<script>alert(1)</script>\"'>"}


def test_two_answers_of_a_thousand_lines_and_signs_fit(visitor, public_round):
    long = dict.fromkeys(("likes", "criticisms", "questions", "ideas"), "🙂" * 2000)
    assert send(visitor, **long).status_code == 303
    assert sheets()[0].ideas == "🙂" * 2000


@pytest.mark.parametrize("size", [70_000, 1_000_000])
def test_far_too_much_gets_a_friendly_page(visitor, public_round, size):
    response = send(visitor, likes="a" * size)
    assert response.status_code == 413
    assert heading(response) == "Das ist zu viel auf einmal."
    assert sheets() == []


GUESSES = (
    "x",
    "a" * 43,
    TOKEN[:-1],
    TOKEN.lower(),
    TOKEN + "A" * 4000,
    "%00",
    "ä" * 43,
    "' OR 1=1 --",
    "..%2f..",
)


def test_guessed_addresses_explain_themselves(visitor, public_round):
    for token in GUESSES:
        for response in (
            visitor.get(f"/f/{token}"),
            visitor.post(f"/f/{token}", data=SAID),
            visitor.get(f"/f/{token}/thanks"),
            visitor.get(f"/f/{token}/picture"),
        ):
            assert response.status_code == 404, token
            if "%2f" not in token:
                assert heading(response) == "Diese Adresse gibt es nicht."
    assert sheets() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_open": False}, "Diese Umfrage ist zu Ende."),
        ({"starts_on": "2026-02-01", "ends_on": "2026-03-01"}, "Diese Umfrage ist zu Ende."),
        ({"starts_on": "2026-03-05"}, "Diese Umfrage fängt noch an."),
    ],
)
def test_a_closed_address_explains_itself_and_keeps_what_was_written(visitor, public_round, changes, words):
    for name, value in changes.items():
        setattr(
            public_round,
            name,
            type(public_round.starts_on).fromisoformat(value) if name != "is_open" else value,
        )
    save(public_round)
    page = visitor.get(PAGE)
    assert (page.status_code, heading(page)) == (410, words)
    late = send(visitor, **SAID)
    assert late.status_code == 410
    assert "Größere Schrift." in late.text
    if "starts_on" in changes and "ends_on" not in changes:
        assert "05.03.2026" in late.text
    assert sheets() == []
    assert visitor.get(f"{PAGE}/picture").status_code == 404


@pytest.mark.parametrize("state", [State.PARKED, State.STOPPED, State.ROLLOUT])
def test_when_the_work_rests_the_address_is_closed(visitor, state):
    make_round(make_prototype(make_idea(state)), token=TOKEN, is_open=True)
    assert visitor.get(PAGE).status_code == 410
    assert send(visitor, **SAID).status_code == 410


def test_a_round_deleted_while_someone_answers(visitor, public_round):
    form = visitor.get(PAGE)
    assert form.status_code == 200
    db.session.delete(public_round)
    db.session.commit()
    response = send(visitor, **SAID)
    assert (response.status_code, heading(response)) == (404, "Diese Adresse gibt es nicht.")
    assert "Größere Schrift." in response.text


def test_an_answer_in_a_language_that_is_gone_is_taken(visitor, public_round):
    response = visitor.post(f"{PAGE}?lang=ar", data={"key": KEY, **SAID})
    assert (response.status_code, response.location) == (303, f"{PAGE}/thanks?lang=de")
    assert sheets()[0].criticisms == "Größere Schrift."


def test_a_round_deleted_at_the_very_moment_takes_nothing(app, public_round):
    for is_fixed in (False, True):
        test_round = make_round(public_round.prototype, token=str(is_fixed) * 8, is_open=True)
        test_round.prototype.fixed_at = now() if is_fixed else None
        db.session.commit()
        assert test_round.prototype.idea.id
        db.session.execute(
            sa.delete(TestRound)
            .where(TestRound.id == test_round.id)
            .execution_options(synchronize_session=False)
        )
        with pytest.raises(NotFound), app.test_request_context(), unit_of_work():
            take_answer(test_round, KEY, "de", {"likes": "Gut."}, {}, "192.0.2.1")
    assert sheets() == []


def test_what_is_checked_for_personal_data_is_not_shown(visitor, public_round, personas):
    picture = make_attachment(public_round.prototype.idea, personas.facilitator)
    picture.is_hidden = True
    public_round.is_hidden, public_round.picture_id = True, picture.id
    db.session.commit()
    page = visitor.get(PAGE).text
    assert "Sie haben einen Brief bekommen." not in page
    assert "/picture" not in page
    assert visitor.get(f"{PAGE}/picture").status_code == 404
    assert visitor.submit(PAGE, SAID).status_code == 303


def test_a_criterion_taken_away_closes_the_address(visitor, prototype, public_round):
    prototype.success_criterion, prototype.stated_at = "", None
    save(prototype)
    assert send(visitor, **SAID).status_code == 410


def test_a_half_filled_scale_is_kept_as_it_is(visitor, prototype):
    make_round(prototype, token=TOKEN, is_open=True, questionnaire=Questionnaire.SUS)
    send(visitor, sus_1="5", sus_10="1")
    assert sheets()[0].scores == [5, *[None] * 8, 1]
    assert send(visitor, key="another-form-0123456789", sus_4="6").status_code == 422


def test_what_looks_private_is_asked_about_before_it_is_stored(visitor, public_round):
    text = "Rufen Sie mich an: 0171 2345678."
    asked = send(visitor, criticisms=text)
    assert (asked.status_code, opened(asked)[0]) == (422, "q4")
    tree = parse(asked.text)
    found = tree.find(".//div[@id='criticisms-found']")
    assert found.get("class") == "error error--private"
    assert "0171 2345678" in text_of(found)
    described = {
        area.get("name"): "criticisms-found" in area.get("aria-describedby") for area in tree.iter("textarea")
    }
    assert described == {"likes": False, "criticisms": True, "questions": False, "ideas": False}
    end = tree.find(".//section[@id='send']")
    assert "0171 2345678" in text_of(end)
    assert "Trotzdem absenden" in text_of(end)
    assert sheets() == []
    again = send(visitor, criticisms=text, confirmed=typed_in(asked.text, "confirmed"))
    assert again.status_code == 303
    assert sheets()[0].criticisms == text


def test_of_two_places_that_look_private_the_first_is_shown(visitor, public_round):
    asked = send(visitor, ideas="Melden Sie sich: 0171 2345678", likes="Meine Mail: erna@example.org")
    assert opened(asked)[0] == "q3"


def test_what_was_chosen_on_the_scale_of_before_is_not_taken_for_the_new_one(visitor, public_round):
    public_round.questionnaire = Questionnaire.SUS
    save(public_round)
    stale = send(visitor, **SAID)
    assert stale.status_code == 409
    assert opened(stale)[0] == "send"
    assert "Wir haben die Fragen geändert." in text_of(parse(stale.text).find(".//section[@id='send']"))
    assert typed_in(stale.text, "criticisms") == "Größere Schrift."
    assert "checked" not in stale.text
    assert sheets() == []
    again = {"criticisms": typed_in(stale.text, "criticisms"), "sus_1": "4"}
    assert send(visitor, key=typed_in(stale.text, "key"), **again).status_code == 303
    assert [sheet.scores for sheet in sheets()] == [[4, *[None] * 9]]


def test_a_scale_changed_at_the_very_moment_is_noticed(app, public_round):
    for is_fixed in (False, True):
        public_round.prototype.fixed_at = now() if is_fixed else None
        public_round.questionnaire = Questionnaire.UMUX_LITE
        db.session.commit()
        assert public_round.prototype.idea.id
        assert public_round.questionnaire
        db.session.execute(
            sa.update(TestRound)
            .values(questionnaire=Questionnaire.SUS)
            .execution_options(synchronize_session=False)
        )
        with pytest.raises(QuestionsChanged), app.test_request_context(), unit_of_work():
            take_answer(public_round, KEY, "de", {"likes": "Gut."}, {"umux_lite_1": 5}, "192.0.2.1")
    assert sheets() == []


def test_the_page_is_there_in_english_and_follows_the_browser(visitor, public_round):
    english = visitor.get(f"{PAGE}?lang=en")
    assert parse(english.text).get("lang") == "en"
    wished = visitor.get(PAGE, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert parse(wished.text).get("lang") == "en"
    assert parse(visitor.get(PAGE).text).get("lang") == "de"
    response = visitor.submit(f"{PAGE}?lang=en", {"likes": "Short."})
    assert response.location == f"{PAGE}/thanks?lang=en"
    assert sheets()[0].language == "en"


def test_a_language_of_the_round_is_offered_with_its_direction(visitor, public_round):
    texts = {key: f"[{key}] {{number}} {{total}} {{day}}" for key in wanted_keys(public_round, "ar")}
    row = save(
        RoundLanguage(round_id=public_round.id, code="ar", name="العربية", direction="rtl", texts=texts)
    )
    page = visitor.get_page(f"{PAGE}?lang=ar")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert "[umux_lite_1]" in text_of(page)
    assert "[progress] 2 6" in text_of(page)
    assert visitor.get_page(PAGE, headers={"Accept-Language": "ar"}).get("dir") == "rtl"
    assert visitor.submit(f"{PAGE}?lang=ar", {"likes": "جيد"}).location == f"{PAGE}/thanks?lang=ar"
    assert "[thanks]" in text_of(visitor.get_page(f"{PAGE}/thanks?lang=ar"))
    assert (sheets()[0].language, sheets()[0].likes) == ("ar", "جيد")
    row.texts = {key: text for key, text in texts.items() if key != "send"}
    save(row)
    assert visitor.get(f"{PAGE}?lang=ar").status_code == 404, "a text is missing: not offered"
    assert "العربية" not in visitor.get(PAGE).text


def test_a_language_that_does_not_exist_names_those_that_do(visitor, public_round):
    for code in ("xx", "fr", "de-DE-1996-x", "../", "ar\x00", "x" * 5000):
        response = visitor.get(PAGE, query_string={"lang": code})
        assert (response.status_code, heading(response)) == (404, "Diese Sprache gibt es hier nicht.")
        links = [link.get("href") for link in parse(response.text).find(".//main").iter("a")]
        assert {"lang=de", "lang=en"} <= {link.partition("?")[2] for link in links}


def test_what_others_hang_on_the_address_is_ignored(visitor, public_round):
    assert visitor.get(f"{PAGE}?utm_source=poster&fbclid=1").status_code == 200


def test_picture_and_link_of_the_prototype_are_shown_when_wanted(visitor, prototype, public_round, personas):
    assert "example.org/dummy" not in visitor.get(PAGE).text
    assert visitor.get(f"{PAGE}/picture").status_code == 404
    picture = make_attachment(prototype.idea, personas.facilitator)
    public_round.picture_id, public_round.shows_link = picture.id, True
    save(public_round)
    page = visitor.get(PAGE).text
    assert "https://example.org/dummy" in page
    assert f"{PAGE}/picture?small=1" in page
    for path in (f"{PAGE}/picture", f"{PAGE}/picture?small=1"):
        answer = visitor.get(path)
        assert (answer.status_code, answer.mimetype.partition("/")[0]) == (200, "image")
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_flood_from_one_network_is_stopped_without_storing_addresses(app, public_round):
    with app.test_request_context():
        for number in range(throttle.ANSWERS_PER_NETWORK):
            throttle.count_answer(TOKEN, f"192.0.2.{number}")
    db.session.commit()
    visitor = client_for(app, None)
    here, elsewhere = {"REMOTE_ADDR": "192.0.2.200"}, {"REMOTE_ADDR": "198.51.100.7"}
    response = visitor.post(PAGE, data={"key": KEY, **SAID}, environ_base=here)
    assert (response.status_code, opened(response)[0]) == (429, "send")
    assert typed_in(response.text, "criticisms") == "Größere Schrift."
    assert typed_in(response.text, "key") == KEY
    assert sheets() == []
    other = {"key": "another-form-0123456789", **SAID}
    assert visitor.post(PAGE, data=other, environ_base=elsewhere).status_code == 303
    with frozen_at("2026-03-02 09:11"):
        assert visitor.post(PAGE, data={"key": KEY, **SAID}, environ_base=here).status_code == 303
    stored = " ".join(str(tuple(row)) for row in db.session.execute(sa.select(PublicRequest.__table__)))
    assert "192.0.2" not in stored
    assert TOKEN not in stored


def test_the_window_reaches_over_the_full_hour_and_all_is_forgotten_after_one(app):
    with app.test_request_context():
        with frozen_at("2026-03-02 09:58"):
            for _ in range(throttle.ANSWERS_PER_NETWORK):
                throttle.count_answer(TOKEN, "192.0.2.1")
        with frozen_at("2026-03-02 10:03"), pytest.raises(TooManyAttempts):
            throttle.count_answer(TOKEN, "192.0.2.1")
        with frozen_at("2026-03-02 10:09"):
            throttle.count_answer(TOKEN, "192.0.2.1")
            throttle.count_answer("another" * 6, "192.0.2.1")
        with frozen_at("2026-03-02 11:10"):
            throttle.count_answer(TOKEN, "192.0.2.1")
        assert db.session.scalar(sa.select(sa.func.count()).select_from(PublicRequest)) == 1


def test_an_address_takes_six_hundred_answers_an_hour(app):
    token_hash = throttle._keyed_hash("token", TOKEN)
    row = {"token_hash": token_hash, "network_hash": "x", "at": now()}
    db.session.execute(sa.insert(PublicRequest), [row] * throttle.ANSWERS_PER_ADDRESS)
    with app.test_request_context(), pytest.raises(TooManyAttempts):
        throttle.count_answer(TOKEN, "192.0.2.1")
    db.session.commit()


@pytest.mark.usefixtures("in_company")
def test_the_same_form_sent_at_the_same_moment_is_one_answer(app, public_round):
    answers = []

    def answer(key):
        client = client_for(app, None)
        answers.append(as_a_server(client.post, PAGE, data={"key": key, **SAID}).status_code)

    db.session.rollback()
    keys = [KEY, KEY, KEY, "another-form-0123456789", "a-third-form-0123456789"]
    # Each thread with the test's clock.
    threads = [threading.Thread(target=copy_context().run, args=(answer, key)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [303] * 5
    assert {sheet.key for sheet in sheets()} == set(keys)
    assert len(sheets()) == 3
