"""Ideas, their stage notes and their teams."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.accounts.models import JobCentre, User
from lab.core.clock import today
from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.hiding.models import Hideable
from lab.ideas.workflow import State
from lab.search.models import Part, Place, Searched
from lab.themes.models import ThemeLab


class Audience(Code):
    """Whom an idea helps."""

    CUSTOMERS = "customers", _l("Kundinnen und Kunden")
    STAFF = "staff", _l("Beschäftigten")
    BOTH = "both", _l("beiden")


class AuthorVisibility(Code):
    """Who sees the author's name."""

    NAMED = "named", _l("Mein Name ist für alle sichtbar")
    TEAM = "team", _l("Nur das Lab-Team sieht meinen Namen")


class Effort(Code):
    """Rough size."""

    SMALL = "S", _l("S – Tage")
    MEDIUM = "M", _l("M – Wochen")
    LARGE = "L", _l("L – Monate")


class DataProtection(Code):
    """Which personal data the solution would touch."""

    NONE = "none", _l("keine personenbezogenen Daten")
    STAFF_DATA = "staff_data", _l("Daten von Beschäftigten")
    SOCIAL_DATA = "social_data", _l("Sozialdaten")
    UNCLEAR = "unclear", _l("noch unklar")


class WorkArea(Code):
    """Where in a jobcentre the idea is at home."""

    RECEPTION = "reception", _l("Eingangszone")
    BENEFITS = "benefits", _l("Leistungsgewährung")
    CASE_MANAGEMENT = "case_management", _l("Fallmanagement")
    EMPLOYERS = "employers", _l("Arbeitgeberservice")
    TRAINING = "training", _l("Qualifizierung und Maßnahmen")
    LEGAL = "legal", _l("Widerspruch und Recht")
    ADMINISTRATION = "administration", _l("Verwaltung und Personal")
    IT = "it", _l("IT und Digitalisierung")


class NoteKind(Code):
    """What a stage note records; `ideas.evidence` says which stage wants which."""

    CONVERSATION = "conversation", _l("Gespräch")
    OBSERVATION = "observation", _l("Beobachtung")
    AFFECTED_GROUP = "affected_group", _l("Betroffene Gruppe")
    POINT_OF_VIEW = "point_of_view", _l("Point of View")
    HOW_MIGHT_WE = "how_might_we", _l("Wie-könnten-wir-Frage")
    SUCCESS_MEASURE = "success_measure", _l("Maß für den Erfolg")
    ALTERNATIVE = "alternative", _l("Alternative")
    CHOICE = "choice", _l("Auswahl mit Begründung")
    RISKIEST_ASSUMPTION = "riskiest_assumption", _l("Riskanteste Annahme")
    PRIVACY_CHECK = "privacy_check", _l("Vorprüfung Datenschutz")
    ACCESSIBILITY_CHECK = "accessibility_check", _l("Vorprüfung Barrierefreiheit")
    LEARNING = "learning", _l("Erkenntnis")
    NOTE = "note", _l("Notiz")


class Method(Code):
    """Methods of the stages."""

    INTERVIEW = "interview", _l("Interview")
    OBSERVING = "observing", _l("Beobachtung")
    EMPATHY_MAP = "empathy_map", _l("Empathiekarte")
    CUSTOMER_JOURNEY = "customer_journey", _l("Kundenreise")
    STAKEHOLDER_MAP = "stakeholder_map", _l("Stakeholder-Karte")
    PERSONA = "persona", _l("Persona")
    POINT_OF_VIEW = "point_of_view", _l("Point of View")
    HOW_MIGHT_WE = "how_might_we", _l("Wie-könnten-wir-Frage")
    FIVE_WHYS = "five_whys", _l("5-Why")
    CLUSTER = "cluster", _l("Cluster")
    BRAINWRITING = "brainwriting", _l("Brainwriting 6-3-5")
    CRAZY_EIGHTS = "crazy_eights", _l("Crazy 8s")
    HEADSTAND = "headstand", _l("Kopfstand")
    DOT_VOTING = "dot_voting", _l("Punktabfrage")
    VALUE_EFFORT = "value_effort", _l("Nutzen-Aufwand-Matrix")
    STORYBOARD = "storyboard", _l("Storyboard")
    PAPER_PROTOTYPE = "paper_prototype", _l("Papierprototyp")
    CLICK_DUMMY = "click_dummy", _l("Klickdummy")
    ROLE_PLAY = "role_play", _l("Rollenspiel")
    WIZARD_OF_OZ = "wizard_of_oz", _l("Wizard of Oz")
    SAMPLE_LETTER = "sample_letter", _l("Musterbescheid")
    VIDEO_SKETCH = "video_sketch", _l("Erklärvideo-Skizze")
    THINKING_ALOUD = "thinking_aloud", _l("Usability-Test mit lautem Denken")
    FEEDBACK_GRID = "feedback_grid", _l("Feedback-Raster")
    SUS = "sus", _l("SUS")
    SHORT_SURVEY = "short_survey", _l("Kurzbefragung")
    AB_TEST = "ab_test", _l("A/B-Vergleich")
    PILOT = "pilot", _l("Pilot in einem KJC")


class Idea(Hideable, Searched, Base):
    """An idea. The counts from prototypes are kept by the prototypes room in the same transaction."""

    __tablename__ = "idea"
    TITLES = ("title",)
    TEXTS = (
        "problem",
        "proposal",
        "first_answer",
        "learning_tried",
        "learning_learned",
        "benefit",
        "systems",
        "accessibility",
    )
    SEARCHED = (
        Place("title", Part.TITLE, _l("im Titel")),
        Place("problem", Part.BODY, _l("im Problem")),
        Place("proposal", Part.BODY, _l("im Vorschlag")),
        Place("benefit", Part.MORE, _l("im erwarteten Nutzen")),
        Place("learning_tried", Part.MORE, _l("in dem, was versucht wurde")),
        Place("learning_learned", Part.MORE, _l("in dem, was gelernt wurde")),
    )
    SEARCHED_BY = "id"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(120))
    problem: Mapped[str]
    proposal: Mapped[str]
    audience: Mapped[Audience] = mapped_column(enum_column(Audience, "audience"))
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    author_visibility: Mapped[AuthorVisibility] = mapped_column(
        enum_column(AuthorVisibility, "author_visibility")
    )
    job_centre_key: Mapped[str | None] = mapped_column(sa.ForeignKey("job_centre.key"), index=True)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    # The folded title: both engines sort by it alike, umlauts where a German reader looks for them.
    title_key: Mapped[str] = mapped_column(
        sa.String(250).with_variant(sa.String(250, collation="C"), "postgresql")
    )

    # Where it stands.
    state: Mapped[State] = mapped_column(enum_column(State, "state"), default=State.DRAFT)
    state_since: Mapped[datetime]
    resume_state: Mapped[State | None] = mapped_column(enum_column(State, "resume_state"))
    look_again_on: Mapped[date | None]
    learning_tried: Mapped[str | None]
    learning_learned: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("idea.id"), index=True)

    # The first answer.
    responsible_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    answer_due_on: Mapped[date | None]
    answered_at: Mapped[datetime | None]
    first_answer: Mapped[str | None]

    # The Steckbrief.
    theme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("theme_lab.id"), index=True)
    work_areas: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    benefit: Mapped[str] = mapped_column(default="")
    effort: Mapped[Effort | None] = mapped_column(enum_column(Effort, "effort"))
    systems: Mapped[str] = mapped_column(default="")
    data_protection: Mapped[DataProtection] = mapped_column(
        enum_column(DataProtection, "data_protection"), default=DataProtection.UNCLEAR
    )
    accessibility: Mapped[str] = mapped_column(default="")

    # What tests have shown, kept by prototypes.service.
    prototype_count: Mapped[int] = mapped_column(default=0)
    has_criterion: Mapped[bool] = mapped_column(default=False)
    feedback_count: Mapped[int] = mapped_column(default=0)
    open_findings: Mapped[int] = mapped_column(default=0)
    people_customers: Mapped[int] = mapped_column(default=0)
    people_staff: Mapped[int] = mapped_column(default=0)
    people_others: Mapped[int] = mapped_column(default=0)
    feedback_job_centres: Mapped[int] = mapped_column(default=0)
    severe_findings: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))
    is_criterion_met: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    # Jobcentres that have the problem, its own among them; kept by sharing.service.
    sharing_count: Mapped[int] = mapped_column(default=1, server_default=sa.text("1"))

    version: Mapped[int] = mapped_column(default=1)

    author: Mapped[User] = relationship(foreign_keys=[author_id])
    responsible: Mapped[User | None] = relationship(foreign_keys=[responsible_id])
    job_centre: Mapped[JobCentre | None] = relationship()
    theme: Mapped[ThemeLab | None] = relationship()
    merged_into: Mapped["Idea | None"] = relationship(remote_side=[id], back_populates="received")
    received: Mapped[list["Idea"]] = relationship(back_populates="merged_into", order_by="Idea.id")
    team: Mapped[list["TeamMember"]] = relationship(back_populates="idea", order_by="TeamMember.joined_at")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index("ix_idea_state_since", "state", "state_since", "id"),
        # One for each order of the list; the matrix and the start page have theirs.
        sa.Index("ix_idea_listed", sa.text("coalesce(submitted_at, created_at)"), "id"),
        sa.Index("ix_idea_moved", "state_since", "id"),
        sa.Index("ix_idea_title", "title_key", "id"),
        sa.Index("ix_idea_state_title", "state", "title_key", "id"),
        sa.Index("ix_idea_responsible_state", "responsible_id", "state"),
        sa.CheckConstraint("(state = 'draft') = (submitted_at IS NULL)", name="submitted"),
        sa.CheckConstraint("(state IN ('parked', 'stopped')) = (resume_state IS NOT NULL)", name="resumable"),
        sa.CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into"),
        sa.CheckConstraint("(answered_at IS NULL) = (first_answer IS NULL)", name="answered"),
        sa.CheckConstraint("state != 'parked' OR look_again_on IS NOT NULL", name="parked_until"),
        sa.CheckConstraint(
            "state != 'stopped' OR learning_learned IS NOT NULL", name="stopped_with_learning"
        ),
        sa.CheckConstraint("merged_into_id != id", name="not_into_itself"),
    )


class TeamMember(Base):
    """Somebody who takes part; guests until a date.

    Who takes part no more keeps the row, with a date in the past: nobody decides about what they worked on.
    """

    __tablename__ = "team_member"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime]
    until: Mapped[date | None]

    idea: Mapped[Idea] = relationship(back_populates="team")
    account: Mapped[User] = relationship()

    @property
    def is_current(self) -> bool:
        """Whether the membership still runs."""
        return self.until is None or self.until >= today()


class StageNote(Hideable, Searched, Base):
    """Something found out in a stage."""

    __tablename__ = "stage_note"
    TEXTS = ("body",)
    SEARCHED = (Place("body", Part.MORE, _l("in einer Notiz")),)

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"))
    stage: Mapped[State] = mapped_column(enum_column(State, "stage"))
    kind: Mapped[NoteKind] = mapped_column(enum_column(NoteKind, "kind"))
    method: Mapped[Method | None] = mapped_column(enum_column(Method, "method"))
    people: Mapped[int | None]
    body: Mapped[str]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    author: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index("ix_stage_note_idea", "idea_id", "id"),
        sa.CheckConstraint("people IS NULL OR people BETWEEN 1 AND 10000", name="people"),
    )
