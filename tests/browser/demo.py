"""The demo data, seeded once and put back for each test."""

from typing import Any

import sqlalchemy as sa
from flask import Flask

from lab.core.database import Base
from lab.extensions import db

Rows = dict[sa.Table, list[dict[str, Any]]]


def seed(app: Flask) -> Rows:
    """Loads the demo data into the app's empty database; returns all rows."""
    result = app.test_cli_runner().invoke(args=["seed-demo"])
    assert result.exit_code == 0, result.output
    with db.engine.connect() as connection:
        return {
            table: [dict(row._mapping) for row in connection.execute(sa.select(table))]
            for table in Base.metadata.sorted_tables
        }


def put_back(rows: Rows) -> None:
    """The rows as they were; numbers given since then stay used up, so new rows never collide with them."""
    with db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(sa.delete(table))
        for table in Base.metadata.sorted_tables:
            if rows[table]:
                connection.execute(sa.insert(table), rows[table])
