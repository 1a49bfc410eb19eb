"""The declarative base, column types that behave alike on both engines, and the transaction."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Any

import sqlalchemy as sa
from flask import current_app, has_request_context
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.orm.exc import StaleDataError

from lab.core.errors import Busy, Conflict

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# PostgreSQL's code for a key that is there already.
UNIQUE_VIOLATION = "23505"
# … for two transactions in each other's way, and for a row that somebody else held too long.
CONTENTION = ("40001", "40P01", "55P03")
# … for a server that may only read, because another one has taken over.
READ_ONLY = "25006"
# What each engine is asked for the state of its data.
STAMPS = {"postgresql": "SELECT pg_current_snapshot()::text", "sqlite": "PRAGMA data_version"}

# How PostgreSQL is reached; what the URL says itself goes before. A server that does not answer is given up
# within seconds, also in the middle of a statement (milliseconds).
CONNECTION = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "innovation-lab",
}
# What a request may take (milliseconds): a statement, waiting for a row, doing nothing with a row held.
LIMITS = {
    "statement_timeout": 15_000,
    "lock_timeout": 5_000,
    "idle_in_transaction_session_timeout": 60_000,
}


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A point in time: aware in Python, UTC in the database. SQLite would drop the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for the database; a naive time is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all models; constraint names follow one convention, so that migrations can name them."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING_CONVENTION),
        type_annotation_map={datetime: UtcDateTime(), str: sa.Text()},
    )


@sa.event.listens_for(sa.Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    """SQLite keeps foreign keys, lets readers go on beside a writer, lets a second writer wait, and erases what is deleted."""
    if not isinstance(connection, sqlite3.Connection):
        return
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "busy_timeout = 10000",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@sa.event.listens_for(sa.Engine, "do_connect")
def _prepare_postgresql(
    dialect: Dialect, _record: object, _arguments: object, parameters: dict[str, Any]
) -> None:
    """A connection that a request opens has limits; one of a command, which may take its time, has none."""
    if dialect.name != "postgresql":
        return
    for name, value in CONNECTION.items():
        parameters.setdefault(name, value)
    if has_request_context():
        limits = " ".join(f"-c {name}={value}" for name, value in LIMITS.items())
        parameters["options"] = f"{limits} {parameters.get('options', '')}".strip()


def enum_column(enum: type[PythonEnum], name: str) -> sa.Enum:
    """An enum stored as VARCHAR with a CHECK named `name`; unlike a native enum it is plain to migrate."""
    return sa.Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Watch:
    """Tells in one process whether anything was committed: equal stamps mean that nothing was in between.

    PostgreSQL says which transactions a reader sees. SQLite says of a connection how often others have written, so
    that one must never write itself. One connection is set aside for it, outside any transaction, which all threads
    ask in turn: to take one from the pool, test it and begin a transaction would take five times as long.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._aside: sa.Connection | None = None

    def stamp(self, engine: sa.Engine) -> str:
        """The stamp of what is read from now on. Raises DBAPIError while the database is away."""
        with self._lock:
            if self._aside is not None:
                try:
                    return self._ask(self._aside)
                except DBAPIError:
                    # The server may have been away in the meantime.
                    self._drop()
            self._aside = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._aside.detach()
            if not sa.event.contains(engine, "engine_disposed", self._close):
                sa.event.listen(engine, "engine_disposed", self._close)
            return self._ask(self._aside)

    @staticmethod
    def _ask(connection: sa.Connection) -> str:
        return str(connection.exec_driver_sql(STAMPS[connection.dialect.name]).scalar())

    def _drop(self) -> None:
        if self._aside is not None:
            self._aside.close()
            self._aside = None

    def _close(self, _engine: sa.Engine) -> None:
        """The connection goes where the others of its pool have gone."""
        with self._lock:
            self._drop()


def is_duplicate(error: IntegrityError) -> bool:
    """Whether a unique or primary key was violated, and not a rule of another kind."""
    if isinstance(error.orig, sqlite3.IntegrityError):
        return error.orig.sqlite_errorcode in (
            sqlite3.SQLITE_CONSTRAINT_UNIQUE,
            sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        )
    return _state(error) == UNIQUE_VIOLATION


def is_contention(error: BaseException) -> bool:
    """Whether others wrote at the same moment: what was to be done is surely undone, and can be done again."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.OperationalError):
        # The lowest byte is the kind, what lies above it only says more.
        return error.orig.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return _state(error) in CONTENTION


def is_unavailable(error: BaseException) -> bool:
    """Whether the database cannot serve just now: away, starting, full, too slow, no connection free."""
    if isinstance(error, sa.exc.TimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or isinstance(error, OperationalError) or _state(error) == READ_ONLY


def _state(error: DBAPIError) -> str | None:
    """PostgreSQL's code of an error, None with SQLite."""
    return getattr(error.orig, "sqlstate", None)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """One transaction: commits once at the end, rolls back on any error.

    Raises Conflict on a stale version, and when somebody else has just stored what may be there once only;
    Busy when others wrote at the same moment and this one had to give way.
    """
    session: Any = current_app.extensions["sqlalchemy"].session
    try:
        yield
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise Conflict() from error
    except IntegrityError as error:
        session.rollback()
        if is_duplicate(error):
            raise Conflict() from error
        raise
    except DBAPIError as error:
        session.rollback()
        if is_contention(error):
            raise Busy() from error
        raise
    except BaseException:
        session.rollback()
        raise
