"""The state machine: every person, every state, every target, against a table written here by hand."""

from datetime import timedelta

import pytest

from lab.accounts.models import Role
from lab.core.clock import today
from lab.core.errors import Denied, DomainError, InvalidMove, NotFound
from lab.ideas.policy import check_step
from lab.ideas.workflow import RULES, STAGES, STEPS, By, Needs, State, draw_diagram, get_step, is_backward
from lab.ideas.workflow import targets_of as list_targets
from tests.unit.people import PERSONAS, idea_of, person

# a: the author · f: facilitators · r: only the review · b: facilitators, and only where it came from · .: nobody
TABLE = """
            draft submitted empathise define ideate prototype test ready rollout parked stopped merged
draft         .       a         .        .      .        .      .    .      .       .      .       .
submitted     .       .         f        .      .        .      .    .      .       f      f       f
empathise     .       .         .        f      .        .      .    .      .       f      f       f
define        .       .         f        .      f        .      .    .      .       f      f       f
ideate        .       .         f        f      .        f      .    .      .       f      f       f
prototype     .       .         f        f      f        .      f    .      .       f      f       f
test          .       .         f        f      f        f      .    f      .       f      f       f
ready         .       .         .        .      .        .      r    .      r       .      .       .
rollout       .       .         .        .      .        .      .    .      .       .      .       .
parked        .       b         b        b      b        b      b    .      .       .      .       .
stopped       .       b         b        b      b        b      b    .      .       .      .       .
merged        .       f         f        f      f        f      f    .      .       .      .       .
"""

NEEDS = {
    ("draft", "submitted"): Needs.NOTHING,
    ("submitted", "empathise"): Needs.ANSWER,
    ("empathise", "define"): Needs.EVIDENCE,
    ("define", "ideate"): Needs.EVIDENCE,
    ("ideate", "prototype"): Needs.EVIDENCE,
    ("prototype", "test"): Needs.EVIDENCE,
    ("test", "ready"): Needs.READINESS,
    ("ready", "rollout"): Needs.DECISION,
    ("ready", "test"): Needs.DECISION,
}


def read_table() -> dict[tuple[State, State], str]:
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return {
        (State(source), State(target)): letter
        for source, *letters in rows
        for target, letter in zip(header, letters, strict=True)
    }


CELLS = read_table()
EVERY_STATE = pytest.mark.parametrize("state", State, ids=lambda state: state.value)


def outcome(who: str, state: State, target: State, resume: State | None = None, by: By | None = None) -> str:
    try:
        check_step(person(who), idea_of(state, resume_state=resume), target, by)
    except DomainError as error:
        return type(error).__name__ if error.message else "a no without a reason"
    return "ok"


def expected(who: str, state: State, target: State, resume: State | None) -> str:
    letter = CELLS[state, target]
    if state == State.DRAFT:
        if who != "author":
            return "NotFound"
        return "ok" if letter == "a" else "InvalidMove"
    if who == "outsider":
        return "NotFound"
    if who != "facilitator":
        return "Denied"
    if letter == "f" or (letter == "b" and target == resume):
        return "ok"
    return "InvalidMove"


def test_the_table_names_every_pair_of_states():
    assert set(CELLS) == {(source, target) for source in State for target in State}


@pytest.mark.parametrize("who", PERSONAS)
@EVERY_STATE
def test_who_may_take_which_step(who, state):
    resumes = (State.SUBMITTED, *STAGES) if state in (State.PARKED, State.STOPPED) else (None,)
    steps = [(target, resume) for target in State for resume in resumes]
    found = {(target, resume): outcome(who, state, target, resume) for target, resume in steps}
    assert found == {(target, resume): expected(who, state, target, resume) for target, resume in steps}


@EVERY_STATE
def test_a_review_moves_only_what_is_under_review(state):
    moved = {target for target in State if outcome("leadership", state, target, by=By.REVIEW) == "ok"}
    assert moved == {target for target in State if CELLS[state, target] == "r"}


def test_a_facilitator_takes_an_own_draft_only_to_submitted():
    idea = idea_of(State.DRAFT, author="facilitator")
    assert check_step(person("facilitator"), idea, State.SUBMITTED).by is By.AUTHOR
    with pytest.raises(InvalidMove):
        check_step(person("facilitator"), idea, State.EMPATHISE)


def test_the_code_has_no_step_that_the_table_has_not():
    assert set(STEPS) == {move for move, letter in CELLS.items() if letter != "."}
    assert sum(len(rule.sources) * len(rule.targets) for rule in RULES) == len(STEPS)


@pytest.mark.parametrize(("state", "target"), sorted(STEPS), ids=lambda state: state.value)
def test_each_step_says_what_it_needs(state, target):
    if target in (State.PARKED, State.STOPPED, State.MERGED):
        needed = {"parked": Needs.LOOK_AGAIN, "stopped": Needs.LEARNING, "merged": Needs.TARGET}[target.value]
    elif state in (State.PARKED, State.STOPPED):
        needed = Needs.RETURN
    elif state == State.MERGED:
        needed = Needs.UNDO
    else:
        needed = NEEDS.get((state.value, target.value), Needs.REASON)
    rule = get_step(state, target)
    assert rule.needs is needed
    assert (rule.needs is Needs.REASON) == is_backward(state, target)


def test_targets_come_in_the_order_of_the_process():
    assert list_targets(State.IDEATE) == [
        State.EMPATHISE,
        State.DEFINE,
        State.PROTOTYPE,
        State.PARKED,
        State.STOPPED,
        State.MERGED,
    ]
    assert list_targets(State.ROLLOUT) == []


def test_skipping_a_stage_is_refused_with_a_reason_that_names_both():
    with pytest.raises(InvalidMove) as caught:
        get_step(State.EMPATHISE, State.TEST)
    assert "Verstehen" in caught.value.message
    assert "Testen" in caught.value.message


def test_the_diagram_shows_every_step():
    drawn = draw_diagram()
    for source, target in STEPS:
        assert f"{source.value} --> {target.value}:" in drawn
    assert drawn.count("-->") == len(STEPS) + 1


def test_an_ended_invitation_hides_the_idea():
    idea = idea_of(State.IDEATE, guest_until=today() - timedelta(days=1))
    with pytest.raises(NotFound):
        check_step(person("guest"), idea, State.PROTOTYPE)


def test_no_role_but_facilitators_moves_a_running_idea():
    for role in Role:
        someone = person("colleague")
        someone.role = role
        if role in (Role.FACILITATOR, Role.GUEST):
            continue
        with pytest.raises(Denied):
            check_step(someone, idea_of(State.IDEATE), State.PROTOTYPE)
