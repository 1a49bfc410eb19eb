"""Stage notes: which kinds a stage knows, who writes and removes them, and what they do to the checklist."""

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.extensions import db
from lab.ideas.evidence import NOTE_KINDS
from lab.ideas.models import AuthorVisibility, Method, NoteKind, StageNote
from lab.ideas.workflow import ACTIVE, State
from tests.client import form_values, text_of
from tests.factories import make_idea, make_note
from tests.helpers import error_beside, typed_in

NOTE = {"kind": "conversation", "method": "interview", "people": "3", "body": "Die Post kommt zu spät."}


def add(client, idea, **changes):
    return client.submit(f"/ideas/{idea.id}/notes", NOTE | changes)


def list_notes():
    return db.session.scalars(sa.select(StageNote).order_by(StageNote.id)).all()


def test_a_note_is_recorded_with_its_stage_and_shown(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    client = client_for(personas.author)
    response = add(client, idea)
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}#work")
    [note] = list_notes()
    assert (note.stage, note.kind, note.method) == (
        State.EMPATHISE,
        NoteKind.CONVERSATION,
        Method.INTERVIEW,
    )
    assert (note.people, note.body, note.author_id) == (3, NOTE["body"], personas.author.id)
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.detail["note_kind"]) == ("note_added", "conversation")
    shown = text_of(client.get_page(f"/ideas/{idea.id}"))
    assert "Gespräch · Interview · 3 Personen · Beschäftigte, Fulda" in shown
    assert NOTE["body"] in shown


def test_the_form_on_the_ideas_page_records_it_too(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    client = client_for(personas.author)
    response = client.submit(f"/ideas/{idea.id}", NOTE, action=f"/ideas/{idea.id}/notes")
    assert response.status_code == 303
    assert len(list_notes()) == 1


def test_method_and_people_may_be_left_out(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    assert add(client_for(personas.author), idea, method="", people="").status_code == 303
    [note] = list_notes()
    assert (note.method, note.people) == (None, None)


def test_a_note_needs_only_kind_and_body(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    data = {"kind": "observation", "body": "Lange Schlange am Schalter."}
    assert client_for(personas.author).post_form(f"/ideas/{idea.id}/notes", data).status_code == 303


@pytest.mark.parametrize("state", ACTIVE, ids=lambda state: state.value)
def test_each_stage_takes_the_kinds_it_wants_and_no_others(client_for, personas, state):
    idea = make_idea(state, personas.author)
    client = client_for(personas.author)
    for kind in NoteKind:
        data = {"kind": kind.value, "body": "Etwas."}
        response = client.post_form(f"/ideas/{idea.id}/notes", data)
        if kind in NOTE_KINDS[state]:
            assert response.status_code == 303, kind
        else:
            assert response.status_code == 422, kind
            assert error_beside(response.text, "kind")
    assert [note.kind for note in list_notes()] == [kind for kind in NoteKind if kind in NOTE_KINDS[state]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", ""),
        ("kind", "gossip"),
        ("kind", "\x00"),
        ("method", "sus"),
        ("method", "telepathy"),
        ("people", "-1"),
        ("people", "0"),
        ("people", "10001"),
        ("people", "1000000000"),
        ("people", "9" * 5000),
        ("people", "2.5"),
        ("people", "drei"),
        ("people", "\u2003x"),
        ("people", "🙂"),
        ("body", ""),
        ("body", " \n\t "),
        ("body", "\u200b"),
        ("body", "x" * 100_000),
    ],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(client_for, personas, field, value):
    idea = make_idea(State.EMPATHISE, personas.author)
    response = add(client_for(personas.author), idea, **{field: value})
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert list_notes() == []
    for name in {"kind", "method", "people", "body"} - {field}:
        assert typed_in(response.text, name) == NOTE[name]


def test_the_same_form_sent_twice_records_one_note(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    client = client_for(personas.author)
    page = client.get_page(f"/ideas/{idea.id}/notes")
    form = next(form for form in page.iter("form") if any(f.get("name") == "body" for f in form.iter()))
    sent = form_values(form) | NOTE
    locations = {client.post(f"/ideas/{idea.id}/notes", data=sent).location for _ in range(3)}
    assert len(locations) == len(list_notes()) == 1


def test_markup_in_a_note_is_shown_as_typed(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    client = client_for(personas.author)
    markup = "<img src=x onerror=alert(1)> {{ config }} </p>"
    add(client, idea, body=markup + "\x00\u202e")
    assert markup in text_of(client.get_page(f"/ideas/{idea.id}"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("author", 303),
        ("member", 303),
        ("guest", 303),
        ("facilitator", 303),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ],
)
def test_the_team_and_facilitators_write_notes(client_for, personas, who, status):
    idea = make_idea(State.EMPATHISE, personas.author, team=[personas.member, (personas.guest, None)])
    client = client_for(getattr(personas, who))
    assert client.get(f"/ideas/{idea.id}/notes").status_code == (200 if status == 303 else status)
    assert client.post_form(f"/ideas/{idea.id}/notes", NOTE).status_code == status
    assert len(list_notes()) == (status == 303)


@pytest.mark.parametrize(
    "state", [state for state in State if state not in (*ACTIVE, State.DRAFT)], ids=lambda state: state.value
)
def test_where_nobody_works_there_are_no_new_notes(client_for, personas, state):
    idea = make_idea(state, personas.author)
    for person in (personas.author, personas.facilitator):
        client = client_for(person)
        assert client.get(f"/ideas/{idea.id}/notes").status_code == 403
        response = client.post_form(f"/ideas/{idea.id}/notes", {"kind": "note", "body": "Doch noch etwas."})
        assert response.status_code == 403
        assert "Doch noch etwas." in response.text, "what was typed is lost"
    assert list_notes() == []


def test_a_note_on_a_draft_is_seen_by_its_author(client_for, personas):
    idea = make_idea(State.DRAFT, personas.author)
    client = client_for(personas.author)
    response = client.submit(f"/ideas/{idea.id}/notes", {"kind": "note", "body": "Nur für mich."})
    assert response.status_code == 303
    assert "Nur für mich." in text_of(client.get_page(f"/ideas/{idea.id}"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("member", 303),
        ("facilitator", 303),
        ("author", 403),
        ("guest", 403),
        ("colleague", 403),
        ("leadership", 403),
        ("outsider", 404),
    ],
)
def test_a_note_is_removed_by_whoever_wrote_it_or_a_facilitator(client_for, personas, who, status):
    idea = make_idea(State.EMPATHISE, personas.author, team=[personas.member, (personas.guest, None)])
    note = make_note(idea, author=personas.member, body="Bitte wieder weg.")
    client = client_for(getattr(personas, who))
    page = f"/ideas/{idea.id}/notes/{note.id}/remove"
    if status != 404:
        offered = page in client.get(f"/ideas/{idea.id}").text
        assert offered == (status == 303)
    assert client.post_form(page).status_code == status
    assert (list_notes() == []) == (status == 303)
    if status == 303:
        event = timeline("idea", idea.id)[0]
        assert (event.kind, event.detail["note_kind"]) == ("note_removed", "conversation")
        assert "Bitte wieder weg." not in client.get(f"/ideas/{idea.id}/history").text


def test_a_note_of_another_idea_is_not_found(client_for, personas):
    idea, other = make_idea(State.EMPATHISE), make_idea(State.EMPATHISE)
    note = make_note(other)
    client = client_for(personas.facilitator)
    for number in (note.id, 0, 99999999, 10**30):
        assert client.post_form(f"/ideas/{idea.id}/notes/{number}/remove").status_code == 404
    assert len(list_notes()) == 1


def test_removing_twice_is_not_found(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    page = f"/ideas/{idea.id}/notes/{make_note(idea).id}/remove"
    client = client_for(personas.facilitator)
    assert client.post_form(page).status_code == 303
    assert client.post_form(page).status_code == 404


def test_a_hidden_author_stays_hidden_at_the_notes(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author, author_visibility=AuthorVisibility.TEAM)
    make_note(idea, author=personas.author)
    shown = text_of(client_for(personas.colleague).get_page(f"/ideas/{idea.id}"))
    assert personas.author.name not in shown
    assert "Jemand aus " in shown


def test_a_kind_in_the_address_is_chosen_in_the_form(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    client = client_for(personas.author)
    assert typed_in(client.get(f"/ideas/{idea.id}/notes?kind=observation").text, "kind") == "observation"
    assert client.get(f"/ideas/{idea.id}/notes?kind=gossip").status_code == 400
    assert client.get(f"/ideas/{idea.id}/notes?sort=kind").status_code == 400
