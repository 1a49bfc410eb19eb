"""The list of ideas: searching in German, filters, order, pages, and the same as a table."""

import csv
import io
from datetime import timedelta
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, Role
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.listing import SORTS
from lab.ideas.models import AuthorVisibility, Idea
from lab.ideas.workflow import State
from lab.search.analyser import fold
from tests.client import text_of
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    make_idea,
    make_many_ideas,
    make_note,
    make_review,
    make_theme,
    make_user,
)
from tests.helpers import count_queries, frozen_at

PAGE_SIZE = 25
# With a mistyped word and none that fits the others; six of them are the page without a search.
MOST_QUERIES = 15


def titles(page):
    """The titles of the list in their order."""
    return [text_of(head) for head in page.iter("h2") if "idea-list__title" in head.get("class", "")]


def listed(client, **arguments):
    query = "&".join(f"{name}={quote(str(value))}" for name, value in arguments.items())
    return titles(client.get_page(f"/ideas?{query}"))


def rows_of(response):
    """The table as a spreadsheet reads it."""
    assert response.status_code == 200
    assert response.text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff")), delimiter=";"))


# Searching


@pytest.mark.parametrize(
    "query",
    [
        "schlüssel",
        "SCHLÜSSEL",
        "Schluessel",
        "schlu\u0308ssel",
        "strasse",
        "Straße",
        "STRASSE",
        "groß schlüs",
        "GROSS",
        "Café",
        "cafe",
        "vorschlag",
        "  schlüssel   strasse ",
        "schlüssel-straße!",
        "2026",
    ],
)
def test_words_are_found_whatever_their_case_and_umlauts(client_for, personas, query):
    make_idea(
        State.IDEATE,
        title="Großer Schlüssel",
        problem="An der Straße liegt ein Café.",
        proposal="Unser Vorschlag für 2026.",
    )
    make_idea(State.IDEATE, title="Etwas anderes", problem="Nichts davon.", proposal="Auch nicht.")
    assert listed(client_for(personas.colleague), q=query) == ["Großer Schlüssel"]


@pytest.mark.parametrize("query", ["%", "_", "!!!", "'; DROP TABLE idea; --", '"schlüssel groß"', "🙂", "\\"])
def test_what_nobody_wrote_is_not_found(client_for, personas, query):
    make_idea(State.IDEATE, title="Großer Schlüssel")
    page = client_for(personas.colleague).get_page(f"/ideas?q={quote(query)}")
    assert titles(page) == []
    assert "Keine Ideen gefunden" in text_of(page)
    assert page.find(".//input[@name='q']").get("value") == query


@pytest.mark.parametrize("query", ["%00", "%C3%28", "a%00b", "%20%20", "%E2%80%AE", "x" * 5000, "a+" * 500])
def test_any_search_has_an_answer(client_for, personas, query):
    make_idea(State.IDEATE)
    assert client_for(personas.colleague).get(f"/ideas?q={query}").status_code == 200
    assert client_for(personas.colleague).get(f"/ideas.csv?q={query}").status_code == 200


def test_an_authors_name_is_no_way_to_their_ideas(client_for, personas):
    make_idea(State.IDEATE, personas.author, title="Mit Namen")
    assert listed(client_for(personas.colleague), q=personas.author.name) == []


def test_the_best_match_comes_first_marked_and_with_the_place_where_it_was_found(client_for, personas):
    make_idea(State.IDEATE, title="Nur im Text", problem="Das Formular ist lang.")
    best = make_idea(State.IDEATE, title="Formulare kürzen", problem="Niemand füllt sie aus.")
    noted = make_idea(State.IDEATE, title="Anders", problem="Ganz anders.", proposal="")
    make_note(noted, body="Drei Leute haben <b>das</b> Formular beiseite gelegt.")
    client = client_for(personas.colleague)
    page = client.get_page("/ideas?q=formular")
    assert titles(page) == ["Formulare kürzen", "Nur im Text", "Anders"]
    rows = [row for row in page.iter("li") if row.get("class") == "idea-list__item"]
    marked = [[text_of(mark) for mark in row.iter("mark")] for row in rows]
    assert marked == [["Formulare"], ["Formular"], ["Formular"]]
    assert "in einer Notiz: Drei Leute haben <b>das</b> Formular" in text_of(rows[2])
    # Another order is one choice away, and the table has the same ideas in the same order.
    assert listed(client, q="formular", sort="newest") == ["Anders", "Formulare kürzen", "Nur im Text"]
    assert next(row["Nummer"] for row in rows_of(client.get("/ideas.csv?q=formular"))) == str(best.id)


def test_what_was_stopped_is_found_with_what_was_learned(client_for, personas):
    make_idea(State.STOPPED, title="Chatbot", learning_learned="Menschen rufen lieber an.")
    row = client_for(personas.colleague).get_page("/ideas?q=chatbot").find(".//li[@class='idea-list__item']")
    assert "Gelernt: Menschen rufen lieber an." in text_of(row)


def test_a_mistyped_word_is_bent_and_the_page_says_so(client_for, personas):
    make_idea(State.IDEATE, title="Übersetzungen im Empfang")
    page = client_for(personas.colleague).get_page("/ideas?q=%C3%9Cbersezungen&stage=ideate")
    assert titles(page) == ["Übersetzungen im Empfang"]
    link = next(link for link in page.iter("a") if text_of(link) == "Übersetzungen")
    assert link.get("href") == "/ideas?q=%C3%9Cbersetzungen&stage=ideate"
    assert "Meinten Sie" not in text_of(client_for(personas.colleague).get_page(link.get("href")))


def test_nobody_learns_words_of_ideas_they_may_not_see(client_for, personas):
    make_idea(State.DRAFT, personas.author, title="Geheimplan")
    hidden = make_idea(State.IDEATE, title="Zwiebelkuchen", is_hidden=True)
    colleague = client_for(personas.colleague)
    for typed in ("geheimplan", "gehimplan", "zwiebelkuchen", "zwibelkuchen"):
        page = text_of(colleague.get_page(f"/ideas?q={typed}"))
        assert "Keine Ideen gefunden" in page
        assert "Meinten Sie" not in page
    assert listed(client_for(personas.author), q="gehimplan") == ["Geheimplan"]
    assert listed(client_for(personas.facilitator), q="zwiebelkuchen") == []
    make_note(hidden, body="Ofenfrisch.")
    assert titles(colleague.get_page("/ideas?q=ofenfrisch")) == ["Titel verborgen – wird geprüft"]


def test_when_no_idea_has_all_words_those_with_some_are_shown_and_the_page_says_so(client_for, personas):
    make_idea(State.IDEATE, title="Kaffeeautomat")
    page = client_for(personas.colleague).get_page("/ideas?q=kaffeeautomat+raumschiff")
    assert titles(page) == ["Kaffeeautomat"]
    assert "Keine Idee hat alle Wörter." in text_of(page)


def test_a_search_asks_a_fixed_number_of_times(client_for, personas):
    for number in range(3):
        make_note(make_idea(State.IDEATE, title=f"Terminbuchung {number}"), body="Ein Kaffeeautomat.")
    client = client_for(personas.colleague)
    counted = []
    for query in ("kaffeeautomat", "kafeeautomat raumschiff"):
        with count_queries() as few:
            client.get(f"/ideas?q={query}")
        counted.append(len(few.statements))
    assert max(counted) <= MOST_QUERIES, (counted, few.statements)


# Filters


def test_each_filter_narrows_the_list(client_for, personas):
    theme = make_theme()
    colleague = make_user(Role.STAFF, BERGSTRASSE)
    make_idea(State.IDEATE, personas.author, title="Fulda", theme_id=theme.id)
    make_idea(State.TEST, colleague, title="Bergstraße", responsible=personas.facilitator)
    make_idea(State.IDEATE, colleague, title="Dabei", team=[personas.author])
    client = client_for(personas.author)
    assert set(listed(client, stage="ideate")) == {"Fulda", "Dabei"}
    assert set(listed(client, job_centre=BERGSTRASSE)) == {"Bergstraße", "Dabei"}
    assert listed(client, theme=theme.id) == ["Fulda"]
    assert listed(client, responsible=personas.facilitator.id) == ["Bergstraße"]
    assert set(listed(client, mine=1)) == {"Fulda", "Dabei"}
    assert listed(client, stage="ideate", job_centre=BERGSTRASSE, mine=1, q="dab", sort="title") == ["Dabei"]
    assert listed(client, stage="ideate", job_centre=BERGSTRASSE, theme=theme.id) == []
    assert set(listed(client, stage="", job_centre="", theme="", responsible="", mine="", q="", sort="")) == {
        "Fulda",
        "Bergstraße",
        "Dabei",
    }


def test_the_form_shows_what_is_filtered_and_how_to_see_all(client_for, personas):
    make_idea(State.IDEATE, personas.author)
    page = client_for(personas.author).get_page(f"/ideas?stage=ideate&job_centre={FULDA}&mine=1&q=termine")
    chosen = {option.get("value") for option in page.iter("option") if "selected" in option.attrib}
    assert {"ideate", FULDA} <= chosen
    assert "checked" in page.find(".//input[@name='mine']").attrib
    reset = next(link for link in page.iter("a") if text_of(link) == "Filter aufheben")
    assert reset.get("href") == "/ideas"


def test_a_former_jobcentre_can_still_be_filtered(client_for, personas, app):
    make_idea(State.IDEATE, personas.author, title="Von früher")
    db.session.get(JobCentre, FULDA).active_until = today() - timedelta(days=1)
    db.session.commit()
    assert listed(client_for(personas.colleague), job_centre=FULDA) == ["Von früher"]


@pytest.mark.parametrize(
    "query",
    [
        "stage=frobnicate",
        "stage=IDEATE",
        "job_centre=99999",
        "job_centre=%00",
        "theme=999999",
        "theme=abc",
        "responsible=999999",
        "responsible=-1",
        "mine=2",
        "mine=yes",
        "sort=author",
        "sort=%F0%9F%99%82",
        "author=1",
        "utm_source=x",
        "per_page=1000",
        "Q=termine",
        "%00=1",
    ],
)
@pytest.mark.parametrize("address", ["/ideas", "/ideas.csv"])
def test_a_filter_that_does_not_exist_is_refused(client_for, personas, address, query):
    assert client_for(personas.colleague).get(f"{address}?{query}").status_code == 400


def test_staff_cannot_be_chosen_as_responsible(client_for, personas):
    client = client_for(personas.colleague)
    assert client.get(f"/ideas?responsible={personas.author.id}").status_code == 400


# Order and pages


def test_titles_are_sorted_as_a_german_reader_expects(client_for, personas):
    wanted = [
        "Abend",
        "Ärger",
        "ä Hof",
        "Bus Linie",
        "Busch",
        "Öl",
        "Ofen",
        "Straße",
        "Strauß",
        "Ufer",
        "Zoo",
    ]
    for title in reversed(wanted):
        make_idea(State.IDEATE, title=title)
    found = listed(client_for(personas.colleague), sort="title")
    # Umlauts stand with their vowels, not behind z; capitals do not matter; a blank comes before a letter.
    assert found == sorted(wanted, key=fold)
    assert found[-1] == "Zoo"
    assert found.index("Bus Linie") < found.index("Busch")


def test_the_other_orders_go_by_time(client_for, personas):
    moments = {"Alt": 30, "Mittel": 20, "Neu": 10}
    for title, days in moments.items():
        moment = now() - timedelta(days=days)
        make_idea(
            State.IDEATE, title=title, submitted_at=moment, state_since=now() - timedelta(days=40 - days)
        )
    client = client_for(personas.colleague)
    assert listed(client) == listed(client, sort="newest") == ["Neu", "Mittel", "Alt"]
    assert listed(client, sort="moved") == ["Alt", "Mittel", "Neu"]
    assert listed(client, sort="oldest") == ["Neu", "Mittel", "Alt"]


def test_every_idea_stands_on_exactly_one_page(client_for, personas):
    make_many_ideas(60, submitted_at=now(), state_since=now(), title_key="gleich")
    client = client_for(personas.colleague)
    for sort in ("newest", "moved", "oldest", "title"):
        found = [title for page in (1, 2, 3) for title in listed(client, sort=sort, page=page)]
        assert len(found) == len(set(found)) == 60, sort


def test_pages_keep_the_filters(client_for, personas):
    make_many_ideas(60, state=State.IDEATE)
    page = client_for(personas.colleague).get_page("/ideas?stage=ideate&sort=title&page=2")
    links = {link.get("href") for link in page.iter("a") if "page=" in link.get("href", "")}
    assert "/ideas?stage=ideate&sort=title&page=3" in links
    assert len(titles(page)) == PAGE_SIZE
    assert "60 Ideen" in text_of(page)


@pytest.mark.parametrize(
    "number", ["0", "-1", "4", "1000000000", "999999999", "9" * 40, "abc", "1.5", "", "%00", "٣", "1e1", "+1"]
)
def test_a_page_that_does_not_exist_is_not_found(client_for, personas, number):
    make_many_ideas(60)
    assert client_for(personas.colleague).get(f"/ideas?page={quote(number, safe='%')}").status_code == 404


def test_an_empty_list_has_a_first_page_only(client_for, personas):
    client = client_for(personas.colleague)
    assert "Noch keine Ideen" in text_of(client.get_page("/ideas?page=1"))
    assert client.get("/ideas?page=2").status_code == 404


def test_htmx_gets_the_results_alone(client_for, personas):
    make_idea(State.IDEATE, title="Im Ausschnitt")
    response = client_for(personas.colleague).get("/ideas?stage=ideate", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "Im Ausschnitt" in response.text


def test_htmx_gets_the_whole_page_when_it_restores_history(client_for, personas):
    headers = {"HX-Request": "true", "HX-Request-Type": "full"}
    assert "<html" in client_for(personas.colleague).get("/ideas", headers=headers).text


# The table


def test_the_table_has_what_is_shown(client_for, personas):
    theme = make_theme(title="Bescheide; verstehen")
    idea = make_idea(
        State.TEST,
        personas.author,
        title='Ein "Titel"; mit Zeichen',
        problem="Zwei\nZeilen.",
        theme_id=theme.id,
        responsible=personas.facilitator,
    )
    make_idea(State.IDEATE, title="Nicht gefragt")
    client = client_for(personas.colleague)
    page = client.get_page("/ideas?stage=test")
    link = next(link.get("href") for link in page.iter("a") if "CSV" in text_of(link))
    assert link == "/ideas.csv?stage=test"
    response = client.get(link)
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == 'attachment; filename="ideen.csv"'
    [row] = rows_of(response)
    assert row["Nummer"] == str(idea.id)
    assert row["Titel"] == 'Ein "Titel"; mit Zeichen'
    assert row["Problem"] == "Zwei\nZeilen."
    assert (row["Stand"], row["KJC"], row["Themenlab"]) == ("Testen", "Fulda", "Bescheide; verstehen")
    assert (row["Eingereicht von"], row["Zuständig"]) == (personas.author.name, personas.facilitator.name)


def test_days_in_the_table_are_those_of_hesse_after_midnight_too(client_for, personas):
    with frozen_at("2026-03-02 00:30"):
        make_idea(State.IDEATE, personas.author)
    [row] = rows_of(client_for(personas.colleague).get("/ideas.csv"))
    assert (row["seit"], row["Eingereicht am"]) == ("2026-03-02", "2026-03-02")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  ="])
def test_text_is_no_formula(client_for, personas, start):
    make_idea(State.IDEATE, title=f"{start}1+1", problem=f"{start}cmd|' /C calc'!A0", proposal=f"{start}x")
    [row] = rows_of(client_for(personas.colleague).get("/ideas.csv"))
    for name in ("Titel", "Problem", "Vorschlag"):
        assert row[name].lstrip(" ")[0] not in "=+-@\t\r", row[name]


def test_the_table_has_all_pages_in_the_same_order(client_for, personas):
    make_many_ideas(60)
    client = client_for(personas.colleague)
    rows = rows_of(client.get("/ideas.csv?sort=title"))
    assert [row["Titel"] for row in rows][:PAGE_SIZE] == listed(client, sort="title")
    assert len(rows) == 60


def test_a_visitor_gets_neither_list_nor_table(visitor):
    assert visitor.get("/ideas").location == "/login?next=/ideas"
    assert visitor.get("/ideas.csv?q=x").location.startswith("/login?next=/ideas.csv")


# Hidden authors


def test_a_hidden_author_is_named_nowhere(client_for, personas):
    secret = make_user(Role.STAFF, FULDA, name="Ganz Geheim", email="ganz.geheim@lab.example")
    ideas = [
        make_idea(state, secret, author_visibility=AuthorVisibility.TEAM, team=[personas.member])
        for state in (State.SUBMITTED, State.TEST, State.READY, State.ROLLOUT, State.STOPPED)
    ]
    make_note(ideas[1], author=secret)
    reviews = [make_review(ideas[2])]
    pages = ["/", "/ideas", "/ideas.csv", "/ideas?q=geheim", "/board", "/rollout", "/rollout/matrix"]
    for idea in ideas:
        pages += [f"/ideas/{idea.id}", f"/ideas/{idea.id}/history"]
    pages += [f"/rollout/{review.id}" for review in reviews]
    for who in ("colleague", "member", "leadership", "admin"):
        client = client_for(getattr(personas, who))
        for page in pages:
            text = client.get(page).text
            assert "Geheim" not in text, (who, page)
            assert "ganz.geheim" not in text, (who, page)
    rows = rows_of(client_for(personas.colleague).get("/ideas.csv"))
    assert {row["Eingereicht von"] for row in rows} == {"Name nur dem Lab-Team bekannt"}
    rows = rows_of(client_for(personas.facilitator).get("/ideas.csv"))
    assert {row["Eingereicht von"] for row in rows} == {"Ganz Geheim"}
    rows = rows_of(client_for(secret).get("/ideas.csv"))
    assert {row["Eingereicht von"] for row in rows} == {"Ganz Geheim"}


# What it costs


def test_list_and_table_cost_the_same_with_ten_and_with_two_thousand_ideas(client_for, personas):
    make_many_ideas(10, personas.author)
    client = client_for(personas.facilitator)
    pages = ("/ideas", "/ideas?q=idee&stage=test&sort=title", "/ideas.csv?q=idee+0000")
    client.get("/ideas")
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


def test_more_ideas_than_anybody_reads_are_not_counted(client_for, personas):
    make_many_ideas(1030, personas.author)
    client = client_for(personas.colleague)
    first = client.get_page("/ideas")
    assert "mehr als 1.000 Ideen" in text_of(first.find(".//p[@role='status']"))
    assert "Seite 1, insgesamt mehr als 1.000" in text_of(first.find(".//nav[@class='pagination']/p"))
    last = client.get_page("/ideas?page=42")
    assert "1030 Ideen" in text_of(last.find(".//p[@role='status']"))
    assert len(last.findall(".//li[@class='idea-list__item']")) == 5
    client.get_page("/ideas?page=43", 404)


@pytest.mark.parametrize("sort", ["newest", "moved", "oldest", "title"])
def test_an_order_of_the_list_is_read_from_its_index(app, sort):
    statement = sa.select(Idea.id, Idea.problem).order_by(*SORTS[sort][1]).limit(25)
    text = str(statement.compile(db.engine, compile_kwargs={"literal_binds": True}))
    if db.engine.dialect.name == "sqlite":
        plan = [row[3] for row in db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {text}"))]
    else:
        make_many_ideas(200)
        db.session.execute(sa.text("SET LOCAL enable_seqscan = off"))
        plan = [row[0] for row in db.session.execute(sa.text(f"EXPLAIN {text}"))]
    assert any("ix_idea_" in line for line in plan), plan
    assert not any("TEMP B-TREE" in line or "Sort" in line for line in plan), plan
