"""The map of Hesse."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.adoption.models import AdoptionStatus
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    WIESBADEN,
    make_adoption,
    make_idea,
    make_job_centre,
    make_review,
)
from tests.helpers import count_queries
from tests.markup import text_of


@pytest.fixture
def solution(personas):
    idea = make_idea(State.ROLLOUT, personas.author, title="Kunden-App")
    make_review(idea, ReviewStatus.APPROVED)
    return idea


def map_of(page):
    return next(svg for svg in page.iter("svg") if svg.get("class") == "hesse")


def tiles_of(page):
    """What each tile says aloud, by the address it leads to."""
    return {link.get("href"): link.get("aria-label") for link in map_of(page).iter("a")}


def test_each_jobcentre_has_a_tile_that_says_its_name_and_number_and_leads_to_its_page(
    client_for, personas, solution
):
    make_adoption(solution, AdoptionStatus.INTRODUCED, FULDA)
    make_adoption(solution, AdoptionStatus.PILOT, WIESBADEN)
    page = client_for(personas.colleague).get_page("/rollout/map")
    tiles = tiles_of(page)
    assert len(tiles) == 16
    assert tiles["/job-centres/06631"] == "Fulda: 1 Lösung"
    assert tiles["/job-centres/06414"] == "Wiesbaden: 0 Lösungen"
    assert {"Offenbach (Stadt): 0 Lösungen", "Offenbach (Kreis): 0 Lösungen"} <= set(tiles.values())
    picture = map_of(page)
    assert picture.get("role") == "graphics-document"
    assert picture.get("aria-label").endswith(
        "im Einsatz: in 1 von 16 KJC mindestens eine Lösung, am meisten (1) in Fulda."
    )
    rows = {text_of(row.find("th")): text_of(row.find("td")) for row in page.findall(".//tbody/tr")}
    assert rows["Wiesbaden"] == "0"
    assert rows["Fulda"].startswith("1")


def test_one_solution_shows_the_step_of_each_jobcentre_in_words(client_for, personas, solution):
    make_adoption(
        solution, AdoptionStatus.INTRODUCED, FULDA, since=date(2026, 3, 1), is_adapted=True, contact="Empfang"
    )
    make_adoption(solution, AdoptionStatus.DECLINED, BERGSTRASSE)
    page = client_for(personas.colleague).get_page(f"/rollout/map?solution={solution.id}")
    tiles = tiles_of(page)
    assert tiles["/job-centres/06631"] == "Fulda: eingeführt seit 01.03.2026, angepasst"
    assert tiles["/job-centres/06414"] == "Wiesbaden: nicht geprüft"
    assert tiles["/job-centres/06431"].startswith("Bergstraße: nein (nicht übernommen) seit ")
    fulda = next(link for link in map_of(page).iter("a") if link.get("href") == "/job-centres/06631")
    assert "eingeführt" in text_of(fulda)
    assert fulda.find(".//use").get("href").endswith("#check")
    assert "„Kunden-App“: Bei 1 von 16 KJC im Einsatz, 1 KJC hat abgelehnt." in map_of(page).get("aria-label")
    row = next(row for row in page.findall(".//tbody/tr") if text_of(row.find("th")) == "Fulda")
    assert [text_of(cell) for cell in row.findall("td")] == [
        "eingeführt angepasst",
        "01.03.2026",
        "–",
        "Empfang",
    ]


def test_counts_what_stands_at_one_step(client_for, personas, solution):
    other = make_idea(State.ROLLOUT, personas.author)
    make_adoption(make_idea(State.TEST), AdoptionStatus.INTERESTED, FULDA)
    for idea in (solution, other):
        make_adoption(idea, AdoptionStatus.INTERESTED, WIESBADEN)
    make_adoption(solution, AdoptionStatus.INTERESTED, FULDA)
    make_adoption(other, AdoptionStatus.NOT_ASSESSED, FULDA)
    client = client_for(personas.colleague)
    tiles = tiles_of(client.get_page("/rollout/map?status=interested"))
    assert tiles["/job-centres/06414"] == "Wiesbaden: 2 Lösungen"
    assert tiles["/job-centres/06631"] == "Fulda: 1 Lösung"
    tiles = tiles_of(client.get_page("/rollout/map?status=not_assessed"))
    assert tiles["/job-centres/06414"] == "Wiesbaden: 0 Lösungen"
    assert tiles["/job-centres/06631"] == "Fulda: 1 Lösung"
    assert tiles["/job-centres/06431"] == "Bergstraße: 2 Lösungen"


def test_who_has_no_place_stands_beside_and_who_is_no_more_is_marked(client_for, personas, solution):
    make_job_centre("06999", short_name="Rhön")
    make_adoption(solution, AdoptionStatus.INTRODUCED, FULDA)
    gone = today() - timedelta(days=1)
    db.session.execute(
        sa.update(JobCentre).where(JobCentre.key.in_([FULDA, WIESBADEN])).values(active_until=gone)
    )
    db.session.commit()
    client = client_for(personas.leadership)
    for query in ("", f"?solution={solution.id}"):
        page = client.get_page(f"/rollout/map{query}")
        assert len(tiles_of(page)) == 14
        beside = [text_of(item) for item in page.findall(".//ul[@class='plain-list']/li")]
        assert beside[0].startswith("Rhön: ")
        assert beside[1].startswith("Fulda (nicht mehr aktiv): ")
        assert len(beside) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("status=pilot", 200),
        ("status=&solution=", 200),
        ("status=no", 400),
        ("solution=x", 400),
        ("solution=%C2%B2", 400),
        ("solution=0", 404),
        ("solution=99999999", 404),
        ("solution=99999999999999", 400),
        ("colour=red", 400),
        ("page=1", 400),
    ],
)
def test_refuses_what_does_not_exist(client_for, personas, solution, query, status):
    assert client_for(personas.colleague).get(f"/rollout/map?{query}").status_code == status


def test_shows_nothing_but_solutions_in_rollout_and_one_choice_at_a_time(client_for, personas, solution):
    client = client_for(personas.author)
    draft = make_idea(State.DRAFT, personas.author)
    assert client.get(f"/rollout/map?solution={draft.id}").status_code == 404
    assert client.get(f"/rollout/map?solution={solution.id}&status=pilot").status_code == 400


def test_without_a_solution_it_says_what_comes_next(client_for, personas):
    page = client_for(personas.colleague).get("/rollout/map").text
    assert "Noch keine Lösung im Rollout" in page


def test_guests_do_not_see_it(client_for, personas):
    assert client_for(personas.guest).get("/rollout/map").status_code == 403


def test_costs_a_fixed_number_of_queries(client_for, personas, solution):
    client = client_for(personas.colleague)
    counts = []
    for times in (1, 70):
        for _number in range(times):
            idea = make_idea(State.ROLLOUT, personas.author, responsible_id=personas.facilitator.id)
            make_adoption(idea, AdoptionStatus.INTRODUCED, FULDA)
        counts.append([])
        for path in (
            "/rollout/map",
            f"/rollout/map?solution={solution.id}",
            "/rollout/map?status=not_assessed",
        ):
            with count_queries() as queries:
                page = client.get_page(path)
            counts[-1].append(queries.count)
            assert queries.count <= 12, queries
    assert counts[0] == counts[1]
    # Not all can be chosen, but the one that is shown always can.
    assert len(page.findall(".//select[@name='solution']/option")) == 61
