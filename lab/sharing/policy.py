"""Who may say that a jobcentre has the problem too: pure checks that raise NotFound or Denied."""

from flask_babel import gettext as _

from lab.accounts.models import User
from lab.core.errors import Denied
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea
from lab.ideas.policy import CONTRIBUTORS, check_see_idea
from lab.ideas.workflow import State


def check_share_problem(actor: User, idea: Idea) -> None:
    """Whoever works in a jobcentre speaks for it, about ideas of other jobcentres, as long as they are there."""
    check_see_idea(actor, idea)
    if actor.role not in CONTRIBUTORS or actor.job_centre is None:
        raise Denied(_("„Bei uns auch“ sagen die Beschäftigten der Kommunalen Jobcenter."))
    if not actor.job_centre.is_active:
        raise Denied(_("%(name)s ist nicht mehr aktiv.", name=actor.job_centre.short_name))
    if idea.state == State.DRAFT:
        raise Denied(_("Das ist noch ein Entwurf."))
    if idea.state == State.MERGED:
        raise Denied(
            _("Diese Idee ist zusammengeführt. Bitte sagen Sie „Bei uns auch“ bei der anderen Idee.")
        )
    if idea.job_centre_key == actor.job_centre_key:
        raise Denied(_("Die Idee kommt aus Ihrem KJC: Es zählt schon mit."))
    check_shown(idea)
