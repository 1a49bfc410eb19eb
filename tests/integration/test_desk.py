"""The start page: what waits for each role, one's own ideas, and what is new."""

from datetime import timedelta

import pytest

from lab.adoption.models import AdoptionStatus
from lab.core.clock import today
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.prototypes.models import PointKind
from tests.client import text_of
from tests.factories import (
    MAIN_TAUNUS,
    make_adoption,
    make_feedback,
    make_finding,
    make_idea,
    make_many_ideas,
    make_prototype,
    make_review,
)
from tests.helpers import count_queries, frozen_at

ROLES = ("author", "facilitator", "leadership", "admin", "guest")


def part(client, name):
    return text_of(client.get_page("/").find(f".//*[@id='{name}']"))


@pytest.mark.parametrize("who", ROLES)
def test_an_empty_start_page_says_what_to_do_next(client_for, personas, who):
    client = client_for(getattr(personas, who))
    assert "Nichts wartet auf Sie" in part(client, "waiting")
    assert "Noch keine Idee" in part(client, "own")
    assert "Noch nichts Neues." in part(client, "news")
    offers = "Idee einreichen" in part(client, "waiting")
    assert offers == (who in ("author", "facilitator", "leadership"))


def test_facilitators_see_what_wants_an_answer_the_most_urgent_first(client_for, personas):
    with frozen_at("2026-03-16"):
        make_idea(State.SUBMITTED, title="Kann warten", answer_due_on=today() + timedelta(days=9))
        late = make_idea(State.SUBMITTED, title="Überfällig", answer_due_on=today() - timedelta(days=1))
        make_idea(State.SUBMITTED, title="Beantwortet", answered_at=late.created_at, first_answer="Danke.")
        client = client_for(personas.facilitator)
        shown = part(client, "waiting")
        assert shown.index("Überfällig") < shown.index("Kann warten")
        assert "war fällig am 15.03.2026" in shown
        assert "bis 25.03.2026" in shown
        assert "Beantwortet" not in shown
        assert f"/ideas/{late.id}/answer" in client.get("/").text


def test_more_than_five_unanswered_ideas_are_counted(client_for, personas):
    for _ in range(7):
        make_idea(State.SUBMITTED, personas.author)
    client = client_for(personas.facilitator)
    page = client.get_page("/")
    assert "Insgesamt warten 7 Ideen auf eine Antwort" in text_of(page)
    link = next(link.get("href") for link in page.iter("a") if "Insgesamt warten" in text_of(link))
    assert client.get(link).status_code == 200


def test_facilitators_see_open_findings_of_their_ideas(client_for, personas):
    mine = make_idea(State.TEST, title="Meine mit Befunden", responsible=personas.facilitator)
    other = make_idea(State.TEST, title="Fremde mit Befunden")
    for idea in (mine, other):
        feedback = make_feedback(make_prototype(idea))
        make_finding(feedback)
        make_finding(feedback, PointKind.QUESTION)
    shown = part(client_for(personas.facilitator), "waiting")
    assert "Meine mit Befunden" in shown
    assert "2 Befunde ohne Antwort" in shown
    assert "Fremde mit Befunden" not in shown


def test_parked_and_stopped_ideas_come_back_on_their_day(client_for, personas):
    with frozen_at("2026-03-16"):
        for title, days in (("Heute dran", 0), ("Gestern dran", -1), ("Noch nicht dran", 1)):
            day = today() + timedelta(days=days)
            make_idea(State.PARKED, title=title, look_again_on=day, responsible=personas.facilitator)
        make_idea(State.PARKED, title="Von anderen", look_again_on=today())
        shown = part(client_for(personas.facilitator), "waiting")
    assert "Heute dran" in shown
    assert "Gestern dran" in shown
    assert "Wiedervorlage seit 15.03.2026" in shown
    assert "Noch nicht dran" not in shown
    assert "Von anderen" not in shown


def test_leadership_sees_what_it_may_decide(client_for, personas):
    make_review(make_idea(State.READY, title="Zu entscheiden"))
    make_review(make_idea(State.READY, personas.leadership, title="Selbst geschrieben"))
    make_review(make_idea(State.READY, title="Selbst dabei", team=[personas.leadership]))
    shown = part(client_for(personas.leadership), "waiting")
    assert "Zu entscheiden" in shown
    assert "Selbst geschrieben" not in shown
    assert "Selbst dabei" not in shown
    assert "Zu entscheiden" not in part(client_for(personas.facilitator), "waiting")


def test_the_candidates_that_wait_longest_are_shown_and_the_agenda_has_all(client_for, personas):
    client = client_for(personas.leadership)
    for number in range(11):
        with frozen_at(f"2026-03-{number + 1:02}"):
            make_review(make_idea(State.READY, title=f"Kandidat {number:02}"))
        if number == 9:
            assert "zur Tagesordnung" not in part(client, "waiting")
    shown = part(client, "waiting")
    places = [shown.index(f"Kandidat {number:02}") for number in range(10)]
    assert places == sorted(places)
    assert "Kandidat 10" not in shown
    assert "zur Tagesordnung" in shown


def test_leadership_sees_how_many_solutions_its_house_has_not_looked_at(client_for, personas):
    for _ in range(2):
        make_idea(State.ROLLOUT)
    make_adoption(status=AdoptionStatus.INTERESTED, job_centre=MAIN_TAUNUS)
    assert "2 Lösungen im Rollout hat Ihr KJC noch nicht geprüft" in part(
        client_for(personas.leadership), "waiting"
    )


def test_drafts_wait_for_their_author(client_for, personas):
    make_idea(State.DRAFT, personas.author, title="Halb fertig")
    assert "Halb fertig" in part(client_for(personas.author), "waiting")
    for who in ("colleague", "facilitator", "admin"):
        assert "Halb fertig" not in client_for(getattr(personas, who)).get("/").text


def test_own_ideas_are_those_one_wrote_answers_for_or_takes_part_in(client_for, personas):
    make_idea(State.IDEATE, personas.author, title="Geschrieben")
    make_idea(State.IDEATE, title="Mitgemacht", team=[personas.author])
    make_idea(State.IDEATE, title="Fremd")
    shown = part(client_for(personas.author), "own")
    assert "Geschrieben" in shown
    assert "Mitgemacht" in shown
    assert "Fremd" not in shown
    make_idea(State.IDEATE, title="Verantwortet", responsible=personas.facilitator)
    assert "Verantwortet" in part(client_for(personas.facilitator), "own")


def test_many_own_ideas_lead_to_the_list(client_for, personas):
    for _ in range(10):
        make_idea(State.IDEATE, personas.author)
    client = client_for(personas.author)
    assert "Alle meine Ideen (10)" in part(client, "own")
    assert "10 Ideen" in text_of(client.get_page("/ideas?mine=1"))


def test_news_tell_what_happened_without_names(client_for, personas):
    for state, words in (
        (State.SUBMITTED, "neu eingereicht"),
        (State.DEFINE, "jetzt bei „Problem definieren“"),
        (State.STOPPED, "verworfen – mit Erkenntnis"),
        (State.ROLLOUT, "für den Rollout freigegeben"),
    ):
        make_idea(state, personas.author, title=f"Neues: {state.value}")
        shown = part(client_for(personas.colleague), "news")
        assert f"Neues: {state.value}" in shown
        assert words in shown
    assert personas.author.name not in shown


def test_news_tell_where_an_idea_stands_after_a_step_back(client_for, personas):
    idea = make_idea(State.TEST, title="Wandert")
    data = {"from_stage": "test", "to_stage": "define", "reason": "Das Problem war ein anderes."}
    assert client_for(personas.facilitator).post_form(f"/ideas/{idea.id}/move", data).status_code == 303
    assert "jetzt bei „Problem definieren“" in part(client_for(personas.colleague), "news")


def test_guests_hear_no_news_and_see_only_their_ideas(client_for, personas):
    make_idea(State.SUBMITTED, title="Nicht für Gäste")
    make_idea(State.IDEATE, title="Mit Einladung", team=[(personas.guest, today())])
    text = text_of(client_for(personas.guest).get_page("/"))
    assert "Nicht für Gäste" not in text
    assert "Mit Einladung" in text


def test_a_hidden_author_is_not_named_on_anybodys_start_page(client_for, personas):
    hidden = {"author_visibility": AuthorVisibility.TEAM}
    make_idea(State.SUBMITTED, personas.author, **hidden)
    make_review(make_idea(State.READY, personas.author, **hidden))
    for who in ("colleague", "leadership", "admin"):
        assert personas.author.name not in client_for(getattr(personas, who)).get("/").text, who


@pytest.mark.parametrize("who", ROLES)
def test_the_start_page_costs_the_same_however_many_ideas_there_are(client_for, personas, who):
    account = getattr(personas, who)
    make_many_ideas(10, account)
    client = client_for(account)
    client.get_page("/")
    with count_queries() as few:
        client.get_page("/")
    make_many_ideas(300, account)
    with count_queries() as many:
        client.get_page("/")
    assert few.count == many.count <= 12, many
