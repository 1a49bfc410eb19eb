"""Add an index for each order of the list, for the matrix, the start page and the candidates."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

INDEXES = (
    ("ix_idea_listed", "idea", [sa.text("coalesce(submitted_at, created_at)"), "id"]),
    ("ix_idea_moved", "idea", ["state_since", "id"]),
    ("ix_idea_title", "idea", ["title_key", "id"]),
    ("ix_idea_state_title", "idea", ["state", "title_key", "id"]),
    ("ix_idea_responsible_state", "idea", ["responsible_id", "state"]),
    ("ix_rollout_review_status", "rollout_review", ["status", "opened_at", "id"]),
)
# What the new ones serve as well.
REPLACED = (
    ("ix_idea_submitted", "idea", ["submitted_at", "id"]),
    ("ix_idea_responsible_id", "idea", ["responsible_id"]),
)


def upgrade() -> None:
    """The newest first, and each other order, without sorting all there is."""
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    for name, table, _columns in REPLACED:
        op.drop_index(name, table)


def downgrade() -> None:
    """Without them."""
    for name, table, columns in REPLACED:
        op.create_index(name, table, columns)
    for name, table, _columns in INDEXES:
        op.drop_index(name, table)
