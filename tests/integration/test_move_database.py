"""The move from SQLite to PostgreSQL: the same lab on the other side, or a clear no and nothing there."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from flask_migrate import downgrade, upgrade
from jinja2 import FileSystemBytecodeCache

from config import Config
from lab import create_app
from lab.accounts.models import User
from lab.attachments.models import Attachment
from lab.cli.move import LOADED_BY_MIGRATIONS
from lab.core.database import Base
from lab.extensions import db
from lab.ideas.models import Idea
from lab.search.rebuild import verify
from tests.client import client_for, find_form, form_values, watch_uncommitted_work
from tests.conftest import TEMPLATES_COMPILED, missing
from tests.engines import EngineMissing, database_url
from tests.markup import parse, text_of

pytestmark = pytest.mark.on_postgresql

PAGES = ("/ideas", "/ideas?q=termin", "/board", "/rollout", "/rollout/matrix", "/themes", "/overview")
# Differs from answer to answer.
OWN = re.compile(
    r'name="(?:csrf_token|once)" (?:type="hidden" )?value="[^"]*"|X-CSRFToken": "[^"]+|data-etag="[^"]*"'
)


@pytest.fixture(scope="module")
def demo_file(make_config, tmp_path_factory) -> Path:
    """A SQLite database with the demo data, from which each test takes a copy."""
    path = tmp_path_factory.mktemp("move") / "demo.sqlite"
    app = create_app(make_config(database_url=f"sqlite:///{path}"))
    with app.app_context():
        upgrade()
        assert app.test_cli_runner().invoke(args=["seed-demo"]).exit_code == 0
        db.engine.dispose()
    return path


@pytest.fixture
def old(demo_file, make_config, tmp_path) -> Flask:
    """The app on its SQLite database."""
    path = tmp_path / "lab.sqlite"
    with sqlite3.connect(demo_file) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    return quick_app(make_config(database_url=f"sqlite:///{path}"))


@pytest.fixture
def url(engine, run_directory, worker) -> str:
    """A new, empty PostgreSQL database."""
    try:
        return database_url(engine, run_directory, f"lab_move_{worker}")
    except EngineMissing as error:
        missing(str(error))
        raise


@pytest.fixture
def new(url, make_config) -> Iterator[Flask]:
    """The app on the new database."""
    app = quick_app(make_config(database_url=url))
    yield app
    close(app)


def quick_app(config: Config) -> Flask:
    """An app whose templates other tests have compiled."""
    app = create_app(config)
    watch_uncommitted_work(app)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES_COMPILED))
    return app


def close(app: Flask) -> None:
    """Gives its connections back."""
    with app.app_context():
        db.engine.dispose()


def move(app: Flask, url: str) -> Result:
    """The command, with nobody else at the old database."""
    close(app)
    return app.test_cli_runner().invoke(args=["move-database", "--to", url])


def count_rows(app: Flask) -> dict[str, int]:
    """How many rows each table has."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def execute(app: Flask, statement: str) -> None:
    """One statement, past the app."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text(statement))
    close(app)


def pages_of(app: Flask, email: str) -> dict[str, Any]:
    """What somebody sees and can download."""
    with app.app_context():
        client = client_for(app, db.session.scalars(sa.select(User).where(User.email == email)).one())
        ideas = db.session.scalars(sa.select(Idea.id).where(Idea.state != "draft").order_by(Idea.id)).all()
        files = db.session.scalars(sa.select(Attachment.id).order_by(Attachment.id)).all()
        db.session.remove()
    paths = [*PAGES, *(f"/ideas/{idea_id}" for idea_id in ideas[::7])]
    answers: dict[str, Any] = {path: OWN.sub("", client.get(path).text) for path in paths}
    for path in (f"/attachments/{file_id}" for file_id in files[:5]):
        response = client.get(path)
        assert response.status_code == 200
        answers[path] = response.data
    return answers


def test_the_app_shows_the_same_afterwards_and_goes_on(old, new, url):
    before, sizes = pages_of(old, "facilitator@lab.example"), count_rows(old)
    result = move(old, url)
    assert result.exit_code == 0, result.output
    assert "every count and checksum agrees" in result.output
    assert count_rows(new) == sizes
    after = pages_of(new, "facilitator@lab.example")
    assert [path for path in before if before[path] != after[path]] == []
    with new.app_context():
        assert list(verify()) == []
        author = db.session.scalars(sa.select(User).where(User.email == "staff@lab.example")).one()
        client = client_for(new, author)
        db.session.remove()
    # New rows get new numbers.
    form = form_values(find_form(parse(client.get("/ideas/new").text), "/ideas/new"))
    idea = {"title": "Nach dem Umzug", "problem": "Neu.", "proposal": "Weiter.", "audience": "both"}
    sent = form | idea | {"author_visibility": "named", "no_personal_data": "y", "action": "submit"}
    assert client.post("/ideas/new", data=sent).status_code == 303
    assert "Nach dem Umzug" in text_of(client.get_page("/ideas?q=umzug"))
    again = move(old, url)
    assert again.exit_code == 1
    assert "not empty" in again.output


def test_a_move_that_breaks_off_leaves_the_new_database_empty_and_can_be_done_again(old, new, url):
    with new.app_context():
        upgrade()
    empty = count_rows(new)
    assert {name for name, rows in empty.items() if rows} == set(LOADED_BY_MIGRATIONS)
    long = "UPDATE idea SET title = {} WHERE id = (SELECT max(id) FROM idea)"
    execute(old, long.format("replace(hex(zeroblob(100)), '0', 'geheim')"))
    result = move(old, url)
    assert result.exit_code == 1
    assert "Nothing was moved" in result.output
    assert "column title" in result.output
    assert "geheim" not in result.output
    assert count_rows(new) == empty

    execute(old, long.format("'Wieder kurz'"))
    execute(
        new,
        """CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END'""",
    )
    execute(new, "CREATE TRIGGER cut BEFORE INSERT ON observation FOR EACH ROW EXECUTE FUNCTION cut()")
    result = move(old, url)
    assert result.exit_code == 1
    assert "Nothing was moved" in result.output
    assert count_rows(new) == empty

    execute(new, "DROP FUNCTION cut CASCADE")
    execute(
        new,
        """CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN new.body = new.body || ''.''; RETURN new; END'""",
    )
    execute(new, "CREATE TRIGGER change BEFORE INSERT ON finding FOR EACH ROW EXECUTE FUNCTION change()")
    result = move(old, url)
    assert result.exit_code == 1
    assert "finding differs" in result.output
    assert count_rows(new) == empty

    execute(new, "DROP FUNCTION change CASCADE")
    result = move(old, url)
    assert result.exit_code == 0, result.output
    assert count_rows(new) == count_rows(old)


def test_what_cannot_be_moved_is_refused_with_the_reason(old, new, url, make_config, tmp_path):
    def refusal(app: Flask, target: str) -> str:
        result = move(app, target)
        assert result.exit_code == 1, result.output
        return result.output

    assert "must be a PostgreSQL database" in refusal(old, "sqlite:///other.sqlite")
    assert "no URL" in refusal(old, "nonsense")
    assert "is not SQLite" in refusal(new, url)
    nowhere = create_app(make_config(database_url=f"sqlite:///{tmp_path}/none.sqlite"))
    assert "There is no database" in refusal(nowhere, url)
    assert not (tmp_path / "none.sqlite").exists()
    assert "Nothing was moved" in refusal(old, "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")

    with in_use(old):
        assert "is in use" in refusal(old, url)
    with new.app_context():
        upgrade()
    with in_use(new, "LOCK TABLE setting IN ROW EXCLUSIVE MODE"):
        assert "The new database is in use" in refusal(old, url)
    execute(new, "INSERT INTO setting (key, value) VALUES ('ageing_days', 31)")
    assert "not empty: there are rows in setting" in refusal(old, url)
    execute(new, "DELETE FROM setting")
    with new.app_context():
        downgrade(revision="-1")
    assert "The new database stands at version" in refusal(old, url)
    with old.app_context():
        downgrade(revision="-1")
    assert "The SQLite database stands at version" in refusal(old, url)


@contextmanager
def in_use(app: Flask, statement: str = "SELECT 1 FROM idea") -> Iterator[None]:
    """Somebody has the database open, as a running service has."""
    with app.app_context():
        engine = sa.create_engine(db.engine.url)
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
        yield
    engine.dispose()
