"""Add reports of personal data, and the mark that hides what was reported."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

HIDEABLE = (
    "idea",
    "stage_note",
    "attachment",
    "prototype",
    "test_round",
    "round_language",
    "feedback",
    "answer_sheet",
    "finding",
    "observation",
    "verdict",
    "rollout_review",
    "adoption",
    "event",
)
KINDS = (
    "idea",
    "note",
    "attachment",
    "prototype",
    "round",
    "feedback",
    "observation",
    "finding",
    "review",
    "adoption",
    "verdict",
    "event",
)


def codes(name: str, *values: str) -> sa.Enum:
    """A code: VARCHAR with a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Create the table and add the mark."""
    for table in HIDEABLE:
        op.add_column(table, sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "content_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_kind", codes("content_kind", *KINDS), nullable=False),
        sa.Column("content_id", sa.String(length=40), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", codes("outcome", "restored", "purged"), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_content_report_idea_id"),
        sa.ForeignKeyConstraint(["reported_by_id"], ["account.id"], name="fk_content_report_reported_by_id"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["account.id"], name="fk_content_report_closed_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_content_report"),
        sa.CheckConstraint(
            "(outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (closed_by_id IS NULL)",
            name="closed",
        ),
    )
    op.create_index("ix_content_report_idea_id", "content_report", ["idea_id"])
    op.create_index(
        "uq_content_report_open",
        "content_report",
        ["content_kind", "content_id"],
        unique=True,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )


def downgrade() -> None:
    """Drop both; what was hidden is shown again."""
    op.drop_table("content_report")
    for table in reversed(HIDEABLE):
        op.drop_column(table, "is_hidden")
