"""„Wir wären dabei“: jobcentres say so from the test stage on, so that pilots find places."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, Role
from lab.adoption.models import Adoption, AdoptionStatus
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    MAIN_TAUNUS,
    WIESBADEN,
    make_adoption,
    make_idea,
    make_review,
    make_user,
)
from tests.markup import parse, text_of

YES, NO = {"interested": "yes"}, {"interested": "no"}


def interest_in(idea):
    return f"/ideas/{idea.id}/interest"


def card(client, idea):
    """The card's words, None where there is no card."""
    found = parse(client.get(f"/ideas/{idea.id}").text).find(".//*[@id='interest']")
    return None if found is None else text_of(found)


def status_in(idea, key=MAIN_TAUNUS):
    row = db.session.get(Adoption, (idea.id, key), populate_existing=True)
    return row.status.value if row else None


@pytest.mark.parametrize("state", [State.TEST, State.READY, State.ROLLOUT])
def test_a_leader_says_that_the_jobcentre_would_take_part_and_takes_it_back(client_for, personas, state):
    idea = make_idea(state)
    client = client_for(personas.leadership)
    assert "Wir wären dabei" in card(client, idea)
    for _twice in range(2):
        sent = client.post_form(interest_in(idea), YES)
        assert (sent.status_code, sent.location) == (303, f"/ideas/{idea.id}#interest")
    assert status_in(idea) == "interested"
    assert "1 KJC wäre bei Pilot oder Einführung dabei: Main-Taunus" in card(
        client_for(personas.colleague), idea
    )
    assert "Doch nicht dabei" in card(client, idea)
    for _twice in range(2):
        assert client.post_form(interest_in(idea), NO).status_code == 303
    assert status_in(idea) == "not_assessed"
    told = [event for event in timeline("idea", idea.id) if event.kind == "adoption_changed"]
    assert [(event.from_state, event.to_state) for event in reversed(told)] == [
        ("not_assessed", "interested"),
        ("interested", "not_assessed"),
    ]


@pytest.mark.parametrize(
    "state", [state for state in State if state not in (State.TEST, State.READY, State.ROLLOUT, State.DRAFT)]
)
def test_before_the_test_and_beside_the_way_nobody_says_interest(client_for, personas, state):
    values = {"merged_into_id": make_idea(State.TEST).id} if state is State.MERGED else {}
    idea = make_idea(state, **values)
    assert client_for(personas.leadership).post_form(interest_in(idea), YES).status_code == 403
    assert status_in(idea) is None


@pytest.mark.parametrize("state", [State.IDEATE, State.PARKED, State.STOPPED])
def test_an_idea_that_leaves_the_test_keeps_its_interest_and_it_may_still_be_taken_back(
    client_for, personas, state
):
    idea = make_idea(state)
    make_adoption(idea, AdoptionStatus.INTERESTED, MAIN_TAUNUS)
    make_adoption(idea, AdoptionStatus.INTERESTED, WIESBADEN)
    client = client_for(personas.leadership)
    assert "2 KJC wären bei Pilot oder Einführung dabei: Main-TaunusWiesbaden" in card(client, idea)
    assert client.post_form(interest_in(idea), NO).status_code == 303
    assert "1 KJC wäre bei Pilot oder Einführung dabei: Wiesbaden" in card(client, idea)


@pytest.mark.parametrize(
    ("persona", "status"),
    [("author", 403), ("facilitator", 403), ("admin", 403), ("guest", 403), ("outsider", 404)],
)
def test_only_leadership_speaks_for_a_jobcentre(client_for, personas, persona, status):
    idea = make_idea(State.TEST, personas.author, team=[(personas.guest, today() + timedelta(days=9))])
    client = client_for(getattr(personas, persona))
    assert client.post_form(interest_in(idea), YES).status_code == status
    assert client.post_form(interest_in(idea), NO).status_code == status
    if status == 403:
        assert interest_in(idea) not in client.get(f"/ideas/{idea.id}").text


def test_a_dissolved_jobcentre_stays_in_the_list_and_says_nothing_more(client_for, personas):
    idea, other = make_idea(State.TEST), make_idea(State.TEST)
    make_adoption(idea, AdoptionStatus.INTERESTED, MAIN_TAUNUS)
    db.session.execute(
        sa.update(JobCentre)
        .where(JobCentre.key == MAIN_TAUNUS)
        .values(active_until=today() - timedelta(days=1))
    )
    db.session.commit()
    client = client_for(personas.leadership)
    assert client.post_form(interest_in(other), YES).status_code == 403
    assert client.post_form(interest_in(idea), NO).status_code == 403
    assert "Main-Taunus (nicht mehr aktiv)" in card(client, idea)


@pytest.mark.parametrize("data", [{}, {"interested": "maybe"}, {"interested": "\x00"}, {"interested": ""}])
def test_neither_yes_nor_no_is_an_error(client_for, personas, data):
    idea = make_idea(State.TEST)
    assert client_for(personas.leadership).post_form(interest_in(idea), data).status_code == 422
    assert status_in(idea) is None


def test_a_jobcentre_that_is_further_keeps_its_status(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    make_review(idea, ReviewStatus.APPROVED)
    make_adoption(idea, AdoptionStatus.PILOT, MAIN_TAUNUS)
    client = client_for(personas.leadership)
    for data in (YES, NO):
        assert client.post_form(interest_in(idea), data).status_code == 409
    assert status_in(idea) == "pilot"
    assert card(client, idea) is None


def test_interest_follows_an_idea_that_is_merged_and_counts_once(client_for, personas):
    source, target = make_idea(State.TEST), make_idea(State.PROTOTYPE)
    early = date(2026, 1, 15)
    make_adoption(source, AdoptionStatus.INTERESTED, MAIN_TAUNUS, since=early)
    make_adoption(source, AdoptionStatus.INTERESTED, WIESBADEN)
    make_adoption(source, AdoptionStatus.NOT_ASSESSED, FULDA)
    make_adoption(source, AdoptionStatus.INTERESTED, BERGSTRASSE)
    make_adoption(target, AdoptionStatus.INTERESTED, WIESBADEN)
    make_adoption(target, AdoptionStatus.NOT_ASSESSED, BERGSTRASSE)
    client, page = client_for(personas.facilitator), f"/ideas/{source.id}/merge"
    assert "Interesse von 3 KJC" in client.get(page).text
    data = {"target_id": str(target.id), "reason": "Beide wollen dasselbe."}
    assert client.post_form(page, data).status_code == 303
    keys = (MAIN_TAUNUS, WIESBADEN, FULDA, BERGSTRASSE)
    assert [status_in(target, key) for key in keys] == ["interested", "interested", None, "interested"]
    assert [status_in(source, key) for key in keys] == ["not_assessed"] * 4
    assert db.session.get(Adoption, (target.id, MAIN_TAUNUS)).since == early
    assert "3 KJC wären" in card(client, target)
    moved = [event for event in timeline("idea", target.id) if event.kind == "adoption_changed"]
    assert {event.detail["job_centre_key"] for event in moved} == {MAIN_TAUNUS, BERGSTRASSE}


def test_a_token_is_needed(client_for, personas):
    assert (
        client_for(personas.leadership).post(interest_in(make_idea(State.TEST)), data=YES).status_code == 400
    )


def test_interest_said_before_the_approval_is_the_first_rung_after_it(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    review = make_review(idea, ReviewStatus.APPROVED)
    make_adoption(idea, AdoptionStatus.INTERESTED, MAIN_TAUNUS)
    client = client_for(make_user(Role.LEADERSHIP, MAIN_TAUNUS))
    step = {"status": "assessing"}
    assert client.post_form(f"/rollout/{review.id}/adoptions/{MAIN_TAUNUS}", step).status_code == 303
