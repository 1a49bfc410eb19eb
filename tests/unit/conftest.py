"""Unit tests are pure: whoever asks for a database connection fails."""

from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings

# A machine with much to do is slow, not wrong; all else stays as it is, in CI the same examples each time.
settings.register_profile(
    "patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine hands out a connection."""

    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("a unit test has asked for a database connection")

    monkeypatch.setattr(sa.Engine, "raw_connection", refuse)
