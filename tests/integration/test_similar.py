"""Similar ideas: while somebody writes, and when a facilitator looks at what has come in."""

import json

import pytest
import sqlalchemy as sa

from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from tests.client import find_form, form_values
from tests.factories import BERGSTRASSE, make_idea, make_many_ideas, make_user
from tests.helpers import count_queries
from tests.markup import parse, text_of

PAGE = "/ideas/similar"
HTMX = {"HX-Request": "true"}
TITLE = "Wartezeit am Schalter anzeigen"


@pytest.fixture
def waiting(app, personas):
    return make_idea(
        State.DEFINE,
        personas.colleague,
        title="Wartezone: Wann bin ich dran?",
        problem="Niemand weiß, wie lange die Wartezeit am Schalter ist.",
        proposal="",
    )


@pytest.fixture(autouse=True)
def others(app, personas):
    for title in ("Kundenkarte", "Jobmesse", "Erklärvideos", "Dolmetschen per Video"):
        make_idea(State.IDEATE, personas.colleague, title=title, problem="Etwas ganz anderes.", proposal="")


def found(response):
    """The ids in the list, in order."""
    return [
        int(item.get("data-similar")) for item in parse(response.text).iter("li") if item.get("data-similar")
    ]


def look(client, title, problem="", **more):
    """What the form asks while somebody types."""
    token = form_values(find_form(client.get_page("/ideas/new"), "/ideas/new"))["csrf_token"]
    data = {"title": title, "problem": problem, "csrf_token": token, **more}
    return client.post(PAGE, data=data, headers=HTMX)


def test_what_is_typed_finds_ideas_of_all_jobcentres_with_state_and_button(client_for, personas, waiting):
    client = client_for(personas.author)
    response = look(client, TITLE)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert found(response) == [waiting.id]
    (item,) = [entry for entry in parse(response.text).iter("li") if entry.get("data-similar")]
    assert "Problem definieren" in text_of(item)
    assert "Bergstraße" in text_of(item)
    (button,) = item.iter("button")
    assert button.get("formaction") == f"/ideas/{waiting.id}/shared"
    assert (button.get("name"), button.get("value")) == ("shared", "yes")
    told = json.loads(response.headers["HX-Trigger"])["lab:announce"]["message"]
    assert told == "1 ähnliche Idee gefunden."
    assert found(look(client, "", "Wir sagen am Schalter nie die Wartezeit.")) == [waiting.id]


def test_the_same_ideas_again_are_no_answer_so_that_nothing_moves_or_speaks(client_for, personas, waiting):
    client = client_for(personas.author)
    assert look(client, TITLE, shown=str(waiting.id)).status_code == 204
    assert look(client, "Gibtesnicht", shown="").status_code == 204
    assert look(client, "Gibtesnicht", shown="-").status_code == 200


def test_one_click_on_the_form_adds_the_jobcentre_instead_of_a_new_idea(client_for, personas, waiting):
    client = client_for(personas.author)
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Idea))
    form = form_values(find_form(client.get_page("/ideas/new"), "/ideas/new"))
    sent = client.post(f"/ideas/{waiting.id}/shared", data=form | {"title": TITLE, "shared": "yes"})
    assert (sent.status_code, sent.location) == (303, f"/ideas/{waiting.id}#sharing")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Idea)) == count
    again = look(client, TITLE)
    assert "Ihr KJC zählt schon mit." in again.text
    assert "2 KJC haben das Problem" in again.text
    assert "formaction" not in again.text


def test_a_stopped_idea_tells_what_was_learned(client_for, personas):
    make_idea(
        State.STOPPED,
        personas.colleague,
        title="Wartezeit aufs Telefon",
        learning_learned="Niemand ging weg.",
    )
    assert "Niemand ging weg." in look(client_for(personas.author), "Wartezeit").text


def test_without_javascript_the_form_comes_back_with_the_list_and_what_was_typed(
    client_for, personas, waiting
):
    client = client_for(personas.author)
    page = client.get_page("/ideas/new")
    (search,) = [button for button in page.iter("button") if button.get("formaction") == PAGE]
    assert any(search in noscript.iter() for noscript in page.iter("noscript"))
    data = form_values(find_form(page, "/ideas/new"))
    typed = {"title": TITLE, "problem": "Alle fragen.", "proposal": "Ein Schild.", "audience": "both"}
    response = client.post(PAGE, data=data | typed)
    assert response.status_code == 200
    assert found(response) == [waiting.id]
    assert "kern-error" not in response.text
    back = form_values(find_form(parse(response.text), "/ideas/new"))
    assert {name: back[name].strip() for name in ("title", "problem", "proposal")} == {
        name: typed[name] for name in ("title", "problem", "proposal")
    }
    more = {"author_visibility": "team", "no_personal_data": "y", "action": "submit"}
    assert client.post("/ideas/new", data=back | more).status_code == 303


def test_an_address_fills_the_form_in_and_finds(client_for, personas, waiting):
    response = client_for(personas.author).get(f"{PAGE}?title=Wartezeit")
    assert found(response) == [waiting.id]
    assert form_values(find_form(parse(response.text), "/ideas/new"))["title"] == "Wartezeit"


def test_a_draft_is_compared_with_others_and_not_with_itself(client_for, personas, waiting):
    draft = make_idea(State.DRAFT, personas.author, title=TITLE)
    client = client_for(personas.author)
    assert f"{PAGE}?idea={draft.id}" in client.get(f"/ideas/{draft.id}/edit").text
    assert found(client.get(f"{PAGE}?title=Wartezeit&idea={draft.id}")) == [waiting.id]
    page = parse(client.get(f"{PAGE}?title=Wartezeit&idea={draft.id}").text)
    assert find_form(page, f"/ideas/{draft.id}/edit") is not None
    assert client_for(personas.colleague).get(f"{PAGE}?idea={draft.id}").status_code == 404
    assert client.get(f"{PAGE}?idea={waiting.id}").status_code == 403


def test_drafts_hidden_ideas_and_the_merged_are_not_shown_but_what_they_went_into(
    client_for, personas, waiting
):
    for state, values in ((State.DRAFT, {}), (State.TEST, {"is_hidden": True})):
        make_idea(state, personas.colleague, title=TITLE, **values)
    make_idea(State.MERGED, personas.colleague, title=TITLE, problem="", merged_into_id=waiting.id)
    for who in (personas.author, personas.facilitator):
        assert found(look(client_for(who), TITLE)) == [waiting.id]
    make_idea(State.DRAFT, personas.author, title=TITLE)
    assert found(look(client_for(personas.author), TITLE)) == [waiting.id], "one's own drafts neither"


def test_no_name_stands_in_the_list(client_for, personas, waiting):
    response = look(client_for(personas.facilitator), TITLE)
    assert personas.colleague.name not in response.text


def test_at_most_five_are_shown_and_the_cost_is_fixed(client_for, personas, waiting):
    client = client_for(personas.author)
    token = form_values(find_form(client.get_page("/ideas/new"), "/ideas/new"))["csrf_token"]
    data = {"title": TITLE, "problem": "", "csrf_token": token}
    with count_queries() as few:
        client.post(PAGE, data=data, headers=HTMX)
    make_many_ideas(
        30, personas.colleague, title=TITLE, state=State.EMPATHISE, answered_at=None, first_answer=None
    )
    for number in range(8):
        make_idea(State.TEST, personas.colleague, title=f"{TITLE} {number}")
    with count_queries() as many:
        response = client.post(PAGE, data=data, headers=HTMX)
    assert len(found(response)) == 5
    assert many.count <= few.count <= 9, many


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "\x00",
            "der die das",
            "???",
            '"',
            '"unbalanced',
            "AND OR NOT NEAR(",
            "*",
            "-",
            "a*",
            "title:x",
        ),
        *(
            "%_\\",
            "<script>alert(1)</script>",
            "'); DROP TABLE idea; --",
            "مرحبا",
            "x" * 10_000,
            "wort " * 2_000,
        ),
    ],
)
def test_whatever_is_typed_harms_nothing(client_for, personas, waiting, text):
    client = client_for(personas.author)
    for title, problem in ((text, ""), ("", text), (text, text)):
        response = look(client, title, problem)
        assert response.status_code == 200
        assert "<script>alert" not in response.text


def test_a_word_nobody_knows_beside_known_ones_hides_nothing(client_for, personas, waiting):
    many = " ".join(f"unbekanntwort{number}" for number in range(30))
    assert found(look(client_for(personas.author), "Wartezeit", many)) == [waiting.id]


@pytest.mark.parametrize("persona", ["guest", "outsider", "admin"])
def test_who_submits_no_ideas_compares_none(client_for, personas, persona):
    assert client_for(getattr(personas, persona)).get(f"{PAGE}?title=Wartezeit").status_code == 403


def test_without_a_token_or_with_an_unknown_argument_nothing_is_answered(client_for, personas):
    client = client_for(personas.author)
    assert client.post(PAGE, data={"title": TITLE}).status_code == 400
    assert client.get(f"{PAGE}?x=1").status_code == 400


def test_facilitators_see_likely_duplicates_with_the_way_to_merging(client_for, personas, waiting):
    idea = make_idea(State.SUBMITTED, make_user(job_centre=BERGSTRASSE), title=TITLE, problem="Alle fragen.")
    likely = make_idea(State.DEFINE, personas.colleague, title="Wartezeit anzeigen")
    rollout = make_idea(State.ROLLOUT, personas.colleague, title="Wartezeit am Schalter")
    client = client_for(personas.facilitator)
    assert f"/ideas/{idea.id}/similar" in client.get(f"/ideas/{idea.id}").text
    response = client.get(f"/ideas/{idea.id}/similar", headers=HTMX)
    assert {likely.id, rollout.id} <= set(found(response))
    assert f"/ideas/{idea.id}/merge?target={likely.id}" in response.text
    assert f"target={rollout.id}" not in response.text, "what is in rollout takes nothing in"
    assert client.get(f"/ideas/{idea.id}/similar").status_code == 200
    assert f"/ideas/{idea.id}/similar" not in client_for(personas.colleague).get(f"/ideas/{idea.id}").text
    assert client_for(personas.author).get(f"/ideas/{idea.id}/similar").status_code == 403
