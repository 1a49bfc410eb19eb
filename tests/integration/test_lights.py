"""The readiness light where it stands: the form, the list, the dossier and the idea's page; and whose turn it is."""

from datetime import timedelta

import pytest

from lab.accounts.models import Role
from lab.core.clock import now, today
from lab.core.words import show_date
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import Group
from lab.rollout.models import ReviewStatus
from tests.factories import (
    FULDA,
    WIESBADEN,
    make_feedback,
    make_idea,
    make_member,
    make_prototype,
    make_review,
    make_user,
    make_vote,
)
from tests.helpers import count_queries
from tests.integration.test_readiness import FILLED_IN, form_of, idea_in_test
from tests.markup import text_of

# The last candidate that was reported before money was asked about: nothing about costs, funding and systems.
FORMER_GATE = [
    {"code": "people", "met": True, "count": 7, "wanted": 5},
    {"code": "met", "met": True},
    {"code": "findings", "met": False, "count": 2},
    {"code": "owner", "met": True},
    {"code": "data_protection", "met": True, "how": "yes"},
    {"code": "information_security", "met": False, "how": "without_text"},
    {"code": "accessibility", "met": False, "how": "no"},
]
FORMER_LIGHTS = {
    "Nutzen": "mit Lücken",
    "Organisation": "bereit",
    "Recht": "bereit",
    "Finanzen": "mit Lücken",
    "Technik": "mit Lücken",
    "Barrierefreiheit": "nicht bereit",
}
REASON = "Die Prüfung der Barrierefreiheit folgt im Mai."


def list_of(tree):
    """The lights of a full list by name."""
    heads = tree.xpath(".//*[@class='lights']//*[contains(@class, 'light__head')]")
    return {
        text_of(head.xpath("./b")[0]): text_of(head.xpath("./*[@class='light__word']")[0]) for head in heads
    }


def row_of(tree):
    """The lights of a row by name, as they are read aloud."""
    marks = tree.xpath("(.//ul[@class='lights-row'])[1]/li")
    return dict(text_of(mark).split(": ") for mark in marks)


def candidates_of(client):
    return client.get_page("/rollout").xpath("//article")


def test_before_sending_the_form_shows_what_evidence_says_and_after_it_all_six(client_for, personas):
    idea = idea_in_test()
    client = client_for(personas.facilitator)
    assert list_of(client.get_page(form_of(idea))) == {"Nutzen": "bereit"}
    data = FILLED_IN | {"funding": "no", "staff_council": "no", "accessibility_text": ""}
    page = client.post_form(form_of(idea), data)
    assert page.status_code == 422
    for words in (
        "Finanzierung: noch nicht geklärt",
        "Personalrat: noch nicht geprüft",
        "ein Satz dazu fehlt",
    ):
        assert words in page.text
    assert 'href="#funding"' in page.text


def test_money_and_systems_are_asked_and_kept(client_for, personas):
    idea = idea_in_test()
    client = client_for(personas.facilitator)
    answer = client.submit(form_of(idea), FILLED_IN)
    dossier = client.get_page(answer.location)
    assert set(list_of(dossier).values()) == {"bereit"}
    (funding,) = dossier.xpath("//*[@id='said-funding']")
    assert text_of(funding) == "Finanzierung ja Im Haushalt eingeplant."


@pytest.mark.parametrize("field", ["systems", "funding_text"])
def test_without_systems_or_a_word_on_money_a_reason_is_needed(client_for, personas, field):
    idea = idea_in_test()
    client = client_for(personas.facilitator)
    assert client.post_form(form_of(idea), FILLED_IN | {field: " "}).status_code == 422
    answer = client.post_form(form_of(idea), FILLED_IN | {field: "", "override_reason": REASON})
    assert answer.status_code == 303
    assert list(list_of(client.get_page(answer.location)).values()).count("mit Lücken") == 1


def test_a_gate_of_former_days_reads_well_everywhere_with_its_reason(client_for, personas):
    idea = make_idea(State.READY)
    make_feedback(make_prototype(idea), Group.CUSTOMERS)
    review = make_review(idea, gate=FORMER_GATE, override_reason=REASON)
    client = client_for(personas.leadership)
    dossier = client.get_page(f"/rollout/{review.id}")
    assert list_of(dossier) == FORMER_LIGHTS
    assert "Danach wurde bei dieser Meldung noch nicht gefragt." in text_of(
        dossier.xpath("//*[@id='gate']")[0]
    )
    for path in ("/rollout", f"/ideas/{idea.id}"):
        page = client.get_page(path)
        assert row_of(page) == FORMER_LIGHTS, path
        assert REASON in text_of(page.xpath("//*[@class='override']")[0]), path
    assert REASON in client.get("/rollout/agenda").text


def test_the_light_stays_when_it_is_in_rollout(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    make_review(idea, ReviewStatus.APPROVED, gate=FORMER_GATE, override_reason=REASON)
    client = client_for(personas.colleague)
    for path in ("/rollout", f"/ideas/{idea.id}"):
        page = client.get_page(path)
        assert row_of(page) == FORMER_LIGHTS, path
        assert REASON in text_of(page.xpath("//*[@class='override']")[0]), path


def test_without_a_prototype_the_proof_is_the_place_where_it_would_be(client_for, personas):
    idea = make_idea(State.TEST)
    page = client_for(personas.facilitator).get_page(form_of(idea))
    links = {link.get("href") for link in page.xpath("//*[@class='lights']//a")}
    assert links == {f"/ideas/{idea.id}#prototypes"}


def test_whose_turn_it_is_comes_first_in_the_list(client_for, personas):
    chair = make_member(personas.leadership, is_chair=True)
    member, other = make_member(job_centre=FULDA), make_member(job_centre=WIESBADEN)
    rows = [
        make_review(
            make_idea(State.READY, title=title),
            opened_at=now() - timedelta(days=days),
            deadline_on=today() + timedelta(days=3),
        )
        for title, days in (("Schon gestimmt", 9), ("Noch offen", 5), ("Alle dafür", 2))
    ]
    make_vote(rows[0], member)
    for voter in (chair, member, other):
        make_vote(rows[2], voter)
    titles = [text_of(card.xpath(".//h3")[0]) for card in candidates_of(client_for(member))]
    assert titles == ["Noch offen", "Schon gestimmt", "Alle dafür"]
    first, second, _third = candidates_of(client_for(member))
    assert "Prüfen und abstimmen" in text_of(first)
    assert "0 von 3 Stimmen" in text_of(first)
    assert f"Abstimmen bis {show_date(today() + timedelta(days=3))}" in text_of(first)
    assert "Sie haben abgestimmt." in text_of(second)
    assert "wartet seit 9 Tagen" in text_of(second)
    cards = candidates_of(client_for(chair))
    assert [text_of(card.xpath(".//h3")[0]) for card in cards] == [
        "Schon gestimmt",
        "Noch offen",
        "Alle dafür",
    ]
    assert "Beschluss festhalten" in text_of(cards[2])
    assert "3 davon warten auf Sie" in text_of(client_for(chair).get_page("/rollout").xpath("//main")[0])
    assert "auf Sie" not in text_of(client_for(personas.facilitator).get_page("/rollout").xpath("//main")[0])


def test_the_list_costs_the_same_with_one_candidate_and_with_many(client_for, personas):
    make_member(personas.leadership, is_chair=True)
    client = client_for(personas.leadership)
    counts = []
    for number in range(1, 9):
        review = make_review(gate=FORMER_GATE, override_reason=REASON)
        make_vote(review, make_member(make_user(Role.LEADERSHIP, FULDA)))
        if number in (1, 8):
            db.session.expire_all()
            with count_queries() as queries:
                assert client.get("/rollout").status_code == 200
            counts.append(queries.count)
    assert counts[0] == counts[1] <= 12, counts
