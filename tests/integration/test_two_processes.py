"""Two processes on one database are one lab: what one of them does, the other knows at once."""

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from lab.accounts.service import FAILURES_PER_ACCOUNT, end_sessions
from lab.core.database import unit_of_work
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.service import MoveRequest, move_idea
from lab.ideas.workflow import State
from lab.pages.models import PageText
from lab.pages.texts import Slug
from lab.rounds.throttle import ANSWERS_PER_NETWORK, count_answer
from lab.search.models import SynonymGroup
from lab.settings.service import save_setting
from tests.client import find_form, form_values
from tests.factories import make_idea, make_prototype, make_round, make_user
from tests.markup import parse, text_of
from tests.second_process import SecondProcess


@pytest.fixture(scope="module")
def other(engine, migrated_apps) -> Iterator[SecondProcess]:
    """The second process, on the database of the tests' own."""
    app = migrated_apps(engine).flask
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    process = SecondProcess(url, app.config["LAB"].instance_path)
    yield process
    process.end()


def card_is_in(html: str, idea: Idea, state: State) -> bool:
    """Whether the board shows the idea in the column."""
    column = next(part for part in parse(html).iter("section") if part.get("data-stage") == state.value)
    return any(element.get("data-idea") == str(idea.id) for element in column.iter())


def test_what_one_process_does_the_other_knows(app, other, client_for, visitor, personas):
    client = client_for(personas.facilitator)
    idea = make_idea(State.DEFINE, title="Rückruf per Nachricht")

    # Pages that are kept are void after any change elsewhere; the session counts in both.
    for _ in range(2):
        before = other.ask(client, "/board")
    assert before["status"] == 200
    assert card_is_in(before["text"], idea, State.DEFINE)
    with unit_of_work():
        move_idea(personas.facilitator, idea, MoveRequest(State.DEFINE, State.IDEATE, "Gut genug."))
    after = other.ask(client, "/board", **{"If-None-Match": before["etag"] or ""})
    assert after["status"] == 200
    assert card_is_in(after["text"], idea, State.IDEATE)

    # Settings, texts of pages and synonyms.
    assert "Rückruf" not in other.ask(client, "/ideas?q=pferd")["text"]
    with unit_of_work():
        save_setting("committee_days", 33)
        db.session.add(
            PageText(
                slug=Slug.IMPRINT.value, language="de", body="Wohnt nun woanders.", saved_at=idea.created_at
            )
        )
        db.session.add(SynonymGroup(words="Pferd, Rückruf"))
    admin = client_for(personas.admin)
    form = form_values(find_form(parse(other.ask(admin, "/admin/settings")["text"]), "/admin/settings"))
    assert form["committee_days"] == "33"
    assert "Wohnt nun woanders." in other.ask(visitor, "/pages/imprint")["text"]
    assert "Rückruf" in other.ask(client, "/ideas?q=pferd")["text"]

    # An account that is signed out here is signed out there.
    with unit_of_work():
        end_sessions(personas.facilitator)
    signed_out = other.ask(client, "/board")
    assert (signed_out["status"], signed_out["location"].split("?")[0]) == (303, "/login")


def test_a_form_sent_to_both_is_done_once(app, other, client_for, personas):
    client = client_for(personas.author)
    form = form_values(find_form(parse(other.ask(client, "/ideas/new")["text"]), "/ideas/new"))
    sent = form | {
        "title": "Einmal genügt",
        "problem": "Zweimal geklickt.",
        "proposal": "Einmal speichern.",
        "audience": "both",
        "author_visibility": "named",
        "no_personal_data": "y",
        "action": "submit",
    }
    here = client.post("/ideas/new", data=sent)
    there = other.ask(client, "/ideas/new", sent)
    assert (here.status_code, there["status"]) == (303, 303)
    assert here.location == there["location"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Idea)) == 1


def test_attempts_are_counted_together(app, other, client_for, visitor, personas):
    user = make_user()
    wrong = {"email": user.email, "password": "nicht das Kennwort", "csrf_token": visitor.csrf_token()}
    for number in range(FAILURES_PER_ACCOUNT):
        answer = (
            other.ask(visitor, "/login", wrong)["status"]
            if number % 2
            else visitor.post("/login", data=wrong).status_code
        )
        assert answer == 422
    assert visitor.post("/login", data=wrong).status_code == 429
    assert other.ask(visitor, "/login", wrong)["status"] == 429

    token = "t" * 43
    make_round(make_prototype(make_idea(State.TEST)), token=token, is_open=True)
    with unit_of_work():
        for _ in range(ANSWERS_PER_NETWORK):
            count_answer(token, "127.0.0.1")
    page = other.ask(visitor, f"/f/{token}")
    key = re.search(r'name="key"[^>]* value="([^"]+)"', page["text"])
    assert key, text_of(parse(page["text"]))
    answer = other.ask(visitor, f"/f/{token}", {"key": key[1], "likes": "Kurz."})
    assert answer["status"] == 429
