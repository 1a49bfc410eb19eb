"""Who may do what with prototypes, feedback and findings: every check, every person, every kind of state."""

from datetime import timedelta

import pytest

from lab.core.clock import now, today
from lab.core.errors import Denied, DomainError
from lab.ideas.workflow import STAGES, State
from lab.prototypes import policy
from lab.prototypes.models import Prototype
from tests.unit.people import PERSONAS, idea_of, person

GROUPS = {
    "draft": (State.DRAFT,),
    "submitted": (State.SUBMITTED,),
    "stages": STAGES,
    "aside": (State.READY, State.ROLLOUT, State.PARKED, State.STOPPED, State.MERGED),
}

# y: may · d: sees it and may not · i: not from this state · n: may not know of it
# columns: author colleague member facilitator leadership admin guest outsider
TABLE = """
check_add_prototype     draft      d n n n n n n n
check_add_prototype     submitted  d d d d d d d n
check_add_prototype     stages     y d y y d d y n
check_add_prototype     aside      d d d d d d d n
check_edit_prototype    draft      y n n n n n n n
check_edit_prototype    submitted  y d y y d d y n
check_edit_prototype    stages     y d y y d d y n
check_edit_prototype    aside      d d d d d d d n
check_change_hypothesis stages     y d y y d d y n
check_change_hypothesis aside      d d d d d d d n
check_record_feedback   submitted  y d y y d d y n
check_record_feedback   stages     y d y y d d y n
check_record_feedback   aside      d d d d d d d n
check_answer_finding    draft      d n n n n n n n
check_answer_finding    submitted  d d d y d d d n
check_answer_finding    stages     d d d y d d d n
check_answer_finding    aside      d d d y d d d n
"""

ROWS = [line.split() for line in TABLE.strip().splitlines()]
LETTERS = {"Denied": "d", "NotFound": "n", "InvalidMove": "i"}
ABOUT_A_VERSION = ("check_edit_prototype", "check_change_hypothesis", "check_record_feedback")


def version(**values):
    row = {"number": 1, "hypothesis": "Wer erinnert wird, kommt.", "success_criterion": "4 von 5 kommen."}
    return Prototype(**row | values)


def outcome(check, *args):
    try:
        check(*args)
    except DomainError as error:
        return LETTERS[type(error).__name__] if error.message else "no reason given"
    return "y"


@pytest.mark.parametrize(("name", "group", "expected"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_each_person_may_do_in_each_state_what_the_table_says(name, group, expected):
    for state in GROUPS[group]:
        resume = State.TEST if state in (State.PARKED, State.STOPPED) else None
        idea = idea_of(state, resume_state=resume)
        about = [idea, version()] if name in ABOUT_A_VERSION else [idea]
        found = [outcome(getattr(policy, name), person(persona), *about) for persona in PERSONAS]
        assert found == expected, state


def test_a_guest_whose_invitation_has_ended_knows_of_nothing():
    idea = idea_of(State.TEST, guest_until=today() - timedelta(days=1))
    for name in {row[0] for row in ROWS}:
        about = [idea, version()] if name in ABOUT_A_VERSION else [idea]
        assert outcome(getattr(policy, name), person("guest"), *about) == "n"


def test_before_work_has_begun_the_reason_says_when_prototypes_come():
    with pytest.raises(Denied, match="noch nicht begonnen"):
        policy.check_add_prototype(person("facilitator"), idea_of(State.SUBMITTED))
    with pytest.raises(Denied, match="zuerst ein"):
        policy.check_add_prototype(person("author"), idea_of(State.DRAFT))


def test_the_first_test_fixes_hypothesis_and_criterion_for_everyone():
    fixed = version(fixed_at=now())
    for persona in ("author", "member", "facilitator", "guest"):
        with pytest.raises(Denied, match="Ein geänderter Gedanke ist eine neue Version"):
            policy.check_change_hypothesis(person(persona), idea_of(State.TEST), fixed)
        policy.check_edit_prototype(person(persona), idea_of(State.TEST), fixed)


@pytest.mark.parametrize("missing", ["hypothesis", "success_criterion"])
def test_feedback_needs_hypothesis_and_criterion_and_says_how_to_mend_it(missing):
    with pytest.raises(Denied, match="Schreiben Sie zuerst Hypothese und Erfolgskriterium auf"):
        policy.check_record_feedback(person("author"), idea_of(State.TEST), version(**{missing: ""}))
