"""Each engine finds what people mean, and both in the same order: that of the ranking alone."""

from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.search.models import SynonymGroup
from lab.search.queries import find
from tests.factories import make_idea
from tests.search_corpus import IDEAS, QUERIES, SYNONYMS
from tests.search_reference import search


def test_the_expected_idea_is_among_the_first_five_in_the_same_order(app, personas):
    db.session.query(SynonymGroup).delete()
    db.session.add_all(SynonymGroup(words=", ".join(words)) for words in SYNONYMS)
    keys = {make_idea(State.IDEATE, **entry._asdict()).id: key for key, entry in IDEAS.items()}
    db.session.commit()
    missed, differing = [], []
    for typed, expected in QUERIES:
        found = [keys[number] for number in find(typed, Idea.id).ids]
        if expected not in found[:5]:
            missed.append((typed, found[:5]))
        if found[:10] != search(typed)[:10]:
            differing.append((typed, found[:10], search(typed)[:10]))
    assert missed == []
    assert differing == []
