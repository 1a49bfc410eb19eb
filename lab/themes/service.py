"""What facilitators do with themed labs."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import today
from lab.core.errors import Conflict, Invalid
from lab.extensions import db
from lab.themes import policy, queries
from lab.themes.models import ThemeLab

EARLIEST = date(2020, 1, 1)
LATEST = timedelta(days=10 * 365)
FIELDS = ("title", "guiding_question", "description", "coordinator", "starts_on", "ends_on")


def save_theme(
    actor: User, theme: ThemeLab | None, values: dict[str, Any], version: int | None = None
) -> ThemeLab:
    """Creates a themed lab, or changes `theme`. Raises Denied, Invalid, Conflict on an old `version`."""
    policy.check_keep_themes(actor)
    if theme is not None and theme.version != version:
        raise Conflict(
            _(
                "Jemand hat das Themenlab inzwischen geändert. Ihre Angaben stehen noch im Formular: "
                "Bitte vergleichen Sie sie mit dem neuen Stand, und speichern Sie noch einmal."
            )
        )
    _check(theme, values)
    if theme is None:
        theme = ThemeLab(**{name: values[name] for name in FIELDS})
        db.session.add(theme)
        changed = list(FIELDS)
    else:
        changed = [name for name in FIELDS if getattr(theme, name) != values[name]]
        for name in changed:
            setattr(theme, name, values[name])
    if changed:
        db.session.flush()
        record(actor, "theme_saved", "theme", theme.id, title=theme.title, fields=changed)
    return theme


def _check(theme: ThemeLab | None, values: dict[str, Any]) -> None:
    namesake = queries.find_theme_by_title(values["title"])
    if namesake is not None and namesake is not theme:
        raise Invalid(
            "title", _("Ein Themenlab mit diesem Titel gibt es schon. Bitte wählen Sie einen anderen.")
        )
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    latest = today() + LATEST
    for field, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day is not None and not EARLIEST <= day <= latest:
            raise Invalid(
                field,
                _(
                    "Bitte wählen Sie ein Datum zwischen %(first)s und %(last)s.",
                    first=EARLIEST.year,
                    last=latest.year,
                ),
            )
    if ends_on is not None and ends_on < starts_on:
        raise Invalid("ends_on", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Daten."))
