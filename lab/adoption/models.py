"""How far each jobcentre has come with a solution, kept by that jobcentre."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import JobCentre
from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.hiding.models import Hideable
from lab.ideas.models import Idea


class AdoptionStatus(Code):
    """How far one jobcentre has come with a solution."""

    NOT_ASSESSED = "not_assessed", _l("nicht geprüft")
    INTERESTED = "interested", _l("Interesse")
    ASSESSING = "assessing", _l("Prüfung")
    PILOT = "pilot", _l("Pilot")
    INTRODUCED = "introduced", _l("eingeführt")
    SUSTAINED = "sustained", _l("nach 6 Monaten noch genutzt")
    DECLINED = "declined", _l("nicht übernommen")
    ABORTED = "aborted", _l("abgebrochen")


class ReasonCategory(Code):
    """Why a jobcentre does not adopt."""

    NO_NEED = "no_need", _l("kein Bedarf")
    STAFF = "staff", _l("Personal")
    MONEY = "money", _l("Geld")
    IT = "it", _l("IT")
    LAW = "law", _l("Recht")
    OTHER_SYSTEM = "other_system", _l("anderes System im Einsatz")
    OTHER = "other", _l("anderer Grund")


class Step(Code):
    """What a jobcentre goes through until a solution runs there."""

    KEY_PEOPLE = "key_people", _l("Schlüsselpersonen gewonnen")
    LEGAL = "legal", _l("Datenschutz und Personalrat beteiligt")
    TECHNOLOGY = "technology", _l("Technik eingerichtet")
    TRAINING = "training", _l("Beschäftigte geschult")
    GO_LIVE = "go_live", _l("Start im Alltag")


class Adoption(Hideable, Base):
    """One jobcentre's row for one solution; absent means not assessed."""

    __tablename__ = "adoption"
    TEXTS = ("reason", "contact", "adapted_text", "effort")

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True)
    job_centre_key: Mapped[str] = mapped_column(sa.ForeignKey("job_centre.key"), primary_key=True, index=True)
    status: Mapped[AdoptionStatus] = mapped_column(enum_column(AdoptionStatus, "status"))
    reason_category: Mapped[ReasonCategory | None] = mapped_column(
        enum_column(ReasonCategory, "reason_category")
    )
    reason: Mapped[str | None]
    is_adapted: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str] = mapped_column(sa.String(120), default="")
    # The day the step was taken, as the jobcentre says; the day of introduction stays when the ladder goes on.
    since: Mapped[date | None]
    introduced_on: Mapped[date | None]
    adapted_text: Mapped[str] = mapped_column(default="", server_default=sa.text("''"))
    effort: Mapped[str] = mapped_column(sa.String(200), default="", server_default=sa.text("''"))
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    idea: Mapped[Idea] = relationship()
    job_centre: Mapped[JobCentre] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(
            "status NOT IN ('declined', 'aborted') OR (reason_category IS NOT NULL AND reason IS NOT NULL)",
            name="no_with_reason",
        ),
    )


class AdoptionStep(Hideable, Base):
    """One of the five steps in one jobcentre, ticked or not, with a note."""

    __tablename__ = "adoption_step"
    TEXTS = ("note",)

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    job_centre_key: Mapped[str] = mapped_column(sa.String(5), primary_key=True)
    step: Mapped[Step] = mapped_column(enum_column(Step, "step"), primary_key=True)
    is_done: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["idea_id", "job_centre_key"], ["adoption.idea_id", "adoption.job_centre_key"]
        ),
    )


class AdoptionCheck(Base):
    """What a jobcentre said 6 or 12 months after the introduction: still used or not."""

    __tablename__ = "adoption_check"

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    job_centre_key: Mapped[str] = mapped_column(sa.String(5), primary_key=True)
    months: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_used: Mapped[bool]
    answered_at: Mapped[datetime]

    __table_args__ = (
        sa.CheckConstraint("months IN (6, 12)", name="months"),
        sa.ForeignKeyConstraint(
            ["idea_id", "job_centre_key"], ["adoption.idea_id", "adoption.job_centre_key"]
        ),
    )
