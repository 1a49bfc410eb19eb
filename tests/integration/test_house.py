"""What the tests stand on, tested itself."""

import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from tests.factories import (
    make_adoption,
    make_feedback,
    make_finding,
    make_idea,
    make_note,
    make_prototype,
    make_review,
    make_theme,
)
from tests.helpers import count_queries


def test_sixteen_jobcentres_are_loaded(app):
    assert db.session.scalar(sa.select(sa.func.count()).select_from(JobCentre)) == 16


def test_every_state_can_be_made(app):
    for state in State:
        assert make_idea(state).state == state


def test_every_thing_can_be_made(app, personas):
    idea = make_idea(State.TEST, team=[personas.member, (personas.guest, None)], theme_id=make_theme().id)
    make_note(idea, times=3)
    finding = make_finding(make_feedback(make_prototype(idea)))
    assert finding.prototype.idea == idea
    assert idea.open_findings == 1
    make_review()
    make_adoption()


def test_rows_of_one_test_are_gone_in_the_next(app):
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Idea)) == 0


def test_queries_are_counted(app):
    with count_queries() as queries:
        db.session.execute(sa.text("SELECT 1"))
    assert queries.count == 1


def test_health_answers_without_a_login(visitor):
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/readyz").text == "ready\n"
