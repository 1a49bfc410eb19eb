"""Who takes part: joining, leaving, invitations, and guests until a day."""

from datetime import timedelta

import pytest

from lab.accounts.models import Role
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, TeamMember
from lab.ideas.workflow import ACTIVE, State
from tests.client import text_of
from tests.factories import make_idea, make_user
from tests.helpers import error_beside, frozen_at, typed_in


def membership(idea, account):
    return db.session.get(TeamMember, (idea.id, account.id))


def team_of(page):
    return text_of(page.find(".//*[@id='team']"))


def invite(client, idea, account, until=""):
    data = {"email": account.email, "until": until and until.isoformat()}
    return client.submit(f"/ideas/{idea.id}/team/invite", data)


def test_joining_makes_one_a_member_who_may_contribute(client_for, personas):
    idea = make_idea(State.IDEATE)
    client = client_for(personas.colleague)
    before = client.get_page(f"/ideas/{idea.id}")
    assert "Mitmachen" in team_of(before)
    response = client.submit(f"/ideas/{idea.id}", action=f"/ideas/{idea.id}/team/join")
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert membership(idea, personas.colleague).until is None
    assert timeline("idea", idea.id)[0].kind == "team_joined"
    page = client.get_page(f"/ideas/{idea.id}")
    assert personas.colleague.name in team_of(page)
    assert "Team (2)" in team_of(page)
    assert client.get(f"/ideas/{idea.id}/notes").status_code == 200


@pytest.mark.parametrize("who", ["colleague", "facilitator", "leadership"])
def test_everybody_in_a_jobcentre_may_take_part(client_for, personas, who):
    idea = make_idea(State.IDEATE)
    assert client_for(getattr(personas, who)).post_form(f"/ideas/{idea.id}/team/join").status_code == 303


@pytest.mark.parametrize(
    ("who", "status"), [("author", 403), ("member", 403), ("admin", 403), ("guest", 403), ("outsider", 404)]
)
def test_some_cannot_join(client_for, personas, who, status):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member, (personas.guest, None)])
    client = client_for(getattr(personas, who))
    assert client.post_form(f"/ideas/{idea.id}/team/join").status_code == status
    assert timeline("idea", idea.id)[0].kind != "team_joined"


@pytest.mark.parametrize(
    "state", [state for state in State if state not in (*ACTIVE, State.DRAFT)], ids=lambda state: state.value
)
def test_there_is_no_joining_where_nobody_works(client_for, personas, state):
    idea = make_idea(state)
    assert client_for(personas.colleague).post_form(f"/ideas/{idea.id}/team/join").status_code == 403
    assert membership(idea, personas.colleague) is None


def test_leaving_ends_the_part_but_not_the_history(client_for, personas):
    idea = make_idea(State.IDEATE, team=[personas.member])
    client = client_for(personas.member)
    response = client.submit(f"/ideas/{idea.id}", action=f"/ideas/{idea.id}/team/leave")
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert not membership(idea, personas.member).is_current
    assert personas.member.name not in team_of(client.get_page(f"/ideas/{idea.id}"))
    assert idea.title not in client.get("/ideas?mine=1").text
    assert client.get(f"/ideas/{idea.id}/notes").status_code == 403
    assert f"{personas.member.name} macht nicht mehr mit" in text_of(
        client.get_page(f"/ideas/{idea.id}/history")
    )
    assert client.post_form(f"/ideas/{idea.id}/team/join").status_code == 303
    assert membership(idea, personas.member).is_current


def test_a_guest_who_leaves_knows_the_idea_no_more(client_for, personas):
    idea = make_idea(State.IDEATE, team=[(personas.guest, None)])
    client = client_for(personas.guest)
    response = client.post_form(f"/ideas/{idea.id}/team/leave")
    assert (response.status_code, response.location) == (303, "/")
    assert client.get(f"/ideas/{idea.id}").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("author", 403), ("colleague", 403), ("facilitator", 403), ("outsider", 404)]
)
def test_only_members_leave(client_for, personas, who, status):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member])
    assert client_for(getattr(personas, who)).post_form(f"/ideas/{idea.id}/team/leave").status_code == status
    assert membership(idea, personas.member) is not None


def test_a_facilitator_invites_staff_without_an_end(client_for, personas):
    idea = make_idea(State.IDEATE)
    client = client_for(personas.facilitator)
    response = invite(client, idea, personas.colleague, today() + timedelta(days=3))
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert membership(idea, personas.colleague).until is None
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.detail) == ("team_invited", {"name": personas.colleague.name})


def test_an_address_is_found_whatever_its_case(client_for, personas):
    idea = make_idea(State.IDEATE)
    data = {"email": f"  {personas.colleague.email.upper()} "}
    assert client_for(personas.facilitator).submit(f"/ideas/{idea.id}/team/invite", data).status_code == 303
    assert membership(idea, personas.colleague) is not None


def test_a_guest_is_invited_until_a_day_and_then_knows_nothing(client_for, personas):
    with frozen_at("2026-03-02"):
        idea = make_idea(State.IDEATE, title="Nur für Eingeladene")
        guest = client_for(personas.guest)
        assert guest.get(f"/ideas/{idea.id}").status_code == 404
        facilitator = client_for(personas.facilitator)
        assert invite(facilitator, idea, personas.guest, today() + timedelta(days=7)).status_code == 303
        assert "Gast bis 09.03.2026" in team_of(facilitator.get_page(f"/ideas/{idea.id}"))
    with frozen_at("2026-03-09 23:30"):
        assert guest.get(f"/ideas/{idea.id}").status_code == 200
        assert guest.get(f"/ideas/{idea.id}/notes").status_code == 200
        for page in ("/ideas", "/ideas.csv", "/"):
            assert "Nur für Eingeladene" in guest.get(page).text, page
    with frozen_at("2026-03-10 00:30"):
        for page in ("", "/notes", "/history", "/edit", "/profile"):
            assert guest.get(f"/ideas/{idea.id}{page}").status_code == 404, page
        assert guest.post_form(f"/ideas/{idea.id}/team/leave").status_code == 404
        for page in ("/ideas", "/ideas.csv", "/"):
            assert "Nur für Eingeladene" not in guest.get(page).text, page
        team = team_of(client_for(personas.colleague).get_page(f"/ideas/{idea.id}"))
        assert personas.guest.name not in team
        assert "Team (1)" in team


def test_a_guest_sees_only_ideas_with_an_invitation(client_for, personas):
    make_idea(State.IDEATE, title="Fremde Idee")
    make_idea(State.IDEATE, title="Eigene Einladung", team=[(personas.guest, None)])
    guest = client_for(personas.guest)
    listed = text_of(guest.get_page("/ideas"))
    assert "Eigene Einladung" in listed
    assert "Fremde Idee" not in listed
    assert "Fremde Idee" not in guest.get("/ideas.csv").text
    assert "Fremde Idee" not in guest.get("/").text
    assert guest.get("/board").status_code == 403


def test_a_second_invitation_moves_the_day(client_for, personas):
    idea = make_idea(State.IDEATE, team=[(personas.guest, today() - timedelta(days=1))])
    client = client_for(personas.facilitator)
    for days in (5, 9, 0):
        assert invite(client, idea, personas.guest, today() + timedelta(days=days)).status_code == 303
        assert membership(idea, personas.guest).until == today() + timedelta(days=days)


@pytest.mark.parametrize("until", ["", "1900-01-01", "gestern", "2026-13-01", "9999-12-31", "\x00", "🙂"])
def test_a_guests_day_lies_ahead_and_within_reach(client_for, personas, until):
    idea = make_idea(State.IDEATE)
    data = {"email": personas.guest.email, "until": until}
    response = client_for(personas.facilitator).submit(f"/ideas/{idea.id}/team/invite", data)
    assert response.status_code == 422
    assert error_beside(response.text, "until")
    assert typed_in(response.text, "email") == personas.guest.email
    assert membership(idea, personas.guest) is None


@pytest.mark.parametrize(
    "email", ["", "   ", "niemand@lab.example", "kein at", "x" * 100_000, "\x00", "<b>@x", "🙂@lab.example"]
)
def test_an_address_without_an_account_is_refused(client_for, personas, email):
    idea = make_idea(State.IDEATE)
    client = client_for(personas.facilitator)
    response = client.submit(f"/ideas/{idea.id}/team/invite", {"email": email, "until": "2099-01-01"})
    assert response.status_code == 422
    assert error_beside(response.text, "email")
    assert typed_in(response.text, "until") == "2099-01-01"


def test_those_who_are_there_and_those_who_cannot_be_are_not_invited(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member])
    gone = make_user(Role.STAFF, is_enabled=False)
    client = client_for(personas.facilitator)
    for account in (personas.author, personas.member, personas.admin, gone):
        response = invite(client, idea, account)
        assert response.status_code == 422, account
        assert error_beside(response.text, "email")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("author", 403),
        ("member", 403),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 403),
    ],
)
def test_only_facilitators_invite(client_for, personas, who, status):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member])
    client = client_for(getattr(personas, who))
    assert client.get(f"/ideas/{idea.id}/team/invite").status_code == status
    data = {"email": personas.colleague.email}
    assert client.post_form(f"/ideas/{idea.id}/team/invite", data).status_code == status
    assert membership(idea, personas.colleague) is None


def test_nobody_is_invited_where_nobody_works(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    client = client_for(personas.facilitator)
    assert client.get(f"/ideas/{idea.id}/team/invite").status_code == 403
    assert "Einladen" not in team_of(client.get_page(f"/ideas/{idea.id}"))


def test_a_hidden_author_counts_but_has_no_name(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author, author_visibility=AuthorVisibility.TEAM)
    team = team_of(client_for(personas.colleague).get_page(f"/ideas/{idea.id}"))
    assert "Team (1)" in team
    assert personas.author.name not in team
    assert personas.author.name in team_of(client_for(personas.facilitator).get_page(f"/ideas/{idea.id}"))


def test_facilitators_take_somebody_out_of_the_team(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member, (personas.guest, None)])
    client = client_for(personas.facilitator)
    action = f"/ideas/{idea.id}/team/{personas.guest.id}/remove"
    response = client.submit(f"/ideas/{idea.id}", action=action)
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}#team")
    assert not membership(idea, personas.guest).is_current
    assert membership(idea, personas.member).is_current
    assert timeline("idea", idea.id)[0].kind == "team_removed"
    assert client_for(personas.guest).get(f"/ideas/{idea.id}").status_code == 404
    assert client.post_form(action).status_code == 404


def test_nobody_else_takes_somebody_out_of_the_team(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member])
    action = f"/ideas/{idea.id}/team/{personas.member.id}/remove"
    for who in ("author", "member", "colleague", "leadership", "admin"):
        assert client_for(getattr(personas, who)).post_form(action).status_code == 403
    assert membership(idea, personas.member) is not None


def test_the_author_cannot_be_taken_out_of_the_team(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author)
    action = f"/ideas/{idea.id}/team/{personas.author.id}/remove"
    assert client_for(personas.facilitator).post_form(action).status_code == 404
