"""Reports of contents that may hold personal data, and the rows that each report hides."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.codes import Code
from lab.core.database import Base, enum_column


class ContentKind(Code):
    """What can be reported."""

    IDEA = "idea", _l("Idee")
    NOTE = "note", _l("Notiz")
    ATTACHMENT = "attachment", _l("Anhang")
    PROTOTYPE = "prototype", _l("Version")
    ROUND = "round", _l("Testrunde")
    FEEDBACK = "feedback", _l("Rückmeldung")
    OBSERVATION = "observation", _l("Beobachtung")
    FINDING = "finding", _l("Befund")
    REVIEW = "review", _l("Rollout-Meldung")
    ADOPTION = "adoption", _l("Angaben eines Jobcenters")
    VERDICT = "verdict", _l("Urteil")
    EVENT = "event", _l("Eintrag im Verlauf")
    LANGUAGE = "language", _l("Übersetzung")
    SHEET = "sheet", _l("Antwort")
    THEME = "theme", _l("Themenlab")
    VOTE = "vote", _l("Stimme")
    QUESTION = "question", _l("Rückfrage")
    CONDITION = "condition", _l("Auflage")
    STEP = "step", _l("Schritt der Einführung")
    KIT = "kit", _l("Übernahmepaket")
    KIT_QUESTION = "kit_question", _l("Frage zur Übernahme")


class Outcome(Code):
    """How a report ended."""

    RESTORED = "restored", _l("wieder freigegeben")
    PURGED = "purged", _l("endgültig entfernt")


class ContentReport(Base):
    """Somebody saw personal data in a content; open until a facilitator has looked. It quotes nothing.

    `content_id` is the content's key, parts joined by a hyphen; `idea_id` is where it stood when it was reported,
    `theme_id` the themed lab when that is what was reported.
    """

    __tablename__ = "content_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    content_kind: Mapped[ContentKind] = mapped_column(enum_column(ContentKind, "content_kind"))
    content_id: Mapped[str] = mapped_column(sa.String(40))
    idea_id: Mapped[int | None] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("theme_lab.id"), index=True)
    reported_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    reported_at: Mapped[datetime]
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome, "outcome"))
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        sa.Index(
            "uq_content_report_open",
            "content_kind",
            "content_id",
            unique=True,
            sqlite_where=sa.text("outcome IS NULL"),
            postgresql_where=sa.text("outcome IS NULL"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (closed_by_id IS NULL)",
            name="closed",
        ),
        sa.CheckConstraint("(idea_id IS NULL) != (theme_id IS NULL)", name="one_subject"),
    )

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.outcome is None


class ReportMark(Base):
    """A row that an open report hides: which one and where in it, never what it says. Goes when the report closes.

    `places` are the texts (or their lines, counted from 1) that said the same as the content; None is all of it.
    """

    __tablename__ = "report_mark"

    report_id: Mapped[int] = mapped_column(
        sa.ForeignKey("content_report.id", ondelete="CASCADE"), primary_key=True
    )
    table_name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    row_key: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    places: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
