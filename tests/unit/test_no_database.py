"""The guard of this folder works."""

import pytest
import sqlalchemy as sa


def test_a_unit_test_gets_no_connection():
    with pytest.raises(AssertionError, match="database connection"):
        sa.create_engine("sqlite://").connect()
