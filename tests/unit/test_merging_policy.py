"""Who may merge ideas, and when that may be undone."""

from datetime import timedelta

import pytest

from lab.core.clock import now
from lab.core.errors import Denied, DomainError, Invalid, InvalidMove, NotFound
from lab.ideas.workflow import ACTIVE, State
from lab.merging import policy
from lab.merging.models import IdeaMerge
from tests.unit.people import PERSONAS, idea_of, person


def outcome(check, *args):
    try:
        check(*args)
    except DomainError as error:
        return type(error) if error.message else "a no without a reason"
    return None


def merged(source=State.MERGED, target=State.IDEATE, days=1, **values):
    """A merging of that many days ago, and where both ideas stand by now."""
    one, other = idea_of(source), idea_of(target)
    other.id, other.title = 2, "Die andere"
    one.merged_into_id = 2 if source == State.MERGED else None
    merge = IdeaMerge(merged_at=now() - timedelta(days=days), state=State.DEFINE, **values)
    merge.source, merge.target = one, other
    return merge


@pytest.mark.parametrize("who", PERSONAS)
def test_only_facilitators_merge_and_only_active_ideas(who):
    for state in State:
        found = outcome(policy.check_merge, person(who), idea_of(state))
        if state == State.DRAFT:
            assert found is (InvalidMove if who == "author" else NotFound)
        elif who == "outsider":
            assert found is NotFound
        elif who != "facilitator":
            assert found is Denied
        else:
            assert found is (None if state in ACTIVE else InvalidMove)


@pytest.mark.parametrize("who", PERSONAS)
def test_only_facilitators_undo(who):
    expected = {"facilitator": None, "outsider": NotFound}.get(who, Denied)
    assert outcome(policy.check_undo_merge, person(who), merged(), now()) is expected


@pytest.mark.parametrize(
    ("merge", "words"),
    [
        (merged(days=31), "30 Tage"),
        (merged(source=State.DEFINE), "schon rückgängig"),
        (merged(undone_at=now()), "schon rückgängig"),
        (merged(target=State.MERGED), "selbst in einer anderen Idee"),
        (merged(target=State.READY), "Rolloutreif gemeldet"),
        (merged(target=State.ROLLOUT), "Im Rollout"),
    ],
)
def test_what_has_gone_on_is_not_undone_and_the_reason_says_why(merge, words):
    with pytest.raises(InvalidMove, match=words):
        policy.check_undo_merge(person("facilitator"), merge, now())


def test_undoing_ends_with_the_thirtieth_day():
    merge = merged()
    last = policy.last_moment(merge.merged_at)
    policy.check_undo_merge(person("facilitator"), merge, last)
    with pytest.raises(InvalidMove):
        policy.check_undo_merge(person("facilitator"), merge, last + timedelta(seconds=1))


@pytest.mark.parametrize("which", ["source", "target"])
def test_nothing_moves_while_personal_data_are_looked_for(which):
    merge = merged()
    getattr(merge, which).is_hidden = True
    with pytest.raises(InvalidMove, match="personenbezogene"):
        policy.check_undo_merge(person("facilitator"), merge, now())
    source, target = idea_of(State.TEST), idea_of(State.TEST)
    target.id = 2
    (source if which == "source" else target).is_hidden = True
    with pytest.raises(Invalid, match="personenbezogene"):
        policy.check_merge_into(person("facilitator"), source, target)
