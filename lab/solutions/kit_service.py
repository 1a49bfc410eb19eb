"""Verbs of the kit: write it, add files, open and close its public address, ask and answer."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from lab.accounts.models import User
from lab.attachments.models import Attachment
from lab.attachments.service import store_file
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict, Invalid, NotFound
from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes.service import hold_ideas
from lab.solutions import kit_policy, kit_queries
from lab.solutions.kit_codes import FOR_CONTENT, NO_LICENCE
from lab.solutions.models import DevelopmentStatus, Kit, KitFile, KitQuestion, Maintenance, SoftwareType

# 32 bytes are 256 random bits.
TOKEN_BYTES = 32
LONGEST_ADDRESS = 500
EARLIEST_RELEASE = date(2000, 1, 1)


@dataclass(frozen=True)
class KitText:
    """What a kit says; the names are those of its columns."""

    summary: str
    target_group: str
    guide: str
    effort: str
    contact: str
    licence: str
    is_software: bool = False
    repository: str = ""
    features: str = ""
    software_type: SoftwareType = SoftwareType.WEB
    development_status: DevelopmentStatus = DevelopmentStatus.STABLE
    maintenance: Maintenance = Maintenance.INTERNAL
    platforms: Sequence[str] = ()
    categories: Sequence[str] = ()
    languages: Sequence[str] = ()
    software_version: str = ""
    released_on: date | None = None

    def columns(self) -> dict[str, object]:
        """The same by column; lists as the database keeps them."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {name: list(values[name]) for name in ("platforms", "categories", "languages")}


def write_kit(actor: User, idea: Idea, text: KitText, file_ids: Collection[int], version: int | None) -> Kit:
    """Writes the kit, the first time or anew. Raises NotFound, Denied, Invalid, Conflict."""
    hold_ideas(idea)
    kit = kit_queries.find_kit(idea)
    kit_policy.check_edit_kit(actor, idea, kit)
    if (kit.version if kit else None) != version:
        raise Conflict()
    _check_text(text)
    chosen = [file for file in kit_queries.list_choosable_files(idea) if file.id in file_ids]
    if len(chosen) != len(set(file_ids)):
        raise Invalid("files", _("Eine der Dateien gibt es nicht mehr. Bitte wählen Sie neu aus."))
    if kit is None:
        kit = Kit(idea_id=idea.id, token=secrets.token_urlsafe(TOKEN_BYTES), changed_at=now())
        db.session.add(kit)
    for name, value in text.columns().items():
        setattr(kit, name, value)
    kit.changed_at = now()
    db.session.flush()
    _choose(kit, chosen)
    record(actor, "kit_saved", "idea", idea.id)
    return kit


def add_files(actor: User, idea: Idea, uploads: Sequence[FileStorage]) -> None:
    """Adds files to the idea and, where there is one, to its kit. Raises NotFound, Denied, Invalid."""
    hold_ideas(idea)
    kit = kit_queries.find_kit(idea)
    kit_policy.check_edit_kit(actor, idea, kit)
    for upload in uploads:
        attachment = store_file(actor, idea.id, upload)
        if kit is not None:
            db.session.add(KitFile(idea_id=idea.id, attachment_id=attachment.id))
    db.session.flush()


def publish_kit(actor: User, idea: Idea) -> Kit:
    """Opens the public address, the same each time. Raises NotFound, Denied."""
    hold_ideas(idea)
    kit = kit_queries.find_kit(idea)
    kit_policy.check_publish(actor, idea, kit)
    if kit is None:
        raise NotFound()
    if not kit.is_public:
        kit.is_public = True
        db.session.flush()
        record(actor, "kit_published", "idea", idea.id)
    return kit


def close_kit(actor: User, idea: Idea) -> None:
    """Closes the public address. Raises NotFound, Denied."""
    hold_ideas(idea)
    kit_policy.check_close(actor, idea)
    kit = kit_queries.find_kit(idea)
    if kit is None or not kit.is_public:
        return
    kit.is_public = False
    db.session.flush()
    record(actor, "kit_closed", "idea", idea.id)


def ask_question(actor: User, idea: Idea, text: str) -> KitQuestion:
    """Asks those who know the solution. Raises NotFound, Denied, Invalid."""
    kit_policy.check_ask(actor, idea)
    if not text.strip():
        raise Invalid("question", _("Bitte schreiben Sie Ihre Frage."))
    question = KitQuestion(
        idea_id=idea.id,
        text=text.strip(),
        asked_by_id=actor.id,
        job_centre_key=actor.job_centre_key,
        asked_at=now(),
    )
    db.session.add(question)
    db.session.flush()
    record(actor, "kit_question_asked", "idea", idea.id, question_id=question.id)
    return question


def answer_question(actor: User, idea: Idea, question: KitQuestion, answer: str, version: int | None) -> None:
    """Answers, or mends the answer. Raises NotFound, Denied, Invalid, Conflict."""
    hold_ideas(idea)
    db.session.refresh(question)
    kit_policy.check_answer(actor, idea, question)
    if question.version != version:
        raise Conflict(
            _("Jemand hat diese Frage inzwischen beantwortet. Bitte sehen Sie nach, ob noch etwas fehlt.")
        )
    if not answer.strip():
        raise Invalid("answer", _("Bitte schreiben Sie eine Antwort."))
    question.answer, question.answered_by_id, question.answered_at = answer.strip(), actor.id, now()
    db.session.flush()
    record(actor, "kit_question_answered", "idea", idea.id, question_id=question.id)


def _choose(kit: Kit, chosen: Sequence[Attachment]) -> None:
    """The kit's files; one that is being checked was not offered, and stays as it was."""
    wanted = {attachment.id for attachment in chosen}
    for row in list(kit.files):
        if row.attachment_id not in wanted and not row.attachment.is_hidden:
            db.session.delete(row)
    present = {row.attachment_id for row in kit.files}
    for attachment_id in sorted(wanted - present):
        db.session.add(KitFile(idea_id=kit.idea_id, attachment_id=attachment_id))
    db.session.flush()


def _check_text(text: KitText) -> None:
    if text.repository:
        _check_repository(text.repository)
    if text.is_software and text.licence == NO_LICENCE:
        raise Invalid("licence", _("Software braucht eine Lizenz, sonst darf niemand sie weiterverwenden."))
    if text.is_software and text.licence in FOR_CONTENT:
        raise Invalid(
            "licence",
            _("Diese Lizenz ist für Texte und Bilder gedacht. Für Software passt zum Beispiel EUPL-1.2."),
        )
    if text.released_on and not EARLIEST_RELEASE <= text.released_on <= today():
        raise Invalid("released_on", _("Bitte geben Sie einen Tag an, der nicht in der Zukunft liegt."))


def _check_repository(address: str) -> None:
    """A whole https address without a name or password in it."""
    if len(address) > LONGEST_ADDRESS:
        raise Invalid(
            "repository", _("Der Link ist zu lang: höchstens %(max)s Zeichen.", max=LONGEST_ADDRESS)
        )
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme == "https" and "." in (parts.hostname or "") and len(address.split()) == 1
        has_credentials = "@" in parts.netloc
        _port = parts.port
    except ValueError:
        is_whole = has_credentials = False
    if has_credentials:
        raise Invalid("repository", _("Bitte lassen Sie Benutzername und Kennwort aus dem Link weg."))
    if not is_whole:
        raise Invalid("repository", _("Bitte geben Sie die ganze Adresse an, mit https:// am Anfang."))
