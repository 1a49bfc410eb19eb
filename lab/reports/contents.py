"""What can be reported as plain rows: to which idea or themed lab it belongs, and where else there its words stand.

Rows are read by column, not as objects: objects show the notice to whoever may not see what is hidden.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from lab.accounts.queries import LARGEST_ID
from lab.adoption.models import Adoption, AdoptionStep
from lab.attachments.models import Attachment
from lab.audit.models import Event
from lab.extensions import db
from lab.ideas.models import Idea, StageNote
from lab.merging.models import IdeaMerge
from lab.prototypes.models import (
    AnswerSheet,
    Feedback,
    Finding,
    Observation,
    Prototype,
    TestRound,
    Verdict,
)
from lab.prototypes.points import points_of
from lab.reports.models import ContentKind
from lab.rollout.models import ReviewCondition, ReviewQuestion, ReviewVote, RolloutReview
from lab.rounds.models import RoundLanguage
from lab.solutions.models import Kit, KitQuestion
from lab.themes.models import ThemeLab

# What a row belongs to, as events name it: kind ("idea" or "theme") and id.
Subject = tuple[str, int]

MODELS: dict[ContentKind, Any] = {
    ContentKind.IDEA: Idea,
    ContentKind.NOTE: StageNote,
    ContentKind.ATTACHMENT: Attachment,
    ContentKind.PROTOTYPE: Prototype,
    ContentKind.ROUND: TestRound,
    ContentKind.LANGUAGE: RoundLanguage,
    ContentKind.SHEET: AnswerSheet,
    ContentKind.FEEDBACK: Feedback,
    ContentKind.OBSERVATION: Observation,
    ContentKind.FINDING: Finding,
    ContentKind.REVIEW: RolloutReview,
    ContentKind.ADOPTION: Adoption,
    ContentKind.VERDICT: Verdict,
    ContentKind.EVENT: Event,
    ContentKind.THEME: ThemeLab,
    ContentKind.VOTE: ReviewVote,
    ContentKind.QUESTION: ReviewQuestion,
    ContentKind.CONDITION: ReviewCondition,
    ContentKind.STEP: AdoptionStep,
    ContentKind.KIT: Kit,
    ContentKind.KIT_QUESTION: KitQuestion,
}
KINDS = {model: kind for kind, model in MODELS.items()}
BY_TABLE = {model.__tablename__: model for model in KINDS}
# Which events tell of a content: how their kind begins, and which detail holds which of its columns.
TELLING: dict[Any, tuple[str, str, str]] = {
    Attachment: ("attachment_", "name", "name"),
    Prototype: ("prototype_", "prototype_id", "id"),
    Finding: ("finding_", "finding_id", "id"),
    RolloutReview: ("review_", "review_id", "id"),
    Adoption: ("adoption_", "job_centre_key", "job_centre_key"),
    Verdict: ("verdict_", "prototype_id", "prototype_id"),
}
# Stands where a text was. Not translated: it is stored.
REMOVED = "[entfernt]"
# Shorter words („Ja.“, „keine“) are no copy of anything when they stand in two places.
SHORTEST_COPY = 6


@dataclass(frozen=True, eq=False)
class Part:
    """A row of an idea or a themed lab that holds free text."""

    model: Any
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[Any, ...]:
        """The primary key."""
        return tuple(self.values[column.name] for column in self.model.__table__.primary_key)

    @property
    def content_id(self) -> str:
        """The key as reports store it."""
        return "-".join(str(value) for value in self.key)

    @property
    def row(self) -> tuple[str, str]:
        """Table and key: which row it is among all."""
        return self.model.__tablename__, self.content_id

    @property
    def kind(self) -> ContentKind:
        """What it is called."""
        return KINDS[self.model]

    @property
    def texts(self) -> dict[str, str]:
        """Its free texts by name."""
        return self.model.texts_in(self.values)  # type: ignore[no-any-return]

    @cached_property
    def sayings(self) -> dict[str, str]:
        """What it says by place: whole texts, or single lines where each line is a point of its own."""
        said: dict[str, str] = {}

        def note(place: str, phrase: str, text: str) -> str:
            said[place] = phrase
            return text

        self._rewrite(note)
        return said

    @cached_property
    def phrases(self) -> set[str]:
        """What of it may stand elsewhere as a copy. The name of a language is none of its texts."""
        named = {"name"} if self.model is RoundLanguage else set()
        return {
            phrase
            for place, phrase in self.sayings.items()
            if place not in named and len(phrase) >= SHORTEST_COPY and not phrase.startswith(REMOVED)
        }

    def says_at(self, places: Collection[str]) -> set[str]:
        """What stands in these places, as far as it may stand elsewhere too."""
        return self.phrases & {self.sayings[place] for place in places if place in self.sayings}

    def takes_along(self, other: "Part") -> bool:
        """Whether the other goes with this whatever it says: an event that tells of it, a round's translation."""
        if other.model is RoundLanguage:
            return self.model is TestRound and other.values["round_id"] == self.values["id"]
        if other.model is not Event:
            return False
        kind, detail = other.values["kind"], other.values["detail"]
        if self.model is ThemeLab:
            return bool(kind.startswith("theme_"))
        if self.model is Idea:
            about = {int(other.values["subject_id"]), detail.get("source_id"), detail.get("target_id")}
            return kind.startswith("idea_") and self.values["id"] in about
        if self.model not in TELLING:
            return False
        start, name, column = TELLING[self.model]
        return bool(kind.startswith(start) and detail.get(name) == self.values[column])

    def blank(self, places: Collection[str] | None = None) -> dict[str, Any]:
        """The columns to write so that its words are gone: all, or those in these places."""

        def remove(place: str, _phrase: str, text: str) -> str:
            goes = places is None or place in places or place.partition(":")[0] in places
            return self._removed(place) if goes else text

        return self._rewrite(remove)

    def _removed(self, place: str) -> str:
        """What stands where a text was; nothing in an answer, whose lines may become observations yet."""
        if self.model is AnswerSheet:
            return ""
        column = self.model.__table__.columns.get(place)
        return f"{REMOVED} {self.content_id}" if column is not None and column.unique else REMOVED

    def _rewrite(self, change: Callable[[str, str, str], str]) -> dict[str, Any]:
        """The columns to write so that each text is what `change(place, phrase, text)` makes of it."""
        lines: Counter[str] = Counter()

        def swap(name: str, text: str) -> str:
            if name not in self.model.LINES:
                return change(name, text.strip(), text)
            lines[name] += 1
            return change(f"{name}:{lines[name]}", "".join(points_of(text)), text)

        return self.model.replace_texts(self.values, swap)  # type: ignore[no-any-return]


@dataclass(frozen=True, eq=False)
class Copy:
    """A row that goes with a content: the places in it that say the same, None for all of it."""

    part: Part
    places: frozenset[str] | None

    @property
    def lasting_places(self) -> list[str] | None:
        """The places to remember: a whole text where its lines may be edited until they are looked for again."""
        if self.places is None:
            return None
        may_move = "version" in self.part.model.__table__.columns
        return sorted({place.partition(":")[0] if may_move else place for place in self.places})


def find_part(kind: ContentKind, content_id: str) -> Part | None:
    """The row that a report is about; None for what is not there, or no key at all."""
    model = MODELS[kind]
    columns = list(model.__table__.primary_key)
    key: list[Any] = []
    texts = content_id.split("-", len(columns) - 1)
    if len(texts) != len(columns):
        return None
    for column, text in zip(columns, texts, strict=True):
        if isinstance(column.type, sa.Integer):
            if not (text.isascii() and text.isdigit() and len(text) < 11 and 0 < int(text) <= LARGEST_ID):
                return None
            key.append(int(text))
        else:
            key.append(text.replace("\x00", ""))
    found = _select(model, *(column == value for column, value in zip(columns, key, strict=True)))
    return found[0] if found else None


def find_parts(model: Any, content_ids: Collection[str]) -> dict[str, Part]:
    """The rows of one table by their id as reports store it: one query."""
    columns = list(model.__table__.primary_key)
    as_text = columns[0].cast(sa.String)
    for column in columns[1:]:
        as_text = as_text + "-" + column
    return {part.content_id: part for part in _select(model, as_text.in_(content_ids))}


def find_subjects(parts: Iterable[Part]) -> dict[Part, Subject | None]:
    """To which idea or themed lab each row belongs: three queries at most."""
    parts = list(parts)
    versions = {part.values["prototype_id"] for part in parts if _lies_below(part, "idea_id", "prototype_id")}
    rounds = {part.values["round_id"] for part in parts if _lies_below(part, "prototype_id", "round_id")}
    of_version = _pairs(
        sa.select(Prototype.id, Prototype.idea_id).where(Prototype.id.in_(versions)), versions
    )
    of_round = _pairs(
        sa.select(TestRound.id, Prototype.idea_id)
        .join(Prototype, Prototype.id == TestRound.prototype_id)
        .where(TestRound.id.in_(rounds)),
        rounds,
    )
    reviews = {part.values["review_id"] for part in parts if _lies_below(part, "idea_id", "review_id")}
    of_review = _pairs(
        sa.select(RolloutReview.id, RolloutReview.idea_id).where(RolloutReview.id.in_(reviews)), reviews
    )
    return {part: _subject(part, of_version, of_round, of_review) for part in parts}


def list_parts(subject: Subject) -> list[Part]:
    """Every row of an idea that holds free text, with the history of what was merged: a query a table.

    Of a themed lab: itself and its history.
    """
    subject_kind, subject_id = subject
    if subject_kind == "theme":
        told = (Event.subject_kind == "theme", Event.subject_id == str(subject_id))
        return [*_select(ThemeLab, ThemeLab.id == subject_id), *_select(Event, *told)]
    merged = sa.select(Idea.merged_into_id).where(Idea.id == subject_id, Idea.merged_into_id.is_not(None))
    received = sa.select(Idea.id).where(Idea.merged_into_id == subject_id)
    # Taken apart again, the history of one side still tells of the other.
    into = sa.select(IdeaMerge.target_id).where(IdeaMerge.source_id == subject_id)
    out_of = sa.select(IdeaMerge.source_id).where(IdeaMerge.target_id == subject_id)
    others = db.session.scalars(sa.union(merged, received, into, out_of)).all()
    family = [str(one) for one in (subject_id, *others)]
    versions = sa.select(Prototype.id).where(Prototype.idea_id == subject_id)
    rounds = sa.select(TestRound.id).where(TestRound.prototype_id.in_(versions))
    reviews = sa.select(RolloutReview.id).where(RolloutReview.idea_id == subject_id)
    parts: list[Part] = []
    for model in KINDS:
        if model is ThemeLab:
            continue
        if model is Idea:
            condition = Idea.id == subject_id
        elif model is Event:
            condition = sa.and_(Event.subject_kind == "idea", Event.subject_id.in_(family))
        elif hasattr(model, "idea_id"):
            condition = model.idea_id == subject_id
        elif hasattr(model, "prototype_id"):
            condition = model.prototype_id.in_(versions)
        elif hasattr(model, "review_id"):
            condition = model.review_id.in_(reviews)
        else:
            condition = model.round_id.in_(rounds)
        parts += _select(model, condition)
    return parts


def list_copies(content: Part | None, phrases: Collection[str], parts: Iterable[Part]) -> list[Copy]:
    """The events that tell of the content, and the rows that say one of the phrases."""
    found = []
    for part in parts:
        if not part.texts or (content and part.row == content.row):
            continue
        if content and content.takes_along(part):
            found.append(Copy(part, None))
            continue
        shared = part.phrases.intersection(phrases)
        if shared:
            found.append(Copy(part, frozenset(at for at, said in part.sayings.items() if said in shared)))
    return found


def _select(model: Any, *conditions: sa.ColumnElement[bool]) -> list[Part]:
    table = model.__table__
    statement = sa.select(table).where(*conditions).order_by(*table.primary_key)
    return [Part(model, dict(row._mapping)) for row in db.session.execute(statement)]


def _pairs(statement: sa.Select[int, int], wanted: Collection[int]) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(statement)} if wanted else {}


def _lies_below(part: Part, missing: str, present: str) -> bool:
    return missing not in part.values and present in part.values


def _subject(
    part: Part, of_version: Mapping[int, int], of_round: Mapping[int, int], of_review: Mapping[int, int]
) -> Subject | None:
    if part.model is ThemeLab:
        return "theme", part.values["id"]
    if part.model is Event:
        kind, subject_id = part.values["subject_kind"], part.values["subject_id"]
        return (kind, int(subject_id)) if kind in ("idea", "theme") else None
    if part.model is Idea:
        return "idea", part.values["id"]
    if "idea_id" in part.values:
        return "idea", part.values["idea_id"]
    if "prototype_id" in part.values:
        return "idea", of_version[part.values["prototype_id"]]
    if "review_id" in part.values:
        return "idea", of_review[part.values["review_id"]]
    return "idea", of_round[part.values["round_id"]]
