"""Settings and page texts: what administrators change about the product itself."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lab.accounts.models import User
from lab.admin import policy
from lab.audit.service import record
from lab.core.errors import Conflict, Invalid
from lab.pages import service as pages
from lab.pages.queries import find_text
from lab.pages.texts import Slug
from lab.settings.service import DEFINITIONS, load_settings, save_setting


def settings_stamp(values: Mapping[str, int]) -> str:
    """A short text that changes when any setting changes: what a form was filled in for."""
    text = ",".join(f"{key}={values[key]}" for key in sorted(DEFINITIONS))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def save_settings(actor: User, values: Mapping[str, int], seen: str) -> int:
    """Stores what differs and returns how many that are. Raises Denied, Invalid on the key, Conflict."""
    policy.check_administer(actor)
    present = load_settings()
    if settings_stamp(present) != seen:
        raise _changed()
    for key, definition in DEFINITIONS.items():
        if not definition.minimum <= values[key] <= definition.maximum:
            raise Invalid(
                key,
                _(
                    "Bitte geben Sie eine ganze Zahl von %(min)s bis %(max)s ein.",
                    min=definition.minimum,
                    max=definition.maximum,
                ),
            )
    changed = [key for key in DEFINITIONS if values[key] != present[key]]
    for key in changed:
        try:
            before = save_setting(key, values[key])
        except IntegrityError as error:
            raise _changed() from error
        record(actor, "setting_changed", "setting", key, name=key, old=before, new=values[key])
    return len(changed)


def save_page(actor: User, slug: Slug, language: str, body: str, seen: datetime | None) -> None:
    """Stores the text of a page. Raises Denied, Conflict when it is not the text saved at `seen`."""
    policy.check_administer(actor)
    pages.save_text(slug, language, body, seen)
    record(actor, "page_saved", "page", slug.value, slug=slug.value, language=language)


def reset_page(actor: User, slug: Slug, language: str) -> None:
    """Goes back to the text that comes with the product. Raises Denied."""
    policy.check_administer(actor)
    if find_text(slug, language) is not None:
        pages.remove_text(slug, language)
        record(actor, "page_saved", "page", slug.value, slug=slug.value, language=language, reset=True)


def _changed() -> Conflict:
    return Conflict(
        _(
            "Jemand hat die Einstellungen inzwischen geändert. Ihre Eingaben stehen noch im Formular: "
            "Bitte prüfen Sie sie, und speichern Sie noch einmal."
        )
    )
