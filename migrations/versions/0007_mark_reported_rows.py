"""Add the rows that a report hides, and reports of themed labs, translations and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

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
MORE_KINDS = (
    "language",
    "sheet",
    "theme",
    "vote",
    "question",
    "condition",
    "step",
    "kit",
    "kit_question",
)
COLUMNS = (
    "content_kind",
    "content_id",
    "idea_id",
    "reported_by_id",
    "reported_at",
    "outcome",
    "closed_by_id",
    "closed_at",
)


def codes(name: str, *values: str) -> sa.Enum:
    """A code: VARCHAR with a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def make_reports_anew(kinds: tuple[str, ...], *more: sa.Column | sa.Constraint) -> None:
    """The table of reports with these kinds and what else it needs; its rows are kept where they still fit.

    SQLite changes no CHECK, so the table is made anew. Nothing refers to the ids: they are given out again.
    """
    old = sa.table("content_report", sa.column("id"), *(sa.column(name) for name in COLUMNS))
    fitting = (old.c.content_kind.in_(kinds), old.c.idea_id.is_not(None))
    rows = op.get_bind().execute(
        sa.select(*(old.c[name] for name in COLUMNS)).where(*fitting).order_by(old.c.id)
    )
    kept = [dict(row._mapping) for row in rows]
    op.drop_table("content_report")
    op.create_table(
        "content_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_kind", codes("content_kind", *kinds), nullable=False),
        sa.Column("content_id", sa.String(length=40), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=bool(more)),
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
        *more,
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
    op.bulk_insert(old, kept)


def upgrade() -> None:
    """Themed labs can be hidden; a report may be about one, and knows its rows."""
    op.add_column(
        "theme_lab", sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    make_reports_anew(
        (*KINDS, *MORE_KINDS),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["theme_id"], ["theme_lab.id"], name="fk_content_report_theme_id"),
        sa.CheckConstraint("(idea_id IS NULL) != (theme_id IS NULL)", name="one_subject"),
    )
    op.create_index("ix_content_report_theme_id", "content_report", ["theme_id"])
    op.create_table(
        "report_mark",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_key", sa.String(length=60), nullable=False),
        sa.Column("places", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["content_report.id"], name="fk_report_mark_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "table_name", "row_key", name="pk_report_mark"),
    )


def downgrade() -> None:
    """Drop the marks, and the reports of what could not be reported before."""
    op.drop_table("report_mark")
    make_reports_anew(KINDS)
    op.drop_column("theme_lab", "is_hidden")
