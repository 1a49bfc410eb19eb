"""Who may judge a version: every person, with and without a test."""

import pytest

from lab.accounts.models import Role, User
from lab.core.errors import Denied, DomainError
from lab.ideas.models import Idea
from lab.ideas.workflow import STAGES, State
from lab.results import policy
from tests.unit.people import PERSONAS, idea_of, person


def status_of(name, idea):
    try:
        policy.check_give_verdict(person(name), idea, 5)
    except DomainError as error:
        return error.status
    return 200


@pytest.mark.parametrize("state", [*STAGES, State.READY, State.ROLLOUT, State.PARKED, State.STOPPED])
def test_facilitators_judge_in_every_state_and_nobody_else(state):
    expected = dict.fromkeys(PERSONAS, 403) | {"facilitator": 200, "outsider": 404}
    assert {name: status_of(name, idea_of(state)) for name in PERSONAS} == expected


def test_nobody_judges_the_own_idea():
    idea = idea_of(State.TEST)
    author = User(id=idea.author_id, role=Role.FACILITATOR)
    with pytest.raises(Denied, match=r"Niemand bewertet die eigene Idee\."):
        policy.check_give_verdict(author, idea, 5)


def test_nobody_judges_an_idea_that_took_up_the_own():
    idea = idea_of(State.TEST)
    idea.received = [Idea(id=2, author_id=person("facilitator").id)]
    with pytest.raises(Denied, match="ist in dieser aufgegangen"):
        policy.check_give_verdict(person("facilitator"), idea, 5)


def test_without_a_test_there_is_nothing_to_judge():
    with pytest.raises(Denied, match="Noch hat niemand"):
        policy.check_give_verdict(person("facilitator"), idea_of(State.TEST), 0)
