"""Who may say how far a jobcentre has come: pure checks that raise NotFound or Denied."""

from flask_babel import gettext as _

from lab.accounts.models import JobCentre, Role, User
from lab.adoption.ladder import ON_THE_WAY, OPEN_FOR_INTEREST
from lab.adoption.models import AdoptionStatus
from lab.core.errors import Denied
from lab.ideas.models import Idea
from lab.ideas.policy import check_see_idea
from lab.ideas.workflow import State


def check_keep_adoption(actor: User, idea: Idea, job_centre: JobCentre) -> None:
    """Each jobcentre's own leadership keeps its row of an approved solution while the jobcentre exists."""
    check_see_idea(actor, idea)
    if actor.role != Role.LEADERSHIP:
        raise Denied(_("Den Stand der Übernahme trägt die Leitung des jeweiligen Jobcenters ein."))
    if actor.job_centre_key != job_centre.key:
        raise Denied(_("Den Stand von %(name)s trägt die Leitung dort ein.", name=job_centre.short_name))
    if not job_centre.is_active:
        raise Denied(
            _(
                "%(name)s ist nicht mehr aktiv. "
                "Der letzte Stand bleibt stehen und lässt sich nicht mehr ändern.",
                name=job_centre.short_name,
            )
        )
    if idea.state != State.ROLLOUT:
        raise Denied(
            _("Den Stand der Übernahme tragen die Jobcenter ein, sobald der Rollout freigegeben ist.")
        )


def check_keep_steps(actor: User, idea: Idea, job_centre: JobCentre, status: AdoptionStatus) -> None:
    """The same people tick off the steps while their jobcentre is on the way."""
    check_keep_adoption(actor, idea, job_centre)
    if status not in ON_THE_WAY:
        raise Denied(
            _("Die Schritte haken Sie ab, sobald Ihr Jobcenter Interesse hat oder die Einführung prüft.")
        )


def check_withdraw_interest(actor: User, idea: Idea) -> None:
    """A jobcentre's leadership speaks for it while it exists, whatever has become of the idea since."""
    check_see_idea(actor, idea)
    if actor.role != Role.LEADERSHIP or actor.job_centre is None:
        raise Denied(_("Interesse meldet die Leitung eines Jobcenters."))
    if not actor.job_centre.is_active:
        raise Denied(
            _(
                "%(name)s ist nicht mehr aktiv. Der letzte Stand bleibt stehen.",
                name=actor.job_centre.short_name,
            )
        )
    if idea.state == State.MERGED:
        raise Denied(
            _("Diese Idee ist zusammengeführt. Bitte melden Sie Ihr Interesse bei der anderen Idee.")
        )


def check_say_interest(actor: User, idea: Idea) -> None:
    """From the test stage on, so that pilots find places."""
    check_withdraw_interest(actor, idea)
    if idea.state not in OPEN_FOR_INTEREST:
        raise Denied(_("Interesse können Jobcenter melden, sobald eine Idee getestet wird."))
