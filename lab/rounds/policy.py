"""Who may plan rounds and open them to the public, and when a public address takes answers: pure checks."""

from datetime import date
from enum import Enum

from flask_babel import gettext as _

from lab.accounts.models import User
from lab.core.errors import Denied
from lab.ideas.models import Idea
from lab.ideas.policy import check_contribute
from lab.ideas.workflow import ACTIVE, State
from lab.prototypes.models import Prototype, TestRound
from lab.prototypes.policy import check_record_feedback


class Address(Enum):
    """What a public address does on a day."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"


def check_plan_round(actor: User, idea: Idea) -> None:
    """Planning and changing rounds, their languages too: contributors. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    if idea.state == State.DRAFT:
        raise Denied(_("Ein Entwurf hat noch keine Testrunden. Reichen Sie die Idee zuerst ein."))


def check_delete_round(actor: User, idea: Idea, is_used: bool) -> None:
    """Contributors, while nobody said anything in it. Raises NotFound, Denied."""
    check_plan_round(actor, idea)
    if is_used:
        raise Denied(
            _(
                "In dieser Runde haben Menschen schon etwas gesagt. Sie bleibt deshalb stehen, schließen kann man sie."
            )
        )


def check_publish_round(
    actor: User, idea: Idea, prototype: Prototype, test_round: TestRound, day: date
) -> None:
    """Contributors, once hypothesis and criterion are written down and while the period lasts. Raises NotFound, Denied."""
    check_record_feedback(actor, idea, prototype)
    if not test_round.is_planned:
        raise Denied(_("Nur eine geplante Testrunde bekommt eine öffentliche Adresse."))
    if test_round.ends_on < day:
        raise Denied(
            _("Der Zeitraum dieser Runde ist vorbei. Ändern Sie zuerst das Ende, dann können Sie sie öffnen.")
        )


def state_of_address(test_round: TestRound, day: date) -> Address:
    """Whether the public address takes answers: opened by hand, within the period, while the idea is worked on."""
    prototype = test_round.prototype
    is_worked_on = prototype.idea.state in ACTIVE and prototype.has_criterion
    if not test_round.is_open or day > test_round.ends_on or not is_worked_on:
        return Address.CLOSED
    return Address.NOT_YET if day < test_round.starts_on else Address.OPEN
