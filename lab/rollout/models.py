"""Rollout reviews with their decision."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import User
from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.hiding.models import Hideable
from lab.ideas.models import Idea


class ReviewStatus(Code):
    """Where a review stands."""

    OPEN = "open", _l("offen")
    APPROVED = "approved", _l("freigegeben")
    RETURNED = "returned", _l("mit Auflagen zurückgegeben")
    REJECTED = "rejected", _l("abgelehnt")


class Decision(Code):
    """What leadership decides."""

    APPROVE = "approve", _l("Freigeben")
    RETURN = "return", _l("Mit Auflagen zurückgeben")
    REJECT = "reject", _l("Ablehnen")


class Checked(Code):
    """Whether something was checked."""

    YES = "yes", _l("ja")
    NO = "no", _l("nein")
    NOT_NEEDED = "not_needed", _l("nicht nötig")


class VoteChoice(Code):
    """What a member of the committee says to a candidate."""

    CONSENT = "consent", _l("Zustimmung")
    CONCERNS = "concerns", _l("Zustimmung mit Bedenken")
    OBJECTION = "objection", _l("Einwand")


class RolloutReview(Hideable, Base):
    """A candidate before leadership: the readiness form, what the gate said, and the decision."""

    __tablename__ = "rollout_review"
    TEXTS = (
        "benefit",
        "operating_cost",
        "owner",
        "support",
        "systems",
        "guide",
        "data_protection_text",
        "information_security_text",
        "staff_council_text",
        "accessibility_text",
        "funding_text",
        "override_reason",
        "reason",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    status: Mapped[ReviewStatus] = mapped_column(
        enum_column(ReviewStatus, "status"), default=ReviewStatus.OPEN
    )
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    opened_at: Mapped[datetime]

    benefit: Mapped[str]
    operating_cost: Mapped[str]
    owner: Mapped[str] = mapped_column(sa.String(200))
    support: Mapped[str] = mapped_column(sa.String(200))
    systems: Mapped[str]
    guide: Mapped[str]
    data_protection: Mapped[Checked] = mapped_column(enum_column(Checked, "data_protection"))
    data_protection_text: Mapped[str]
    information_security: Mapped[Checked] = mapped_column(enum_column(Checked, "information_security"))
    information_security_text: Mapped[str]
    staff_council: Mapped[Checked] = mapped_column(enum_column(Checked, "staff_council"))
    staff_council_text: Mapped[str]
    accessibility: Mapped[Checked] = mapped_column(enum_column(Checked, "accessibility"))
    accessibility_text: Mapped[str]
    funding: Mapped[Checked] = mapped_column(
        enum_column(Checked, "funding"), default=Checked.NO, server_default=sa.text("'no'")
    )
    funding_text: Mapped[str] = mapped_column(default="", server_default=sa.text("''"))

    # The gate as it stood when the review was opened: [{code, met, text}], and why it was overridden.
    gate: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    override_reason: Mapped[str | None]

    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    # Decided by the chair before enough members had voted; stays visible.
    is_without_quorum: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    deadline_on: Mapped[date | None]
    look_again_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    idea: Mapped[Idea] = relationship()
    opened_by: Mapped[User] = relationship(foreign_keys=[opened_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    conditions: Mapped[list["ReviewCondition"]] = relationship(
        back_populates="review", order_by="ReviewCondition.number"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index(
            "uq_rollout_review_open",
            "idea_id",
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        ),
        sa.Index("ix_rollout_review_status", "status", "opened_at", "id"),
        sa.CheckConstraint(
            "(status = 'open') = (decided_by_id IS NULL) AND (status = 'open') = (decided_at IS NULL)"
            " AND (status = 'open') = (reason IS NULL)",
            name="decided",
        ),
    )


class CommitteeMember(Base):
    """Somebody of the leadership in the steering committee; the chair and deputies close reviews."""

    __tablename__ = "committee_member"

    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    is_chair: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]

    account: Mapped[User] = relationship()


class ReviewVote(Hideable, Base):
    """One member's word on a candidate, given once. The others see it after giving their own."""

    __tablename__ = "review_vote"
    TEXTS = ("text",)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("rollout_review.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    choice: Mapped[VoteChoice] = mapped_column(enum_column(VoteChoice, "choice"))
    text: Mapped[str | None]
    given_at: Mapped[datetime]

    review: Mapped[RolloutReview] = relationship()
    member: Mapped[User] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("review_id", "member_id"),
        sa.CheckConstraint("choice = 'consent' OR text IS NOT NULL", name="says_why"),
    )


class ReviewQuestion(Hideable, Base):
    """What a member wants to know before voting; a task of the team until it is answered."""

    __tablename__ = "review_question"
    TEXTS = ("text", "answer")

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("rollout_review.id"), index=True)
    text: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    review: Mapped[RolloutReview] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_by_id IS NULL) AND (answer IS NULL) = (answered_at IS NULL)",
            name="answered",
        ),
    )


class ReviewCondition(Hideable, Base):
    """One thing that must be done, and ticked, before the idea is reported again."""

    __tablename__ = "review_condition"
    TEXTS = ("text", "done_note")

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("rollout_review.id"))
    number: Mapped[int]
    text: Mapped[str]
    done_note: Mapped[str | None]
    done_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    done_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    review: Mapped[RolloutReview] = relationship(back_populates="conditions")
    done_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.UniqueConstraint("review_id", "number"),
        sa.CheckConstraint("(done_by_id IS NULL) = (done_at IS NULL)", name="done"),
    )

    @property
    def is_done(self) -> bool:
        """Whether somebody ticked it."""
        return self.done_at is not None
