"""Fixtures of all tests: the app on both engines, people, clients. See tests/README.md."""

import gc
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask, appcontext_popped
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from config import ROOT, Config
from lab import create_app
from lab.accounts import service
from lab.accounts.models import Role, User
from lab.core.database import Base
from lab.extensions import db
from tests.client import Client, client_for, watch_uncommitted_work
from tests.engines import ENGINES, EngineMissing, database_url, stop_server
from tests.factories import BERGSTRASSE, FULDA, MAIN_TAUNUS, WIESBADEN, make_user

IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
# Kept from run to run, for every worker: compiling all templates takes seconds.
TEMPLATES_COMPILED = ROOT / ".pytest_cache" / "templates"
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)
RUN_DIRECTORY = pytest.StashKey[Path]()
# So many objects may come before Python looks for circles among them; to look more often takes a twentieth of all time.
OBJECTS_BETWEEN_LOOKS = 50_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engines sqlite` leaves PostgreSQL out; `--write-pictures` renews those of the README."""
    parser.addoption(
        "--engines",
        default=os.environ.get("LAB_TEST_ENGINES", ",".join(ENGINES)),
        help="databases to test on, separated by commas (default: sqlite,postgresql)",
    )
    parser.addoption(
        "--write-pictures", action="store_true", help="renew the README's pictures in docs/pictures"
    )


def pytest_configure(config: pytest.Config) -> None:
    """One directory a run, shared by all workers."""
    given = getattr(config, "workerinput", {}).get("run_directory")
    config.stash[RUN_DIRECTORY] = Path(given or tempfile.mkdtemp(prefix="lab-tests-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells each worker the directory."""
    node.workerinput["run_directory"] = str(node.config.stash[RUN_DIRECTORY])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the database server and throws the data away, once all workers are done."""
    directory = config.stash.get(RUN_DIRECTORY, None)
    if directory and not hasattr(config, "workerinput"):
        stop_server(directory)
        shutil.rmtree(directory, ignore_errors=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever uses the database runs on each engine; in the browser only what is marked `both_engines`."""
    if "engine" in metafunc.fixturenames:
        engines = [name for name in metafunc.config.getoption("engines").split(",") if name]
        unknown = set(engines) - set(ENGINES)
        if unknown:
            raise pytest.UsageError(f"--engines knows {ENGINES}, not {unknown}")
        in_browser = "browser" in metafunc.definition.path.parts
        if in_browser and metafunc.definition.get_closest_marker("both_engines") is None:
            engines = engines[:1]
        if metafunc.definition.get_closest_marker("one_engine") is not None:
            engines = engines[:1]
        if metafunc.definition.get_closest_marker("on_postgresql") is not None:
            engines = [name for name in engines if name == "postgresql"]
        metafunc.parametrize("engine", engines, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL has is left out, not skipped, where PostgreSQL was not asked for."""
    if "postgresql" not in config.getoption("engines").split(","):
        left_out = [item for item in items if item.get_closest_marker("on_postgresql")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: nobody need look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """In CI nothing is skipped: what is missing there is an error."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing may be: {report.longrepr}"
    return report


def missing(what: str) -> None:
    """Something the tests need is not here: a failure in CI, elsewhere a skip that says so."""
    if IN_CI:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[PasswordHasher]:
    """Argon2id at its lowest cost: tests sign in often. Yields the hasher that the product uses."""
    before = service._hasher
    service._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield before
    service._hasher = before


@pytest.fixture(scope="session")
def run_directory(pytestconfig: pytest.Config) -> Path:
    """A directory for this run, shared by all workers."""
    return pytestconfig.stash[RUN_DIRECTORY]


@pytest.fixture(scope="session")
def worker(pytestconfig: pytest.Config) -> str:
    """The worker's name, for what each worker has of its own."""
    return str(getattr(pytestconfig, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """The database engine's name: sqlite or postgresql."""
    return str(request.param)


@pytest.fixture(scope="session")
def make_config(run_directory: Path) -> Callable[..., Config]:
    """Makes a Config for tests; any field can be given."""

    def make(**fields: Any) -> Config:
        values = {
            "environment": "test",
            "secret_key": "a key that only the tests know of",
            "database_url": f"sqlite:///{run_directory}/unused.sqlite",
            "instance_path": run_directory,
            "htmx_source": "local",
            "demo": False,
            "trusted_proxies": 0,
            "log_level": "INFO",
        }
        return Config(**values | fields)

    return make


@pytest.fixture(scope="session")
def migrated_apps(
    make_config: Callable[..., Config], run_directory: Path, worker: str
) -> Iterator[Callable[[str], "MigratedApp"]]:
    """One app an engine and worker, on a database that its migrations made."""
    apps: dict[str, MigratedApp] = {}
    with ExitStack() as stack:

        def get(engine: str) -> MigratedApp:
            if engine not in apps:
                try:
                    url = database_url(engine, run_directory, f"lab_{worker}")
                except EngineMissing as error:
                    missing(str(error))
                apps[engine] = MigratedApp(create_app(make_config(database_url=url)))
                watch_uncommitted_work(apps[engine].flask)
                stack.callback(apps[engine].close)
            return apps[engine]

        yield get


class MigratedApp:
    """An app with its schema, and the rows that the migrations loaded."""

    def __init__(self, flask: Flask) -> None:
        self.flask = flask
        TEMPLATES_COMPILED.mkdir(parents=True, exist_ok=True)
        flask.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES_COMPILED))
        with flask.app_context():
            upgrade()
            with db.engine.connect() as connection:
                self.loaded = {
                    table: [dict(row._mapping) for row in connection.execute(sa.select(table))]
                    for table in Base.metadata.sorted_tables
                }
            self._written: set[str] = set()
            sa.event.listen(sa.Engine, "before_cursor_execute", self._note_table)

    def clean(self) -> None:
        """Back to what the migrations left; goes around the models, whose history refuses to be deleted."""
        db.session.rollback()
        # What was deleted with a row of another table was written before, so it is among these.
        written = [table for table in Base.metadata.sorted_tables if table.name in self._written]
        with db.engine.begin() as connection:
            for table in reversed(written):
                connection.execute(sa.delete(table))
            for table in written:
                if self.loaded[table]:
                    connection.execute(sa.insert(table), self.loaded[table])
        self._written.clear()

    def _note_table(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Remembers which tables a statement writes, so that the others need no cleaning."""
        written = WRITES.match(statement)
        if written:
            self._written.add(written[1])

    def close(self) -> None:
        """Gives the connections back."""
        with self.flask.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def in_company() -> None:
    """For tests with threads that write: rows read themselves anew after each commit of a factory."""


@contextmanager
def alone(session: Session) -> Iterator[None]:
    """While the test's own thread alone writes, rows stay as its factories made them, until a request,
    a command or any other app context has ended. To read them again each time takes a tenth of all time.
    """
    thread, others = threading.get_ident(), []

    def read_anew(_app: Flask, **_more: Any) -> None:
        if threading.get_ident() != thread:
            others.append(threading.current_thread().name)
        elif not session.dirty:
            session.expire_all()

    session.info["alone"] = True
    with appcontext_popped.connected_to(read_anew):
        yield
    session.info.pop("alone")
    assert not others, "other threads wrote: this test needs the fixture in_company"


@pytest.fixture
def app(
    request: pytest.FixtureRequest, engine: str, migrated_apps: Callable[[str], MigratedApp]
) -> Iterator[Flask]:
    """The app on each engine, with its context pushed and, after the test, an empty database."""
    migrated = migrated_apps(engine)
    migrated.flask.extensions["clean"] = migrated.clean
    with migrated.flask.app_context():
        in_company = "in_company" in request.fixturenames
        with nullcontext() if in_company else alone(db.session()):
            yield migrated.flask
        migrated.clean()
        db.session.remove()


@pytest.fixture(name="client_for")
def client_for_fixture(app: Flask) -> Callable[[User | None], Client]:
    """`client_for(user)`: a client signed in as the user; `client_for(None)` a visitor's."""
    return lambda user: client_for(app, user)


@pytest.fixture
def visitor(app: Flask) -> Client:
    """A client of somebody who is not signed in."""
    return client_for(app, None)


class Personas:
    """The people of the tests, made when first named."""

    @cached_property
    def author(self) -> User:
        """Staff in Fulda: give as `make_idea(author=personas.author)`."""
        return make_user(Role.STAFF, FULDA, name="Beschäftigte, Fulda")

    @cached_property
    def colleague(self) -> User:
        """Staff of another KJC."""
        return make_user(Role.STAFF, BERGSTRASSE, name="Beschäftigte, Bergstraße")

    @cached_property
    def member(self) -> User:
        """Staff who takes part: give as `make_idea(team=[personas.member])`."""
        return make_user(Role.STAFF, WIESBADEN, name="Beschäftigte, Wiesbaden")

    @cached_property
    def facilitator(self) -> User:
        """Moderates the lab."""
        return make_user(Role.FACILITATOR, FULDA, name="Lab-Moderation")

    @cached_property
    def leadership(self) -> User:
        """Leads the KJC of Main-Taunus."""
        return make_user(Role.LEADERSHIP, MAIN_TAUNUS, name="Leitung, Main-Taunus")

    @cached_property
    def leadership_other(self) -> User:
        """Leads another KJC."""
        return make_user(Role.LEADERSHIP, WIESBADEN, name="Leitung, Wiesbaden")

    @cached_property
    def admin(self) -> User:
        """Keeps accounts."""
        return make_user(Role.ADMIN, name="Administration")

    @cached_property
    def guest(self) -> User:
        """A guest to invite: give as `make_idea(team=[(personas.guest, until)])`."""
        return make_user(Role.GUEST, name="Gast, Hochschule")

    @cached_property
    def outsider(self) -> User:
        """A guest whom nobody invited."""
        return make_user(Role.GUEST, name="Gast, nicht eingeladen")


@pytest.fixture
def personas(app: Flask) -> Personas:
    """Author, colleague, member, facilitator, leadership (two), admin, guest, outsider."""
    return Personas()
