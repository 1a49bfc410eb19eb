"""The adoption kit of a solution: what another jobcentre needs to use it too."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import JobCentre, User
from lab.attachments.models import Attachment
from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.hiding.models import Hideable
from lab.ideas.models import Idea


class SoftwareType(Code):
    """What kind of software it is, by the codes of publiccode.yml."""

    WEB = "standalone/web", _l("Anwendung im Browser")
    MOBILE = "standalone/mobile", _l("App für Handy oder Tablet")
    DESKTOP = "standalone/desktop", _l("Programm für den Arbeitsplatz")
    BACKEND = "standalone/backend", _l("Dienst im Hintergrund")
    ADDON = "addon", _l("Erweiterung eines anderen Programms")
    LIBRARY = "library", _l("Baustein für die Entwicklung")
    CONFIGURATION = "configurationFiles", _l("Konfiguration oder Vorlage")
    OTHER = "standalone/other", _l("etwas anderes")


class DevelopmentStatus(Code):
    """How far the software is, by the codes of publiccode.yml."""

    CONCEPT = "concept", _l("Konzept")
    DEVELOPMENT = "development", _l("in Entwicklung")
    BETA = "beta", _l("im Test")
    STABLE = "stable", _l("im Alltag einsetzbar")
    OBSOLETE = "obsolete", _l("wird nicht mehr gepflegt")


class Maintenance(Code):
    """Who looks after the software. „contract“ of publiccode.yml needs a company and a day: the lab keeps neither."""

    INTERNAL = "internal", _l("das Jobcenter, von dem sie kommt")
    COMMUNITY = "community", _l("mehrere gemeinsam")
    NONE = "none", _l("niemand")


class Kit(Hideable, Base):
    """What is handed on. A kit that is no longer public keeps its token, so that the address stays the same.

    What stands below the repository is for publiccode.yml and counts for software only.
    """

    __tablename__ = "kit"
    TEXTS = ("summary", "target_group", "guide", "effort", "contact", "features", "software_version")
    LINKS = ("repository",)

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True, autoincrement=False)
    summary: Mapped[str]
    target_group: Mapped[str]
    guide: Mapped[str]
    effort: Mapped[str]
    licence: Mapped[str] = mapped_column(sa.String(80))
    is_software: Mapped[bool] = mapped_column(default=False)
    repository: Mapped[str] = mapped_column(sa.String(500))
    features: Mapped[str] = mapped_column(default="")
    software_type: Mapped[SoftwareType] = mapped_column(
        enum_column(SoftwareType, "software_type"), default=SoftwareType.WEB
    )
    development_status: Mapped[DevelopmentStatus] = mapped_column(
        enum_column(DevelopmentStatus, "development_status"), default=DevelopmentStatus.STABLE
    )
    maintenance: Mapped[Maintenance] = mapped_column(
        enum_column(Maintenance, "maintenance"), default=Maintenance.INTERNAL
    )
    platforms: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    categories: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    software_version: Mapped[str] = mapped_column(sa.String(40), default="")
    released_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(sa.String(200))
    token: Mapped[str] = mapped_column(sa.String(64), unique=True)
    is_public: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    idea: Mapped[Idea] = relationship()
    files: Mapped[list["KitFile"]] = relationship(back_populates="kit", order_by="KitFile.attachment_id")

    __mapper_args__ = {"version_id_col": version}


class KitFile(Base):
    """An attachment of the idea that belongs to the kit."""

    __tablename__ = "kit_file"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("kit.idea_id"), primary_key=True, autoincrement=False)
    attachment_id: Mapped[int] = mapped_column(
        sa.ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )

    kit: Mapped[Kit] = relationship(back_populates="files")
    attachment: Mapped[Attachment] = relationship()


class KitQuestion(Hideable, Base):
    """What another jobcentre wants to know about a solution, and the answer of those who know it."""

    __tablename__ = "kit_question"
    TEXTS = ("text", "answer")

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    text: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    job_centre_key: Mapped[str | None] = mapped_column(sa.ForeignKey("job_centre.key"))
    asked_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    job_centre: Mapped[JobCentre | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_by_id IS NULL) AND (answer IS NULL) = (answered_at IS NULL)",
            name="answered",
        ),
    )
