"""An event as a sentence: codes and dates in its details are shown in words."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from lab.audit.kinds import EVENT_KINDS
from lab.audit.models import Event
from lab.core.codes import Code
from lab.web.locale import show_date


def sentence(event: Event, labels: Mapping[str, type[Code]]) -> str:
    """What happened, without who and when; `labels` says which details are codes, and of what."""
    values: dict[str, object] = defaultdict(lambda: "–")
    values |= event.detail
    values |= {"from_state": event.from_state or "–", "to_state": event.to_state or "–"}
    for name, code in labels.items():
        member = next((member for member in code if member == values.get(name)), None)
        if member is not None:
            values[name] = str(member.label)
    for name, value in event.detail.items():
        if name.endswith("_on") and isinstance(value, str):
            values[name] = show_date(date.fromisoformat(value))
    return str(EVENT_KINDS[event.kind]) % values
