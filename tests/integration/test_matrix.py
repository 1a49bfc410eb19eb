"""The matrix of solutions and jobcentres."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.accounts.queries import list_job_centres
from lab.adoption.models import AdoptionStatus
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.factories import BERGSTRASSE, FULDA, WIESBADEN, make_adoption, make_idea, make_review
from tests.helpers import count_queries
from tests.markup import text_of


def solution(title, **values):
    return make_review(make_idea(State.ROLLOUT, title=title, **values), ReviewStatus.APPROVED).idea


def matrix_of(page):
    return next(table for table in page.iter("table") if "matrix" in table.get("class", "").split())


def test_shows_every_solution_with_every_jobcentre(client_for, personas):
    app_idea = solution("Kunden-App")
    solution("Erklärvideos")
    make_adoption(app_idea, AdoptionStatus.PILOT, FULDA)
    table = matrix_of(client_for(personas.colleague).get_page("/rollout/matrix"))
    heads = [text_of(th) for th in table.find("thead").iter("th")]
    assert heads[0] == "Lösung"
    assert heads[1:] == [jc.short_name for jc in list_job_centres()]
    assert all(th.get("scope") == "col" for th in table.find("thead").iter("th"))
    assert text_of(table.find("caption"))
    first, second = table.find("tbody").findall("tr")
    assert text_of(first.find("th")).startswith("Erklärvideos")
    assert second.find("th").get("scope") == "row"
    cells = [text_of(td) for td in second.findall("td")]
    assert cells[heads.index("Fulda") - 1] == "Pilot"
    assert cells.count("nicht geprüft") == 15


def test_says_each_step_in_a_word_and_not_by_colour_alone(client_for, personas):
    idea = solution("Kunden-App")
    for status, job_centre in zip(AdoptionStatus, list_job_centres(), strict=False):
        make_adoption(idea, status, job_centre.key)
    table = matrix_of(client_for(personas.colleague).get_page("/rollout/matrix"))
    cells = [text_of(td) for td in table.find("tbody").find("tr").findall("td")]
    assert len(set(cells)) == len(AdoptionStatus)
    assert all(cells)


def test_sums_up_in_words(client_for, personas):
    first, second = solution("Kunden-App"), solution("Erklärvideos")
    solution("Risikotool")
    for key in (FULDA, BERGSTRASSE):
        make_adoption(first, AdoptionStatus.INTRODUCED, key)
    make_adoption(second, AdoptionStatus.SUSTAINED, FULDA)
    make_adoption(second, AdoptionStatus.PILOT, WIESBADEN)
    page = client_for(personas.colleague).get("/rollout/matrix").text
    assert "3 Lösungen; am weitesten verbreitet: „Kunden-App“ (2 von 16 KJC); 1 Pilot läuft." in page


def test_sums_up_when_nobody_uses_anything_yet(client_for, personas):
    solution("Kunden-App")
    page = client_for(personas.colleague).get("/rollout/matrix").text
    assert "1 Lösung; noch in keinem KJC im Einsatz." in page


def test_leaves_out_what_is_not_in_rollout(client_for, personas):
    solution("Kunden-App")
    make_review(make_idea(State.READY, title="Noch nicht entschieden"))
    make_review(make_idea(State.TEST, title="Zurückgegeben"), ReviewStatus.RETURNED)
    page = client_for(personas.colleague).get("/rollout/matrix").text
    assert "Noch nicht entschieden" not in page
    assert "Zurückgegeben" not in page


def test_an_empty_matrix_says_what_comes_next(client_for, personas):
    page = client_for(personas.colleague).get("/rollout/matrix").text
    assert "Noch keine Lösung im Rollout" in page
    assert "<table" not in page


def test_one_jobcentre_can_be_looked_at(client_for, personas):
    used, unused = solution("Kunden-App"), solution("Erklärvideos")
    make_adoption(used, AdoptionStatus.INTRODUCED, FULDA, contact="Teamleitung", reason="Seit März.")
    make_adoption(used, AdoptionStatus.PILOT, WIESBADEN, reason="Nur Wiesbaden.")
    page = client_for(personas.colleague).get(f"/rollout/matrix?job_centre={FULDA}").text
    for text in ("Kunden-App", "eingeführt", "Teamleitung", "Seit März.", unused.title):
        assert text in page
    assert "Nur Wiesbaden." not in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("job_centre=", 200),
        ("job_centre=99999", 400),
        ("job_centre=%00", 400),
        ("page=1", 200),
        ("page=0", 404),
        ("page=1000000000", 404),
        ("page=x", 404),
        ("colour=red", 400),
    ],
)
def test_refuses_filters_and_pages_that_do_not_exist(client_for, personas, query, status):
    assert client_for(personas.colleague).get(f"/rollout/matrix?{query}").status_code == status


def test_a_jobcentre_that_is_no_more_stays_as_a_column_only_where_it_has_history(client_for, personas):
    idea = solution("Kunden-App")
    make_adoption(idea, AdoptionStatus.INTRODUCED, FULDA)
    db.session.execute(
        sa.update(JobCentre)
        .where(JobCentre.key.in_([FULDA, BERGSTRASSE]))
        .values(active_until=today() - timedelta(days=1))
    )
    db.session.commit()
    client = client_for(personas.leadership)
    table = matrix_of(client.get_page("/rollout/matrix"))
    heads = [text_of(th) for th in table.find("thead").iter("th")]
    assert "Fulda (nicht mehr aktiv)" in heads
    assert not any(head.startswith("Bergstraße") for head in heads)
    assert "0 von 14 im Einsatz" in text_of(table)
    for key in (FULDA, BERGSTRASSE):
        assert client.get(f"/rollout/matrix?job_centre={key}").status_code == 200


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("author", 200),
        ("colleague", 200),
        ("facilitator", 200),
        ("leadership", 200),
        ("admin", 200),
        ("guest", 403),
    ],
)
def test_everyone_but_guests_sees_it(client_for, personas, persona, status):
    response = client_for(getattr(personas, persona)).get("/rollout/matrix")
    assert response.status_code == status


def test_names_no_author(client_for, personas):
    solution("Kunden-App", author=personas.author, author_visibility=AuthorVisibility.TEAM)
    assert personas.author.name not in client_for(personas.colleague).get("/rollout/matrix").text


def test_a_solution_without_a_recorded_approval_leads_to_its_idea(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    assert f'href="/ideas/{idea.id}"' in client_for(personas.colleague).get("/rollout/matrix").text


def test_a_long_matrix_has_pages(client_for, personas):
    author = personas.author
    for number in range(26):
        make_idea(State.ROLLOUT, author, title=f"Lösung {number:02}", responsible_id=personas.facilitator.id)
    client = client_for(personas.colleague)
    assert "Seite 1 von 2" in client.get("/rollout/matrix").text
    second = client.get("/rollout/matrix?page=2").text
    assert "Lösung 25" in second
    assert "Lösung 24" not in second


def test_costs_the_same_number_of_queries_with_one_solution_and_with_sixty(client_for, personas):
    client = client_for(personas.colleague)
    counts = []
    for times in (1, 59):
        for _ in range(times):
            idea = make_idea(State.ROLLOUT, personas.author, responsible_id=personas.facilitator.id)
            make_review(
                idea, ReviewStatus.APPROVED, opened_by=personas.facilitator, decided_by=personas.leadership
            )
            make_adoption(idea, AdoptionStatus.PILOT, FULDA)
        for path in ("/rollout/matrix", f"/rollout/matrix?job_centre={FULDA}"):
            with count_queries() as queries:
                client.get(path)
            counts.append(queries.count)
            assert queries.count <= 12, queries
    assert len(set(counts)) == 1, counts
