"""The demo data, seeded once for all workers and put back for each test."""

import fcntl
import pickle
from pathlib import Path

from flask import Flask

from tests.rows import Rows, continue_numbers, put_back, read_rows


def seed(app: Flask, kept: Path) -> Rows:
    """Loads the demo data into the app's empty database, from `kept` where another worker was first; all rows."""
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            rows: Rows = pickle.loads(kept.read_bytes())  # noqa: S301 -- written a moment ago, by this run
            put_back(rows)
            continue_numbers()
            return rows
        result = app.test_cli_runner().invoke(args=["seed-demo"])
        assert result.exit_code == 0, result.output
        rows = read_rows()
        kept.write_bytes(pickle.dumps(rows))
        return rows
