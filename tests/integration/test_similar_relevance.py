"""Whoever writes an idea that somebody had before sees it; whoever has a new one is not held up."""

import pytest

from lab.extensions import db
from lab.ideas.workflow import State
from lab.sharing.similar import list_similar
from tests.factories import make_idea
from tests.search_corpus import IDEAS
from tests.similar_corpus import DRAFTS, NEW_IDEAS


@pytest.fixture
def look(app, personas):
    """Keys of the ideas that are shown beside a title and a problem."""
    keys = {make_idea(State.IDEATE, **entry._asdict()).id: key for key, entry in IDEAS.items()}
    db.session.commit()
    return lambda title, problem: [
        keys[similar.idea.id] for similar in list_similar(personas.author, title, problem)
    ]


def test_nine_of_ten_see_that_the_idea_is_there_and_mostly_as_the_first(look):
    shown = [(look(title, problem), expected) for title, problem, expected in DRAFTS]
    assert sum(expected in found for found, expected in shown) >= 0.9 * len(DRAFTS)
    assert sum(found[:1] == [expected] for found, expected in shown) >= 0.85 * len(DRAFTS)


def test_beside_a_new_idea_stands_little_or_nothing(look):
    shown = [len(look(title, problem)) for title, problem in NEW_IDEAS]
    assert sum(shown) <= len(NEW_IDEAS)
    assert shown.count(0) >= len(NEW_IDEAS) / 2
