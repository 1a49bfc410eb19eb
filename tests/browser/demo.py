"""The demo data, seeded once and put back for each test."""

from flask import Flask

from tests.rows import Rows, read_rows


def seed(app: Flask) -> Rows:
    """Loads the demo data into the app's empty database; returns all rows."""
    result = app.test_cli_runner().invoke(args=["seed-demo"])
    assert result.exit_code == 0, result.output
    return read_rows()
