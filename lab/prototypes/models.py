"""Versions of a prototype, the rounds in which people tried them, what was seen and said, and the findings."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import JobCentre, User
from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.hiding.models import Hideable
from lab.ideas.models import Idea, Method
from lab.prototypes.points import points_of
from lab.search.models import Part, Place, Searched

# The fields of the feedback grid, one point a line.
GRID = ("likes", "criticisms", "questions", "ideas")


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


class PointKind(Code):
    """The fields of the feedback grid."""

    LIKE = "like", _l("Das war gut")
    CRITICISM = "criticism", _l("Das ändern")
    QUESTION = "question", _l("Offene Frage")
    IDEA = "idea", _l("Neue Idee")

    @property
    def sign(self) -> str:
        """The field's sign in the grid."""
        return {"like": "+", "criticism": "Δ", "question": "?", "idea": "!"}[self.value]

    @property
    def wants_answer(self) -> bool:
        """Whether the people who said it are owed an answer."""
        return self is not PointKind.LIKE


class Severity(Code):
    """How much something hinders people."""

    LOW = "low", _l("gering: stört kaum")
    MEDIUM = "medium", _l("mittel: hält auf")
    SEVERE = "severe", _l("schwer: so geht es nicht")


class Basis(Code):
    """Whether somebody saw it happen or somebody said it: what people do weighs more than what they say."""

    SEEN = "seen", _l("beobachtet")
    SAID = "said", _l("gesagt")


class Outcome(Code):
    """How a person got through a task."""

    ALONE = "alone", _l("allein geschafft")
    HELPED = "helped", _l("mit Hilfe geschafft")
    FAILED = "failed", _l("nicht geschafft")


class Questionnaire(Code):
    """The scale that a round asks."""

    NONE = "none", _l("keine Skala")
    UMUX_LITE = "umux_lite", _l("UMUX-Lite: zwei Fragen, gut für Kundinnen und Kunden")
    SUS = "sus", _l("SUS: zehn Fragen, gut für Beschäftigte")

    @property
    def item_count(self) -> int:
        """How many items it has."""
        return {"none": 0, "umux_lite": 2, "sus": 10}[self.value]

    @property
    def highest(self) -> int:
        """The highest value of an item; the lowest is 1."""
        return {"none": 0, "umux_lite": 7, "sus": 5}[self.value]


class Channel(Code):
    """How an answer came in."""

    PUBLIC = "public", _l("über die öffentliche Adresse")
    PAPER = "paper", _l("auf Papier")


class Inspection(Code):
    """Whether somebody of the team looked at an answer: only then it counts."""

    WAITING = "waiting", _l("noch nicht angesehen")
    ACCEPTED = "accepted", _l("zählt")
    DISCARDED = "discarded", _l("verworfen")


class Answer(Code):
    """What became of a finding."""

    TAKEN_UP = "taken_up", _l("aufgenommen")
    LATER = "later", _l("später")
    NO = "no", _l("nein")


class Prototype(Hideable, Searched, Base):
    """A numbered version; `fixed_at` is when the first feedback fixed hypothesis and criterion.

    `stated_at` is when both got their present wording (None while one is missing): it tells whether they
    were written down before the first test.
    """

    __tablename__ = "prototype"
    TITLES = ("title",)
    TEXTS = ("hypothesis", "success_criterion", "changes")
    LINKS = ("link",)
    SEARCHED = tuple(
        Place(column, Part.MORE, _l("in einem Prototyp"))
        for column in ("title", "hypothesis", "success_criterion", "changes")
    )

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
    verdict: Mapped["Verdict | None"] = relationship(back_populates="prototype")

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


class TestRound(Hideable, Base):
    """A planned or held test of a version with one group, at one place, in one period.

    `is_planned` is False for a round that came about by recording feedback. With a `token` it has a public
    address, which takes answers while `is_open` and within the period.
    """

    __tablename__ = "test_round"
    TEXTS = ("purpose", "tasks", "moderation", "introduction")
    LINES = ("tasks",)
    __test__ = False  # Not a test case, whatever pytest makes of the name.

    id: Mapped[int] = mapped_column(primary_key=True)
    prototype_id: Mapped[int] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    group: Mapped[Group] = mapped_column("respondents", enum_column(Group, "respondents"))
    method: Mapped[Method] = mapped_column(enum_column(Method, "method"))
    job_centre_key: Mapped[str | None] = mapped_column(sa.ForeignKey("job_centre.key"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(default="")
    tasks: Mapped[str] = mapped_column(default="")
    moderation: Mapped[str] = mapped_column(sa.String(120), default="")
    people_wanted: Mapped[int | None]
    questionnaire: Mapped[Questionnaire] = mapped_column(
        enum_column(Questionnaire, "questionnaire"), default=Questionnaire.NONE
    )
    is_planned: Mapped[bool] = mapped_column(default=True)
    token: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    introduction: Mapped[str] = mapped_column(default="")
    shows_link: Mapped[bool] = mapped_column(default=False)
    picture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attachment.id", ondelete="SET NULL"))
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    prototype: Mapped[Prototype] = relationship()
    job_centre: Mapped[JobCentre | None] = relationship()
    author: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="period"),
        sa.CheckConstraint(
            "people_wanted IS NULL OR people_wanted BETWEEN 1 AND 10000", name="people_wanted"
        ),
        sa.CheckConstraint("NOT is_open OR token IS NOT NULL", name="open_at_address"),
    )

    @property
    def task_list(self) -> list[str]:
        """The tasks, one per line of the text; counted from 1 where results name them."""
        return points_of(self.tasks)


class Feedback(Hideable, Base):
    """What a group of people said about a version on a day, summed up by somebody who was there."""

    __tablename__ = "feedback"
    TEXTS = LINES = GRID

    id: Mapped[int] = mapped_column(primary_key=True)
    prototype_id: Mapped[int] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("test_round.id"), index=True)
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
    round: Mapped[TestRound] = relationship()
    job_centre: Mapped[JobCentre | None] = relationship()
    author: Mapped[User] = relationship()

    __table_args__ = (
        sa.CheckConstraint("participants BETWEEN 1 AND 10000", name="participants"),
        sa.CheckConstraint(
            "likes != '' OR criticisms != '' OR questions != '' OR ideas != ''", name="something_said"
        ),
    )


class AnswerSheet(Hideable, Base):
    """What one person answered, without a name: through the public address or on paper.

    `key` makes a repeated submit one answer. `scores` holds the items of the round's questionnaire, None for
    „weiß nicht“. A discarded sheet keeps neither texts nor scores.
    """

    __tablename__ = "answer_sheet"
    TEXTS = LINES = GRID

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("test_round.id"), index=True)
    key: Mapped[str] = mapped_column(sa.String(64))
    channel: Mapped[Channel] = mapped_column(enum_column(Channel, "channel"))
    language: Mapped[str] = mapped_column(sa.String(35), default="de")
    likes: Mapped[str] = mapped_column(default="")
    criticisms: Mapped[str] = mapped_column(default="")
    questions: Mapped[str] = mapped_column(default="")
    ideas: Mapped[str] = mapped_column(default="")
    scores: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    received_on: Mapped[date]
    inspection: Mapped[Inspection] = mapped_column(
        enum_column(Inspection, "inspection"), default=Inspection.WAITING
    )
    inspected_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    inspected_at: Mapped[datetime | None]

    round: Mapped[TestRound] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("round_id", "key"),
        sa.CheckConstraint(
            "(inspection = 'waiting') = (inspected_at IS NULL)"
            " AND (inspected_at IS NULL) = (inspected_by_id IS NULL)",
            name="inspected",
        ),
    )


class Participant(Base):
    """Somebody who took part in a moderated test: a number and a group, never a name."""

    __tablename__ = "participant"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("test_round.id"))
    number: Mapped[int]
    group: Mapped[Group] = mapped_column("respondents", enum_column(Group, "respondents"))
    created_at: Mapped[datetime]

    round: Mapped[TestRound] = relationship()
    task_results: Mapped[list["TaskResult"]] = relationship(
        order_by="TaskResult.task", cascade="all, delete-orphan"
    )

    __table_args__ = (sa.UniqueConstraint("round_id", "number"),)

    @property
    def label(self) -> str:
        """How notes call the person: P1."""
        return f"P{self.number}"


class TaskResult(Base):
    """How a participant got through a task of the round; `task` counts the lines of its tasks from 1."""

    __tablename__ = "task_result"

    participant_id: Mapped[int] = mapped_column(
        sa.ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    task: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome, "outcome"))


class Finding(Hideable, Searched, Base):
    """What a version taught: it gathers observations; all but what was good wants an answer."""

    __tablename__ = "finding"
    TEXTS = ("body", "answer_text")
    SEARCHED = (
        Place("body", Part.MORE, _l("in einem Befund")),
        Place("answer_text", Part.MORE, _l("in der Antwort auf einen Befund")),
    )
    SEARCHED_BY = "prototype_id.idea_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    prototype_id: Mapped[int] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    kind: Mapped[PointKind] = mapped_column(enum_column(PointKind, "kind"))
    severity: Mapped[Severity | None] = mapped_column(enum_column(Severity, "severity"))
    body: Mapped[str]
    answer: Mapped[Answer | None] = mapped_column(enum_column(Answer, "answer"))
    answer_text: Mapped[str | None]
    taken_up_in_id: Mapped[int | None] = mapped_column(sa.ForeignKey("prototype.id"))
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    prototype: Mapped[Prototype] = relationship(foreign_keys=[prototype_id])
    observations: Mapped[list["Observation"]] = relationship(
        back_populates="finding", order_by="Observation.id", passive_deletes=True
    )
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


class Observation(Hideable, Base):
    """One thing that was seen or said, with its one source: a summed-up feedback, a sheet or a participant.

    `second` is the time mark in a session, in seconds from its start.
    """

    __tablename__ = "observation"
    TEXTS = ("body", "quote")

    id: Mapped[int] = mapped_column(primary_key=True)
    prototype_id: Mapped[int] = mapped_column(sa.ForeignKey("prototype.id"), index=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("test_round.id"), index=True)
    feedback_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("feedback.id", ondelete="CASCADE"), index=True
    )
    answer_sheet_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("answer_sheet.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    finding_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("finding.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[PointKind] = mapped_column(enum_column(PointKind, "kind"))
    basis: Mapped[Basis] = mapped_column(enum_column(Basis, "basis"), default=Basis.SAID)
    body: Mapped[str]
    quote: Mapped[str] = mapped_column(default="")
    second: Mapped[int | None]
    severity: Mapped[Severity | None] = mapped_column(enum_column(Severity, "severity"))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]

    prototype: Mapped[Prototype] = relationship()
    round: Mapped[TestRound] = relationship()
    feedback: Mapped[Feedback | None] = relationship()
    answer_sheet: Mapped[AnswerSheet | None] = relationship()
    participant: Mapped[Participant | None] = relationship()
    finding: Mapped[Finding | None] = relationship(back_populates="observations")

    __table_args__ = (
        sa.CheckConstraint(
            "(CASE WHEN feedback_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN answer_sheet_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN participant_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_source",
        ),
        sa.CheckConstraint("second IS NULL OR second BETWEEN 0 AND 86399", name="second"),
    )


class Met(Code):
    """Whether the success criterion was met, as a person judges it."""

    YES = "yes", _l("erfüllt")
    NO = "no", _l("nicht erfüllt")
    UNCLEAR = "unclear", _l("noch nicht zu sagen")


class Decision(Code):
    """How it goes on after a version."""

    CONTINUE = "continue", _l("weiter damit")
    CHANGE = "change", _l("ändern und noch einmal testen")
    STOP = "stop", _l("verwerfen")


class Verdict(Hideable, Searched, Base):
    """What a person made of a version's results: was the criterion met, how does it go on, what was learned."""

    __tablename__ = "verdict"
    TEXTS = ("met_because", "learned")
    SEARCHED = tuple(
        Place(column, Part.MORE, _l("im Urteil über einen Prototyp")) for column in ("met_because", "learned")
    )
    SEARCHED_BY = "prototype_id.idea_id"

    prototype_id: Mapped[int] = mapped_column(
        sa.ForeignKey("prototype.id"), primary_key=True, autoincrement=False
    )
    met: Mapped[Met] = mapped_column(enum_column(Met, "met"))
    met_because: Mapped[str]
    decision: Mapped[Decision] = mapped_column(enum_column(Decision, "decision"))
    learned: Mapped[str]
    decided_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    prototype: Mapped[Prototype] = relationship(back_populates="verdict")
    decided_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}
