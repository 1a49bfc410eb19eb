"""Create the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def codes(name: str, *values: str) -> sa.Enum:
    """A code: VARCHAR with a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "job_centre",
        sa.Column("key", sa.String(length=5), nullable=False),
        sa.Column("authority", sa.String(length=120), nullable=False),
        sa.Column("house_name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("active_until IS NULL OR active_until >= active_from", name="period"),
        sa.PrimaryKeyConstraint("key", name="pk_job_centre"),
        sa.UniqueConstraint("short_name", name="uq_job_centre_short_name"),
    )
    op.create_table(
        "page_text",
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slug", "language", name="pk_page_text"),
    )
    op.create_table(
        "sent_form",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "account_id", name="pk_sent_form"),
    )
    op.create_index("ix_sent_form_sent_at", "sent_form", ["sent_at"])
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_hash", sa.String(length=64), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_account_hash", "sign_in_failure", ["account_hash"])
    op.create_index("ix_sign_in_failure_address_hash", "sign_in_failure", ["address_hash"])
    op.create_index("ix_sign_in_failure_failed_at", "sign_in_failure", ["failed_at"])
    op.create_table(
        "theme_lab",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("guiding_question", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("coordinator", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        sa.PrimaryKeyConstraint("id", name="pk_theme_lab"),
        sa.UniqueConstraint("title", name="uq_theme_lab_title"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "role", codes("role", "staff", "facilitator", "leadership", "admin", "guest"), nullable=False
        ),
        sa.Column("job_centre_key", sa.String(length=5), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("session_token", sa.String(length=32), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("language", codes("language", "de", "en"), nullable=False),
        sa.Column("theme", codes("theme", "system", "light", "dark"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('admin', 'guest') OR job_centre_key IS NOT NULL", name="job_centre_by_role"
        ),
        sa.ForeignKeyConstraint(["job_centre_key"], ["job_centre.key"], name="fk_account_job_centre_key"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_index("ix_account_job_centre_key", "account", ["job_centre_key"])
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=True),
        sa.Column("to_state", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name="fk_event_actor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_actor_id", "event", ["actor_id"])
    op.create_index("ix_event_kind_at", "event", ["kind", "at"])
    op.create_index("ix_event_subject", "event", ["subject_kind", "subject_id", "id"])
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("audience", codes("audience", "customers", "staff", "both"), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_visibility", codes("author_visibility", "named", "team"), nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column(
            "title_key",
            sa.String(length=250).with_variant(sa.String(length=250, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "state",
            codes(
                "state",
                "draft",
                "submitted",
                "empathise",
                "define",
                "ideate",
                "prototype",
                "test",
                "ready",
                "rollout",
                "parked",
                "stopped",
                "merged",
            ),
            nullable=False,
        ),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "resume_state",
            codes(
                "resume_state",
                "draft",
                "submitted",
                "empathise",
                "define",
                "ideate",
                "prototype",
                "test",
                "ready",
                "rollout",
                "parked",
                "stopped",
                "merged",
            ),
            nullable=True,
        ),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("learning_tried", sa.Text(), nullable=True),
        sa.Column("learning_learned", sa.Text(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_answer", sa.Text(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("work_areas", sa.JSON(), nullable=False),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("effort", codes("effort", "S", "M", "L"), nullable=True),
        sa.Column("systems", sa.Text(), nullable=False),
        sa.Column(
            "data_protection",
            codes("data_protection", "none", "staff_data", "social_data", "unclear"),
            nullable=False,
        ),
        sa.Column("accessibility", sa.Text(), nullable=False),
        sa.Column("prototype_count", sa.Integer(), nullable=False),
        sa.Column("has_criterion", sa.Boolean(), nullable=False),
        sa.Column("feedback_count", sa.Integer(), nullable=False),
        sa.Column("open_findings", sa.Integer(), nullable=False),
        sa.Column("people_customers", sa.Integer(), nullable=False),
        sa.Column("people_staff", sa.Integer(), nullable=False),
        sa.Column("people_others", sa.Integer(), nullable=False),
        sa.Column("feedback_job_centres", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'draft') = (submitted_at IS NULL)", name="submitted"),
        sa.CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into"),
        sa.CheckConstraint("(state IN ('parked', 'stopped')) = (resume_state IS NOT NULL)", name="resumable"),
        sa.CheckConstraint("state != 'parked' OR look_again_on IS NOT NULL", name="parked_until"),
        sa.CheckConstraint(
            "state != 'stopped' OR learning_learned IS NOT NULL", name="stopped_with_learning"
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (first_answer IS NULL)", name="answered"),
        sa.CheckConstraint("merged_into_id != id", name="not_into_itself"),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_idea_author_id"),
        sa.ForeignKeyConstraint(["job_centre_key"], ["job_centre.key"], name="fk_idea_job_centre_key"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["idea.id"], name="fk_idea_merged_into_id"),
        sa.ForeignKeyConstraint(["responsible_id"], ["account.id"], name="fk_idea_responsible_id"),
        sa.ForeignKeyConstraint(["theme_id"], ["theme_lab.id"], name="fk_idea_theme_id"),
        sa.PrimaryKeyConstraint("id", name="pk_idea"),
    )
    op.create_index("ix_idea_author_id", "idea", ["author_id"])
    op.create_index("ix_idea_job_centre_key", "idea", ["job_centre_key"])
    op.create_index("ix_idea_merged_into_id", "idea", ["merged_into_id"])
    op.create_index("ix_idea_responsible_id", "idea", ["responsible_id"])
    op.create_index("ix_idea_state_since", "idea", ["state", "state_since", "id"])
    op.create_index("ix_idea_submitted", "idea", ["submitted_at", "id"])
    op.create_index("ix_idea_theme_id", "idea", ["theme_id"])
    op.create_table(
        "password_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_password_link_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_password_link"),
        sa.UniqueConstraint("token_hash", name="uq_password_link_token_hash"),
    )
    op.create_index("ix_password_link_account_id", "password_link", ["account_id"])
    op.create_table(
        "adoption",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("job_centre_key", sa.String(length=5), nullable=False),
        sa.Column(
            "status",
            codes(
                "status",
                "not_assessed",
                "interested",
                "assessing",
                "pilot",
                "introduced",
                "sustained",
                "declined",
                "aborted",
            ),
            nullable=False,
        ),
        sa.Column(
            "reason_category",
            codes("reason_category", "no_need", "staff", "money", "it", "law", "other_system", "other"),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("is_adapted", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('declined', 'aborted') OR (reason_category IS NOT NULL AND reason IS NOT NULL)",
            name="no_with_reason",
        ),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_adoption_idea_id"),
        sa.ForeignKeyConstraint(["job_centre_key"], ["job_centre.key"], name="fk_adoption_job_centre_key"),
        sa.PrimaryKeyConstraint("idea_id", "job_centre_key", name="pk_adoption"),
    )
    op.create_index("ix_adoption_job_centre_key", "adoption", ["job_centre_key"])
    op.create_table(
        "prototype",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            codes("kind", "paper", "click_dummy", "role_play", "text", "video", "software", "process"),
            nullable=False,
        ),
        sa.Column("hypothesis", sa.Text(), nullable=False),
        sa.Column("success_criterion", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fixed_at IS NULL OR (hypothesis != '' AND success_criterion != '')",
            name="fixed_with_criterion",
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_prototype_author_id"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_prototype_idea_id"),
        sa.PrimaryKeyConstraint("id", name="pk_prototype"),
        sa.UniqueConstraint("idea_id", "number", name="uq_prototype_idea_id_number"),
    )
    op.create_table(
        "rollout_review",
        sa.Column("id", sa.Integer(), nullable=False),
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
        sa.Column("data_protection", codes("data_protection", "yes", "no", "not_needed"), nullable=False),
        sa.Column("data_protection_text", sa.Text(), nullable=False),
        sa.Column(
            "information_security", codes("information_security", "yes", "no", "not_needed"), nullable=False
        ),
        sa.Column("information_security_text", sa.Text(), nullable=False),
        sa.Column("staff_council", codes("staff_council", "yes", "no", "not_needed"), nullable=False),
        sa.Column("staff_council_text", sa.Text(), nullable=False),
        sa.Column("accessibility", codes("accessibility", "yes", "no", "not_needed"), nullable=False),
        sa.Column("accessibility_text", sa.Text(), nullable=False),
        sa.Column("gate", sa.JSON(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'open') = (decided_by_id IS NULL) AND (status = 'open') = (decided_at IS NULL) AND (status = 'open') = (reason IS NULL)",
            name="decided",
        ),
        sa.CheckConstraint(
            "status != 'returned' OR conditions IS NOT NULL",
            name="returned_with_conditions",
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name="fk_rollout_review_decided_by_id"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_rollout_review_idea_id"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name="fk_rollout_review_opened_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rollout_review"),
    )
    op.create_index("ix_rollout_review_idea_id", "rollout_review", ["idea_id"])
    op.create_index(
        "uq_rollout_review_open",
        "rollout_review",
        ["idea_id"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_table(
        "stage_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            codes(
                "stage",
                "draft",
                "submitted",
                "empathise",
                "define",
                "ideate",
                "prototype",
                "test",
                "ready",
                "rollout",
                "parked",
                "stopped",
                "merged",
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            codes(
                "kind",
                "conversation",
                "observation",
                "affected_group",
                "point_of_view",
                "how_might_we",
                "success_measure",
                "alternative",
                "choice",
                "riskiest_assumption",
                "privacy_check",
                "accessibility_check",
                "learning",
                "note",
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            codes(
                "method",
                "interview",
                "observing",
                "empathy_map",
                "customer_journey",
                "stakeholder_map",
                "persona",
                "point_of_view",
                "how_might_we",
                "five_whys",
                "cluster",
                "brainwriting",
                "crazy_eights",
                "headstand",
                "dot_voting",
                "value_effort",
                "storyboard",
                "paper_prototype",
                "click_dummy",
                "role_play",
                "wizard_of_oz",
                "sample_letter",
                "video_sketch",
                "thinking_aloud",
                "feedback_grid",
                "sus",
                "short_survey",
                "ab_test",
                "pilot",
            ),
            nullable=True,
        ),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("people IS NULL OR people BETWEEN 1 AND 10000", name="people"),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_stage_note_author_id"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_stage_note_idea_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stage_note"),
    )
    op.create_index("ix_stage_note_idea", "stage_note", ["idea_id", "id"])
    op.create_table(
        "team_member",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_team_member_account_id"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_team_member_idea_id"),
        sa.PrimaryKeyConstraint("idea_id", "account_id", name="pk_team_member"),
    )
    op.create_index("ix_team_member_account_id", "team_member", ["account_id"])
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("has_thumbnail", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name="fk_attachment_added_by_id"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_attachment_idea_id"),
        sa.ForeignKeyConstraint(["prototype_id"], ["prototype.id"], name="fk_attachment_prototype_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_idea_id", "attachment", ["idea_id"])
    op.create_index("ix_attachment_prototype_id", "attachment", ["prototype_id"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=False),
        sa.Column(
            "respondents",
            codes("respondents", "customers", "staff", "leadership", "external"),
            nullable=False,
        ),
        sa.Column(
            "method",
            codes(
                "method",
                "interview",
                "observing",
                "empathy_map",
                "customer_journey",
                "stakeholder_map",
                "persona",
                "point_of_view",
                "how_might_we",
                "five_whys",
                "cluster",
                "brainwriting",
                "crazy_eights",
                "headstand",
                "dot_voting",
                "value_effort",
                "storyboard",
                "paper_prototype",
                "click_dummy",
                "role_play",
                "wizard_of_oz",
                "sample_letter",
                "video_sketch",
                "thinking_aloud",
                "feedback_grid",
                "sus",
                "short_survey",
                "ab_test",
                "pilot",
            ),
            nullable=False,
        ),
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
            "likes != '' OR criticisms != '' OR questions != '' OR ideas != ''",
            name="something_said",
        ),
        sa.CheckConstraint("participants BETWEEN 1 AND 10000", name="participants"),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_feedback_author_id"),
        sa.ForeignKeyConstraint(["job_centre_key"], ["job_centre.key"], name="fk_feedback_job_centre_key"),
        sa.ForeignKeyConstraint(["prototype_id"], ["prototype.id"], name="fk_feedback_prototype_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    op.create_index("ix_feedback_prototype_id", "feedback", ["prototype_id"])
    op.create_table(
        "attachment_chunk",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("is_thumbnail", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name="fk_attachment_chunk_attachment_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attachment_id", "is_thumbnail", "position", name="pk_attachment_chunk"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prototype_id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("kind", codes("kind", "criticism", "question", "idea"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answer", codes("answer", "taken_up", "later", "no"), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("taken_up_in_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken_up_in_id IS NULL OR answer = 'taken_up'", name="taken_up_in"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_text IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)",
            name="answered",
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name="fk_finding_answered_by_id"),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name="fk_finding_feedback_id"),
        sa.ForeignKeyConstraint(["prototype_id"], ["prototype.id"], name="fk_finding_prototype_id"),
        sa.ForeignKeyConstraint(["taken_up_in_id"], ["prototype.id"], name="fk_finding_taken_up_in_id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_feedback_id", "finding", ["feedback_id"])
    op.create_index("ix_finding_prototype_id", "finding", ["prototype_id"])


def downgrade() -> None:
    """Undoes it."""
    op.drop_table("finding")
    op.drop_table("attachment_chunk")
    op.drop_table("feedback")
    op.drop_table("attachment")
    op.drop_table("team_member")
    op.drop_table("stage_note")
    op.drop_table("rollout_review")
    op.drop_table("prototype")
    op.drop_table("adoption")
    op.drop_table("password_link")
    op.drop_table("idea")
    op.drop_table("event")
    op.drop_table("account")
    op.drop_table("theme_lab")
    op.drop_table("sign_in_failure")
    op.drop_table("setting")
    op.drop_table("sent_form")
    op.drop_table("page_text")
    op.drop_table("job_centre")
