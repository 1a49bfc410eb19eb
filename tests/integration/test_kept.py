"""Kept pages: the same answer for less, never an old one, never somebody else's."""

from functools import partial

import pytest
import sqlalchemy as sa
from flask import current_app

from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from tests.factories import make_idea, make_theme
from tests.helpers import count_queries, frozen_at
from tests.markup import parse


@pytest.fixture(name="idea")
def idea_fixture(app):
    return make_idea(State.IDEATE, title="Rückruf statt Warteschleife")


def undisturbed(look):
    """What is found while nobody else writes: PostgreSQL's stamp is that of the server, where other workers test, too."""
    stamp = partial(current_app.extensions["kept"].watch.stamp, db.engine)
    for _attempt in range(50):
        before, found = stamp(), look()
        if stamp() == before:
            return found
    raise AssertionError("there is always somebody who writes")


def watch(client, page):
    """Looks once, so that the page is kept, and tells the statements of the second look."""

    def look():
        with count_queries() as queries:
            first = client.get(page)
            before = queries.count
            again = client.get(page)
        assert first.status_code == again.status_code == 200
        return queries.statements[before:]

    return undisturbed(look)


@pytest.mark.parametrize("page", ["/board", "/ideas", "/ideas/{id}"])
def test_asked_again_a_page_asks_the_database_only_whether_anything_changed(client_for, personas, idea, page):
    assert watch(client_for(personas.facilitator), page.format(id=idea.id)) == []


@pytest.mark.parametrize("page", ["/board", "/ideas", "/ideas/{id}"])
def test_whatever_is_committed_shows_at_once(client_for, personas, idea, page):
    client, page = client_for(personas.facilitator), page.format(id=idea.id)
    watch(client, page)
    db.session.execute(sa.update(Idea).values(title="Ganz neuer Titel"))
    db.session.commit()
    assert "Ganz neuer Titel" in client.get(page).text


def test_a_commit_of_another_connection_shows_at_once_too(app, client_for, personas, idea):
    client = client_for(personas.facilitator)
    watch(client, "/ideas")
    db.session.commit()
    with db.engine.connect() as other:
        db.session.close()
        other.execute(sa.update(Idea).values(title="Von nebenan"))
        other.commit()
    assert "Von nebenan" in client.get("/ideas").text


def test_nobody_gets_what_was_kept_for_somebody_else(client_for, personas, idea):
    make_idea(State.DRAFT, personas.author, title="Mein Entwurf")
    author, colleague = client_for(personas.author), client_for(personas.colleague)
    assert "Mein Entwurf" in author.get("/ideas").text
    assert "Mein Entwurf" not in colleague.get("/ideas").text
    assert "Mein Entwurf" in author.get("/ideas").text
    watch(client_for(personas.facilitator), "/board")
    assert "data-move-url" not in author.get("/board").text


def test_whoever_signed_out_or_was_locked_gets_nothing(client_for, personas, idea, visitor):
    leaving, locked = client_for(personas.author), client_for(personas.colleague)
    watch(leaving, "/ideas")
    watch(locked, "/ideas")
    assert leaving.post_form("/logout").status_code == 303
    assert leaving.get("/ideas").status_code == 303
    personas.colleague.is_enabled = False
    db.session.commit()
    assert locked.get("/ideas").status_code == 303
    assert visitor.get("/ideas").status_code == 303


def test_a_form_in_a_kept_page_has_a_key_of_its_own_each_time(client_for, personas, idea):
    client = client_for(personas.facilitator)
    keys = {
        parse(client.get(f"/ideas/{idea.id}").text).find(".//input[@name='once']").get("value")
        for _look in range(4)
    }
    assert len(keys) == 4
    assert all(len(key) == 22 for key in keys)


def test_two_notes_from_one_kept_page_are_two_notes(client_for, personas, idea):
    client, page = client_for(personas.facilitator), f"/ideas/{idea.id}"
    watch(client, page)
    for body in ("Erste Notiz.", "Zweite Notiz."):
        data = {"kind": "alternative", "body": body}
        assert client.submit(page, data, action=f"{page}/notes").status_code == 303
    text = client.get(page).text
    assert "Erste Notiz." in text
    assert "Zweite Notiz." in text


def test_a_message_is_shown_once_and_not_kept(client_for, personas, idea):
    client, page = client_for(personas.facilitator), f"/ideas/{idea.id}"
    client.submit(page, {"kind": "alternative", "body": "Gut."}, action=f"{page}/notes")
    with_message, *later = (client.get(page).text for _look in range(3))
    assert "data-message" in with_message.partition('id="announcer"')[0]
    assert all("data-message" not in text.partition('id="announcer"')[0] for text in later)


def test_the_next_day_and_another_language_are_made_anew(client_for, personas):
    with frozen_at("2026-03-02 23:50"):
        idea = make_idea(State.IDEATE)
        client = client_for(personas.colleague)
        watch(client, "/ideas")
        assert "heute" in client.get("/ideas").text
    with frozen_at("2026-03-03 00:10"):
        assert "1 Tag" in client.get("/ideas").text
        client.post_form("/language", {"language": "en", "next": "/ideas"})
        assert parse(client.get(f"/ideas/{idea.id}").text).get("lang") == "en"


def test_errors_and_forms_are_not_kept(client_for, personas, idea):
    client = client_for(personas.colleague)
    for page, status in (
        ("/ideas?page=99", 404),
        ("/ideas?nonsense=1", 400),
        (f"/ideas/{idea.id}/edit", 403),
    ):
        assert {client.get(page).status_code for _look in range(2)} == {status}


def test_what_is_kept_has_a_bound(client_for, personas, idea, monkeypatch):
    make_theme()
    client = client_for(personas.colleague)
    store = current_app.extensions["kept"]
    for number in range(40):
        client.get(f"/ideas?q=wort{number}")
    assert 0 < store._entries.currsize <= store._entries.maxsize
    assert store._entries.currsize >= 40 * 5000


def test_that_nothing_has_changed_is_kept_without_the_board(client_for, personas, idea):
    htmx = {"HX-Request": "true"}
    client = client_for(personas.colleague)
    etag = client.get("/board", headers=htmx).headers["ETag"]

    def look():
        with count_queries() as queries:
            for _look in range(2):
                assert client.get("/board", headers=htmx | {"If-None-Match": etag}).status_code == 304
                yield queries.count
            assert idea.title in client.get("/board", headers=htmx).text
            assert client.get("/board", headers=htmx | {"If-None-Match": etag}).status_code == 304

    first, second = undisturbed(lambda: tuple(look()))
    assert 0 < first == second


@pytest.mark.on_postgresql
def test_the_connection_that_is_asked_for_changes_may_break(client_for, personas, idea):
    client = client_for(personas.facilitator)
    client.get_page("/ideas")
    broken = db.session.scalars(
        sa.text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE '%pg_current_snapshot%' AND pid <> pg_backend_pid()"
        )
    ).all()
    assert broken == [True]
    idea.title = "Rückruf am selben Tag"
    db.session.commit()
    assert idea.title in client.get("/ideas").text
    assert watch(client, "/ideas") == []
