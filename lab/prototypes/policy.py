"""Who may do what with prototypes, feedback and findings: pure checks that raise with the reason."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Denied
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea
from lab.ideas.policy import check_contribute, check_see_idea
from lab.ideas.workflow import STAGES, State
from lab.prototypes.models import Feedback, Prototype


def check_add_prototype(actor: User, idea: Idea) -> None:
    """Contributors, once work on the idea has begun. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    if idea.state == State.DRAFT:
        raise Denied(_("Ein Entwurf hat noch keine Prototypen. Reichen Sie die Idee zuerst ein."))
    if idea.state not in STAGES:
        raise Denied(
            _(
                "Die Arbeit an der Idee hat noch nicht begonnen. Prototypen kommen dazu, "
                "sobald die Lab-Moderation die Idee nach „Verstehen“ verschoben hat."
            )
        )


def check_edit_prototype(actor: User, idea: Idea, prototype: Prototype) -> None:
    """Contributors; what the first test fixed is guarded by check_change_hypothesis. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    check_shown(prototype)


def check_change_hypothesis(actor: User, idea: Idea, prototype: Prototype) -> None:
    """Hypothesis and criterion may change until the first feedback. Raises NotFound, Denied."""
    check_edit_prototype(actor, idea, prototype)
    if prototype.is_fixed:
        raise Denied(
            _(
                "Hypothese und Kriterium stehen seit dem ersten Test fest. "
                "Ein geänderter Gedanke ist eine neue Version."
            )
        )


def check_record_feedback(actor: User, idea: Idea, prototype: Prototype) -> None:
    """Contributors, when it is written down what the test should show. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    if not prototype.has_criterion:
        raise Denied(
            _(
                "Schreiben Sie zuerst Hypothese und Erfolgskriterium auf: "
                "Öffnen Sie die Version mit „Bearbeiten“ und füllen Sie beide Felder aus. "
                "Danach können Sie Rückmeldungen festhalten."
            )
        )


def check_remove_feedback(actor: User, idea: Idea, feedback: Feedback, is_answered: bool) -> None:
    """Who recorded it, until one of its findings `is_answered`; facilitators always. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    if actor.role == Role.FACILITATOR:
        return
    if feedback.author_id != actor.id:
        raise Denied(
            _("Eine Rückmeldung entfernen die Person, die sie festgehalten hat, und die Lab-Moderation.")
        )
    if is_answered:
        raise Denied(
            _(
                "Mindestens ein Befund dieser Rückmeldung ist schon beantwortet. "
                "Entfernen kann sie jetzt nur noch die Lab-Moderation."
            )
        )


def check_answer_finding(actor: User, idea: Idea) -> None:
    """Facilitators, in every state: people who spoke get an answer even when work rests. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Befunde beantwortet die Lab-Moderation."))
