"""„Ihr habt gesagt – wir haben geändert“: inside the house and under a public address."""

import re

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.core.clock import now
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.prototypes.models import Answer, Finding, Group, PointKind, Severity
from lab.sessions.models import PublicPage
from tests import factories as make
from tests.helpers import count_queries
from tests.markup import parse, text_of


@pytest.fixture
def idea(personas):
    return make.make_idea(State.TEST, author=personas.author, author_visibility=AuthorVisibility.TEAM)


@pytest.fixture
def told(idea, personas):
    """Two versions: three people said three things to the first, one to the second."""
    first, second = make.make_prototype(idea), make.make_prototype(idea)
    rounds = [make.make_round(first), make.make_round(second, Group.STAFF)]
    people = [make.make_participant(rounds[0], 1), make.make_participant(rounds[0], 2)]
    answers = {"answered_by_id": personas.facilitator.id, "answered_at": now()}
    for body, kind, values in (
        (
            "Die Schrift ist zu klein.",
            PointKind.CRITICISM,
            {"answer": Answer.TAKEN_UP, "taken_up_in_id": second.id},
        ),
        ("Wer liest das?", PointKind.QUESTION, {"answer": Answer.NO}),
        ("Auch als Nachricht.", PointKind.IDEA, {"answer": Answer.LATER}),
        ("Noch ohne Antwort.", PointKind.CRITICISM, None),
    ):
        row = {"prototype_id": first.id, "body": body, "kind": kind, "severity": Severity.SEVERE}
        if values:
            row |= {"answer_text": f"Antwort auf: {kind.value}", **answers, **values}
        finding = make.save(Finding(**row))
        for person in people[: 2 if kind is PointKind.CRITICISM else 1]:
            make.make_observation(person, kind, body="Wörtlich aufgeschrieben.", finding_id=finding.id)
    make.make_participant(rounds[1], 1, Group.STAFF)
    return idea


def page_of(idea):
    return f"/ideas/{idea.id}/changes"


def open_page(idea, personas, **values):
    row = {"idea_id": idea.id, "token": "t" * 32, "is_open": True, "opened_at": now()}
    return make.save(PublicPage(**row | {"opened_by_id": personas.facilitator.id} | values))


def main_text(page):
    return text_of(page.find(".//main"))


def test_everyone_who_sees_the_idea_reads_what_became_of_what_was_said(client_for, personas, told):
    page = client_for(personas.colleague).get_page(page_of(told))
    text = main_text(page)
    assert [text_of(title) for title in page.iter("h2")][:2] == ["Version 2", "Version 1"]
    assert "Das haben ausprobiert: 2 Kundinnen und Kunden." in text
    assert "Das haben ausprobiert: 1 beschäftigte Person." in text
    for said, answer in (
        ("Das hat gestört", "Geändert in Version 2"),
        ("Das war unklar", "Beantwortet"),
        ("Das war ein Vorschlag", "Kommt später"),
    ):
        assert said in text
        assert answer in text
    assert "Aus Tests mit: 2 Kundinnen und Kunden" in text
    assert text.index("Geändert in Version 2") < text.index("Kommt später") < text.index("Beantwortet")
    assert "Antwort auf: criticism" in text
    assert "1 Punkt wartet noch auf eine Antwort." in text
    assert "Noch ohne Antwort." not in text


def test_what_was_taken_up_in_the_same_version_is_told_so(client_for, personas, idea):
    for kind, words in [
        (PointKind.CRITICISM, "Gleich geändert"),
        (PointKind.QUESTION, "Gleich geklärt"),
        (PointKind.IDEA, "Gleich aufgenommen"),
    ]:
        prototype = make.make_prototype(idea)
        feedback = make.make_feedback(prototype)
        make.make_finding(feedback, kind, answer=Answer.TAKEN_UP, taken_up_in_id=prototype.id)
        text = main_text(client_for(personas.colleague).get_page(page_of(idea)))
        assert words in text
        assert "Aus Tests mit: 5 Kundinnen und Kunden" in text


def test_without_a_test_the_page_says_what_comes(client_for, personas, idea):
    assert "Noch nichts zu erzählen" in main_text(client_for(personas.colleague).get_page(page_of(idea)))


def test_facilitators_switch_the_public_address_on_and_off(client_for, personas, told):
    for persona, status in [
        ("author", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
        ("facilitator", 303),
    ]:
        client = client_for(getattr(personas, persona))
        assert client.post_form(f"{page_of(told)}/publish").status_code == status
        pages = db.session.scalars(sa.select(PublicPage)).all()
        assert len(pages) == (1 if status == 303 else 0)
        assert client.post_form(f"{page_of(told)}/close").status_code == status


def test_the_address_is_long_random_and_stays_the_same(client_for, personas, visitor, told):
    client = client_for(personas.facilitator)
    client.submit(page_of(told), action=f"{page_of(told)}/publish")
    page = db.session.scalars(sa.select(PublicPage)).one()
    token = page.token
    assert len(token) >= 32
    assert page.opened_by_id == personas.facilitator.id
    assert f"/c/{token}" in client.get(page_of(told)).text
    client.post_form(f"{page_of(told)}/publish")
    assert visitor.get(f"/c/{token}").status_code == 200
    client.submit(page_of(told), action=f"{page_of(told)}/close")
    client.post_form(f"{page_of(told)}/close")
    closed = visitor.get(f"/c/{token}")
    assert closed.status_code == 410
    assert "Diese Seite ist geschlossen" in closed.text
    assert "Die Schrift ist zu klein." not in closed.text
    client.post_form(f"{page_of(told)}/publish")
    assert visitor.get(f"/c/{token}").status_code == 200
    kinds = [event.kind for event in timeline("idea", told.id)]
    assert kinds[:3] == ["changes_published", "changes_closed", "changes_published"]


def test_the_public_reads_what_was_answered_and_nothing_of_the_house(visitor, personas, told):
    page = open_page(told, personas)
    response = visitor.get(f"/c/{page.token}")
    text = text_of(parse(response.text).find(".//main"))
    for words in ("Die Schrift ist zu klein.", "Geändert in Version 2", "Aus Tests mit: 2 Kundinnen"):
        assert words in text
    for inside in (
        "Noch ohne Antwort.",
        "Wörtlich aufgeschrieben.",
        "schwer: so geht es nicht",
        personas.author.name,
        personas.facilitator.name,
        "Fulda",
        "n\u00a0=",
        "Befund",
        f"/ideas/{told.id}",
        "/prototypes/",
    ):
        assert inside not in response.text, inside
    assert len(response.text.encode()) < 30_000


def test_the_public_page_sets_no_cookie_and_leaves_no_trace(client_for, personas, told, visitor):
    page = open_page(told, personas)
    for is_open in [True, False]:
        page.is_open = is_open
        make.commit()
        for client in (visitor, client_for(personas.facilitator)):
            response = client.get(f"/c/{page.token}")
            assert response.headers.getlist("Set-Cookie") == []
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in response.headers["X-Robots-Tag"]
            assert response.headers["Cache-Control"] == "no-store"
            assert "<script" not in response.text


def test_the_public_page_speaks_two_languages(visitor, personas, told):
    page = open_page(told, personas)
    for asked, spoken in (("", "de"), ("?lang=de", "de"), ("?lang=en", "en"), ("?lang=xx%00", "de")):
        response = visitor.get(f"/c/{page.token}{asked}", headers={"Accept-Language": "fr"})
        assert response.status_code == 200
        assert f'<html lang="{spoken}"' in response.text


def test_a_guessed_address_explains_itself(visitor, personas, told):
    open_page(told, personas)
    for token in [
        "x",
        "t" * 31,
        "t" * 33,
        "t" * 5000,
        "%00" * 30,
        "..%2F..%2Fetc",
        "<script>",
        "' OR 1=1 --",
        "ü" * 32,
    ]:
        response = visitor.get(f"/c/{token}")
        assert response.status_code == 404
        assert "Set-Cookie" not in response.headers
        if "%2F" not in token:
            assert "Diese Adresse gibt es nicht" in response.text


def test_the_address_of_a_merged_idea_is_closed(client_for, visitor, personas, idea):
    merged = make.make_idea(State.MERGED)
    page = open_page(merged, personas)
    assert visitor.get(f"/c/{page.token}").status_code == 410
    client = client_for(personas.facilitator)
    assert client.post_form(f"{page_of(merged)}/publish").status_code == 403


def test_before_the_first_answer_the_public_page_asks_for_patience(visitor, personas, idea):
    make.make_feedback(make.make_prototype(idea))
    page = open_page(idea, personas)
    response = visitor.get(f"/c/{page.token}")
    assert "kommen noch" in response.text


def test_whatever_was_said_and_answered_is_shown_as_text(client_for, visitor, personas, idea):
    page = open_page(idea, personas)
    for text in ["<script>alert(1)</script>", "{{ 7 * 7 }} %(number)s", "مرحبا 👩🏽‍💻"]:
        feedback = make.make_feedback(make.make_prototype(idea))
        finding = make.make_finding(feedback, answer=Answer.NO, body=text)
        finding.answer_text = text
        make.commit()
        assert main_text(client_for(personas.colleague).get_page(page_of(idea))).count(text) == 2
        assert main_text(parse(visitor.get(f"/c/{page.token}").text)).count(text) == 2


def test_both_pages_cost_a_fixed_number_of_queries(client_for, visitor, personas, told):
    page = open_page(told, personas)
    client = client_for(personas.colleague)

    def count():
        with count_queries() as inside:
            client.get(page_of(told))
        with count_queries() as public:
            visitor.get(f"/c/{page.token}")
        return inside, public

    few = [queries.count for queries in count()]
    with make.one_commit():
        for _number in range(4):
            feedback = make.make_feedback(make.make_prototype(told))
            for _part in range(50):
                make.make_finding(feedback, answer=Answer.LATER, answered_by=personas.facilitator)
    inside, public = count()
    assert inside.count == few[0] <= 10, str(inside)
    assert public.count == few[1] <= 8, str(public)


def test_the_page_of_the_idea_leads_here_once_somebody_tried_it(client_for, personas, told):
    page = client_for(personas.colleague).get_page(f"/ideas/{told.id}")
    links = [link.get("href") for link in page.iter("a")]
    assert page_of(told) in links
    assert not re.search(r"/c/\w{20}", client_for(personas.colleague).get(f"/ideas/{told.id}").text)


def test_what_is_hidden_is_not_told_to_the_public(client_for, visitor, personas, told):
    page = open_page(told, personas)
    finding = db.session.scalars(sa.select(Finding).where(Finding.body == "Die Schrift ist zu klein.")).one()
    finding.is_hidden = True
    make.commit()
    for facilitator_or_not in (visitor, client_for(personas.facilitator)):
        public = facilitator_or_not.get(f"/c/{page.token}").text
        assert "Die Schrift ist zu klein." not in public
        assert "Verborgen" not in public
        assert "Wer liest das?" in public
    told.is_hidden = True
    make.commit()
    assert visitor.get(f"/c/{page.token}").status_code == 410
