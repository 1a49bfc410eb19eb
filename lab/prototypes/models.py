"""Versions of a prototype, feedback on them, findings and their answers."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import JobCentre, User
from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.ideas.models import Idea, Method


class PrototypeKind(Code):
    """What the prototype is made of."""

    PAPER = "paper", _l("Papier")
    CLICK_DUMMY = "click_dummy", _l("Klickdummy")
    ROLE_PLAY = "role_play", _l("Rollenspiel")
    TEXT = "text", _l("Text oder Bescheid")
    VIDEO = "video", _l("Video")
    SOFTWARE = "software", _l("Lauffähige Software")
    PROCESS = "process", _l("Ablauf")


class Group(Code):
    """Who tried the prototype."""

    CUSTOMERS = "customers", _l("Kundinnen und Kunden")
    STAFF = "staff", _l("Beschäftigte")
    LEADERSHIP = "leadership", _l("Leitung")
    EXTERNAL = "external", _l("Externe")


class FindingKind(Code):
    """The fields of the feedback grid that want an answer."""

    CRITICISM = "criticism", _l("Das ändern")
    QUESTION = "question", _l("Offene Frage")
    IDEA = "idea", _l("Neue Idee")


class Answer(Code):
    """What became of a finding."""

    TAKEN_UP = "taken_up", _l("aufgenommen")
    LATER = "later", _l("später")
    NO = "no", _l("nein")


class Prototype(Base):
    """A numbered version; `fixed_at` is when the first feedback fixed hypothesis and criterion.

    `stated_at` is when both got their present wording (None while one is missing): it tells whether they
    were written down before the first test.
    """

    __tablename__ = "prototype"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(120))
    kind: Mapped[PrototypeKind] = mapped_column(enum_column(PrototypeKind, "kind"))
    hypothesis: Mapped[str]
    success_criterion: Mapped[str]
    changes: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(sa.String(500), default="")
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]
    stated_at: Mapped[datetime | None]
    fixed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    idea: Mapped[Idea] = relationship()
    author: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.UniqueConstraint("idea_id", "number"),
        sa.CheckConstraint(
            "fixed_at IS NULL OR (hypothesis != '' AND success_criterion != '')", name="fixed_with_criterion"
        ),
    )

    @property
    def label(self) -> str:
        """The version as people call it: v3."""
        return f"v{self.number}"

    @property
    def is_fixed(self) -> bool:
        """Whether hypothesis and criterion stand."""
        return self.fixed_at is not None

    @property
    def has_criterion(self) -> bool:
        """Whether hypothesis and success criterion are both written down."""
        return bool(self.hypothesis and self.success_criterion)


class Feedback(Base):
    """What a group of people said about a version on a day."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    prototype_id: Mapped[int] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    group: Mapped[Group] = mapped_column("respondents", enum_column(Group, "respondents"))
    method: Mapped[Method] = mapped_column(enum_column(Method, "method"))
    participants: Mapped[int]
    held_on: Mapped[date]
    job_centre_key: Mapped[str | None] = mapped_column(sa.ForeignKey("job_centre.key"))
    likes: Mapped[str]
    criticisms: Mapped[str]
    questions: Mapped[str]
    ideas: Mapped[str]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]

    prototype: Mapped[Prototype] = relationship()
    job_centre: Mapped[JobCentre | None] = relationship()
    author: Mapped[User] = relationship()

    __table_args__ = (
        sa.CheckConstraint("participants BETWEEN 1 AND 10000", name="participants"),
        sa.CheckConstraint(
            "likes != '' OR criticisms != '' OR questions != '' OR ideas != ''", name="something_said"
        ),
    )


class Finding(Base):
    """One point of a feedback that wants an answer."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    prototype_id: Mapped[int] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), index=True)
    kind: Mapped[FindingKind] = mapped_column(enum_column(FindingKind, "kind"))
    body: Mapped[str]
    answer: Mapped[Answer | None] = mapped_column(enum_column(Answer, "answer"))
    answer_text: Mapped[str | None]
    taken_up_in_id: Mapped[int | None] = mapped_column(sa.ForeignKey("prototype.id"))
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    prototype: Mapped[Prototype] = relationship(foreign_keys=[prototype_id])
    feedback: Mapped[Feedback] = relationship()
    taken_up_in: Mapped[Prototype | None] = relationship(foreign_keys=[taken_up_in_id])

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_text IS NULL)"
            " AND (answer IS NULL) = (answered_by_id IS NULL)",
            name="answered",
        ),
        sa.CheckConstraint("taken_up_in_id IS NULL OR answer = 'taken_up'", name="taken_up_in"),
    )
