"""Add languages of test rounds, and the requests of the last hour that throttle public answers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "round_language",
        sa.Column("round_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=35), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("ltr", "rtl", name="direction", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["test_round.id"], name="fk_round_language_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "code", name="pk_round_language"),
    )
    op.create_table(
        "public_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("network_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_public_request"),
    )
    for column in ("token_hash", "network_hash", "at"):
        op.create_index(f"ix_public_request_{column}", "public_request", [column])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("public_request")
    op.drop_table("round_language")
