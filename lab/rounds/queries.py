"""Selects over rounds: by public address, their languages, and whether somebody said something in them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lab.attachments.content import FILE_TYPES
from lab.attachments.models import Attachment
from lab.extensions import db
from lab.prototypes.models import AnswerSheet, Feedback, Participant, Prototype, TestRound
from lab.rounds.models import RoundLanguage

LONGEST_TOKEN = 64
PICTURES = [file_type.media_type for file_type in FILE_TYPES if file_type.is_picture]


def find_round_by_token(token: str) -> TestRound | None:
    """The round with this public address, with its version and idea."""
    if not token.isascii() or "\x00" in token or len(token) > LONGEST_TOKEN:
        return None
    statement = (
        sa.select(TestRound)
        .options(joinedload(TestRound.prototype).joinedload(Prototype.idea))
        .where(TestRound.token == token)
    )
    return db.session.scalars(statement).one_or_none()


def has_sheet(round_id: int, key: str) -> bool:
    """Whether this very form was sent before."""
    statement = sa.select(AnswerSheet.id).where(AnswerSheet.round_id == round_id, AnswerSheet.key == key)
    return db.session.scalar(statement) is not None


def has_participants(test_round: TestRound) -> bool:
    """Whether somebody has begun with the round's tasks."""
    statement = sa.select(Participant.id).where(Participant.round_id == test_round.id).limit(1)
    return db.session.scalar(statement) is not None


def has_sheets(test_round: TestRound) -> bool:
    """Whether somebody has answered the round's questions, on paper or publicly, whatever became of it."""
    statement = sa.select(AnswerSheet.id).where(AnswerSheet.round_id == test_round.id).limit(1)
    return db.session.scalar(statement) is not None


def is_used(test_round: TestRound) -> bool:
    """Whether anybody said or did anything in the round."""
    sources = (AnswerSheet, Participant, Feedback)
    found = [sa.select(source.id).where(source.round_id == test_round.id).exists() for source in sources]
    return bool(db.session.scalar(sa.select(sa.or_(*found))))


def list_languages(test_round: TestRound) -> Sequence[RoundLanguage]:
    """The round's further languages, by name."""
    statement = (
        sa.select(RoundLanguage)
        .where(RoundLanguage.round_id == test_round.id)
        .order_by(RoundLanguage.name, RoundLanguage.code)
    )
    return db.session.scalars(statement).all()


def find_language(test_round: TestRound, code: str) -> RoundLanguage | None:
    """A language of the round."""
    return db.session.get(RoundLanguage, (test_round.id, code.replace("\x00", "")[:35]))


def find_texts_elsewhere(code: str) -> dict[str, str]:
    """What the newest round that has the language says in it: translated once, it serves again."""
    statement = (
        sa.select(RoundLanguage.texts)
        .where(RoundLanguage.code == code, RoundLanguage.is_hidden.is_(False))
        .order_by(RoundLanguage.round_id.desc())
        .limit(1)
    )
    return db.session.scalar(statement) or {}


def list_pictures(prototype: Prototype) -> Sequence[Attachment]:
    """The pictures of a version, oldest first."""
    statement = (
        sa.select(Attachment)
        .where(Attachment.prototype_id == prototype.id, Attachment.media_type.in_(PICTURES))
        .order_by(Attachment.id)
    )
    return db.session.scalars(statement).all()
