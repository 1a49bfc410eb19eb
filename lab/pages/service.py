"""Stores the operator's texts. Who may, and the event, are the admin room's."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.core.clock import now
from lab.core.errors import Conflict
from lab.extensions import db
from lab.pages.models import PageText
from lab.pages.queries import find_text
from lab.pages.texts import Slug


def save_text(slug: Slug, language: str, body: str, seen: datetime | None) -> None:
    """Stores a text. Raises Conflict when it is not the one saved at `seen` (None: not yet)."""
    if seen is None:
        _add(slug, language, body)
        return
    statement = (
        sa.update(PageText)
        .where(PageText.slug == slug.value, PageText.language == language, PageText.saved_at == seen)
        .values(body=body, saved_at=now())
        .execution_options(synchronize_session=False)
    )
    if db.session.connection().execute(statement).rowcount != 1:
        raise _changed()


def remove_text(slug: Slug, language: str) -> None:
    """Goes back to the text that comes with the product."""
    text = find_text(slug, language)
    if text is not None:
        db.session.delete(text)
        db.session.flush()


def _add(slug: Slug, language: str, body: str) -> None:
    values = {"slug": slug.value, "language": language, "body": body, "saved_at": now()}
    try:
        db.session.execute(sa.insert(PageText).values(values))
    except IntegrityError as error:
        raise _changed() from error


def _changed() -> Conflict:
    return Conflict(
        _(
            "Jemand hat diese Seite inzwischen gespeichert. Ihr Text steht noch im Formular: "
            "Bitte vergleichen Sie ihn mit dem neuen Stand, und speichern Sie noch einmal."
        )
    )
