"""Who may do what with an idea: every check, every person, in each kind of state."""

from datetime import timedelta

import pytest

from lab.core.clock import today
from lab.core.errors import Denied, DomainError
from lab.ideas import policy
from lab.ideas.models import AuthorVisibility, StageNote
from lab.ideas.workflow import STAGES, State
from tests.unit.people import PERSONAS, idea_of, person

GROUPS = {
    "draft": (State.DRAFT,),
    "submitted": (State.SUBMITTED,),
    "stages": STAGES,
    "ready": (State.READY,),
    "aside": (State.ROLLOUT, State.PARKED, State.STOPPED, State.MERGED),
}

# y: may · d: sees it and may not · n: may not know of it
# columns: author colleague member facilitator leadership admin guest outsider
TABLE = """
check_see_idea   draft      y n n n n n n n
check_see_idea   submitted  y y y y y y y n
check_see_idea   stages     y y y y y y y n
check_see_idea   ready      y y y y y y y n
check_see_idea   aside      y y y y y y y n
check_edit_idea  draft      y n n n n n n n
check_edit_idea  submitted  y d d y d d d n
check_edit_idea  stages     d d d y d d d n
check_edit_idea  ready      d d d d d d d n
check_edit_idea  aside      d d d d d d d n
check_contribute draft      y n n n n n n n
check_contribute submitted  y d y y d d y n
check_contribute stages     y d y y d d y n
check_contribute ready      d d d d d d d n
check_contribute aside      d d d d d d d n
check_edit_profile draft    y n n n n n n n
check_edit_profile submitted y d y y d d y n
check_edit_profile stages   y d y y d d y n
check_edit_profile ready    d d d d d d d n
check_edit_profile aside    d d d d d d d n
check_join_team  draft      d n n n n n n n
check_join_team  submitted  d y d y y d d n
check_join_team  stages     d y d y y d d n
check_join_team  ready      d d d d d d d n
check_join_team  aside      d d d d d d d n
check_leave_team draft      d n n n n n n n
check_leave_team submitted  d d y d d d y n
check_leave_team stages     d d y d d d y n
check_leave_team ready      d d d d d d d n
check_leave_team aside      d d y d d d y n
check_moderate   draft      d n n n n n n n
check_moderate   submitted  d d d y d d d n
check_moderate   stages     d d d y d d d n
check_moderate   ready      d d d y d d d n
check_moderate   aside      d d d y d d d n
check_invite     draft      d n n n n n n n
check_invite     submitted  d d d y d d d n
check_invite     stages     d d d y d d d n
check_invite     ready      d d d d d d d n
check_invite     aside      d d d d d d d n
"""

ROWS = [line.split() for line in TABLE.strip().splitlines()]
LETTERS = {"Denied": "d", "NotFound": "n"}


def outcome(check, *args) -> str:
    try:
        check(*args)
    except DomainError as error:
        return LETTERS[type(error).__name__] if error.message else "a no without a reason"
    return "y"


@pytest.mark.parametrize(("name", "group", "letters"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_who_may(name, group, letters):
    check = getattr(policy, name)
    for state in GROUPS[group]:
        found = [outcome(check, person(who), idea_of(state)) for who in PERSONAS]
        assert found == letters, state


def test_no_check_is_left_out_of_the_table():
    others = {
        "check_step",
        "check_submit_ideas",
        "check_remove_note",
        "check_remove_attachment",
        "check_guest_until",
        "check_shown",
    }
    checks = {name for name in vars(policy) if name.startswith("check_")}
    assert checks == {row[0] for row in ROWS} | others


def test_who_may_submit_ideas():
    found = {who: outcome(policy.check_submit_ideas, person(who)) for who in PERSONAS}
    assert [who for who, letter in found.items() if letter == "d"] == ["admin", "guest", "outsider"]


@pytest.mark.parametrize("writer", ["member", "guest"])
def test_a_note_is_removed_by_who_wrote_it_and_by_facilitators(writer):
    note = StageNote(author_id=person(writer).id)
    found = [outcome(policy.check_remove_note, person(who), note, idea_of(State.IDEATE)) for who in PERSONAS]
    allowed = {"facilitator", writer}
    assert [who for who, letter in zip(PERSONAS, found, strict=True) if letter == "y"] == [
        who for who in PERSONAS if who in allowed
    ]


def test_a_hidden_author_is_known_to_the_author_and_to_facilitators_only():
    idea = idea_of(State.IDEATE, visibility=AuthorVisibility.TEAM)
    assert [who for who in PERSONAS if policy.may_know_author(person(who), idea)] == ["author", "facilitator"]


def test_a_named_author_is_known_to_all():
    idea = idea_of(State.IDEATE)
    assert all(policy.may_know_author(person(who), idea) for who in PERSONAS)


def test_a_guest_is_member_up_to_and_including_the_last_day():
    guest = person("guest")
    assert policy.is_member(guest, idea_of(State.IDEATE, guest_until=today()))
    assert not policy.is_member(guest, idea_of(State.IDEATE, guest_until=today() - timedelta(days=1)))


def test_guests_need_a_last_day_that_is_not_over():
    policy.check_guest_until(today(), today())
    for until in (None, today() - timedelta(days=1)):
        with pytest.raises(Denied):
            policy.check_guest_until(until, today())
