"""Who may report, decide and adopt: the whole matrix, without a database."""

from datetime import timedelta

import pytest

from lab.accounts.models import JobCentre, Role, User
from lab.adoption.policy import check_keep_adoption
from lab.core.clock import today
from lab.core.errors import Conflict, Denied, DomainError, InvalidMove, NotFound
from lab.ideas.models import AuthorVisibility, Idea, TeamMember
from lab.ideas.workflow import State
from lab.rollout.committee import Committee
from lab.rollout.models import ReviewStatus, RolloutReview
from lab.rollout.policy import check_decide, check_open_review, check_see_rollout, may_vote

AUTHOR, MEMBER, OPENER, SOMEONE = 1, 2, 3, 4
NOBODY = Committee()
OUTSIDE_TEST = [state for state in State if state not in (State.TEST, State.READY, State.DRAFT)]


def account(role, number=SOMEONE, job_centre="06631"):
    return User(id=number, role=role, job_centre_key=job_centre, name="Jemand", email="x@lab.example")


def an_idea(state=State.TEST, until=None, members=(MEMBER,)):
    idea = Idea(id=1, state=state, author_id=AUTHOR, author_visibility=AuthorVisibility.TEAM)
    for number in members:
        idea.team.append(TeamMember(account_id=number, until=until))
    return idea


def a_review(status=ReviewStatus.OPEN):
    return RolloutReview(id=1, idea_id=1, status=status, opened_by_id=OPENER)


def a_job_centre(key="06631", days_left=None):
    until = None if days_left is None else today() + timedelta(days=days_left)
    return JobCentre(
        key=key, short_name="Fulda", active_from=today() - timedelta(days=900), active_until=until
    )


def outcome(check, *args):
    try:
        check(*args)
    except DomainError as error:
        return type(error) if error.message else "no reason given"
    return None


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.STAFF, None),
        (Role.FACILITATOR, None),
        (Role.LEADERSHIP, None),
        (Role.ADMIN, None),
        (Role.GUEST, Denied),
    ],
)
def test_everyone_but_guests_sees_the_overview(role, expected):
    assert outcome(check_see_rollout, account(role)) is expected


@pytest.mark.parametrize(
    ("role", "number", "expected"),
    [
        (Role.FACILITATOR, SOMEONE, None),
        (Role.FACILITATOR, AUTHOR, None),
        (Role.STAFF, AUTHOR, Denied),
        (Role.STAFF, MEMBER, Denied),
        (Role.STAFF, SOMEONE, Denied),
        (Role.LEADERSHIP, SOMEONE, Denied),
        (Role.ADMIN, SOMEONE, Denied),
        (Role.GUEST, MEMBER, Denied),
        (Role.GUEST, SOMEONE, NotFound),
    ],
)
def test_only_facilitators_report(role, number, expected):
    assert outcome(check_open_review, account(role, number), an_idea()) is expected


def test_who_was_on_the_team_or_is_responsible_does_not_decide_either():
    left = an_idea(State.READY, until=today() - timedelta(days=400))
    led = an_idea(State.READY)
    led.responsible_id = SOMEONE
    for idea, number in ((left, MEMBER), (led, SOMEONE)):
        who = account(Role.LEADERSHIP, number)
        assert outcome(check_decide, who, a_review(), idea, NOBODY) is Denied
        assert not may_vote(who, a_review(), idea, Committee((who,), frozenset({number})))


@pytest.mark.parametrize("state", OUTSIDE_TEST)
def test_only_what_is_being_tested_is_reported(state):
    assert outcome(check_open_review, account(Role.FACILITATOR), an_idea(state)) is InvalidMove


def test_what_is_reported_already_is_not_reported_again():
    assert outcome(check_open_review, account(Role.FACILITATOR), an_idea(State.READY)) is Conflict


@pytest.mark.parametrize(
    ("role", "number", "expected"),
    [
        (Role.LEADERSHIP, SOMEONE, None),
        (Role.LEADERSHIP, AUTHOR, Denied),
        (Role.LEADERSHIP, MEMBER, Denied),
        (Role.LEADERSHIP, OPENER, Denied),
        (Role.FACILITATOR, SOMEONE, Denied),
        (Role.FACILITATOR, OPENER, Denied),
        (Role.STAFF, SOMEONE, Denied),
        (Role.STAFF, AUTHOR, Denied),
        (Role.ADMIN, SOMEONE, Denied),
        (Role.GUEST, MEMBER, Denied),
        (Role.GUEST, SOMEONE, NotFound),
    ],
)
def test_leadership_decides_but_never_about_its_own(role, number, expected):
    idea = an_idea(State.READY)
    assert outcome(check_decide, account(role, number), a_review(), idea, NOBODY) is expected


def test_each_bar_to_deciding_has_its_own_reason():
    idea, review = an_idea(State.READY), a_review()
    reasons = set()
    for number in (AUTHOR, MEMBER, OPENER):
        with pytest.raises(Denied) as denied:
            check_decide(account(Role.LEADERSHIP, number), review, idea, NOBODY)
        reasons.add(denied.value.message)
    assert len(reasons) == 3


def test_who_wrote_an_idea_that_went_into_this_one_does_not_decide_even_outside_the_team():
    idea = an_idea(State.READY)
    idea.received = [Idea(id=2, author_id=SOMEONE)]
    with pytest.raises(Denied, match="ist in dieser aufgegangen"):
        check_decide(account(Role.LEADERSHIP), a_review(), idea, NOBODY)


@pytest.mark.parametrize(
    ("role", "key", "expected"),
    [
        (Role.LEADERSHIP, "06631", None),
        (Role.LEADERSHIP, "06414", Denied),
        (Role.FACILITATOR, "06631", Denied),
        (Role.STAFF, "06631", Denied),
        (Role.ADMIN, None, Denied),
        (Role.GUEST, None, NotFound),
    ],
)
def test_only_the_jobcentres_own_leadership_keeps_its_row(role, key, expected):
    actor = account(role, job_centre=key)
    assert outcome(check_keep_adoption, actor, an_idea(State.ROLLOUT), a_job_centre()) is expected


def test_author_and_team_may_still_keep_their_own_jobcentres_row():
    for number in (AUTHOR, MEMBER):
        actor = account(Role.LEADERSHIP, number)
        assert outcome(check_keep_adoption, actor, an_idea(State.ROLLOUT), a_job_centre()) is None


@pytest.mark.parametrize("state", [state for state in State if state not in (State.ROLLOUT, State.DRAFT)])
def test_nothing_is_adopted_before_the_approval(state):
    actor = account(Role.LEADERSHIP)
    assert outcome(check_keep_adoption, actor, an_idea(state), a_job_centre()) is Denied


@pytest.mark.parametrize(("days_left", "expected"), [(0, None), (-1, Denied)])
def test_a_jobcentre_that_is_no_more_is_not_written(days_left, expected):
    actor, idea = account(Role.LEADERSHIP), an_idea(State.ROLLOUT)
    assert outcome(check_keep_adoption, actor, idea, a_job_centre(days_left=days_left)) is expected
