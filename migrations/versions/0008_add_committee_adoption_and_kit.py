"""Add the committee with votes, questions and conditions, the steps of adoption, and what is handed on."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Days a committee had for candidates that were open before it had a deadline.
DAYS = 14
# Row and column on the tile map: roughly where the districts lie.
TILES = {
    "06534": (0, 1),
    "06632": (0, 3),
    "06532": (1, 0),
    "06535": (1, 2),
    "06631": (1, 3),
    "06439": (2, 0),
    "06434": (2, 1),
    "06435": (2, 3),
    "06414": (3, 0),
    "06436": (3, 1),
    "06413": (3, 2),
    "06438": (3, 3),
    "06433": (4, 1),
    "06432": (4, 2),
    "06431": (5, 1),
    "06437": (5, 2),
}

# What publiccode.yml calls the kinds of software, and how far it is.
SOFTWARE_TYPES = (
    "standalone/web",
    "standalone/mobile",
    "standalone/desktop",
    "standalone/backend",
    "addon",
    "library",
    "configurationFiles",
    "standalone/other",
)
DEVELOPMENT = ("concept", "development", "beta", "stable", "obsolete")


def codes(name: str, *values: str) -> sa.Enum:
    """A code: VARCHAR with a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def checked(name: str) -> sa.Column:
    """Whether something was checked."""
    return sa.Column(name, codes(name, "yes", "no", "not_needed"), nullable=False)


def hidden() -> sa.Column:
    """The mark of what was reported."""
    return sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false())


def reviews(*more: sa.Column | sa.Constraint) -> sa.Table:
    """The table of reviews as it stood before, for SQLite, which makes it anew to change its rules."""
    return sa.Table(
        "rollout_review",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("status", codes("status", "open", "approved", "returned", "rejected"), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("operating_cost", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("support", sa.String(length=200), nullable=False),
        sa.Column("systems", sa.Text(), nullable=False),
        sa.Column("guide", sa.Text(), nullable=False),
        checked("data_protection"),
        sa.Column("data_protection_text", sa.Text(), nullable=False),
        checked("information_security"),
        sa.Column("information_security_text", sa.Text(), nullable=False),
        checked("staff_council"),
        sa.Column("staff_council_text", sa.Text(), nullable=False),
        checked("accessibility"),
        sa.Column("accessibility_text", sa.Text(), nullable=False),
        sa.Column("gate", sa.JSON(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        hidden(),
        sa.CheckConstraint(
            "(status = 'open') = (decided_by_id IS NULL) AND (status = 'open') = (decided_at IS NULL)"
            " AND (status = 'open') = (reason IS NULL)",
            name="decided",
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name="fk_rollout_review_decided_by_id"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_rollout_review_idea_id"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name="fk_rollout_review_opened_by_id"),
        sa.Index("ix_rollout_review_idea_id", "idea_id"),
        sa.Index(
            "uq_rollout_review_open",
            "idea_id",
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        ),
        *more,
    )


def upgrade() -> None:
    """Create the tables, extend reviews and adoptions, put the jobcentres on the map."""
    lines = read_conditions()
    extend_reviews()
    create_committee()
    if lines:
        names = ("review_id", "number", "text", "version")
        op.execute(sa.insert(sa.table("review_condition", *map(sa.column, names))).values(lines))
    extend_adoption()
    create_kit()
    op.add_column("job_centre", sa.Column("map_row", sa.Integer(), nullable=True))
    op.add_column("job_centre", sa.Column("map_column", sa.Integer(), nullable=True))
    place = sa.table("job_centre", sa.column("key"), sa.column("map_row"), sa.column("map_column"))
    for key, (row, column) in TILES.items():
        op.execute(sa.update(place).where(place.c.key == key).values(map_row=row, map_column=column))


def create_committee() -> None:
    """Members, votes, questions, conditions."""
    op.create_table(
        "committee_member",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_chair", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_committee_member_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_committee_member"),
    )
    op.create_table(
        "review_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", codes("choice", "consent", "concerns", "objection"), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        hidden(),
        sa.ForeignKeyConstraint(["review_id"], ["rollout_review.id"], name="fk_review_vote_review_id"),
        sa.ForeignKeyConstraint(["member_id"], ["account.id"], name="fk_review_vote_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_vote"),
        sa.UniqueConstraint("review_id", "member_id", name="uq_review_vote_review_id_member_id"),
        sa.CheckConstraint("choice = 'consent' OR text IS NOT NULL", name="says_why"),
    )
    op.create_index("ix_review_vote_member_id", "review_vote", ["member_id"])
    op.create_table(
        "review_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        hidden(),
        sa.ForeignKeyConstraint(["review_id"], ["rollout_review.id"], name="fk_review_question_review_id"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name="fk_review_question_asked_by_id"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name="fk_review_question_answered_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_question"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_by_id IS NULL) AND (answer IS NULL) = (answered_at IS NULL)",
            name="answered",
        ),
    )
    op.create_index("ix_review_question_review_id", "review_question", ["review_id"])
    op.create_table(
        "review_condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_note", sa.Text(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        hidden(),
        sa.ForeignKeyConstraint(["review_id"], ["rollout_review.id"], name="fk_review_condition_review_id"),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name="fk_review_condition_done_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_condition"),
        sa.UniqueConstraint("review_id", "number", name="uq_review_condition_review_id_number"),
        sa.CheckConstraint("(done_by_id IS NULL) = (done_at IS NULL)", name="done"),
    )


def read_conditions() -> list[dict[str, object]]:
    """Each line of the conditions, which becomes one that can be ticked."""
    old = sa.table("rollout_review", sa.column("id"), sa.column("conditions"))
    rows = op.get_bind().execute(sa.select(old.c.id, old.c.conditions).order_by(old.c.id)).all()
    return [
        {"review_id": row[0], "number": number, "text": line, "version": 1}
        for row in rows
        for number, line in enumerate(
            (part.strip() for part in (row[1] or "").split("\n") if part.strip()), 1
        )
    ]


def extend_reviews() -> None:
    """Reviews get a deadline and the money. SQLite makes the table anew, so nothing may refer to it yet."""
    before = reviews(
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.CheckConstraint("status != 'returned' OR conditions IS NOT NULL", name="returned_with_conditions"),
    )
    with op.batch_alter_table("rollout_review", copy_from=before) as table:
        table.drop_constraint("returned_with_conditions", type_="check")
        table.drop_column("conditions")
        table.add_column(sa.Column("deadline_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("is_without_quorum", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(
            sa.Column(
                "funding",
                codes("funding", "yes", "no", "not_needed"),
                nullable=False,
                server_default=sa.text("'no'"),
            )
        )
        table.add_column(sa.Column("funding_text", sa.Text(), nullable=False, server_default=sa.text("''")))
    dated = sa.table(
        "rollout_review",
        sa.column("id"),
        sa.column("opened_at", sa.DateTime(timezone=True)),
        sa.column("deadline_on", sa.Date()),
    )
    for row in op.get_bind().execute(sa.select(dated.c.id, dated.c.opened_at)).all():
        day: datetime = row[1]
        deadline = (day.replace(tzinfo=day.tzinfo or UTC) + timedelta(days=DAYS)).date()
        op.execute(sa.update(dated).where(dated.c.id == row[0]).values(deadline_on=deadline))


def extend_adoption() -> None:
    """The day a step was taken, what was changed, what it took; the steps and the questions after months."""
    op.add_column("adoption", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("adoption", sa.Column("introduced_on", sa.Date(), nullable=True))
    op.add_column(
        "adoption", sa.Column("adapted_text", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "adoption", sa.Column("effort", sa.String(length=200), nullable=False, server_default=sa.text("''"))
    )
    adoption = sa.table(
        "adoption",
        sa.column("idea_id"),
        sa.column("job_centre_key"),
        sa.column("status"),
        sa.column("changed_at", sa.DateTime(timezone=True)),
        sa.column("since", sa.Date()),
        sa.column("introduced_on", sa.Date()),
    )
    for row in op.get_bind().execute(sa.select(adoption)).all():
        day = row.changed_at.date()
        is_in_use = row.status in ("introduced", "sustained")
        op.execute(
            sa.update(adoption)
            .where(adoption.c.idea_id == row.idea_id, adoption.c.job_centre_key == row.job_centre_key)
            .values(since=day, introduced_on=day if is_in_use else None)
        )
    of_adoption = ["idea_id", "job_centre_key"]
    op.create_table(
        "adoption_step",
        sa.Column("idea_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=False),
        sa.Column(
            "step",
            codes("step", "key_people", "legal", "technology", "training", "go_live"),
            nullable=False,
        ),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        hidden(),
        sa.ForeignKeyConstraint(
            of_adoption,
            ["adoption.idea_id", "adoption.job_centre_key"],
            name="fk_adoption_step_idea_id_job_centre_key",
        ),
        sa.PrimaryKeyConstraint("idea_id", "job_centre_key", "step", name="pk_adoption_step"),
    )
    op.create_table(
        "adoption_check",
        sa.Column("idea_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=False),
        sa.Column("months", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("months IN (6, 12)", name="months"),
        sa.ForeignKeyConstraint(
            of_adoption,
            ["adoption.idea_id", "adoption.job_centre_key"],
            name="fk_adoption_check_idea_id_job_centre_key",
        ),
        sa.PrimaryKeyConstraint("idea_id", "job_centre_key", "months", name="pk_adoption_check"),
    )


def create_kit() -> None:
    """What is handed on, the files that belong to it, questions and answers."""
    op.create_table(
        "kit",
        sa.Column("idea_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("guide", sa.Text(), nullable=False),
        sa.Column("effort", sa.Text(), nullable=False),
        sa.Column("licence", sa.String(length=80), nullable=False),
        sa.Column("is_software", sa.Boolean(), nullable=False),
        sa.Column("repository", sa.String(length=500), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("software_type", codes("software_type", *SOFTWARE_TYPES), nullable=False),
        sa.Column("development_status", codes("development_status", *DEVELOPMENT), nullable=False),
        sa.Column("maintenance", codes("maintenance", "internal", "community", "none"), nullable=False),
        sa.Column("platforms", sa.JSON(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("software_version", sa.String(length=40), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        hidden(),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_kit_idea_id"),
        sa.PrimaryKeyConstraint("idea_id", name="pk_kit"),
        sa.UniqueConstraint("token", name="uq_kit_token"),
    )
    op.create_table(
        "kit_file",
        sa.Column("idea_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attachment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["kit.idea_id"], name="fk_kit_file_idea_id"),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name="fk_kit_file_attachment_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("idea_id", "attachment_id", name="pk_kit_file"),
    )
    op.create_table(
        "kit_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        hidden(),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_kit_question_idea_id"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name="fk_kit_question_asked_by_id"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name="fk_kit_question_answered_by_id"),
        sa.ForeignKeyConstraint(
            ["job_centre_key"], ["job_centre.key"], name="fk_kit_question_job_centre_key"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kit_question"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_by_id IS NULL) AND (answer IS NULL) = (answered_at IS NULL)",
            name="answered",
        ),
    )
    op.create_index("ix_kit_question_idea_id", "kit_question", ["idea_id"])


def downgrade() -> None:
    """Drop what was added; conditions go back into one text."""
    op.drop_column("job_centre", "map_column")
    op.drop_column("job_centre", "map_row")
    for table in ("kit_question", "kit_file", "kit", "adoption_check", "adoption_step"):
        op.drop_table(table)
    for column in ("effort", "adapted_text", "introduced_on", "since"):
        op.drop_column("adoption", column)
    conditions = sa.table("review_condition", sa.column("review_id"), sa.column("number"), sa.column("text"))
    rows = op.get_bind().execute(
        sa.select(conditions.c.review_id, conditions.c.text).order_by(
            conditions.c.review_id, conditions.c.number
        )
    )
    texts: dict[int, list[str]] = {}
    for review_id, text in rows.all():
        texts.setdefault(review_id, []).append(text)
    for name in ("review_condition", "review_question", "review_vote", "committee_member"):
        op.drop_table(name)
    op.add_column("rollout_review", sa.Column("conditions", sa.Text(), nullable=True))
    review = sa.table(
        "rollout_review",
        *(sa.column(name) for name in ("id", "status", "reason", "conditions")),
    )
    for review_id, lines in texts.items():
        op.execute(sa.update(review).where(review.c.id == review_id).values(conditions="\n".join(lines)))
    op.execute(
        sa.update(review)
        .where(review.c.status == "returned", review.c.conditions.is_(None))
        .values(conditions=review.c.reason)
    )
    now = reviews(
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("is_without_quorum", sa.Boolean(), nullable=False, server_default=sa.false()),
        checked("funding"),
        sa.Column("funding_text", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
    with op.batch_alter_table("rollout_review", copy_from=now) as table:
        for column in ("deadline_on", "is_without_quorum", "funding", "funding_text"):
            table.drop_column(column)
        table.create_check_constraint(
            "returned_with_conditions", "status != 'returned' OR conditions IS NOT NULL"
        )
