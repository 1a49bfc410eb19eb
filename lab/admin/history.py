"""What administrators did, as sentences."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lab.accounts.models import Language, Role
from lab.audit.kinds import EVENT_KINDS
from lab.audit.models import Event
from lab.core.codes import Code
from lab.pages.texts import Slug
from lab.settings.service import DEFINITIONS
from lab.web.locale import show_time

FIELD_LABELS: dict[str, LazyString] = {
    "email": _l("E-Mail-Adresse"),
    "name": _l("Name"),
    "role": _l("Rolle"),
    "job_centre_key": _l("Jobcenter"),
}
CODES: dict[str, type[Code]] = {"role": Role, "slug": Slug, "language": Language}


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    when: str
    sentence: str
    reason: str = ""


def list_entries(events: Iterable[Event]) -> list[Entry]:
    """The events with who and when."""
    return [
        Entry(f"{show_time(event.at)} · {event.actor.name if event.actor else _('System')}", describe(event))
        for event in events
    ]


def describe(event: Event) -> str:
    """What happened; codes in the details are shown in words."""
    values: dict[str, object] = defaultdict(lambda: "–")
    values |= event.detail
    for name, code in CODES.items():
        label = next((member.label for member in code if member.value == event.detail.get(name)), None)
        if label is not None:
            values[name] = str(label)
    if "fields" in event.detail:
        values["fields"] = ", ".join(str(FIELD_LABELS.get(name, name)) for name in event.detail["fields"])
    if event.subject_kind == "setting" and event.subject_id in DEFINITIONS:
        values["name"] = _("„%(text)s“", text=DEFINITIONS[event.subject_id].label)
    return str(EVENT_KINDS[event.kind]) % values
