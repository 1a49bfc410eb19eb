"""Reads the editable pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lab.core.errors import NotFound
from lab.extensions import db
from lab.pages.models import PageText
from lab.pages.texts import LANGUAGES, Slug, default_body


@dataclass(frozen=True)
class ShownText:
    """What a page says: in which language, and since when (None: the text that comes with the product)."""

    body: str
    language: str
    saved_at: datetime | None


def get_slug(text: str) -> Slug:
    """The page of this address. Raises NotFound."""
    if text not in set(Slug):
        raise NotFound()
    return next(slug for slug in Slug if slug.value == text)


def list_texts() -> Mapping[tuple[str, str], PageText]:
    """What the operator has written, by page and language."""
    return {(text.slug, text.language): text for text in db.session.scalars(sa.select(PageText))}


def find_text(slug: Slug, language: str) -> PageText | None:
    """What the operator has written for this page in this language."""
    return db.session.get(PageText, (slug.value, language))


def get_shown_text(slug: Slug, language: str) -> ShownText:
    """The operator's text, in the other language if only that exists, else the one that comes with the product."""
    statement = sa.select(PageText).where(PageText.slug == slug.value)
    written = {text.language: text for text in db.session.scalars(statement)}
    for candidate in (language, *LANGUAGES):
        if candidate in written:
            text = written[candidate]
            return ShownText(text.body, text.language, text.saved_at)
    return ShownText(default_body(slug, language), language, None)
