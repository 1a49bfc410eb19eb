"""The move from SQLite to PostgreSQL: every row of every table and the proof that it arrived, or nothing."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import flask_migrate
import psycopg
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.cli import with_appcontext

from config import with_driver
from lab import create_app
from lab.core.database import Base, is_contention
from lab.extensions import db

# Rows the migrations load themselves; the old database's rows replace them.
LOADED_BY_MIGRATIONS = ("job_centre", "synonym_group")
# Rows in memory at a time, and parts of files, which are 256 KiB each.
ROWS, PARTS = 1_000, 16


@dataclass
class Sum:
    """How many rows a table has, and a checksum that does not depend on their order."""

    rows: int = 0
    total: int = 0

    def add(self, row: Iterable[Any]) -> None:
        """Counts one row in."""
        plain = tuple(
            hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value for value in row
        )
        self.rows += 1
        self.total += int.from_bytes(hashlib.sha256(repr(plain).encode()).digest())

    @property
    def checksum(self) -> str:
        """As shown: the last 16 hexadecimal digits."""
        return f"{self.total % 2**64:016x}"


@click.command("move-database")
@click.option(
    "--to",
    "url",
    required=True,
    envvar="LAB_MOVE_TO",
    help="The new, empty database: postgresql://user:password@host/name (or in LAB_MOVE_TO).",
)
@with_appcontext
def move_database(url: str) -> None:
    """Moves everything from the SQLite database to an empty PostgreSQL one, and proves it; all or nothing.

    The old database is only read. Stop the service first.
    """
    target = _open_target(url)
    with _source_alone() as source, target.app_context():
        _check_version(source, "The SQLite database")
        try:
            total = _move(source)
        finally:
            db.engine.dispose()
    click.echo(f"{total:,} rows moved; every count and checksum agrees.")
    click.echo(
        "Now set LAB_DATABASE_URL to the new database and start the service. Keep the old file a while."
    )


def _move(source: sa.Connection) -> int:
    """Everything in one transaction of the new database; the number of rows."""
    so = "Nothing was moved."
    try:
        _prepare_target()
        with db.engine.connect() as connection:
            _check_target(connection)
            total = _copy_all(source, connection)
            so = "Whether the new database kept the rows is not sure: run the command again to see."
            connection.commit()
    except (psycopg.Error, sa.exc.DBAPIError) as error:
        raise click.ClickException(f"{so} {_explain(error)}") from error
    return total


def _open_target(url: str) -> Flask:
    """The app on the new database."""
    try:
        parsed = sa.make_url(with_driver(url))
    except sa.exc.ArgumentError as error:
        raise click.ClickException("--to is no URL of a database.") from error
    if parsed.get_backend_name() != "postgresql":
        raise click.ClickException("--to must be a PostgreSQL database: postgresql://…")
    return create_app(replace(current_app.config["LAB"], database_url=with_driver(url)))


@contextmanager
def _source_alone() -> Iterator[sa.Connection]:
    """The SQLite database, with everybody else shut out until the move is done."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        raise click.ClickException("LAB_DATABASE_URL is not SQLite: there is nothing to move.")
    path = Path(url.database)
    if not path.is_file():
        raise click.ClickException(f"There is no database at {path}.")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=1)
        # Set before anything is read, it holds the whole file from then on, also against who only has it open.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool)
    try:
        opened = engine.connect()
        opened.exec_driver_sql("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        raise click.ClickException(_why_not_open(path, error)) from error
    except sa.exc.DBAPIError as error:
        raise click.ClickException(_why_not_open(path, error)) from error
    with opened:
        yield opened


def _why_not_open(path: Path, error: Exception) -> str:
    is_busy = is_contention(error) or getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return f"{path} is in use. Stop the service first." if is_busy else f"{path} cannot be opened: {error}"


def _explain(error: Exception) -> str:
    """What PostgreSQL says, without the values that it was about."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    diagnosis = getattr(cause, "diag", None)
    message = (diagnosis and diagnosis.message_primary) or str(cause).strip()
    place = str((diagnosis and diagnosis.context) or "").split(": ")[0].split("\n")[0]
    return f"{message} ({place})" if place else message


def _check_version(connection: sa.Connection, name: str) -> None:
    """The database stands at the newest migration."""
    head = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    if current != head:
        raise click.ClickException(
            f"{name} stands at version {current or 'none'}, this program is at {head}. "
            "Bring it up to date first: flask --app run db upgrade"
        )


def _prepare_target() -> None:
    """A database without tables gets them."""
    if not sa.inspect(db.engine).get_table_names():
        click.echo("Creating the tables …")
        flask_migrate.upgrade()


def _check_target(connection: sa.Connection) -> None:
    """The new database is of this version, nobody else's at the moment, and empty."""
    _check_version(connection, "The new database")
    encoding = connection.scalar(sa.text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise click.ClickException(f"The new database is encoded in {encoding}; it must be UTF8.")
    tables = Base.metadata.sorted_tables
    names = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in tables)
    try:
        connection.execute(sa.text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE NOWAIT"))
    except sa.exc.OperationalError as error:
        if is_contention(error):
            raise click.ClickException("The new database is in use.") from error
        raise
    for table in tables:
        is_empty = connection.scalar(sa.select(~sa.exists(sa.select(sa.literal(1)).select_from(table))))
        if not is_empty and table.name not in LOADED_BY_MIGRATIONS:
            raise click.ClickException(
                f"The new database is not empty: there are rows in {table.name}. Nothing was moved."
            )


def _copy_all(source: sa.Connection, target: sa.Connection) -> int:
    """Copies, counts and compares all tables; the number of rows. The caller's transaction makes it all or nothing."""
    tables = Base.metadata.sorted_tables
    for table in reversed(tables):
        if table.name in LOADED_BY_MIGRATIONS:
            target.execute(sa.delete(table))
    total = 0
    for table in tables:
        sent = _copy(table, source, target)
        arrived = Sum()
        for row in _read(table, target):
            arrived.add(row)
        if arrived != sent:
            raise click.ClickException(
                f"Nothing was moved. {table.name} differs: {sent.rows} rows, checksum {sent.checksum} were sent, "
                f"{arrived.rows} rows, checksum {arrived.checksum} arrived."
            )
        _continue_numbers(table, target)
        click.echo(f"{table.name:<20} {sent.rows:>9,} rows   checksum {sent.checksum}")
        total += sent.rows
    target.execute(sa.text("ANALYZE"))
    return total


def _copy(table: sa.Table, source: sa.Connection, target: sa.Connection) -> Sum:
    """Sends the rows as one COPY, so that rows may refer to each other in any order."""
    prepare = target.dialect.identifier_preparer
    names = ", ".join(prepare.format_column(column) for column in table.columns)
    connection: Any = target.connection.driver_connection
    sent = Sum()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {prepare.format_table(table)} ({names}) FROM STDIN") as copy,
    ):
        for row in _read(table, source):
            copy.write_row(row)
            sent.add(row)
    return sent


def _read(table: sa.Table, connection: sa.Connection) -> Iterator[Sequence[Any]]:
    """The rows with plain values, alike on both engines; a few at a time."""
    has_files = any(isinstance(column.type, sa.LargeBinary) for column in table.columns)
    statement = sa.select(*(_plain(column) for column in table.columns))
    options = {"yield_per": PARTS if has_files else ROWS, "stream_results": True}
    yield from connection.execute(statement, execution_options=options)


def _plain(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """Codes and JSON as the text that is stored; all else as Python has it."""
    if isinstance(column.type, sa.JSON):
        return sa.cast(column, sa.Text)
    return sa.type_coerce(column, sa.Text) if isinstance(column.type, sa.Enum) else column


def _continue_numbers(table: sa.Table, target: sa.Connection) -> None:
    """The next row gets a number above all that came along."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
    highest = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
    target.execute(sa.select(sa.func.setval(sequence, highest, False)))
