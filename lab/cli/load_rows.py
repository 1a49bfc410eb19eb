"""Writes many rows quickly: gathers them by table and sends each table's rows at once."""

from collections import defaultdict
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from lab.audit.kinds import EVENT_KINDS
from lab.audit.models import Event
from lab.core.database import Base
from lab.extensions import db


class Rows:
    """Rows that wait to be written. Numbers are given here, so that rows can name each other before they are there."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._next: dict[str, int] = {}

    def add(self, model: type[Base], **values: Any) -> int:
        """Gives the row the next number of its table and returns it; columns by their names in the table."""
        number = self.take_number(model)
        self.add_keyed(model, id=number, **values)
        return number

    def add_keyed(self, model: type[Base], **values: Any) -> None:
        """Adds a row whose key is among the values. Raises KeyError for a column that the table has not."""
        empty = _empty_row(model.__tablename__)
        row = empty | values
        if len(row) > len(empty):
            raise KeyError(*(values.keys() - empty.keys()))
        self._waiting[model.__tablename__].append(row)

    def record(self, at: datetime, kind: str, actor_id: int | None, idea_id: int, **values: Any) -> None:
        """Adds an event of an idea; what is no column of it is a detail. Raises KeyError for an unknown kind."""
        EVENT_KINDS[kind]
        columns = {name: values.pop(name, None) for name in ("from_state", "to_state", "stayed", "reason")}
        subject = {"subject_kind": "idea", "subject_id": str(idea_id)}
        self.add(Event, at=at, kind=kind, actor_id=actor_id, **subject, **columns, detail=values)

    def write(self) -> None:
        """Sends what waits, in the order in which tables refer to each other."""
        for table in Base.metadata.sorted_tables:
            if rows := self._waiting.pop(table.name, None):
                db.session.execute(sa.insert(table), rows)

    def finish(self) -> None:
        """Tells PostgreSQL which numbers are taken."""
        if db.session.get_bind().dialect.name != "postgresql":
            return
        for table, number in self._next.items():
            sequence = sa.func.pg_get_serial_sequence(table, "id")
            db.session.execute(sa.select(sa.func.setval(sequence, number - 1)))

    def take_number(self, model: type[Base]) -> int:
        """The next number of the table, for a row that is added later."""
        table = model.__tablename__
        if table not in self._next:
            last = db.session.scalar(sa.select(sa.func.max(model.__table__.c.id)))
            self._next[table] = (last or 0) + 1
        number = self._next[table]
        self._next[table] = number + 1
        return number


@cache
def _empty_row(name: str) -> dict[str, Any]:
    """What a row holds when nothing is said: every column, for rows that are sent together must have the same ones."""
    return {column.name: _default(column) for column in Base.metadata.tables[name].columns}


def _default(column: sa.Column[Any]) -> Any:
    if column.default is None:
        return None
    given = column.default.arg  # type: ignore[attr-defined]
    return given(None) if callable(given) else given
