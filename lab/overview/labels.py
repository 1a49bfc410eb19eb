"""What outcomes are called."""

from flask_babel import lazy_gettext as _l

from lab.ideas.workflow import State
from lab.overview.flow import Outcome

OUTCOMES = {
    Outcome.APPROVED: _l("freigegeben"),
    Outcome.RETURNED: _l("mit Auflagen zurückgegeben"),
    Outcome.REJECTED: _l("abgelehnt"),
}
ENDINGS = {
    State.ROLLOUT: _l("im Rollout"),
    State.STOPPED: _l("verworfen – mit Erkenntnis"),
    State.MERGED: _l("mit einer anderen Idee zusammengeführt"),
    State.PARKED: _l("zurückgestellt"),
}
