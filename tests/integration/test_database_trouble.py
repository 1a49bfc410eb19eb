"""The database is busy, slow or away: people are told, nothing that was confirmed is lost, and it mends itself."""

import secrets
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from lab import create_app
from lab.accounts.models import Theme, User
from lab.core.database import unit_of_work
from lab.core.errors import Busy
from lab.extensions import db
from lab.ideas.models import Idea, State
from lab.search.rebuild import verify
from tests.client import client_for, find_form, form_values, watch_uncommitted_work
from tests.cluster import Cluster
from tests.conftest import missing
from tests.engines import EngineMissing
from tests.factories import make_idea, make_user
from tests.integration.test_concurrency import at_once, in_app, share_session
from tests.markup import parse, text_of

pytestmark = pytest.mark.usefixtures("in_company")

IDEA = {
    "problem": "Niemand weiß, ob sie ankam.",
    "proposal": "Nachsehen, ob sie da ist.",
    "audience": "both",
    "author_visibility": "named",
    "no_personal_data": "y",
    "action": "submit",
}


@contextmanager
def impatient(**settings: str) -> Iterator[None]:
    """Connections give up after a moment; what a test waits for would otherwise take seconds."""

    def set_up(connection: Any, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()
        if db.engine.dialect.name == "sqlite":
            cursor.execute("PRAGMA busy_timeout = 50")
        else:
            for name, value in settings.items():
                cursor.execute(f"SET {name} = '{value}'")
        cursor.close()
        connection.commit()

    db.session.remove()
    db.engine.dispose()
    sa.event.listen(db.engine, "checkout", set_up)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "checkout", set_up)
        db.session.remove()
        db.engine.dispose()


@contextmanager
def held(statement: sa.Executable) -> Iterator[None]:
    """Somebody else has done the statement and does not commit."""
    other = sa.create_engine(db.engine.url, poolclass=sa.NullPool)
    with other.connect() as connection:
        connection.execute(statement)
        yield
        connection.rollback()
    other.dispose()


def said(html: str) -> str:
    """What an error page says in its first sentences."""
    return text_of(next(element for element in parse(html).iter() if "data-error-message" in element.attrib))


# --- busy ---


def test_who_waited_too_long_for_others_is_told_to_send_again(app, client_for, personas):
    client = client_for(personas.colleague)
    account_id = personas.colleague.id
    preferences = {"language": "de", "theme": "dark"}
    touch = sa.update(User).where(User.id == account_id).values(theme=Theme.LIGHT)
    with impatient(lock_timeout="50ms"):
        with held(touch):
            response = client.post_form("/account/preferences", preferences)
        assert response.status_code == 409
        assert "senden Sie sie noch einmal" in said(response.text)
        db.session.rollback()
        assert db.session.get_one(User, account_id).theme is Theme.SYSTEM
        assert client.post_form("/account/preferences", preferences).status_code == 303


@pytest.mark.on_postgresql
def test_of_two_in_a_deadlock_one_is_told_to_send_again(app, personas):
    ideas = [make_idea(State.DEFINE).id, make_idea(State.DEFINE).id]
    both_hold_one = threading.Barrier(2)

    def touch(order: list[int]) -> Callable[[User], None]:
        def work(_actor: User) -> None:
            for place, idea_id in enumerate(order):
                if place:
                    both_hold_one.wait(10)
                db.session.execute(sa.update(Idea).where(Idea.id == idea_id).values(version=Idea.version + 1))

        return work

    actor_id = personas.facilitator.id
    results = at_once(*(in_app(app, actor_id, touch(order)) for order in (ideas, ideas[::-1])))
    assert sorted(type(result) for result in results if result) == [Busy]
    db.session.rollback()
    assert db.session.scalars(sa.select(Idea.version)).all() == [2, 2]


@pytest.mark.on_postgresql
def test_what_cannot_be_put_in_a_row_is_told_to_send_again(app, personas):
    idea_id = make_idea(State.DEFINE).id
    touch = sa.update(Idea).where(Idea.id == idea_id).values(version=Idea.version + 1)

    db.session.rollback()

    def late() -> None:
        with unit_of_work():
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            db.session.get_one(Idea, idea_id)
            with db.engine.begin() as connection:
                connection.execute(touch)
            db.session.execute(touch)

    with pytest.raises(Busy):
        late()
    db.session.remove()


# --- slow ---


@pytest.mark.on_postgresql
def test_a_statement_that_takes_too_long_is_a_page_that_says_so(app, client_for, personas):
    client = client_for(personas.facilitator)
    with impatient(statement_timeout="100ms"):
        with held(sa.text("LOCK TABLE idea IN ACCESS EXCLUSIVE MODE")):
            response = client.get("/ideas")
            assert response.status_code == 503
            assert response.headers["Retry-After"] == "5"
            assert "in einer Minute" in said(response.text)
        assert client.get("/ideas").status_code == 200


@pytest.mark.on_postgresql
def test_requests_have_limits_and_commands_have_none(app):
    fresh = sa.create_engine(db.engine.url, poolclass=sa.NullPool)
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

    def limits() -> list[str]:
        with fresh.connect() as connection:
            return [connection.scalar(sa.text(f"SHOW {name}")) for name in names]

    assert limits() == ["0", "0", "0"]
    with app.test_request_context():
        assert limits() == ["15s", "5s", "1min"]
    fresh = sa.create_engine(
        db.engine.url.update_query_dict({"options": "-c statement_timeout=7s"}), poolclass=sa.NullPool
    )
    with app.test_request_context():
        # The operator has the last word.
        assert limits() == ["7s", "5s", "1min"]


@pytest.mark.on_postgresql
def test_when_all_connections_are_taken_there_is_a_page(app, make_config, client_for, personas):
    cookie = client_for(personas.facilitator)
    scarce = create_app(make_config(database_url=db.engine.url.render_as_string(hide_password=False)))
    options = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05}
    with scarce.app_context():
        engines = scarce.extensions["sqlalchemy"]._app_engines[scarce]
        engines[None] = sa.create_engine(db.engine.url, **options)
        with engines[None].connect():
            client = scarce.test_client()
            share_session(cookie, client)
            response = threaded(lambda: client.get("/board"))
        assert response.status_code == 503
        assert threaded(lambda: client.get("/board")).status_code == 200
        engines[None].dispose()


def threaded(work: Callable[[], Any]) -> Any:
    """The result of a work that has no app context of the test's."""
    return at_once(work)[0]


# --- away ---


@pytest.fixture(scope="module")
def cluster(engine, tmp_path_factory) -> Iterator[Cluster]:
    """A server of this file's own."""
    try:
        server = Cluster(tmp_path_factory.mktemp("cluster") / "data")
    except EngineMissing as error:
        missing(str(error))
    yield server
    server.close()


@pytest.mark.on_postgresql
def test_a_backup_made_as_documented_can_be_restored(cluster, make_config, tmp_path):
    def run(tool: str, *arguments: str) -> None:
        subprocess.run([cluster.binaries / tool, *arguments], check=True)

    original, restored = map(cluster.create_database, ("original", "restored"))
    app = create_app(make_config(database_url=original))
    with app.app_context():
        upgrade()
        make_idea(State.IDEATE, title="Steht in der Sicherung")
        plain = [url.replace("+psycopg", "") for url in (original, restored)]
        # The app goes on meanwhile.
        db.session.execute(sa.text("SELECT 1"))
        run("pg_dump", "--format=custom", f"--file={tmp_path}/lab.dump", plain[0])
        db.session.remove()
        db.engine.dispose()
    run("pg_restore", "--no-owner", f"--dbname={plain[1]}", f"{tmp_path}/lab.dump")
    app = create_app(make_config(database_url=restored))
    assert app.test_client().get("/readyz").status_code == 200
    with app.app_context():
        assert db.session.scalars(sa.select(Idea.title)).all() == ["Steht in der Sicherung"]
        assert list(verify()) == []
        make_idea(State.IDEATE, title="Kam danach")
        db.session.remove()
        db.engine.dispose()


class Submitter(threading.Thread):
    """Submits one idea after the other and reads the board between; whoever is refused sends the same form again."""

    def __init__(self, app: Any, client: Any, name: str) -> None:
        super().__init__(name=name)
        self.app, self.client = app, client
        self.statuses: list[int] = []
        self.confirmed: dict[str, str] = {}
        self.refused = 0
        self.problems: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        """Until told to stop."""
        try:
            form = find_form(parse(self.client.get("/ideas/new").text), "/ideas/new")
            while not self.stop.is_set():
                title = f"{self.name}, Idee {len(self.confirmed) + 1}"
                self.submit(form_values(form) | IDEA | {"title": title, "once": secrets.token_hex(16)})
        except Exception as error:
            self.problems.append("".join(traceback.format_exception(error)))

    def submit(self, fields: dict[str, Any]) -> None:
        """Posts until it is confirmed."""
        while fields["title"] not in self.confirmed:
            answer = self.ask(self.client.post, "/ideas/new", data=fields)
            if answer.status_code == 303:
                self.confirmed[fields["title"]] = answer.headers["Location"]
            elif self.stop.is_set():
                return
            else:
                self.refused += 1
            self.ask(self.client.get, "/board")

    def ask(self, method: Callable[..., Any], path: str, **more: Any) -> Any:
        """The answer; any other than expected is a problem."""
        answer = method(path, **more)
        self.statuses.append(answer.status_code)
        if answer.status_code not in (200, 303, 503):
            self.problems.append(f"{path}: {answer.status}")
        if answer.headers.get("Location", "").startswith("/login"):
            self.problems.append("signed out")
        if answer.status_code == 503 and not (answer.headers.get("Retry-After") and "<h1>" in answer.text):
            self.problems.append("a bare 503")
        return answer


def wait_for_all(workers: list[Submitter], condition: Callable[[Submitter], bool]) -> None:
    """Waits until it holds for each worker, at most a minute."""
    end = time.monotonic() + 60
    while not all(condition(worker) for worker in workers):
        assert [worker.problems for worker in workers if worker.problems] == []
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@pytest.mark.on_postgresql
def test_a_server_that_goes_away_and_comes_back_loses_nothing_that_was_confirmed(cluster, make_config):
    app = create_app(make_config(database_url=cluster.create_database("outage")))
    watch_uncommitted_work(app)
    with app.app_context():
        upgrade()
        users = [make_user() for _ in range(4)]
        workers = [Submitter(app, client_for(app, user), f"Haus {user.id}") for user in users]
        db.session.remove()
    ready = app.test_client()
    for worker in workers:
        worker.start()
    try:
        wait_for_all(workers, lambda worker: len(worker.confirmed) >= 2)
        cluster.crash()
        wait_for_all(workers, lambda worker: worker.refused > 0)
        assert ready.get("/readyz").status_code == 503
        assert ready.get("/healthz").status_code == 200
        seen = {worker: len(worker.confirmed) for worker in workers}
        cluster.start()
        wait_for_all(workers, lambda worker: len(worker.confirmed) > seen[worker])
        assert ready.get("/readyz").status_code == 200
    finally:
        for worker in workers:
            worker.stop.set()
        for worker in workers:
            worker.join(60)
    assert [worker.problems for worker in workers] == [[], [], [], []]

    # A form whose answer was lost had perhaps arrived: sent again, it is still done once.
    confirmed = {title: place for worker in workers for title, place in worker.confirmed.items()}
    with app.app_context():
        stored = {idea.title: f"/ideas/{idea.id}" for idea in db.session.scalars(sa.select(Idea))}
        count = db.session.scalar(sa.select(sa.func.count()).select_from(Idea))
        db.session.remove()
        db.engine.dispose()
    assert stored == confirmed
    assert count == len(confirmed)
