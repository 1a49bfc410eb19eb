"""The steering committee: who counts, votes, sees and closes, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lab.accounts.models import Role, User
from lab.core.clock import today
from lab.core.errors import Denied, DomainError, NotFound
from lab.ideas.models import AuthorVisibility, Idea, TeamMember
from lab.ideas.workflow import State
from lab.rollout.committee import Committee, Voting, seat, sees_votes, usual_day_to_look_again
from lab.rollout.models import CommitteeMember, ReviewStatus, RolloutReview
from lab.rollout.policy import (
    check_answer_question,
    check_decide,
    check_tick_condition,
    check_vote,
    may_vote,
)
from tests.unit.people import PERSONAS, idea_of, person

AUTHOR, TEAM, OPENER, CHAIR, MEMBER, FORMER, OUTSIDE = 1, 2, 3, 4, 5, 6, 7


def leader(number: int, role: Role = Role.LEADERSHIP, is_enabled: bool = True) -> User:
    return User(id=number, role=role, is_enabled=is_enabled, name="Jemand", job_centre_key="06631")


def listed(number: int, is_chair: bool = False, **values: object) -> CommitteeMember:
    return CommitteeMember(account_id=number, is_chair=is_chair, account=leader(number, **values))


def a_committee() -> Committee:
    """Everybody who has something to do with the idea sits in it, as chair too."""
    involved = [listed(number, True) for number in (AUTHOR, TEAM, OPENER)]
    return seat([*involved, listed(CHAIR, True), listed(MEMBER)])


def a_review(status: ReviewStatus = ReviewStatus.OPEN) -> RolloutReview:
    return RolloutReview(id=1, idea_id=1, status=status, opened_by_id=OPENER)


def an_idea() -> Idea:
    idea = Idea(id=1, state=State.READY, author_id=AUTHOR, author_visibility=AuthorVisibility.NAMED)
    idea.team.append(TeamMember(account_id=TEAM, until=None))
    return idea


def outcome(check, *args):
    try:
        check(*args)
    except DomainError as error:
        return type(error) if error.message else "no reason given"
    return None


def test_who_lost_the_role_or_is_disabled_is_no_member():
    committee = seat([listed(1, role=Role.STAFF), listed(2, is_enabled=False), listed(3, True), listed(4)])
    assert [member.id for member in committee.members] == [3, 4]
    assert committee.chairs == {3}
    # Where all have left, it is a committee without a chair: nobody decides alone.
    assert seat([listed(1, True, is_enabled=False)]).exists
    assert not seat([]).exists


@pytest.mark.parametrize(
    ("number", "decides", "votes"),
    [
        (AUTHOR, Denied, Denied),
        (TEAM, Denied, Denied),
        (OPENER, Denied, Denied),
        (CHAIR, None, None),
        (MEMBER, Denied, None),
        (FORMER, Denied, Denied),
    ],
)
def test_the_chair_decides_members_vote_and_nobody_who_is_involved(number, decides, votes):
    args = (leader(number), a_review(), an_idea(), a_committee())
    assert outcome(check_decide, *args) is decides
    assert outcome(check_vote, *args) is votes
    assert may_vote(*args) == (votes is None)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEADERSHIP])
def test_no_other_role_votes_or_decides_even_when_listed(role):
    committee = seat([listed(OUTSIDE, True, role=role), listed(MEMBER)])
    expected = NotFound if role is Role.GUEST else Denied
    for check in (check_decide, check_vote):
        assert outcome(check, leader(OUTSIDE, role), a_review(), an_idea(), committee) is expected


def test_without_a_committee_any_leader_decides_and_nobody_votes():
    args = (leader(OUTSIDE), a_review(), an_idea(), Committee())
    assert outcome(check_decide, *args) is None
    assert outcome(check_vote, *args) is Denied


def test_who_wrote_an_idea_that_went_into_this_one_has_no_vote():
    idea = an_idea()
    idea.received = [Idea(id=2, author_id=MEMBER)]
    assert outcome(check_vote, leader(MEMBER), a_review(), idea, a_committee()) is Denied


@pytest.mark.parametrize(
    ("status", "number", "voters", "expected"),
    [
        (ReviewStatus.OPEN, MEMBER, {MEMBER}, True),
        (ReviewStatus.OPEN, MEMBER, {CHAIR}, False),
        (ReviewStatus.OPEN, CHAIR, {MEMBER}, False),
        (ReviewStatus.OPEN, CHAIR, {CHAIR}, True),
        (ReviewStatus.OPEN, FORMER, {FORMER}, False),
        (ReviewStatus.OPEN, OUTSIDE, set(), False),
        *((status, OUTSIDE, set(), True) for status in ReviewStatus if status is not ReviewStatus.OPEN),
    ],
)
def test_votes_are_secret_but_for_members_who_have_given_theirs(status, number, voters, expected):
    assert sees_votes(leader(number), a_review(status), a_committee(), voters) is expected


OPEN_VOTE = Voting(
    voters=frozenset(),
    eligible=frozenset({1, 2, 3, 4}),
    quorum=3,
    deadline_on=today() + timedelta(days=1),
    may_be_early=False,
)


@pytest.mark.parametrize(
    ("voters", "eligible", "quorum", "needed", "total", "has_quorum"),
    [
        ({1, 2}, {1, 2, 3, 4}, 3, 3, 4, False),
        ({1, 2, 3}, {1, 2, 3, 4}, 3, 3, 4, True),
        # Never more than there are members who may vote.
        ({1, 2}, {1, 2}, 3, 2, 2, True),
        # Who left has voted all the same, and makes no smaller quorum of those who stay.
        ({1, 9}, {1, 2, 3}, 2, 2, 4, True),
        ({8, 9}, {3}, 3, 3, 3, False),
        (set(), {1, 2, 3}, 0, 0, 3, True),
        (set(), set(), 3, 0, 0, True),
    ],
)
def test_a_quorum_is_counted_among_those_who_may_vote(voters, eligible, quorum, needed, total, has_quorum):
    voting = replace(OPEN_VOTE, voters=frozenset(voters), eligible=frozenset(eligible), quorum=quorum)
    assert (voting.needed, voting.total, voting.has_quorum) == (needed, total, has_quorum)


@pytest.mark.parametrize(
    ("voters", "days", "urgent", "is_ready", "may_close"),
    [
        ({1}, 1, False, False, False),
        ({1}, 0, False, False, False),
        ({1}, -1, False, True, True),
        ({1}, 1, True, False, True),
        ({1, 2, 3}, 1, False, True, True),
    ],
)
def test_a_vote_is_closed_with_a_quorum_after_the_deadline_or_when_urgent(
    voters, days, urgent, is_ready, may_close
):
    voting = replace(
        OPEN_VOTE,
        voters=frozenset(voters),
        deadline_on=today() + timedelta(days=days),
        may_be_early=urgent,
    )
    assert (voting.is_ready, voting.may_close) == (is_ready, may_close)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 2), date(2026, 9, 2)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 6, 1)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_the_usual_day_to_look_again_is_half_a_year_on(day, expected):
    assert usual_day_to_look_again(day) == expected


TEAM_AND_FACILITATORS = {"author", "member", "facilitator", "guest"}


@pytest.mark.parametrize("name", PERSONAS)
def test_the_team_and_facilitators_answer_and_tick(name):
    allowed = None if name in TEAM_AND_FACILITATORS else NotFound if name == "outsider" else Denied
    assert outcome(check_answer_question, person(name), idea_of(State.READY)) is allowed
    assert outcome(check_tick_condition, person(name), idea_of(State.TEST)) is allowed


@pytest.mark.parametrize("state", [State.READY, State.ROLLOUT, State.PARKED, State.STOPPED])
def test_conditions_are_ticked_only_while_work_goes_on(state):
    assert outcome(check_tick_condition, person("member"), idea_of(state)) is Denied
