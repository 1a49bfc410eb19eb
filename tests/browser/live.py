"""A real server over the app, on a database with the demo data that each test gets fresh."""

import fcntl
import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from config import Config
from lab import create_app
from lab.extensions import db
from tests.engines import database_url

MakeConfig = Callable[..., Config]
DEMO = "lab_browser_demo"


class DemoDatabases:
    """One seeded database an engine and run; every worker copies from it."""

    def __init__(self, directory: Path, make_config: MakeConfig) -> None:
        self._directory = directory
        self._make_config = make_config
        self._urls: dict[str, str] = {}

    def url(self, engine: str) -> str:
        """The seeded database; the first worker that asks makes it, the others wait. Raises EngineMissing."""
        if engine not in self._urls:
            note = self._directory / f"{DEMO}-{engine}.url"
            with _locked(note.with_suffix(".lock")):
                if not note.exists():
                    note.write_text(self._seed(engine))
            self._urls[engine] = note.read_text()
        return self._urls[engine]

    def copy_to(self, engine: str, name: str) -> str:
        """The URL of the database `name` with the demo data in it, and nothing else."""
        source = sa.make_url(self.url(engine))
        if engine == "sqlite":
            path = self._directory / f"{name}.sqlite"
            for leftover in self._directory.glob(f"{name}.sqlite*"):
                leftover.unlink()
            shutil.copyfile(source.database or "", path)
            return f"sqlite:///{path}"
        server = sa.create_engine(
            source.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
        )
        # Two copies of the same source at a time are refused by the server.
        with _locked(self._directory / f"{DEMO}-copy.lock"), server.connect() as connection:
            connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(sa.text(f'CREATE DATABASE "{name}" TEMPLATE "{source.database}"'))
        server.dispose()
        return source.set(database=name).render_as_string(hide_password=False)

    def _seed(self, engine: str) -> str:
        url = database_url(engine, self._directory, DEMO)
        app = create_app(self._make_config(database_url=url, demo=True))
        result = app.test_cli_runner().invoke(args=["prepare"])
        assert result.exit_code == 0, result.output
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        return url


class LiveServer:
    """The app behind a socket of its own, answering in threads."""

    def __init__(
        self, databases: DemoDatabases, make_config: MakeConfig, engine: str, name: str, **fields: Any
    ):
        self._databases, self._engine, self._name = databases, engine, name
        url = databases.copy_to(engine, name)
        self.app: Flask = create_app(make_config(database_url=url, demo=True, **fields))
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._busy = 0
        self._changed = threading.Condition()
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=_QuietHandler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.host = urlsplit(self.url).netloc
        self._thread = threading.Thread(target=self._server.serve_forever, name=name, daemon=True)
        self._thread.start()

    def refresh(self) -> None:
        """A fresh copy of the demo data, once the last request is answered."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._busy == 0, timeout=30), "a request never ended"
        self._let_go()
        self._databases.copy_to(self._engine, self._name)

    def stop(self) -> None:
        """Closes the socket and the connections."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._let_go()

    @contextmanager
    def database(self) -> Iterator[None]:
        """An app context, to look at the rows or to make some with the factories."""
        with self.app.app_context():
            yield
            db.session.remove()

    def _let_go(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _answer(self, environ: Any, start_response: Any) -> Any:
        with self._changed:
            self._busy += 1
        try:
            return ClosingIterator(self.app(environ, start_response), self._answered)
        except BaseException:
            self._answered()
            raise

    def _answered(self) -> None:
        with self._changed:
            self._busy -= 1
            self._changed.notify_all()


class _QuietHandler(WSGIRequestHandler):
    """Writes no line a request, and no traceback when a browser goes away."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """Nothing."""


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Only one worker at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
