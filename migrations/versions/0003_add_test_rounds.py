"""Add test rounds, answer sheets, participants, observations and verdicts.

What was recorded as feedback becomes a round of its own, each of its lines an observation.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

METHODS = (  # noqa: SIM905 (a list of words is read at a glance)
    "interview observing empathy_map customer_journey stakeholder_map persona point_of_view how_might_we five_whys "
    "cluster brainwriting crazy_eights headstand dot_voting value_effort storyboard paper_prototype click_dummy "
    "role_play wizard_of_oz sample_letter video_sketch thinking_aloud feedback_grid sus short_survey ab_test pilot"
).split()
GROUPS = ("customers", "staff", "leadership", "external")
POINTS = ("like", "criticism", "question", "idea")
SEVERITIES = ("low", "medium", "severe")
FEEDBACK = (
    "id, prototype_id, respondents, method, participants, held_on, job_centre_key, "
    "likes, criticisms, questions, ideas, author_id, created_at"
)
ANSWER = "answer, answer_text, taken_up_in_id, answered_by_id, answered_at, version"


def codes(name: str, *values: str) -> sa.Enum:
    """A code: VARCHAR with a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def reference(table: str, column: str, target: str, **options: str) -> sa.ForeignKeyConstraint:
    """A foreign key named as all are."""
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", **options)


def upgrade() -> None:
    """Create the tables and bring what is there into them."""
    op.add_column(
        "idea", sa.Column("severe_findings", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column(
        "idea", sa.Column("is_criterion_met", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    set_aside("feedback", "finding")
    create_test_round()
    create_feedback(reference("feedback", "round_id", "test_round.id"))
    create_answer_sheet()
    create_participant()
    create_finding(
        sa.Column("severity", codes("severity", *SEVERITIES), nullable=True),
        kinds=POINTS,
    )
    create_observation()
    create_verdict()
    op.execute(
        "INSERT INTO test_round (id, prototype_id, respondents, method, job_centre_key, starts_on, ends_on, purpose,"
        " tasks, moderation, questionnaire, is_planned, is_open, introduction, shows_link, author_id, created_at,"
        " version) SELECT id, prototype_id, respondents, method, job_centre_key, held_on, held_on, '', '', '',"
        " 'none', false, false, '', false, author_id, created_at, 1 FROM old_feedback"
    )
    op.execute(f"INSERT INTO feedback ({FEEDBACK}, round_id) SELECT {FEEDBACK}, id FROM old_feedback")
    op.execute(
        f"INSERT INTO finding (id, prototype_id, kind, body, {ANSWER})"
        f" SELECT id, prototype_id, kind, body, {ANSWER} FROM old_finding"
    )
    op.execute(
        "INSERT INTO observation (prototype_id, round_id, feedback_id, finding_id, kind, basis, body, quote,"
        " author_id, created_at) SELECT n.prototype_id, f.id, f.id, n.id, n.kind, 'said', n.body, '',"
        " f.author_id, f.created_at FROM old_finding AS n JOIN old_feedback AS f ON f.id = n.feedback_id ORDER BY n.id"
    )
    add_likes()
    op.drop_table("old_finding")
    op.drop_table("old_feedback")
    count_on("test_round", "feedback", "finding")


def downgrade() -> None:
    """Undoes it; what only the new tables can hold is lost."""
    op.execute(
        "CREATE TABLE old_source AS SELECT finding_id, min(feedback_id) AS feedback_id FROM observation"
        " WHERE finding_id IS NOT NULL AND feedback_id IS NOT NULL GROUP BY finding_id"
    )
    op.drop_table("verdict")
    op.drop_table("observation")
    set_aside("feedback", "finding")
    op.drop_table("task_result")
    op.drop_table("participant")
    op.drop_table("answer_sheet")
    op.drop_table("test_round")
    create_feedback()
    create_finding(
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        reference("finding", "feedback_id", "feedback.id"),
        kinds=POINTS[1:],
    )
    op.create_index("ix_finding_feedback_id", "finding", ["feedback_id"])
    op.execute(f"INSERT INTO feedback ({FEEDBACK}) SELECT {FEEDBACK} FROM old_feedback")
    op.execute(
        f"INSERT INTO finding (id, prototype_id, feedback_id, kind, body, {ANSWER})"
        f" SELECT n.id, n.prototype_id, s.feedback_id, n.kind, n.body, {ANSWER}"
        " FROM old_finding AS n JOIN old_source AS s ON s.finding_id = n.id WHERE n.kind != 'like'"
    )
    op.drop_table("old_source")
    op.drop_table("old_finding")
    op.drop_table("old_feedback")
    count_on("feedback", "finding")
    op.drop_column("idea", "is_criterion_met")
    op.drop_column("idea", "severe_findings")


def set_aside(parent: str, child: str) -> None:
    """Keeps the rows without their keys: SQLite can give a table a new column only by making it anew."""
    for table in (parent, child):
        op.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
    op.drop_table(child)
    op.drop_table(parent)


def count_on(*tables: str) -> None:
    """PostgreSQL counts on after the ids that were brought along; SQLite does so by itself."""
    if op.get_bind().dialect.name == "postgresql":
        for table in tables:
            op.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest((SELECT max(id) FROM {table}), 1))"
            )


def add_likes() -> None:
    """What was good stood in the feedback alone; each line becomes an observation."""
    connection = op.get_bind()
    feedback = sa.table(
        "feedback",
        *(sa.column(name) for name in ("id", "prototype_id", "likes", "author_id")),
        sa.column("created_at", sa.DateTime(timezone=True)),
    )
    observation = sa.table(
        "observation",
        *(
            sa.column(name)
            for name in (
                "prototype_id",
                "round_id",
                "feedback_id",
                "kind",
                "basis",
                "body",
                "quote",
                "author_id",
            )
        ),
        sa.column("created_at", sa.DateTime(timezone=True)),
    )
    rows = connection.execute(sa.select(feedback).where(feedback.c.likes != "").order_by(feedback.c.id)).all()
    for row in rows:
        lines = (re.sub(r"^[-–—•*·+]\s+", "", line.strip()).strip() for line in row.likes.split("\n"))
        points = [line for line in lines if not re.fullmatch(r"[-–—•*·+._=\s]*", line)]
        if points:
            connection.execute(
                observation.insert(),
                [
                    {
                        "prototype_id": row.prototype_id,
                        "round_id": row.id,
                        "feedback_id": row.id,
                        "kind": "like",
                        "basis": "said",
                        "body": point,
                        "quote": "",
                        "author_id": row.author_id,
                        "created_at": row.created_at,
                    }
                    for point in points
                ],
            )


def create_test_round() -> None:
    """A test of a version with one group, at one place, in one period."""
    op.create_table(
        "test_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=False),
        sa.Column("respondents", codes("respondents", *GROUPS), nullable=False),
        sa.Column("method", codes("method", *METHODS), nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("moderation", sa.String(length=120), nullable=False),
        sa.Column("people_wanted", sa.Integer(), nullable=True),
        sa.Column("questionnaire", codes("questionnaire", "none", "umux_lite", "sus"), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("shows_link", sa.Boolean(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name="period"),
        sa.CheckConstraint(
            "people_wanted IS NULL OR people_wanted BETWEEN 1 AND 10000", name="people_wanted"
        ),
        sa.CheckConstraint("NOT is_open OR token IS NOT NULL", name="open_at_address"),
        reference("test_round", "prototype_id", "prototype.id"),
        reference("test_round", "job_centre_key", "job_centre.key"),
        reference("test_round", "picture_id", "attachment.id", ondelete="SET NULL"),
        reference("test_round", "author_id", "account.id"),
        sa.PrimaryKeyConstraint("id", name="pk_test_round"),
        sa.UniqueConstraint("token", name="uq_test_round_token"),
    )
    op.create_index("ix_test_round_prototype_id", "test_round", ["prototype_id"])


def create_feedback(*round_key: sa.ForeignKeyConstraint) -> None:
    """What a group said, summed up; with the key it belongs to a round."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=False),
        *([sa.Column("round_id", sa.Integer(), nullable=False)] if round_key else []),
        sa.Column("respondents", codes("respondents", *GROUPS), nullable=False),
        sa.Column("method", codes("method", *METHODS), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=True),
        sa.Column("likes", sa.Text(), nullable=False),
        sa.Column("criticisms", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("ideas", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "likes != '' OR criticisms != '' OR questions != '' OR ideas != ''", name="something_said"
        ),
        sa.CheckConstraint("participants BETWEEN 1 AND 10000", name="participants"),
        *round_key,
        reference("feedback", "author_id", "account.id"),
        reference("feedback", "job_centre_key", "job_centre.key"),
        reference("feedback", "prototype_id", "prototype.id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    op.create_index("ix_feedback_prototype_id", "feedback", ["prototype_id"])
    if round_key:
        op.create_index("ix_feedback_round_id", "feedback", ["round_id"])


def create_answer_sheet() -> None:
    """What one person answered, without a name."""
    op.create_table(
        "answer_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("channel", codes("channel", "public", "paper"), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("likes", sa.Text(), nullable=False),
        sa.Column("criticisms", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("ideas", sa.Text(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("inspection", codes("inspection", "waiting", "accepted", "discarded"), nullable=False),
        sa.Column("inspected_by_id", sa.Integer(), nullable=True),
        sa.Column("inspected_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(inspection = 'waiting') = (inspected_at IS NULL)"
            " AND (inspected_at IS NULL) = (inspected_by_id IS NULL)",
            name="inspected",
        ),
        reference("answer_sheet", "round_id", "test_round.id"),
        reference("answer_sheet", "inspected_by_id", "account.id"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_sheet"),
        sa.UniqueConstraint("round_id", "key", name="uq_answer_sheet_round_id_key"),
    )
    op.create_index("ix_answer_sheet_round_id", "answer_sheet", ["round_id"])


def create_participant() -> None:
    """Who took part in a moderated test, by number, and how each got through the tasks."""
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("respondents", codes("respondents", *GROUPS), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        reference("participant", "round_id", "test_round.id"),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        sa.UniqueConstraint("round_id", "number", name="uq_participant_round_id_number"),
    )
    op.create_table(
        "task_result",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", codes("outcome", "alone", "helped", "failed"), nullable=False),
        reference("task_result", "participant_id", "participant.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participant_id", "task", name="pk_task_result"),
    )


def create_finding(*columns: sa.schema.SchemaItem, kinds: tuple[str, ...]) -> None:
    """What a version taught, with its answer."""
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("kind", codes("kind", *kinds), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answer", codes("answer", "taken_up", "later", "no"), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("taken_up_in_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken_up_in_id IS NULL OR answer = 'taken_up'", name="taken_up_in"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_text IS NULL)"
            " AND (answer IS NULL) = (answered_by_id IS NULL)",
            name="answered",
        ),
        reference("finding", "answered_by_id", "account.id"),
        reference("finding", "prototype_id", "prototype.id"),
        reference("finding", "taken_up_in_id", "prototype.id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_prototype_id", "finding", ["prototype_id"])


def create_observation() -> None:
    """One thing that was seen or said, with its one source."""
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=True),
        sa.Column("answer_sheet_id", sa.Integer(), nullable=True),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("kind", codes("kind", *POINTS), nullable=False),
        sa.Column("basis", codes("basis", "seen", "said"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=True),
        sa.Column("severity", codes("severity", *SEVERITIES), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN feedback_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN answer_sheet_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN participant_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_source",
        ),
        sa.CheckConstraint("second IS NULL OR second BETWEEN 0 AND 86399", name="second"),
        reference("observation", "prototype_id", "prototype.id"),
        reference("observation", "round_id", "test_round.id"),
        reference("observation", "feedback_id", "feedback.id", ondelete="CASCADE"),
        reference("observation", "answer_sheet_id", "answer_sheet.id", ondelete="CASCADE"),
        reference("observation", "participant_id", "participant.id", ondelete="CASCADE"),
        reference("observation", "finding_id", "finding.id", ondelete="SET NULL"),
        reference("observation", "author_id", "account.id"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
    )
    for column in (
        "prototype_id",
        "round_id",
        "feedback_id",
        "answer_sheet_id",
        "participant_id",
        "finding_id",
    ):
        op.create_index(f"ix_observation_{column}", "observation", [column])


def create_verdict() -> None:
    """What a person made of a version's results."""
    op.create_table(
        "verdict",
        sa.Column("prototype_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("met", codes("met", "yes", "no", "unclear"), nullable=False),
        sa.Column("met_because", sa.Text(), nullable=False),
        sa.Column("decision", codes("decision", "continue", "change", "stop"), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        reference("verdict", "prototype_id", "prototype.id"),
        reference("verdict", "decided_by_id", "account.id"),
        sa.PrimaryKeyConstraint("prototype_id", name="pk_verdict"),
    )
