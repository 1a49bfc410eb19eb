"""The matrix of solutions and jobcentres."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.accounts.queries import list_job_centres
from lab.adoption.models import AdoptionCheck, AdoptionStatus
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    WIESBADEN,
    make_adoption,
    make_idea,
    make_review,
    make_theme,
    save,
)
from tests.helpers import count_queries
from tests.markup import text_of


def solution(title, **values):
    return make_review(make_idea(State.ROLLOUT, title=title, **values), ReviewStatus.APPROVED).idea


# The title and two figures, then a column for each jobcentre.
FIGURES = 3


def titles_of(client, query=""):
    """The solutions of the matrix from top to bottom."""
    table = matrix_of(client.get_page(f"/rollout/matrix?{query}"))
    return [text_of(row.find("th").find("a")) for row in table.find("tbody").findall("tr")]


def pairs_of(element):
    return [(text_of(pair.find("dt")), text_of(pair.find("dd"))) for pair in element.findall(".//dl/div")]


def cells_of(row):
    return [text_of(td) for td in row.findall("td")[FIGURES - 1 :]]


def matrix_of(page):
    return next(table for table in page.iter("table") if "matrix" in table.get("class", "").split())


def test_shows_every_solution_with_every_jobcentre(client_for, personas):
    app_idea = solution("Kunden-App")
    solution("Erklärvideos")
    make_adoption(app_idea, AdoptionStatus.PILOT, FULDA)
    table = matrix_of(client_for(personas.colleague).get_page("/rollout/matrix"))
    heads = [text_of(th) for th in table.find("thead").iter("th")]
    assert heads[:FIGURES] == ["Lösung", "im Einsatz", "freigegeben"]
    assert heads[FIGURES:] == [jc.short_name for jc in list_job_centres()]
    assert all(th.get("scope") == "col" for th in table.find("thead").iter("th"))
    assert text_of(table.find("caption"))
    first, second = table.find("tbody").findall("tr")
    assert text_of(first.find("th")).startswith("Erklärvideos")
    assert second.find("th").get("scope") == "row"
    cells = cells_of(second)
    assert cells[heads.index("Fulda") - FIGURES] == "Pilot"
    assert cells.count("nicht geprüft") == 15


def test_says_each_step_in_a_word_and_not_by_colour_alone(client_for, personas):
    idea = solution("Kunden-App")
    for status, job_centre in zip(AdoptionStatus, list_job_centres(), strict=False):
        make_adoption(idea, status, job_centre.key)
    table = matrix_of(client_for(personas.colleague).get_page("/rollout/matrix"))
    cells = cells_of(table.find("tbody").find("tr"))
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
        ("status=in_use", 200),
        ("status=pilot", 200),
        ("status=unknown", 400),
        ("sort=approved", 200),
        ("sort=colour", 400),
        ("by=job_centre", 200),
        ("by=nothing", 400),
        ("theme=1", 400),
        ("q=%00%25", 200),
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
    assert text_of(table.find("tbody").find("tr").find("td")) == "0 von/14"
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


QUERIES = (
    "",
    f"?job_centre={FULDA}",
    "?sort=in_use&status=not_assessed&by=job_centre",
    ".csv?sort=approved",
    f".xlsx?job_centre={FULDA}",
)


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
        counts.append([])
        for query in QUERIES:
            with count_queries() as queries:
                assert client.get(f"/rollout/matrix{query}").status_code == 200
            counts[-1].append(queries.count)
            assert queries.count <= 12, queries
    assert counts[0] == counts[1]


def test_sorts_by_title_use_and_approval_and_says_so(client_for, personas):
    made = {}
    for title, days in (("Ärmel", 3), ("Zange", 1), ("Bild", 2)):
        idea = make_idea(State.ROLLOUT, title=title)
        make_review(idea, ReviewStatus.APPROVED, decided_at=now() - timedelta(days=days))
        made[title] = idea
    make_adoption(made["Zange"], AdoptionStatus.SUSTAINED, FULDA)
    make_adoption(made["Bild"], AdoptionStatus.INTRODUCED, FULDA)
    make_adoption(made["Bild"], AdoptionStatus.INTRODUCED, WIESBADEN)
    make_adoption(made["Ärmel"], AdoptionStatus.PILOT, FULDA)
    client = client_for(personas.colleague)
    assert titles_of(client) == ["Ärmel", "Bild", "Zange"]
    assert titles_of(client, "sort=in_use") == ["Bild", "Zange", "Ärmel"]
    assert titles_of(client, "sort=approved") == ["Zange", "Bild", "Ärmel"]
    heads = list(matrix_of(client.get_page("/rollout/matrix?sort=in_use")).find("thead").iter("th"))
    assert [head.get("aria-sort") for head in heads[:4]] == [None, "descending", None, None]
    assert "sort=approved" in heads[2].find("a").get("href")


def test_filters_by_words_status_and_theme_and_keeps_them_in_every_link(client_for, personas):
    theme = make_theme()
    app_idea = solution("Kunden-App", problem="Termine fallen aus.", theme_id=theme.id)
    video = solution("Erklärvideos", problem="Bescheide sind schwer.")
    make_adoption(app_idea, AdoptionStatus.SUSTAINED, FULDA)
    make_adoption(app_idea, AdoptionStatus.DECLINED, WIESBADEN)
    make_adoption(video, AdoptionStatus.NOT_ASSESSED, FULDA)
    client = client_for(personas.colleague)
    assert titles_of(client, "q=termine") == ["Kunden-App"]
    assert titles_of(client, "status=in_use") == ["Kunden-App"]
    assert titles_of(client, "status=declined") == ["Kunden-App"]
    assert titles_of(client, f"theme={theme.id}") == ["Kunden-App"]
    assert titles_of(client, "status=not_assessed") == ["Erklärvideos", "Kunden-App"]
    page = client.get_page(f"/rollout/matrix?job_centre={FULDA}&status=not_assessed")
    assert text_of(page.find(".//tbody")).startswith("Erklärvideos")
    assert len(page.findall(".//tbody/tr")) == 1
    found = client.get("/rollout/matrix?q=termine&status=in_use&sort=in_use").text
    for link in (
        "matrix.csv?q=termine",
        "matrix.xlsx?q=termine",
        "matrix?q=termine&amp;status=in_use&amp;sort=title",
    ):
        assert link in found
    empty = client.get("/rollout/matrix?q=gibtesnicht").text
    assert "Keine Lösung gefunden" in empty


def test_a_hidden_solution_is_not_found_by_its_words_and_keeps_its_title_to_itself(client_for, personas):
    idea = solution("Kunden-App", is_hidden=True)
    make_adoption(idea, AdoptionStatus.INTRODUCED, FULDA)
    client = client_for(personas.colleague)
    assert "Keine Lösung gefunden" in client.get("/rollout/matrix?q=kunden").text
    paths = ("/rollout/matrix", "/rollout/matrix.csv", "/rollout/map", f"/job-centres/{FULDA}")
    assert all("Kunden-App" not in client.get(path).text for path in paths)
    moderator = client_for(personas.facilitator)
    assert "Keine Lösung gefunden" in moderator.get("/rollout/matrix?q=kunden").text
    assert titles_of(moderator) == ["Kunden-App"]


def test_what_was_decided_against_the_rule_stays_visible_with_its_reason(client_for, personas):
    gate = [{"code": "people", "met": False, "count": 2, "wanted": 5, "how": ""}]
    against = {"gate": gate, "override_reason": "Es eilt sehr.", "is_without_quorum": True}
    idea = make_idea(State.ROLLOUT, title="Kunden-App")
    make_review(idea, ReviewStatus.APPROVED, **against)
    make_review(make_idea(State.TEST), ReviewStatus.REJECTED, **against | {"override_reason": "Vergeblich."})
    make_adoption(idea, AdoptionStatus.INTRODUCED, FULDA)
    client = client_for(personas.colleague)
    head = text_of(matrix_of(client.get_page("/rollout/matrix")).find("tbody").find("tr").find("th"))
    for words in ("gemeldet trotz 1 offenem Punkt", "Es eilt sehr.", "ohne Quorum entschieden"):
        assert words in head
        for path in (
            "/rollout/matrix.csv",
            "/rollout/matrix?by=job_centre",
            f"/rollout/map?solution={idea.id}",
            f"/job-centres/{FULDA}",
            f"/job-centres/{WIESBADEN}",
            "/rollout",
        ):
            assert words in client.get(path).text, path
    # Neither does what was refused lose its reason.
    assert "Begründung: Vergeblich." in client.get("/rollout").text


def test_shows_who_adapted_and_who_confirmed(client_for, personas):
    idea = solution("Kunden-App")
    make_adoption(
        idea,
        AdoptionStatus.SUSTAINED,
        FULDA,
        is_adapted=True,
        adapted_text="Mit Logo.",
        since=date(2026, 1, 7),
    )
    at = datetime(2026, 7, 9, 12, tzinfo=UTC)
    save(AdoptionCheck(idea_id=idea.id, job_centre_key=FULDA, months=6, is_used=True, answered_at=at))
    client = client_for(personas.colleague)
    table = matrix_of(client.get_page("/rollout/matrix"))
    cell = next(text for text in cells_of(table.find("tbody").find("tr")) if "dauerhaft" in text)
    assert "angepasst" in cell
    assert "zuletzt bestätigt am 09.07.2026" in cell
    row = text_of(client.get_page(f"/rollout/matrix?job_centre={FULDA}").find(".//tbody"))
    assert "Mit Logo." in row
    assert "09.07.2026" in row
    lines = client.get(f"/rollout/matrix.csv?job_centre={FULDA}").text.splitlines()
    assert lines[1].endswith(";nach 6 Monaten noch genutzt;2026-01-07;Mit Logo.;2026-07-09;;;")


def test_on_phones_it_is_read_by_solution_or_by_jobcentre(client_for, personas):
    make_adoption(solution("Kunden-App"), AdoptionStatus.PILOT, FULDA)
    client = client_for(personas.colleague)
    by_solution = client.get_page("/rollout/matrix").find(".//div[@class='matrix-lists']")
    assert pairs_of(by_solution) == [("Fulda", "Pilot")]
    page = client.get_page("/rollout/matrix?by=job_centre")
    cards = page.findall(".//div[@class='place-lists']/section")
    assert len(cards) == 16
    fulda = next(card for card in cards if text_of(card.find("h2")) == "Fulda")
    assert pairs_of(fulda) == [("Kunden-App", "Pilot")]
    chips = page.findall(".//nav[@aria-label='Gliederung']/a")
    assert [chip.get("aria-current") for chip in chips] == [None, "true"]


def test_the_workbook_has_the_matrix_and_a_line_for_each_step(client_for, personas):
    idea = solution("=Kunden-App")
    make_adoption(idea, AdoptionStatus.PILOT, FULDA, since=date(2026, 3, 2))
    make_adoption(idea, AdoptionStatus.NOT_ASSESSED, WIESBADEN)
    response = client_for(personas.colleague).get("/rollout/matrix.xlsx")
    assert "wer-nutzt-was" in response.headers["Content-Disposition"]
    with ZipFile(BytesIO(response.data)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]
    assert "=Kunden-App" in strings
    assert "<f>" not in "".join(sheets)
    assert [sheet.count("<row ") for sheet in sheets] == [3, 3]


def test_an_export_has_all_pages_of_what_is_filtered(client_for, personas):
    for number in range(27):
        make_idea(
            State.ROLLOUT,
            personas.author,
            title=f"Lösung {number:02}",
            responsible_id=personas.facilitator.id,
        )
    client = client_for(personas.colleague)
    assert len(client.get("/rollout/matrix.csv?page=2").text.splitlines()) == 28
    assert len(client.get("/rollout/matrix.csv?q=13").text.splitlines()) == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_guests_export_nothing(client_for, personas, ending):
    assert client_for(personas.guest).get(f"/rollout/matrix.{ending}").status_code == 403
