"""What each stage wants, and how the checklist counts it."""

from dataclasses import replace

import pytest

from lab.ideas.evidence import EXIT_QUESTIONS, METHODS, NOTE_KINDS, Facts, checklist, next_step
from lab.ideas.models import Audience, Method, NoteKind
from lab.ideas.workflow import BOARD, STAGES, State
from lab.settings.service import DEFINITIONS

SETTINGS = {key: definition.default for key, definition in DEFINITIONS.items()}

COMPLETE = {
    State.EMPATHISE: Facts(
        Audience.BOTH, {NoteKind.CONVERSATION: 2, NoteKind.OBSERVATION: 1, NoteKind.AFFECTED_GROUP: 1}
    ),
    State.DEFINE: Facts(
        Audience.BOTH, {NoteKind.POINT_OF_VIEW: 1, NoteKind.HOW_MIGHT_WE: 1, NoteKind.SUCCESS_MEASURE: 1}
    ),
    State.IDEATE: Facts(
        Audience.BOTH, {NoteKind.ALTERNATIVE: 3, NoteKind.CHOICE: 1, NoteKind.RISKIEST_ASSUMPTION: 1}
    ),
    State.PROTOTYPE: Facts(
        Audience.BOTH,
        {NoteKind.PRIVACY_CHECK: 1, NoteKind.ACCESSIBILITY_CHECK: 1},
        prototypes=1,
        has_criterion=True,
    ),
    State.TEST: Facts(
        Audience.BOTH, prototypes=1, feedbacks=2, customers=4, staff=1, job_centres=2, is_criterion_met=True
    ),
}


def open_items(stage: State, facts: Facts) -> list[str]:
    return [item.code for item in checklist(stage, facts, SETTINGS) if not item.met]


@pytest.mark.parametrize("stage", STAGES)
def test_with_everything_recorded_nothing_is_open(stage):
    assert open_items(stage, COMPLETE[stage]) == []
    assert next_step(checklist(stage, COMPLETE[stage], SETTINGS)) == "vollständig"


@pytest.mark.parametrize("stage", STAGES)
def test_with_nothing_recorded_everything_is_open(stage):
    nothing = Facts(Audience.BOTH)
    assert open_items(stage, nothing) == [item.code for item in checklist(stage, nothing, SETTINGS)]
    assert open_items(stage, nothing)


@pytest.mark.parametrize("state", [state for state in State if state not in STAGES])
def test_outside_the_stages_nothing_is_wanted(state):
    assert checklist(state, Facts(Audience.BOTH), SETTINGS) == []
    assert next_step([]) == ""


def test_conversations_and_observations_count_together():
    facts = Facts(Audience.BOTH, {NoteKind.CONVERSATION: 1, NoteKind.OBSERVATION: 1})
    assert "conversations" in open_items(State.EMPATHISE, facts)
    assert "2 von 3" in next_step(checklist(State.EMPATHISE, facts, SETTINGS))


def test_thresholds_are_settings():
    facts = Facts(Audience.BOTH, {NoteKind.CONVERSATION: 3, NoteKind.AFFECTED_GROUP: 1})
    stricter = SETTINGS | {"conversations_wanted": 4}
    assert [item.met for item in checklist(State.EMPATHISE, facts, SETTINGS)] == [True, True]
    assert [item.met for item in checklist(State.EMPATHISE, facts, stricter)] == [False, True]


@pytest.mark.parametrize(
    ("audience", "wanted"),
    [
        (Audience.BOTH, {"customers", "staff"}),
        (Audience.CUSTOMERS, {"customers"}),
        (Audience.STAFF, {"staff"}),
    ],
)
def test_those_whom_the_idea_helps_are_heard(audience, wanted):
    facts = Facts(audience, feedbacks=1, others=5, job_centres=2, is_criterion_met=True)
    assert set(open_items(State.TEST, facts)) == wanted


def test_five_people_are_wanted_whoever_they_are():
    assert "people" in open_items(State.TEST, Facts(Audience.BOTH, feedbacks=1, customers=3, staff=1))
    assert "people" not in open_items(State.TEST, Facts(Audience.BOTH, feedbacks=1, customers=3, staff=2))


def test_an_open_finding_keeps_the_checklist_open():
    facts = replace(COMPLETE[State.TEST], open_findings=1)
    assert open_items(State.TEST, facts) == ["findings"]


def test_without_feedback_nothing_counts_as_answered():
    assert "findings" in open_items(State.TEST, Facts(Audience.BOTH, customers=4, staff=1))


def test_a_version_without_criterion_is_not_enough():
    facts = Facts(Audience.BOTH, {NoteKind.PRIVACY_CHECK: 1, NoteKind.ACCESSIBILITY_CHECK: 1}, prototypes=1)
    assert open_items(State.PROTOTYPE, facts) == ["criterion"]


def test_every_column_of_the_board_has_its_question():
    assert set(EXIT_QUESTIONS) == set(BOARD)


def test_every_method_and_every_kind_of_note_has_a_stage():
    assert {method for methods in METHODS.values() for method in methods} == set(Method)
    assert {kind for kinds in NOTE_KINDS.values() for kind in kinds} == set(NoteKind)


def test_what_a_checklist_wants_can_be_noted_in_that_stage():
    for stage in STAGES:
        codes = {item.code for item in checklist(stage, Facts(Audience.BOTH), SETTINGS)}
        wanted = {kind for kind in NoteKind if kind.value in codes}
        assert wanted <= set(NOTE_KINDS[stage])


@pytest.mark.parametrize(
    ("change", "missing", "text"),
    [
        ({"job_centres": 1}, "job_centres", "In 1 KJC getestet (mindestens 2)"),
        ({"severe_findings": 2}, "severe", "2 schwere Befunde noch nicht behoben"),
        ({"is_criterion_met": False}, "met", "Erfolgskriterium noch nicht als erfüllt beurteilt"),
    ],
)
def test_one_place_a_severe_finding_or_no_verdict_is_not_enough(change, missing, text):
    facts = replace(COMPLETE[State.TEST], **change)
    assert open_items(State.TEST, facts) == [missing]
    assert text in [item.text for item in checklist(State.TEST, facts, SETTINGS)]
