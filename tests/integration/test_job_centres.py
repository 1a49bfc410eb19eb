"""The page of a jobcentre: what it uses, refuses and proposes, and what it has not looked at."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, Role
from lab.adoption.models import AdoptionStatus, AdoptionStep, Step
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.prototypes.models import Group
from lab.rollout.models import ReviewStatus
from lab.rollout.queries import find_approved_review
from lab.solutions.places import LISTED
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    MAIN_TAUNUS,
    WIESBADEN,
    make_adoption,
    make_feedback,
    make_idea,
    make_prototype,
    make_review,
    make_round,
    make_user,
    save,
)
from tests.helpers import count_queries
from tests.markup import parse, text_of

PAGE = f"/job-centres/{FULDA}"


def make_solution(title, **values):
    """A solution that came from elsewhere."""
    author = make_user(Role.STAFF, MAIN_TAUNUS)
    return make_review(make_idea(State.ROLLOUT, author, title=title, **values), ReviewStatus.APPROVED).idea


def card(page, name):
    """The words of one card of the page."""
    return text_of(page.find(f".//section[@id='{name}']"))


def test_tells_what_is_used_tried_looked_at_and_refused(client_for, personas):
    used, tried, looked_at, refused = (make_solution(title) for title in ("Eins", "Zwei", "Drei", "Vier"))
    make_adoption(
        used,
        AdoptionStatus.INTRODUCED,
        since=date(2026, 3, 1),
        is_adapted=True,
        adapted_text="Mit unserem Logo.",
        contact="Empfang",
        effort="zwei Tage",
    )
    make_adoption(tried, AdoptionStatus.PILOT)
    make_adoption(looked_at, AdoptionStatus.ASSESSING)
    make_adoption(refused, AdoptionStatus.DECLINED, reason="Wir haben schon etwas.")
    for state, title in ((State.TEST, "Im Test"), (State.PARKED, "Ruht")):
        make_adoption(make_idea(state, personas.colleague, title=title), AdoptionStatus.INTERESTED)
    page = client_for(personas.colleague).get_page(PAGE)
    assert text_of(page.find(".//h1")) == "Fulda"
    for words in ("Eins", "seit 01.03.2026", "Mit unserem Logo.", "Empfang", "zwei Tage"):
        assert words in card(page, "used")
    assert "Zwei" in card(page, "pilot")
    assert "Drei" in card(page, "looking")
    assert "Im Test" in card(page, "waiting")
    assert "anderes System im Einsatz: Wir haben schon etwas." in card(page, "refused")
    assert "Ruht" not in text_of(page)
    figures = [text_of(figure) for figure in page.findall(".//dl[@class='place-figures']/div/dd")]
    assert figures == ["1", "1", "2", "0"]


def test_lists_what_others_use_and_this_one_has_not_assessed_the_most_used_first(client_for, personas):
    rare, common, known, unused = (
        make_solution(title) for title in ("Selten", "Üblich", "Bekannt", "Nirgends")
    )
    for key in (WIESBADEN, BERGSTRASSE):
        make_adoption(common, AdoptionStatus.INTRODUCED, key, contact=f"Stelle {key}")
    make_adoption(rare, AdoptionStatus.SUSTAINED, WIESBADEN)
    make_adoption(rare, AdoptionStatus.NOT_ASSESSED, FULDA)
    make_adoption(known, AdoptionStatus.SUSTAINED, WIESBADEN)
    make_adoption(known, AdoptionStatus.DECLINED, FULDA)
    make_adoption(unused, AdoptionStatus.PILOT, WIESBADEN)
    page = client_for(personas.colleague).get_page(PAGE)
    chances = page.findall(".//li[@class='chance']")
    assert [text_of(chance.find(".//h3")) for chance in chances] == ["Üblich", "Selten"]
    assert text_of(chances[0].find("p")) == "2 KJC"
    assert [text_of(user) for user in chances[0].findall(".//ul/li")] == [
        "Bergstraße: Stelle 06431",
        "Wiesbaden: Stelle 06414",
    ]
    assert f"job_centre={FULDA}&status=not_assessed" in page.find(".//section[@id='chances']//p/a").get(
        "href"
    )


def test_its_own_leadership_finds_the_way_to_each_step_and_nobody_else(client_for, personas):
    used, chance = make_solution("Eins"), make_solution("Zwei")
    make_adoption(used, AdoptionStatus.PILOT, FULDA)
    make_adoption(chance, AdoptionStatus.INTRODUCED, WIESBADEN)
    own = client_for(make_user(Role.LEADERSHIP, FULDA)).get_page(PAGE)
    links = [link.get("href") for link in own.iter("a") if link.get("href", "").endswith("#own")]
    assert len(links) == 2
    others = (personas.leadership, personas.facilitator, personas.author)
    for account in others:
        assert "#own" not in client_for(account).get(PAGE).text


def test_shows_the_steps_that_are_open_where_somebody_began(client_for, personas):
    begun, untouched = make_solution("Eins"), make_solution("Zwei")
    for idea in (begun, untouched):
        make_adoption(idea, AdoptionStatus.PILOT)
    save(
        AdoptionStep(
            idea_id=begun.id, job_centre_key=FULDA, step=Step.LEGAL, is_done=True, note="", changed_at=now()
        )
    )
    steps = card(client_for(personas.colleague).get_page(PAGE), "steps")
    assert "Eins" in steps
    assert "Beschäftigte geschult" in steps
    assert "Personalrat" not in steps
    assert "Zwei" not in steps


def test_ideas_from_here_by_state_without_drafts_and_authors(client_for, personas):
    for state in (State.TEST, State.TEST, State.STOPPED):
        make_idea(state, personas.author, author_visibility=AuthorVisibility.TEAM)
    make_idea(State.DRAFT, personas.author, title="Noch geheim")
    make_idea(State.TEST, personas.colleague, title="Von woanders")
    for account in (personas.author, personas.colleague):
        page = client_for(account).get_page(PAGE)
        ideas = page.find(".//section[@id='ideas']")
        chips = {text_of(chip): chip.get("href") for chip in ideas.findall("p/a")}
        assert list(chips) == ["Testen 2", "Verworfen – mit Erkenntnis 1"]
        assert chips["Testen 2"] == f"/ideas?job_centre={FULDA}&stage=test"
        assert "Noch geheim" not in text_of(page)
        assert "Von woanders" not in text_of(ideas)
        assert personas.author.name not in text_of(page.find(".//main"))


def test_tests_held_here_without_numbers_of_people(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST, personas.author, title="Kunden-App"))
    make_feedback(prototype, Group.STAFF, held_on=date(2026, 5, 4), participants=3)
    make_feedback(prototype, Group.CUSTOMERS, job_centre_key=WIESBADEN)
    make_round(prototype, Group.LEADERSHIP)
    tests = client_for(personas.colleague).get_page(PAGE).findall(".//section[@id='tests']//li")
    assert len(tests) == 1
    assert text_of(tests[0]).startswith("Kunden-App, v1")
    assert "04.05.2026 · Beschäftigte" in text_of(tests[0])


def test_a_jobcentre_that_is_no_more_keeps_its_history(client_for, personas):
    make_adoption(make_solution("Eins"), AdoptionStatus.SUSTAINED)
    make_adoption(make_solution("Zwei"), AdoptionStatus.SUSTAINED, WIESBADEN)
    db.session.execute(
        sa.update(JobCentre).where(JobCentre.key == FULDA).values(active_until=today() - timedelta(days=1))
    )
    db.session.commit()
    client = client_for(make_user(Role.LEADERSHIP, MAIN_TAUNUS))
    page = client.get_page(PAGE)
    assert "Dieses Jobcenter ist nicht mehr aktiv" in text_of(page)
    assert "Eins" in card(page, "used")
    assert page.find(".//section[@id='chances']") is None
    tables = client.get_page("/job-centres").findall(".//table")
    assert [text_of(table.find("caption")) for table in tables] == ["Die KJC von heute", "Nicht mehr aktiv"]
    assert "Fulda (nicht mehr aktiv)" in text_of(tables[1])


def test_the_administration_dissolves_a_jobcentre_and_what_it_did_stays_everywhere(client_for, personas):
    idea = make_solution("Kunden-App")
    make_adoption(idea, AdoptionStatus.INTRODUCED, FULDA, introduced_on=date(2026, 3, 1), effort="Zwei Tage")
    admin, leader = client_for(personas.admin), make_user(Role.LEADERSHIP, FULDA)
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert admin.submit(f"/admin/job-centres/{FULDA}", {"active_until": yesterday}).status_code == 303
    reader = client_for(personas.colleague)
    review = find_approved_review(idea)
    for path in (
        PAGE,
        "/rollout/matrix",
        f"/rollout/matrix?job_centre={FULDA}",
        "/rollout/matrix.csv",
        f"/rollout/map?solution={idea.id}",
        f"/rollout/{review.id}",
        f"/rollout/{review.id}/dossier",
        f"/ideas/{idea.id}/kit",
    ):
        shown = text_of(parse(reader.get(path).text)) if not path.endswith("csv") else reader.get(path).text
        assert "Fulda" in shown, path
        assert "eingeführt" in shown, path
    # It neither counts any more nor says anything new.
    assert "Bei 0 von 15 KJC im Einsatz" in reader.get(f"/rollout/{review.id}").text
    for path, data in (
        (f"/rollout/{review.id}/adoptions/{FULDA}", {"status": "pilot", "reason": "Doch wieder."}),
        (f"/rollout/{review.id}/adoptions/{FULDA}/steps", {"training": "y"}),
        (f"/ideas/{idea.id}/interest", {"interested": "yes"}),
    ):
        assert client_for(leader).post_form(path, data).status_code == 403, path
    # Called back into being, it goes on where it stood.
    assert admin.submit(f"/admin/job-centres/{FULDA}", {"active_until": ""}).status_code == 303
    assert "Bei 1 von 16 KJC im Einsatz" in reader.get(f"/rollout/{review.id}").text


def test_the_list_counts_for_each_jobcentre(client_for, personas):
    for status in (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED, AdoptionStatus.ABORTED):
        make_adoption(make_solution(f"Lösung {status}"), status)
    make_idea(State.TEST, personas.author)
    page = client_for(personas.author).get_page("/job-centres")
    rows = {text_of(row.find("th")): row for row in page.findall(".//tbody/tr")}
    assert len(rows) == 16
    fulda = rows["Fulda (Ihr Jobcenter)"]
    assert [text_of(cell) for cell in fulda.findall("td")] == ["2", "0", "0", "1", "0", "1"]
    assert [text_of(cell) for cell in rows["Wiesbaden"].findall("td")] == ["0", "0", "0", "0", "3", "0"]


def test_long_lists_end_with_a_way_to_the_rest(client_for, personas):
    for number in range(LISTED + 2):
        make_adoption(make_solution(f"Lösung {number}"), AdoptionStatus.INTRODUCED)
    page = client_for(personas.colleague).get_page(PAGE)
    used = page.find(".//section[@id='used']")
    assert len(used.findall("ul/li")) == LISTED
    assert f"{LISTED} von {LISTED + 2}" in text_of(used)
    assert used.findall("p/a")[-1].get("href") == f"/rollout/matrix?job_centre={FULDA}&status=in_use"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/job-centres/99999", 404),
        ("/job-centres/%00", 404),
        ("/job-centres/0663100", 404),
        ("/job-centres/06631?page=2", 400),
        ("/job-centres?sort=x", 400),
    ],
)
def test_refuses_what_does_not_exist(client_for, personas, path, status):
    assert client_for(personas.colleague).get(path).status_code == status


def test_guests_see_no_jobcentre(client_for, personas):
    for path in ("/job-centres", PAGE):
        assert client_for(personas.guest).get(path).status_code == 403


def test_hidden_words_stay_hidden(client_for, personas):
    make_adoption(make_solution("Eins"), AdoptionStatus.PILOT, reason="Frau Muster", is_hidden=True)
    make_adoption(
        make_solution("Zwei"), AdoptionStatus.INTRODUCED, WIESBADEN, contact="Frau Muster", is_hidden=True
    )
    assert "Muster" not in client_for(personas.colleague).get(PAGE).text
    assert "Muster" in client_for(personas.facilitator).get(PAGE).text


def test_costs_a_fixed_number_of_queries(client_for, personas):
    client = client_for(personas.colleague)
    counts = []
    for times in (1, 11):
        for _number in range(times):
            for key in (FULDA, WIESBADEN):
                make_adoption(make_solution("Eins"), AdoptionStatus.PILOT, key)
                make_adoption(make_solution("Zwei"), AdoptionStatus.INTRODUCED, key)
            make_feedback(make_prototype(make_idea(State.TEST, personas.author)))
        counts.append([])
        for path in (PAGE, "/job-centres"):
            with count_queries() as queries:
                client.get(path)
            counts[-1].append(queries.count)
            assert queries.count <= 12, queries
    assert counts[0] == counts[1]
