"""All rows of the database, read once and put back: quicker than to make them again."""

from typing import Any

import sqlalchemy as sa

from lab.core.database import Base
from lab.extensions import db

# By the table's name.
Rows = dict[str, list[dict[str, Any]]]


def read_rows() -> Rows:
    """All that stands in the tables."""
    with db.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(sa.select(table))]
            for table in Base.metadata.sorted_tables
        }


def put_back(rows: Rows) -> None:
    """The rows as they were; numbers given since then stay used up, so new rows never collide with them."""
    with db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(sa.delete(table))
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(sa.insert(table), _pointed_at_first(table, rows[table.name]))


def continue_numbers() -> None:
    """After rows that came with their numbers: PostgreSQL, which counts by itself, goes on after the highest."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            column = table.autoincrement_column
            if column is not None:
                counter = sa.func.pg_get_serial_sequence(table.name, column.name)
                highest = sa.select(sa.func.max(column)).scalar_subquery()
                after = sa.func.greatest(sa.func.nextval(counter), highest)
                connection.execute(sa.select(sa.func.setval(counter, after)).where(counter.is_not(None)))


def _pointed_at_first(table: sa.Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that point to others of their own table, as merged ideas do, come after those."""
    pointing = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    return sorted(rows, key=lambda row: any(row[name] is not None for name in pointing))
