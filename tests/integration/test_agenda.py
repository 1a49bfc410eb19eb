"""The agenda of a meeting: who sees it, its order, what one candidate shows, and the way to a decision and back."""

from datetime import timedelta

import pytest

from lab.accounts.models import Role
from lab.core.clock import now
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import Group
from lab.rollout.models import Checked, ReviewStatus, VoteChoice
from lab.rollout.readiness import Answers, gate, store_gate
from tests.factories import (
    FULDA,
    WIESBADEN,
    make_feedback,
    make_idea,
    make_member,
    make_prototype,
    make_question,
    make_review,
    make_user,
    make_vote,
)
from tests.helpers import count_queries
from tests.markup import text_of
from tests.unit.test_readiness_gate import ANSWERS, FACTS, SETTINGS

AGENDA = "/rollout/agenda"


def make_candidate(title, days, **values):
    """A candidate that was reported so many days ago."""
    review = make_review(
        make_idea(State.READY, title=title), opened_at=now() - timedelta(days=days), **values
    )
    return review


def main_of(client, path=AGENDA):
    (main,) = client.get_page(path).xpath("//main")
    return main


def title_of(client, path=AGENDA):
    return text_of(main_of(client, path).xpath(".//h1")[0])


def links_of(main, name):
    return [link.get("href") for link in main.xpath(".//a") if text_of(link) == name]


@pytest.mark.parametrize(
    ("persona", "status"),
    [("leadership", 200), ("facilitator", 200), ("author", 403), ("admin", 403), ("guest", 403)],
)
def test_only_leadership_and_facilitators_go_through_it(client_for, personas, persona, status):
    assert client_for(getattr(personas, persona)).get(AGENDA).status_code == status


def test_candidates_stand_in_the_order_of_reporting_whoever_is_to_act(client_for, personas):
    for title, days in (("Zuletzt", 1), ("Zuerst", 9), ("Dazwischen", 5)):
        make_candidate(title, days)
    make_review(make_idea(State.ROLLOUT, title="Schon frei"), ReviewStatus.APPROVED)
    client = client_for(personas.leadership)
    assert [title_of(client, f"{AGENDA}?position={n}") for n in (1, 2, 3)] == [
        "Zuerst",
        "Dazwischen",
        "Zuletzt",
    ]
    first, middle, last = (main_of(client, f"{AGENDA}?position={n}") for n in (1, 2, 3))
    assert "2 von 3" in text_of(middle)
    assert (links_of(first, "Zurück"), links_of(first, "Weiter")) == ([], [f"{AGENDA}?position=2"])
    assert (links_of(last, "Zurück"), links_of(last, "Weiter")) == ([f"{AGENDA}?position=2"], [])
    assert links_of(middle, "Beenden") == ["/rollout"]


def test_it_shows_no_navigation_but_the_links_every_page_owes(client_for, personas):
    make_candidate("Allein", 1)
    page = client_for(personas.leadership).get_page(AGENDA)
    assert page.xpath("//nav[@aria-label='Hauptnavigation']") == []
    assert page.xpath("//footer//a[.='Barriere melden']")


@pytest.mark.parametrize("position", ["0", "-1", "x", "", "1e3", "²", "9" * 30, "%00"])
def test_what_is_no_place_is_not_found(client_for, personas, position):
    make_candidate("Allein", 1)
    assert client_for(personas.leadership).get(f"{AGENDA}?position={position}").status_code == 404


def test_an_unknown_parameter_is_refused(client_for, personas):
    assert client_for(personas.leadership).get(f"{AGENDA}?page=2").status_code == 400


def test_a_place_behind_the_last_shows_the_last_for_in_a_meeting_the_agenda_grows_shorter(
    client_for, personas
):
    make_candidate("Die einzige", 1)
    assert title_of(client_for(personas.leadership), f"{AGENDA}?position=7") == "Die einzige"


def test_an_empty_agenda_says_what_comes_next(client_for, personas):
    main = main_of(client_for(personas.facilitator))
    assert "rolloutreif meldet" in text_of(main)
    assert links_of(main, "Zum Board") == ["/board"]


def test_htmx_gets_the_candidate_alone(client_for, personas):
    make_candidate("Zuerst", 2)
    make_candidate("Danach", 1)
    answer = client_for(personas.leadership).get(f"{AGENDA}?position=2", headers={"HX-Request": "true"})
    assert answer.text.strip().startswith("<div")
    assert 'data-title="2 von 2: Danach – Innovation-Lab"' in answer.text
    assert "<footer" not in answer.text


def test_a_candidate_tells_what_a_decision_needs(client_for, personas):
    open_money = Answers(**{**vars(ANSWERS), "funding": Checked.NO})
    items = gate(FACTS, open_money, SETTINGS)
    idea = make_idea(State.READY, problem="Viele Termine fallen aus. " * 40)
    prototype = make_prototype(idea)
    for group in (Group.CUSTOMERS, Group.STAFF):
        make_feedback(prototype, group)
    make_review(idea, ReviewStatus.RETURNED, conditions="Den Personalrat fragen.")
    review = make_review(
        idea,
        gate=store_gate(items),
        override_reason="Der Haushalt folgt im Mai.",
        funding_text="Wird angemeldet.",
    )
    make_question(review, make_member(), text="Was kostet die Schulung?")
    main = main_of(client_for(personas.leadership))
    told = text_of(main)
    for words in (
        "5 Kundinnen und Kunden, 5 Beschäftigte",
        "Ein Urteil über den Test fehlt noch.",
        "Etwa 200 Euro im Monat.",
        "Finanzierung: Wird angemeldet.",
        "gemeldet trotz 1 offenem Punkt",
        "Begründung: Der Haushalt folgt im Mai.",
        "Was kostet die Schulung?",
        "noch ohne Antwort",
        "Den Personalrat fragen.",
    ):
        assert words in told
    assert len(text_of(main.xpath(".//*[contains(@class, 'agenda__problem')]")[0])) < 400
    heads = main.xpath(".//*[contains(@class, 'light__head')]")
    assert [text_of(head) for head in heads][3] == "Finanzen mit Lücken"
    proofs = {text_of(link): link.get("href") for link in main.xpath(".//*[@class='lights']//a")}
    assert proofs["Finanzierung: noch nicht geklärt"] == f"/rollout/{review.id}#said-funding"
    assert proofs["Erfolgskriterium erfüllt"] == f"/prototypes/{prototype.id}/results"
    assert proofs["Alle Befunde beantwortet"] == f"/prototypes/{prototype.id}/findings"


def test_votes_stay_secret_on_the_agenda(client_for, personas):
    review = make_candidate("Geheim", 1)
    chair = make_member(personas.leadership, is_chair=True)
    first, second = make_member(job_centre=FULDA), make_member(job_centre=WIESBADEN)
    make_vote(review, first, VoteChoice.OBJECTION, "So nicht.")
    for reader in (chair, second, personas.facilitator):
        told = text_of(main_of(client_for(reader)))
        assert "1 von 3 Stimmen" in told
        assert "Einwand" not in told
    told = text_of(main_of(client_for(first)))
    assert "1 × Einwand" in told
    assert "So nicht." not in told


def test_a_vote_given_in_a_meeting_leads_back_to_the_same_candidate(client_for, personas):
    make_candidate("Zuerst", 9)
    review = make_candidate("Danach", 1)
    client = client_for(make_member(job_centre=FULDA))
    (way,) = links_of(main_of(client, f"{AGENDA}?position=2"), "Abstimmen")
    assert way == f"/rollout/{review.id}?back=agenda#votes"
    refused = client.submit(way, {"choice": "objection"}, action=f"/rollout/{review.id}/votes")
    assert refused.status_code == 422
    assert 'name="back" type="hidden" value="agenda"' in refused.text
    answer = client.submit(way, {"choice": "consent"}, action=f"/rollout/{review.id}/votes")
    assert (answer.status_code, answer.location) == (303, f"{AGENDA}?position=2")


def test_a_closed_candidate_gives_its_place_to_the_next(client_for, personas):
    reviews = [make_candidate(title, days) for title, days in (("Eins", 9), ("Zwei", 5), ("Drei", 1))]
    client = client_for(personas.leadership)
    (way,) = links_of(main_of(client, f"{AGENDA}?position=2"), "Beschluss festhalten")
    assert way == f"/rollout/{reviews[1].id}?back=agenda#decide"
    decision = {"decision": "reject", "reason": "Der Nutzen ist nicht belegt."}
    answer = client.submit(way, decision, action=f"/rollout/{reviews[1].id}/decision")
    assert (answer.status_code, answer.location) == (303, f"{AGENDA}?position=2")
    assert title_of(client, answer.location) == "Drei"


def test_without_the_meeting_a_vote_and_a_decision_end_on_the_dossier(client_for, personas):
    review = make_candidate("Allein", 1)
    chair = make_member(personas.leadership, is_chair=True)
    client = client_for(chair)
    answer = client.post_form(f"/rollout/{review.id}/votes", {"choice": "consent"})
    assert answer.location == f"/rollout/{review.id}#votes"
    assert client.get(f"/rollout/{review.id}?back=elsewhere").status_code == 400


def test_one_without_a_say_reads_why(client_for, personas):
    make_member(is_chair=True)
    make_candidate("Allein", 1)
    main = main_of(client_for(personas.leadership))
    assert links_of(main, "Beschluss festhalten") == links_of(main, "Abstimmen") == []
    assert "Darüber entscheidet der Steuerungskreis. Sie gehören nicht dazu." in text_of(main)


def test_it_costs_the_same_with_one_candidate_and_with_many(client_for, personas):
    make_member(personas.leadership, is_chair=True)
    client = client_for(personas.leadership)
    counts = []
    for number in range(1, 7):
        review = make_candidate(f"Nummer {number}", number)
        make_feedback(make_prototype(review.idea))
        make_question(review, make_user(Role.LEADERSHIP))
        if number in (1, 6):
            db.session.expire_all()
            with count_queries() as queries:
                assert client.get(AGENDA).status_code == 200
            counts.append(queries.count)
    assert counts[0] == counts[1]
    assert counts[0] <= 24
