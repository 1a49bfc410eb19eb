"""Add the public page that tells people what became of what they said."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "public_page",
        sa.Column("idea_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_public_page_idea_id"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name="fk_public_page_opened_by_id"),
        sa.PrimaryKeyConstraint("idea_id", name="pk_public_page"),
        sa.UniqueConstraint("token", name="uq_public_page_token"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("public_page")
