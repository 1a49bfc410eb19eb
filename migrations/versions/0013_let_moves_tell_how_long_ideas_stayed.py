"""Let moves of ideas tell how many days the idea had stood, and index moves for the figures."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

HESSE = ZoneInfo("Europe/Berlin")
BATCH = 10_000
INDEXES = (
    ("ix_event_arrived", ["to_state", "from_state", "at", "subject_id"], "to_state IS NOT NULL"),
    ("ix_event_left", ["from_state", "subject_id", "at", "stayed"], "from_state IS NOT NULL"),
)
event = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("kind", sa.String),
    sa.column("subject_kind", sa.String),
    sa.column("subject_id", sa.String),
    sa.column("to_state", sa.String),
    sa.column("stayed", sa.Integer),
)


def upgrade() -> None:
    """Counts from the history what moves would have told."""
    op.add_column("event", sa.Column("stayed", sa.Integer(), nullable=True))
    connection = op.get_bind()
    fill = sa.update(event).where(event.c.id == sa.bindparam("number")).values(stayed=sa.bindparam("days"))
    batch: list[dict[str, int]] = []
    for number, days in _stays(connection):
        batch.append({"number": number, "days": days})
        if len(batch) == BATCH:
            connection.execute(fill, batch)
            batch = []
    if batch:
        connection.execute(fill, batch)
    for name, columns, condition in INDEXES:
        where = sa.text(condition)
        op.create_index(name, "event", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Without them."""
    for name, _columns, _condition in INDEXES:
        op.drop_index(name, "event")
    op.drop_column("event", "stayed")


def _stays(connection: sa.Connection) -> Iterator[tuple[int, int]]:
    """The moves of ideas but for the first one, with the calendar days in Hesse since the one before."""
    moves = connection.execute(
        sa.select(event.c.subject_id, event.c.id, event.c.at)
        .where(
            event.c.subject_kind == "idea",
            event.c.to_state.is_not(None),
            event.c.kind != "adoption_changed",
        )
        .order_by(event.c.subject_id, event.c.id)
    ).all()
    last, day = None, None
    for subject, number, at in moves:
        arrived, day = day, _day_of(at)
        if subject == last and arrived is not None:
            yield number, (day - arrived).days
        last = subject


def _day_of(at: datetime) -> date:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(HESSE).date()
