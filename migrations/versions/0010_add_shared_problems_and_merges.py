"""Add the jobcentres that share a problem, their number on the idea, and what moved when ideas were merged."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

STATES = (
    *("draft", "submitted", "empathise", "define", "ideate", "prototype", "test"),
    *("ready", "rollout", "parked", "stopped", "merged"),
)


def upgrade() -> None:
    """Every idea is the problem of the jobcentre that it comes from."""
    op.add_column(
        "idea", sa.Column("sharing_count", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    op.execute("UPDATE idea SET sharing_count = 0 WHERE job_centre_key IS NULL")
    op.create_table(
        "shared_problem",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("idea_id", "job_centre_key", name="pk_shared_problem"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_shared_problem_idea_id"),
        sa.ForeignKeyConstraint(
            ["job_centre_key"], ["job_centre.key"], name="fk_shared_problem_job_centre_key"
        ),
    )
    op.create_index("ix_shared_problem_job_centre_key", "shared_problem", ["job_centre_key"])
    op.create_table(
        "idea_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_idea_merge"),
        sa.ForeignKeyConstraint(["source_id"], ["idea.id"], name="fk_idea_merge_source_id"),
        sa.ForeignKeyConstraint(["target_id"], ["idea.id"], name="fk_idea_merge_target_id"),
        sa.CheckConstraint("source_id != target_id", name="not_into_itself"),
    )
    op.create_index("ix_idea_merge_source", "idea_merge", ["source_id", "id"])
    op.create_index("ix_idea_merge_target_id", "idea_merge", ["target_id"])


def downgrade() -> None:
    """Without them."""
    op.drop_table("idea_merge")
    op.drop_table("shared_problem")
    op.drop_column("idea", "sharing_count")
