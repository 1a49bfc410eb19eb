"""Unit tests are pure: whoever asks for a database connection fails."""

from typing import Any

import pytest
import sqlalchemy as sa


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine hands out a connection."""

    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("a unit test has asked for a database connection")

    monkeypatch.setattr(sa.Engine, "raw_connection", refuse)
