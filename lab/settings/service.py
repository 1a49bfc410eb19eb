"""The list of settings with defaults and bounds, and access to their values."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lab.extensions import db
from lab.settings.models import Setting


@dataclass(frozen=True)
class Definition:
    """A whole number with default and bounds."""

    key: str
    label: LazyString
    default: int
    minimum: int
    maximum: int


DEFINITIONS = {
    definition.key: definition
    for definition in (
        Definition("answer_working_days", _l("Frist für die erste Antwort (Arbeitstage)"), 10, 1, 60),
        Definition("conversations_wanted", _l("Verstehen: Gespräche oder Beobachtungen"), 3, 0, 50),
        Definition("alternatives_wanted", _l("Ideen finden: Alternativen"), 3, 0, 50),
        Definition("test_persons_wanted", _l("Testen: Testpersonen"), 5, 0, 500),
        Definition("test_places_wanted", _l("Testen: verschiedene KJC"), 2, 0, 16),
        Definition("committee_quorum", _l("Steuerungskreis: Stimmen, bis entschieden werden kann"), 3, 0, 50),
        Definition("committee_days", _l("Steuerungskreis: Frist für Stimmen (Tage)"), 14, 1, 365),
        Definition(
            "committee_urgent",
            _l("Steuerungskreis: Vorsitz darf auch ohne Quorum entscheiden (1 ja, 0 nein)"),
            1,
            0,
            1,
        ),
        Definition("limit_empathise", _l("Board: Grenze für Verstehen"), 10, 1, 1000),
        Definition("limit_define", _l("Board: Grenze für Problem definieren"), 10, 1, 1000),
        Definition("limit_ideate", _l("Board: Grenze für Ideen finden"), 10, 1, 1000),
        Definition("limit_prototype", _l("Board: Grenze für Prototyp bauen"), 10, 1, 1000),
        Definition("limit_test", _l("Board: Grenze für Testen"), 10, 1, 1000),
        Definition(
            "ageing_days", _l("Board: nach so vielen Tagen in einer Phase fällt eine Idee auf"), 30, 1, 1000
        ),
    )
}


def load_settings() -> dict[str, int]:
    """All values, the default where nothing is set; one query."""
    stored = {row.key: row.value for row in db.session.scalars(sa.select(Setting))}
    return {key: stored.get(key, definition.default) for key, definition in DEFINITIONS.items()}


def save_setting(key: str, value: int) -> int:
    """Stores a value and returns the one before. The caller checks the bounds and records the event."""
    before = load_settings()[key]
    setting = db.session.get(Setting, key)
    if setting is None:
        db.session.add(Setting(key=key, value=value))
    else:
        setting.value = value
    db.session.flush()
    return before
