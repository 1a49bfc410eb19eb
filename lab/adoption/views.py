"""Saying that one's jobcentre would take part. The ladder stands on the page of the rollout."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.adoption.forms import NO, YES, InterestForm
from lab.adoption.interest import say_interest, withdraw_interest
from lab.adoption.policy import check_withdraw_interest
from lab.core.database import unit_of_work
from lab.core.errors import Invalid
from lab.ideas.queries import get_idea
from lab.web.access import see_other

bp = Blueprint("adoption", __name__)

_DO = {YES: say_interest, NO: withdraw_interest}


@bp.post("/ideas/<int:idea_id>/interest")
def interest(idea_id: int) -> Response:
    """„Wir wären dabei“, or not any more."""
    idea = get_idea(actor(), idea_id)
    check_withdraw_interest(actor(), idea)
    form = InterestForm()
    if not form.validate_on_submit():
        raise Invalid(
            "interested", _("Bitte wählen Sie auf der Seite der Idee, ob Ihr Jobcenter dabei wäre.")
        )
    with unit_of_work():
        _DO[form.interested.data](actor(), idea)
    if form.interested.data == YES:
        flash(_("Danke! Ihr Jobcenter steht jetzt bei denen, die dabei wären."), "success")
    else:
        flash(_("Ihr Jobcenter steht nicht mehr bei denen, die dabei wären."), "success")
    return see_other(url_for("story.show", idea_id=idea.id, _anchor="interest"))
