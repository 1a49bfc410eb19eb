"""What can be reported as plain rows: to which idea it belongs, and where else in the idea its words stand.

Rows are read by column, not as objects: objects show the notice to whoever may not see what is hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from lab.accounts.queries import LARGEST_ID
from lab.adoption.models import Adoption
from lab.attachments.models import Attachment
from lab.audit.models import Event
from lab.extensions import db
from lab.ideas.models import Idea, StageNote
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
from lab.rollout.models import RolloutReview
from lab.rounds.models import RoundLanguage

MODELS: dict[ContentKind, Any] = {
    ContentKind.IDEA: Idea,
    ContentKind.NOTE: StageNote,
    ContentKind.ATTACHMENT: Attachment,
    ContentKind.PROTOTYPE: Prototype,
    ContentKind.ROUND: TestRound,
    ContentKind.FEEDBACK: Feedback,
    ContentKind.OBSERVATION: Observation,
    ContentKind.FINDING: Finding,
    ContentKind.REVIEW: RolloutReview,
    ContentKind.ADOPTION: Adoption,
    ContentKind.VERDICT: Verdict,
    ContentKind.EVENT: Event,
}
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
    """A row of an idea that holds free text."""

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
    def kind(self) -> ContentKind | None:
        """What it is called, None for what is reported only as part of something else."""
        return next((kind for kind, model in MODELS.items() if model is self.model), None)

    @property
    def texts(self) -> dict[str, str]:
        """Its free texts by name."""
        return self.model.texts_in(self.values)  # type: ignore[no-any-return]

    @cached_property
    def phrases(self) -> set[str]:
        """What it says: whole texts, or single lines where each line is a point of its own."""
        found = set()
        for name, text in self.texts.items():
            found |= set(points_of(text)) if name in self.model.LINES else {text.strip()}
        return {phrase for phrase in found if len(phrase) >= SHORTEST_COPY and phrase != REMOVED}

    def takes_along(self, other: "Part") -> bool:
        """Whether the other goes with this whatever it says: an event that tells of it, a round's translation."""
        if other.model is RoundLanguage:
            return self.model is TestRound and other.values["round_id"] == self.values["id"]
        if other.model is not Event or other.values["subject_kind"] != "idea":
            return False
        kind, detail = other.values["kind"], other.values["detail"]
        if self.model is Idea:
            about = {int(other.values["subject_id"]), detail.get("source_id"), detail.get("target_id")}
            return kind.startswith("idea_") and self.values["id"] in about
        if self.model not in TELLING:
            return False
        start, name, column = TELLING[self.model]
        return bool(kind.startswith(start) and detail.get(name) == self.values[column])

    def blank(self, only: set[str] | None = None) -> dict[str, Any]:
        """The columns to write so that its words are gone; with `only`, just these phrases."""

        def swap(name: str, text: str) -> str:
            said = points_of(text)[0] if name in self.model.LINES and points_of(text) else text.strip()
            return REMOVED if only is None or said in only else text

        return self.model.replace_texts(self.values, swap)  # type: ignore[no-any-return]


def find_part(kind: ContentKind, content_id: str) -> Part | None:
    """The row that a report is about; None for what is not there, or no key at all."""
    model = MODELS[kind]
    columns = list(model.__table__.primary_key)
    key: list[Any] = []
    texts = content_id.split("-")
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


def find_parts(kind: ContentKind, content_ids: Sequence[str]) -> dict[str, Part]:
    """The rows of several reports of one kind by their id: one query."""
    model = MODELS[kind]
    columns = list(model.__table__.primary_key)
    as_text = columns[0].cast(sa.String)
    for column in columns[1:]:
        as_text = as_text + "-" + column
    return {part.content_id: part for part in _select(model, as_text.in_(content_ids))}


def find_idea_ids(parts: Iterable[Part]) -> dict[Part, int | None]:
    """To which idea each row belongs: one query."""
    parts = list(parts)
    wanted = {part.values["prototype_id"] for part in parts if _lies_below_version(part)}
    rows = db.session.execute(sa.select(Prototype.id, Prototype.idea_id).where(Prototype.id.in_(wanted)))
    of_version = {row[0]: row[1] for row in rows} if wanted else {}
    return {part: _idea_id(part, of_version) for part in parts}


def list_parts(idea_id: int) -> list[Part]:
    """Every row of the idea that holds free text, with the history of what was merged: a query a table."""
    merged = sa.select(Idea.merged_into_id).where(Idea.id == idea_id, Idea.merged_into_id.is_not(None))
    received = sa.select(Idea.id).where(Idea.merged_into_id == idea_id)
    others = db.session.scalars(sa.union_all(merged, received)).all()
    family = [str(one) for one in (idea_id, *others)]
    versions = sa.select(Prototype.id).where(Prototype.idea_id == idea_id)
    rounds = sa.select(TestRound.id).where(TestRound.prototype_id.in_(versions))
    parts: list[Part] = []
    for model in (*MODELS.values(), AnswerSheet, RoundLanguage):
        if model is Idea:
            condition = Idea.id == idea_id
        elif model is Event:
            condition = sa.and_(Event.subject_kind == "idea", Event.subject_id.in_(family))
        elif hasattr(model, "idea_id"):
            condition = model.idea_id == idea_id
        elif model in (AnswerSheet, RoundLanguage):
            condition = model.round_id.in_(rounds)
        else:
            condition = model.prototype_id.in_(versions)
        parts += _select(model, condition)
    return parts


def list_copies(content: Part, parts: Iterable[Part]) -> list[Part]:
    """The events that tell of the content, and the rows that say the same."""
    return [
        part
        for part in parts
        if part.texts
        and (part.model, part.key) != (content.model, content.key)
        and (content.takes_along(part) or content.phrases & part.phrases)
    ]


def _select(model: Any, *conditions: sa.ColumnElement[bool]) -> list[Part]:
    table = model.__table__
    statement = sa.select(table).where(*conditions).order_by(*table.primary_key)
    return [Part(model, dict(row._mapping)) for row in db.session.execute(statement)]


def _lies_below_version(part: Part) -> bool:
    return "idea_id" not in part.values and "prototype_id" in part.values


def _idea_id(part: Part, of_version: Mapping[int, int]) -> int | None:
    if part.model is Idea:
        return int(part.values["id"])
    if part.model is Event:
        return int(part.values["subject_id"]) if part.values["subject_kind"] == "idea" else None
    if _lies_below_version(part):
        return of_version.get(part.values["prototype_id"])
    return int(part.values["idea_id"])
