"""What matrix and map are narrowed to: one step of the ladder, or all that is in use."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lab.adoption.ladder import IN_USE
from lab.adoption.models import AdoptionStatus

USED = "in_use"
STANDINGS: Mapping[str, tuple[AdoptionStatus, ...]] = {
    USED: IN_USE,
    **{status.value: (status,) for status in AdoptionStatus},
}
LABELS: Mapping[str, LazyString] = {
    USED: _l("im Einsatz"),
    **{status.value: status.label for status in AdoptionStatus},
}
