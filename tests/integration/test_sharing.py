"""„Bei uns auch“: jobcentres say that they have the problem of an idea, and their number stands on its card."""

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, Role
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.sharing.models import SharedProblem
from lab.sharing.queries import list_sharing_keys
from tests.factories import BERGSTRASSE, FULDA, MAIN_TAUNUS, WIESBADEN, make_idea, make_user
from tests.markup import parse, text_of

YES, NO = {"shared": "yes"}, {"shared": "no"}


def shared(idea):
    return f"/ideas/{idea.id}/shared"


def card(client, idea):
    """The words of the card on the idea's page, None where there is none."""
    found = parse(client.get(f"/ideas/{idea.id}").text).find(".//*[@id='sharing']")
    return None if found is None else text_of(found)


def count_of(idea):
    return db.session.scalar(sa.select(Idea.sharing_count).where(Idea.id == idea.id))


def on_board(client, idea):
    return text_of(parse(client.get("/board").text).find(f".//*[@data-idea='{idea.id}']"))


def test_one_click_counts_the_jobcentre_whoever_of_it_clicks_and_it_may_be_taken_back(client_for, personas):
    idea = make_idea(State.DEFINE, personas.author)
    client, other = client_for(personas.colleague), client_for(make_user(Role.LEADERSHIP, BERGSTRASSE))
    assert "Bei uns auch" in card(client, idea)
    version = idea.version
    for who in (client, client, other):
        sent = who.post_form(shared(idea), YES)
        assert (sent.status_code, sent.location) == (303, f"/ideas/{idea.id}#sharing")
    assert client_for(make_user(Role.FACILITATOR, WIESBADEN)).post_form(shared(idea), YES).status_code == 303
    assert (count_of(idea), list_sharing_keys(idea)) == (3, [FULDA, WIESBADEN, BERGSTRASSE])
    assert "3 KJC haben das Problem:FuldaBergstraßeWiesbaden" in card(client, idea).replace(": ", ":")
    assert "3 KJC haben das Problem" in on_board(client, idea)
    assert "3 KJC haben das Problem" in client.get("/ideas").text
    assert "3 KJC haben das Problem" in client_for(personas.author).get("/").text
    for _twice in range(2):
        assert other.post_form(shared(idea), NO).status_code == 303
    assert count_of(idea) == 2
    db.session.refresh(idea)
    assert idea.version == version, "whoever edits the text is not disturbed"


def test_the_history_names_the_jobcentre_and_nobody(client_for, personas):
    idea = make_idea(State.TEST, personas.author)
    client = client_for(personas.colleague)
    client.post_form(shared(idea), YES)
    client.post_form(shared(idea), NO)
    told = [event.kind for event in timeline("idea", idea.id)][:2]
    assert told == ["problem_withdrawn", "problem_shared"]
    for page in (f"/ideas/{idea.id}", f"/ideas/{idea.id}/history"):
        main = text_of(client_for(personas.facilitator).get_page(page).find(".//main"))
        assert "Bergstraße hat das Problem auch" in main
        assert personas.colleague.name not in main


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.MERGED)])
def test_whatever_became_of_the_idea_the_problem_may_be_shared(client_for, personas, state):
    idea = make_idea(state, personas.author)
    assert client_for(personas.leadership).post_form(shared(idea), YES).status_code == 303
    assert count_of(idea) == 2


@pytest.mark.parametrize(
    ("persona", "status"),
    [("author", 403), ("facilitator", 403), ("admin", 403), ("guest", 403), ("outsider", 404)],
)
def test_who_cannot_speak_for_another_jobcentre_counts_none(client_for, personas, persona, status):
    idea = make_idea(State.TEST, personas.author, team=[(personas.guest, today())])
    client = client_for(getattr(personas, persona))
    for data in (YES, NO):
        assert client.post_form(shared(idea), data).status_code == status
    assert count_of(idea) == 1
    if status == 403:
        assert shared(idea) not in client.get(f"/ideas/{idea.id}").text


def test_drafts_of_others_are_not_known_and_merged_ideas_are_over(client_for, personas):
    client = client_for(personas.colleague)
    assert client.post_form(shared(make_idea(State.DRAFT, personas.author)), YES).status_code == 404
    response = client.post_form(shared(make_idea(State.MERGED, personas.author)), YES)
    assert response.status_code == 403
    assert "bei der anderen Idee" in response.text


def test_a_dissolved_jobcentre_counts_on_and_says_nothing_more(client_for, personas):
    idea, other = make_idea(State.TEST, personas.author), make_idea(State.TEST, personas.author)
    client = client_for(personas.leadership)
    client.post_form(shared(idea), YES)
    ended = (
        sa.update(JobCentre)
        .where(JobCentre.key == MAIN_TAUNUS)
        .values(active_until=today().replace(year=2020))
    )
    db.session.execute(ended)
    db.session.commit()
    assert client.post_form(shared(other), YES).status_code == 403
    assert client.post_form(shared(idea), NO).status_code == 403
    assert "Main-Taunus (nicht mehr aktiv)" in card(client, idea)


@pytest.mark.parametrize("data", [{}, {"shared": "maybe"}, {"shared": "\x00"}, {"shared": ""}])
def test_neither_yes_nor_no_is_an_error(client_for, personas, data):
    idea = make_idea(State.TEST, personas.author)
    assert client_for(personas.colleague).post_form(shared(idea), data).status_code == 422
    assert count_of(idea) == 1


def test_a_token_is_needed_and_what_is_not_there_is_not_found(client_for, personas):
    idea = make_idea(State.TEST, personas.author)
    client = client_for(personas.colleague)
    assert client.post(shared(idea), data=YES).status_code == 400
    assert client.post_form("/ideas/999999/shared", YES).status_code == 404
    assert db.session.scalars(sa.select(SharedProblem)).all() == []


def test_what_is_hidden_is_nobodys_problem_until_it_is_checked(client_for, personas):
    idea = make_idea(State.TEST, personas.author, is_hidden=True)
    assert client_for(personas.colleague).post_form(shared(idea), YES).status_code == 403
    assert count_of(idea) == 1


def test_merging_carries_over_who_has_the_problem_the_own_jobcentre_too(client_for, personas):
    source, target = make_idea(State.TEST, personas.author), make_idea(State.IDEATE, personas.colleague)
    client_for(personas.leadership).post_form(shared(source), YES)
    for idea in (source, target):
        client_for(make_user(Role.STAFF, WIESBADEN)).post_form(shared(idea), YES)
    moderator = client_for(personas.facilitator)
    data = {"target_id": str(target.id), "reason": "Beide wollen dasselbe."}
    assert moderator.post_form(f"/ideas/{source.id}/merge", data).status_code == 303
    assert list_sharing_keys(target) == [BERGSTRASSE, *sorted([WIESBADEN, FULDA, MAIN_TAUNUS])]
    assert count_of(target) == 4
    assert "4 KJC haben das Problem" in card(moderator, target)
