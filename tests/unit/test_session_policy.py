"""Who may take notes, sort and publish: every check, every person, every kind of state."""

import pytest

from lab.core.errors import Denied, DomainError
from lab.ideas.workflow import STAGES, State
from lab.prototypes.models import Answer, Finding, Observation, PointKind, Prototype, Severity, TestRound
from lab.sessions import policy
from lab.sessions.sorting import gravest
from tests.unit.people import PERSONAS, idea_of, person

GROUPS = {
    "draft": (State.DRAFT,),
    "stages": STAGES,
    "aside": (State.READY, State.ROLLOUT, State.PARKED, State.STOPPED),
    "merged": (State.MERGED,),
}
# y: may · d: sees it and may not · n: may not know of it; the note is the member's
# columns: author colleague member facilitator leadership admin guest outsider
TABLE = """
check_take_notes         stages  y d y y d d y n
check_take_notes         aside   d d d d d d d n
check_remove_participant stages  y d y y d d y n
check_change_observation stages  d d y y d d d n
check_change_observation aside   d d d d d d d n
check_sort               draft   y n n n n n n n
check_sort               stages  y d y y d d y n
check_sort               aside   d d d y d d d n
check_publish            draft   d n n n n n n n
check_publish            stages  d d d y d d d n
check_publish            aside   d d d y d d d n
check_publish            merged  d d d d d d d n
check_close              merged  d d d y d d d n
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
LETTERS = {"Denied": "d", "NotFound": "n"}


def planned_round(**values):
    version = Prototype(number=1, hypothesis="Wer erinnert wird, kommt.", success_criterion="4 von 5 kommen.")
    return TestRound(prototype=version, **{"is_planned": True} | values)


def arguments_of(name, idea):
    note = Observation(participant_id=1, author_id=person("member").id)
    more = {
        "check_take_notes": [planned_round()],
        "check_remove_participant": [planned_round(), False],
        "check_change_observation": [note],
    }
    return [idea, *more.get(name, [])]


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
        found = [
            outcome(getattr(policy, name), person(persona), *arguments_of(name, idea)) for persona in PERSONAS
        ]
        assert found == expected, state


def test_no_notes_without_a_criterion_and_none_in_a_round_that_came_about_by_itself():
    idea, facilitator = idea_of(State.TEST), person("facilitator")
    bare = TestRound(prototype=Prototype(number=1, hypothesis="", success_criterion=""), is_planned=True)
    with pytest.raises(Denied, match="Hypothese und Erfolgskriterium"):
        policy.check_take_notes(facilitator, idea, bare)
    with pytest.raises(Denied, match="eigene Testrunde"):
        policy.check_take_notes(facilitator, idea, planned_round(is_planned=False))


def test_a_participant_with_notes_stays():
    with pytest.raises(Denied, match="schon etwas notiert"):
        policy.check_remove_participant(
            person("facilitator"), idea_of(State.TEST), planned_round(), has_notes=True
        )


def test_what_people_wrote_themselves_is_not_changed():
    sheet = Observation(answer_sheet_id=1, author_id=person("member").id)
    with pytest.raises(Denied, match="selbst geschrieben"):
        policy.check_change_observation(person("facilitator"), idea_of(State.TEST), sheet)


def test_only_an_unanswered_finding_may_be_left_empty():
    policy.check_empty_finding(Finding(body="Zu klein."))
    with pytest.raises(Denied, match=r"„Zu klein\.“"):
        policy.check_empty_finding(Finding(body="Zu klein.", answer=Answer.NO))


OPEN, LATER, SETTLED = None, Answer.LATER, Answer.NO


@pytest.mark.parametrize(
    ("severity", "kind", "answer", "may_change", "may_soften"),
    [
        (Severity.SEVERE, PointKind.CRITICISM, OPEN, True, False),
        (Severity.SEVERE, PointKind.QUESTION, LATER, False, False),
        (Severity.SEVERE, PointKind.CRITICISM, SETTLED, False, True),
        (Severity.SEVERE, PointKind.LIKE, OPEN, True, True),
        (Severity.MEDIUM, PointKind.CRITICISM, OPEN, True, True),
        (None, PointKind.IDEA, LATER, False, True),
    ],
)
def test_what_was_answered_or_counts_at_the_gate_is_for_facilitators_to_change(
    severity, kind, answer, may_change, may_soften
):
    idea, finding = (
        idea_of(State.TEST),
        Finding(body="Zu klein.", severity=severity, kind=kind, answer=answer),
    )
    member, facilitator = person("member"), person("facilitator")
    assert (outcome(policy.check_edit_finding, member, idea, finding) == "y") is may_change
    assert (outcome(policy.check_soften_finding, member, finding) == "y") is may_soften
    other, praise = Finding(kind=PointKind.CRITICISM), Finding(kind=PointKind.LIKE)
    assert (outcome(policy.check_merge_findings, member, other, finding) == "y") is (answer is OPEN)
    assert (outcome(policy.check_merge_findings, member, finding, praise) == "y") is may_soften
    assert outcome(policy.check_merge_findings, member, finding, other) == "y"
    assert outcome(policy.check_edit_finding, facilitator, idea, finding) == "y"
    assert outcome(policy.check_soften_finding, facilitator, finding) == "y"
    assert outcome(policy.check_merge_findings, facilitator, other, finding) == "y"


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), None),
        ((None, None), None),
        ((None, Severity.LOW), Severity.LOW),
        ((Severity.SEVERE, Severity.MEDIUM, None), Severity.SEVERE),
    ],
)
def test_the_gravest_counts(severities, expected):
    assert gravest(*severities) is expected
