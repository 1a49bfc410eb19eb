"""How far each jobcentre has come with a solution, kept by that jobcentre."""

from datetime import datetime

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


class Adoption(Hideable, Base):
    """One jobcentre's row for one solution; absent means not assessed."""

    __tablename__ = "adoption"
    TEXTS = ("reason", "contact")

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True)
    job_centre_key: Mapped[str] = mapped_column(sa.ForeignKey("job_centre.key"), primary_key=True, index=True)
    status: Mapped[AdoptionStatus] = mapped_column(enum_column(AdoptionStatus, "status"))
    reason_category: Mapped[ReasonCategory | None] = mapped_column(
        enum_column(ReasonCategory, "reason_category")
    )
    reason: Mapped[str | None]
    is_adapted: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str] = mapped_column(sa.String(120), default="")
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
