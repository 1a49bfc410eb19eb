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
        "override_reason",
        "reason",
        "conditions",
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

    # The gate as it stood when the review was opened: [{code, met, text}], and why it was overridden.
    gate: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    override_reason: Mapped[str | None]

    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    conditions: Mapped[str | None]
    look_again_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    idea: Mapped[Idea] = relationship()
    opened_by: Mapped[User] = relationship(foreign_keys=[opened_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index(
            "uq_rollout_review_open",
            "idea_id",
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        ),
        sa.CheckConstraint(
            "(status = 'open') = (decided_by_id IS NULL) AND (status = 'open') = (decided_at IS NULL)"
            " AND (status = 'open') = (reason IS NULL)",
            name="decided",
        ),
        sa.CheckConstraint("status != 'returned' OR conditions IS NOT NULL", name="returned_with_conditions"),
    )
