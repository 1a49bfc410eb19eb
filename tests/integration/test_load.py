"""The load data: the same each time, whole or not at all, and as the services would have left them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from flask import Flask

from lab.accounts.models import User
from lab.accounts.service import sign_in
from lab.audit.models import Event
from lab.cli.load import load
from lab.cli.load_people import PASSWORD, PEOPLE
from lab.core.database import Base
from lab.extensions import db
from lab.ideas.models import Idea, StageNote
from lab.ideas.workflow import State
from lab.prototypes.facts import count_test_facts
from lab.prototypes.models import Feedback
from lab.search.rebuild import verify
from lab.sharing.queries import list_sharing_keys
from tests.factories import make_idea, make_user

IDEAS = 40
FACTS = {
    "prototypes": "prototype_count",
    "has_criterion": "has_criterion",
    "feedbacks": "feedback_count",
    "open_findings": "open_findings",
    "customers": "people_customers",
    "staff": "people_staff",
    "others": "people_others",
    "job_centres": "feedback_job_centres",
    "severe_findings": "severe_findings",
    "is_criterion_met": "is_criterion_met",
}


def seed_load(app: Flask, *options: str):
    return app.test_cli_runner().invoke(args=["seed-load", "--ideas", str(IDEAS), *options])


def count(model: type[Base]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def load_and_read() -> dict[str, list[Any]]:
    """Every row of the load, which is then taken back."""
    list(load(IDEAS, seed=5))
    rows = {
        table.name: db.session.execute(sa.select(table).order_by(*table.primary_key)).all()
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return rows


@contextmanager
def power_cut(table: str) -> Iterator[None]:
    """Stops whoever writes to the table, as Ctrl+C does."""

    def stop(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            raise KeyboardInterrupt

    sa.event.listen(db.engine, "before_cursor_execute", stop)
    yield
    sa.event.remove(db.engine, "before_cursor_execute", stop)


def test_two_loads_on_the_same_day_are_equal_row_by_row(app):
    first, second = load_and_read(), load_and_read()
    assert len(first["idea"]) == IDEAS
    assert first == second


def test_a_load_is_a_lab_as_the_services_leave_it(app):
    result = seed_load(app)
    assert result.exit_code == 0, result.output
    ideas = db.session.scalars(sa.select(Idea)).all()
    assert count(StageNote) + count(Feedback) == 5 * len(ideas) == 5 * IDEAS
    assert count(User) == sum(PEOPLE.values()) == 500
    assert list(verify()) == []
    for idea in ideas:
        facts = count_test_facts(idea)
        assert {name: getattr(idea, column) for name, column in FACTS.items()} == vars(facts), idea.id
        assert idea.sharing_count == len(list_sharing_keys(idea)), idea.id
        moves = sa.select(Event.to_state).where(
            Event.subject_kind == "idea", Event.subject_id == str(idea.id), Event.to_state.in_(list(State))
        )
        assert db.session.scalars(moves.order_by(Event.id)).all()[-1] == idea.state
    for role in PEOPLE:
        assert sign_in(f"{role.value}@load.example", PASSWORD, "127.0.0.1") is not None
    # New rows get numbers of their own.
    assert make_idea().id > max(idea.id for idea in ideas)


def test_a_load_that_is_stopped_leaves_nothing_and_can_be_started_again(app):
    with power_cut("adoption"):
        assert seed_load(app).exit_code != 0
    db.session.rollback()
    assert (count(User), count(Idea), count(Event)) == (0, 0, 0)
    assert seed_load(app).exit_code == 0
    assert count(Idea) == IDEAS


def test_a_database_with_accounts_is_left_alone_unless_told(app):
    make_user()
    refused = seed_load(app)
    assert refused.exit_code == 1
    assert "Es gibt schon Konten" in refused.output
    assert count(Idea) == 0
    assert seed_load(app, "--add").exit_code == 0
    assert count(User) == 501
    again = seed_load(app, "--add")
    assert again.exit_code == 1
    assert "schon Lastdaten" in again.output
    assert count(Idea) == IDEAS


def test_production_refuses_accounts_with_a_public_password(app, monkeypatch):
    monkeypatch.setitem(app.config, "LAB", replace(app.config["LAB"], environment="production", demo=False))
    refused = seed_load(app)
    assert refused.exit_code == 1
    assert "im Betrieb nicht geladen" in refused.output
    assert count(User) == 0
