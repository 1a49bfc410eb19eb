"""Who may say how far a jobcentre has come: pure checks that raise NotFound or Denied."""

from flask_babel import gettext as _

from lab.accounts.models import JobCentre, Role, User
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
