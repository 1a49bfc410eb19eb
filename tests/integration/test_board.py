"""The stage board: columns, cards, filters, limits and ages, and the quiet refresh."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from lab.accounts.models import Role
from lab.audit.models import Event
from lab.audit.queries import latest_stamp
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import NoteKind
from lab.ideas.workflow import BOARD, STEPS, Needs, State
from lab.prototypes.queries import list_prototypes
from lab.settings.service import save_setting
from tests.client import text_of
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    make_feedback,
    make_finding,
    make_idea,
    make_many_ideas,
    make_note,
    make_prototype,
    make_theme,
    make_user,
)
from tests.helpers import count_queries, frozen_at
from tests.markup import parse

HTMX = {"HX-Request": "true"}


def column(page, state):
    return page.find(f".//section[@data-stage='{state.value}']")


def cards_in(page, state):
    """Ids of the cards of a column in their order."""
    return [
        int(card.get("data-idea"))
        for card in column(page, state).iter("li")
        if card.get("data-idea") is not None
    ]


def all_cards(page):
    return {int(card.get("data-idea")) for card in page.iter("li") if card.get("data-idea") is not None}


def card_of(page, idea):
    return page.find(f".//*[@data-idea='{idea.id}']")


def look(client, etag, address="/board"):
    return client.get(address, headers=HTMX | {"If-None-Match": etag})


# Columns and cards


def test_the_columns_stand_in_the_order_of_the_process(client_for, personas):
    page = client_for(personas.colleague).get_page("/board")
    assert [section.get("data-stage") for section in page.iter("section")] == [state.value for state in BOARD]
    heads = [text_of(head) for head in page.iter("h2") if "board__title" in head.get("class", "")]
    assert heads[0] == "Eingang"
    assert heads[-1] == "Rolloutreif"
    assert "Wessen Problem ist es, und woher wissen wir das?" in text_of(column(page, State.EMPATHISE))


def test_each_idea_is_a_card_in_the_column_of_its_state(client_for, personas):
    ideas = {state: make_idea(state) for state in State}
    page = client_for(personas.colleague).get_page("/board")
    for state, idea in ideas.items():
        if state in BOARD:
            assert idea.id in cards_in(page, state)
            assert card_of(page, idea).get("data-state") == state.value
        else:
            assert card_of(page, idea) is None, state


def test_a_card_says_what_there_is_to_know(client_for, personas):
    with frozen_at("2026-03-02"):
        idea = make_idea(State.TEST, personas.author, title="Meine Karte", responsible=personas.facilitator)
        feedback = make_feedback(make_prototype(idea), participants=3)
        make_finding(feedback)
        make_feedback(make_prototype(idea))
    with frozen_at("2026-03-14"):
        card = card_of(client_for(personas.colleague).get_page("/board"), idea)
    said = text_of(card)
    for words in ("Meine Karte", "Fulda · Lab-Moderation", "2 Rückmeldungen", "1 offener Befund", "12 Tage"):
        assert words in said, said
    assert card.find(".//a").get("href") == f"/ideas/{idea.id}"


def test_a_card_says_how_much_evidence_there_is(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    card = card_of(client.get_page("/board"), idea)
    assert "0 von 3 Gesprächen" in text_of(card)
    assert "data-complete" not in card.attrib
    make_note(idea, NoteKind.CONVERSATION, times=3)
    assert "Gruppe offen" in text_of(card_of(client.get_page("/board"), idea))
    make_note(idea, NoteKind.AFFECTED_GROUP)
    card = card_of(client.get_page("/board"), idea)
    assert "vollständig" in text_of(card)
    assert "data-complete" in card.attrib


def test_the_inbox_is_sorted_by_deadline_and_says_it(client_for, personas):
    with frozen_at("2026-03-16"):
        later = make_idea(State.SUBMITTED, answer_due_on=today() + timedelta(days=4))
        late = make_idea(State.SUBMITTED, answer_due_on=today() - timedelta(days=3))
        answered = make_idea(
            State.SUBMITTED,
            answer_due_on=today() + timedelta(days=9),
            answered_at=now(),
            first_answer="Danke.",
        )
        page = client_for(personas.colleague).get_page("/board")
    assert cards_in(page, State.SUBMITTED) == [late.id, later.id, answered.id]
    assert "Antwort war fällig am 13.03." in text_of(card_of(page, late))
    assert "Antwort bis 20.03." in text_of(card_of(page, later))
    assert "beantwortet" in text_of(card_of(page, answered))


def test_in_a_stage_what_moved_last_stands_on_top(client_for, personas):
    old = make_idea(State.IDEATE, state_since=now() - timedelta(days=9))
    new = make_idea(State.IDEATE, state_since=now() - timedelta(days=1))
    middle = make_idea(State.IDEATE, state_since=now() - timedelta(days=5))
    page = client_for(personas.colleague).get_page("/board")
    assert cards_in(page, State.IDEATE) == [new.id, middle.id, old.id]


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (0, "heute", None),
        (1, "1 Tag", None),
        (29, "29 Tage", None),
        (30, "schon 30 Tage", "warning"),
        (59, "schon 59 Tage", "warning"),
        (60, "schon 60 Tage", "danger"),
        (1200, "schon 1.200 Tage", "danger"),
    ],
)
def test_age_is_said_in_words_and_tone(client_for, personas, days, words, tone):
    # At noon: just before midnight, days of 24 hours do not count up where one of them had 25.
    with frozen_at("2026-11-22 12:00"):
        idea = make_idea(State.IDEATE, state_since=now() - timedelta(days=days))
        card = card_of(client_for(personas.colleague).get_page("/board"), idea)
    age = next(span for span in card.iter("span") if "idea-card__age" in span.get("class", ""))
    assert text_of(age) == words
    assert ("idea-card__age--" + tone in age.get("class")) if tone else ("--" not in age.get("class"))


def test_a_full_column_warns_and_still_takes_cards(client_for, personas):
    save_setting("limit_define", 2)
    db.session.commit()
    for _ in range(2):
        make_idea(State.DEFINE)
    client = client_for(personas.facilitator)
    assert "Mehr als vereinbart" not in text_of(column(client.get_page("/board"), State.DEFINE))
    idea = make_idea(State.EMPATHISE)
    data = {"from_stage": "empathise", "to_stage": "define", "reason": "Trotzdem."}
    assert client.post_form(f"/ideas/{idea.id}/move", data).status_code == 303
    warned = column(client.get_page("/board"), State.DEFINE)
    assert "Mehr als vereinbart: erst etwas abschließen" in text_of(warned)
    assert "3 / 2 von höchstens 2" in text_of(warned)


# Who may what


@pytest.mark.parametrize("who", ["author", "leadership", "admin"])
def test_everybody_in_the_house_sees_the_board_but_moves_nothing(client_for, personas, who):
    make_idea(State.IDEATE)
    html = client_for(getattr(personas, who)).get("/board").text
    for name in ("data-move-url", "data-targets", "move-dialog", "Verschieben nach"):
        assert name not in html, name


def test_guests_have_no_board(client_for, personas, visitor):
    assert client_for(personas.guest).get("/board").status_code == 403
    assert visitor.get("/board").location == "/login?next=/board"


def test_facilitators_may_drag_or_choose_where_to(client_for, personas):
    idea = make_idea(State.IDEATE)
    page = client_for(personas.facilitator).get_page(f"/board?job_centre={FULDA}")
    card = card_of(page, idea)
    assert card.get("data-move-url") == f"/ideas/{idea.id}/move"
    menu = next(link for link in card.iter("a") if "idea-card__menu" in link.get("class", ""))
    assert menu.get("href") == f"/ideas/{idea.id}/move?next=/board%3Fjob_centre%3D{FULDA}"
    assert f"Verschieben nach …: {idea.title}" in [part.get("aria-label") for part in menu.iter()]


@pytest.mark.parametrize("source", BOARD, ids=lambda state: state.value)
def test_before_one_drops_the_board_says_whether_and_why_not(client_for, personas, source):
    page = client_for(personas.facilitator).get_page("/board")
    verdicts = json.loads(column(page, source).get("data-targets"))
    assert set(verdicts) == {state.value for state in BOARD if state != source}
    for code, verdict in verdicts.items():
        rule = STEPS.get((source, State(code)))
        needs = rule.needs if rule else None
        by_drag = needs in (Needs.ANSWER, Needs.REASON, Needs.EVIDENCE)
        assert verdict["allowed"] == by_drag, code
        assert verdict.get("why") or by_drag, "a no without a reason"
        if by_drag:
            wanted = "always" if needs is Needs.REASON else "unless-complete"
            assert verdict["needs_reason"] == wanted, code


# Filters


def test_each_filter_narrows_all_columns(client_for, personas):
    theme = make_theme()
    colleague = make_user(Role.STAFF, BERGSTRASSE)
    fulda = make_idea(State.IDEATE, personas.author, theme_id=theme.id)
    other = make_idea(State.TEST, colleague, responsible=personas.facilitator)
    member = make_idea(State.DEFINE, colleague, team=[personas.author])
    client = client_for(personas.author)

    def shown(query):
        return all_cards(client.get_page(f"/board?{query}"))

    assert shown("") == {fulda.id, other.id, member.id}
    assert shown(f"job_centre={BERGSTRASSE}") == {other.id, member.id}
    assert shown(f"theme={theme.id}") == {fulda.id}
    assert shown(f"responsible={personas.facilitator.id}") == {other.id}
    assert shown("mine=1") == {fulda.id, member.id}
    assert shown(f"mine=1&job_centre={BERGSTRASSE}") == {member.id}
    assert shown("job_centre=&theme=&responsible=&mine=") == {fulda.id, other.id, member.id}
    page = client.get_page("/board?mine=1")
    assert "2 aktive Ideen" in text_of(page)
    assert "Filter aufheben" in text_of(page)


@pytest.mark.parametrize(
    "query",
    [
        "job_centre=99999",
        "job_centre=%00",
        "theme=999",
        "theme=x",
        "responsible=999",
        "mine=2",
        "stage=define",
        "page=2",
        "define=0",
        "define=21",
        "define=-1",
        "define=1000000000",
        "define=x",
        "parked=1",
        "x=1",
    ],
)
def test_what_the_board_does_not_know_is_refused(client_for, personas, query):
    assert client_for(personas.colleague).get(f"/board?{query}").status_code == 400


# Long columns


def test_a_column_shows_fifty_cards_and_loads_more(client_for, personas):
    make_many_ideas(120, state=State.DEFINE)
    client = client_for(personas.facilitator)
    address, seen = "/board", []
    for shown, hidden in ((50, "70 weitere"), (100, "20 weitere"), (120, None)):
        page = client.get_page(address)
        cards = cards_in(page, State.DEFINE)
        assert len(cards) == shown
        assert cards[: len(seen)] == seen
        seen = cards
        more = [link for link in column(page, State.DEFINE).iter("a") if "weitere" in text_of(link)]
        assert [text_of(link) for link in more] == ([hidden] if hidden else [])
        assert "120" in text_of(column(page, State.DEFINE).find(".//span[@class='board__count']"))
        address = more[0].get("href") if more else None
    assert address is None


def test_loading_more_keeps_filters_and_other_columns(client_for, personas):
    make_many_ideas(60, personas.author, state=State.DEFINE)
    make_many_ideas(60, personas.author, state=State.TEST)
    client = client_for(personas.colleague)
    page = client.get_page(f"/board?job_centre={FULDA}&define=2")
    assert (len(cards_in(page, State.DEFINE)), len(cards_in(page, State.TEST))) == (60, 50)
    link = next(link for link in column(page, State.TEST).iter("a") if "weitere" in text_of(link))
    assert set(link.get("href").partition("?")[2].split("&")) == {f"job_centre={FULDA}", "define=2", "test=2"}
    fragment = client.get(link.get("href"), headers=HTMX)
    assert len(cards_in(parse(fragment.text), State.TEST)) == 60


def test_an_empty_column_says_so(client_for, personas):
    page = client_for(personas.colleague).get_page("/board")
    assert column(page, State.TEST).find(".//ul").get("data-empty") == "Noch keine Idee hier"
    assert "0 aktive Ideen" in text_of(page)


# The quiet refresh


def test_htmx_gets_the_columns_alone(client_for, personas):
    idea = make_idea(State.IDEATE)
    response = client_for(personas.facilitator).get("/board", headers=HTMX)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "move-dialog" not in response.text
    assert card_of(parse(response.text), idea) is not None
    assert "HX-Request" in response.headers["Vary"]


def test_while_nothing_changes_the_answer_is_304(client_for, personas):
    make_idea(State.IDEATE)
    client = client_for(personas.colleague)
    response = client.get("/board", headers=HTMX)
    again = look(client, response.headers["ETag"])
    assert (again.status_code, again.text) == (304, "")
    assert again.headers["ETag"] == response.headers["ETag"]
    assert again.headers["Cache-Control"] == response.headers["Cache-Control"] == "private, no-cache"


def test_the_page_tells_the_same_etag_as_its_fragment(client_for, personas):
    client = client_for(personas.colleague)
    page = client.get("/board")
    written = parse(page.text).find(".//*[@id='board']").get("data-etag")
    assert page.headers["ETag"].strip('W/"') == written
    assert look(client, page.headers["ETag"]).status_code == 304
    assert look(client, f'W/"{written}"').status_code == 304


def test_a_browser_that_asks_for_the_page_gets_the_page(client_for, personas):
    client = client_for(personas.colleague)
    etag = client.get("/board").headers["ETag"]
    assert client.get("/board", headers={"If-None-Match": etag}).status_code == 200


def test_an_answer_for_304_costs_two_queries(client_for, personas):
    make_many_ideas(50)
    client = client_for(personas.colleague)
    etag = client.get("/board", headers=HTMX).headers["ETag"]
    with count_queries() as queries:
        assert look(client, etag).status_code == 304
    assert queries.count <= 3, queries


def test_garbage_for_an_etag_brings_the_board(client_for, personas):
    client = client_for(personas.colleague)
    for etag in ("", '"abc"', "abc", 'W/"', "\x7f", "x" * 5000):
        assert look(client, etag).status_code == 200


def test_each_change_of_an_idea_changes_the_etag(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    facilitator, author, watcher = (
        client_for(person) for person in (personas.facilitator, personas.author, personas.colleague)
    )
    address = f"/ideas/{idea.id}"
    grid = {"likes": "Gut.", "criticisms": "Zu lang.", "group": "staff", "method": "feedback_grid"}
    version = {"title": "v1", "kind": "paper", "hypothesis": "H.", "success_criterion": "E."}
    changes = [
        (author, f"{address}/notes", {"kind": "conversation", "body": "Ein Gespräch."}),
        (facilitator, f"{address}/edit", {"title": "Neuer Titel", "no_personal_data": "y"}),
        (author, f"{address}/profile", {"benefit": "Viel."}),
        (facilitator, f"{address}/responsible", {"responsible": str(personas.facilitator.id)}),
        (facilitator, f"{address}/move?to_stage=define", {"reason": "Weiter."}),
        (author, f"{address}/prototypes/new", version),
        (facilitator, f"{address}/team/invite", {"email": personas.member.email}),
    ]
    etag = watcher.get("/board", headers=HTMX).headers["ETag"]
    for client, page, data in changes:
        assert client.submit(page, data).status_code == 303, page
        response = look(watcher, etag)
        assert response.status_code == 200, page
        etag = response.headers["ETag"]
        assert look(watcher, etag).status_code == 304
    prototype = list_prototypes(idea)[0].id
    feedback = grid | {"participants": "3", "held_on": today().isoformat()}
    assert author.submit(f"/prototypes/{prototype}/feedback/new", feedback).status_code == 303
    response = look(watcher, etag)
    assert "1 Rückmeldung" in text_of(card_of(parse(response.text), idea))
    assert "Neuer Titel" in response.text


def test_a_move_of_somebody_else_reaches_the_watcher(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    watcher = client_for(personas.colleague)
    etag = watcher.get("/board", headers=HTMX).headers["ETag"]
    data = {"from_stage": "empathise", "to_stage": "define", "reason": "Weiter."}
    client_for(personas.facilitator).post_form(f"/ideas/{idea.id}/move", data)
    fresh = parse(look(watcher, etag).text)
    assert cards_in(fresh, State.DEFINE) == [idea.id]
    assert cards_in(fresh, State.EMPATHISE) == []


def test_the_next_day_everything_is_a_day_older(client_for, personas):
    with frozen_at("2026-03-02 23:50"):
        idea = make_idea(State.IDEATE)
        client = client_for(personas.colleague)
        etag = client.get("/board", headers=HTMX).headers["ETag"]
        assert look(client, etag).status_code == 304
    with frozen_at("2026-03-03 00:10"):
        response = look(client, etag)
        assert response.status_code == 200
        assert "1 Tag" in text_of(card_of(parse(response.text), idea))


def test_accounts_languages_and_filters_have_etags_of_their_own(client_for, personas):
    client = client_for(personas.colleague)
    etags = {
        client.get("/board", headers=HTMX).headers["ETag"],
        client.get("/board?mine=1", headers=HTMX).headers["ETag"],
        client_for(personas.author).get("/board", headers=HTMX).headers["ETag"],
        client_for(personas.facilitator).get("/board", headers=HTMX).headers["ETag"],
    }
    personas.colleague.language = "en"
    db.session.commit()
    etags.add(client.get("/board", headers=HTMX).headers["ETag"])
    assert len(etags) == 5


def test_a_message_that_waits_is_told_once_beside_the_fragment(client_for, personas):
    idea = make_idea(State.EMPATHISE, title="Größe „7“")
    client = client_for(personas.facilitator)
    data = {"from_stage": "empathise", "to_stage": "define", "reason": "Weiter.", "next": "/board"}
    client.post_form(f"/ideas/{idea.id}/move", data, headers=HTMX)
    told = json.loads(client.get("/board", headers=HTMX).headers["HX-Trigger"])
    assert told["lab:notify"] == {
        "message": "„Größe „7““ steht jetzt bei „Problem definieren“.",
        "tone": "success",
    }
    assert "HX-Trigger" not in client.get("/board", headers=HTMX).headers


# What it costs


def test_the_board_costs_the_same_with_ten_and_with_two_thousand_ideas(client_for, personas):
    make_many_ideas(10, personas.author)
    client = client_for(personas.facilitator)
    pages = ("/board", f"/board?job_centre={FULDA}&mine=1&define=3")
    client.get("/board")
    counts = {}
    for page in pages:
        with count_queries() as few:
            client.get(page)
        counts[page] = few.count
        assert few.count <= 12, few
    make_many_ideas(1990, personas.author)
    for page in pages:
        with count_queries() as many:
            client.get(page)
        assert many.count == counts[page], many


def test_an_answered_idea_leaves_the_inbox_without_another_reason(client_for, personas):
    answered = make_idea(State.SUBMITTED, first_answer="Danke, wir fangen an.", answered_at=now())
    unanswered = make_idea(State.SUBMITTED)
    page = client_for(personas.facilitator).get_page("/board")
    assert page.find(f".//*[@data-idea='{answered.id}']").get("data-complete") is not None
    assert page.find(f".//*[@data-idea='{unanswered.id}']").get("data-complete") is None


@pytest.mark.on_postgresql
def test_what_commits_behind_a_higher_number_changes_the_stamp_too(personas):
    event = {"at": now(), "kind": "signed_in", "subject_kind": "account", "subject_id": "1"}
    with Session(db.engine) as slow:
        slow.add(Event(**event))
        slow.flush()
        db.session.add(Event(**event))
        db.session.commit()
        before = latest_stamp()
        slow.commit()
    assert latest_stamp() != before
