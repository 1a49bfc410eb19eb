"""Who may report, vote, ask and decide: pure checks that raise NotFound, Denied, InvalidMove or Conflict."""

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.core.errors import Conflict, Denied, DomainError, InvalidMove
from lab.ideas.models import Idea
from lab.ideas.policy import check_contribute, check_see_idea, is_member, took_part, wrote
from lab.ideas.workflow import State
from lab.rollout.committee import Committee
from lab.rollout.models import RolloutReview


def check_see_rollout(actor: User) -> None:
    """Candidates, solutions and the matrix: everyone who works in or for a jobcentre, no guests."""
    if actor.role == Role.GUEST:
        raise Denied(
            _(
                "Gäste sehen die Ideen, zu denen sie eingeladen sind. "
                "Die Übersicht des Rollouts gehört nicht dazu."
            )
        )


def check_see_review(actor: User, idea: Idea) -> None:
    """A dossier is seen by whoever sees the idea. Raises NotFound."""
    check_see_idea(actor, idea)


def check_open_review(actor: User, idea: Idea) -> None:
    """Facilitators report an idea that is being tested, once."""
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Rolloutreif meldet die Lab-Moderation."))
    if idea.state == State.READY:
        raise Conflict(_("Die Idee ist schon rolloutreif gemeldet. Jetzt entscheidet die Leitung."))
    if idea.state == State.ROLLOUT:
        raise InvalidMove(_("Die Idee ist schon freigegeben und im Rollout."))
    if idea.state != State.TEST:
        raise InvalidMove(
            _(
                "Rolloutreif gemeldet wird eine Idee aus der Phase „Testen“. Diese steht bei „%(state)s“.",
                state=idea.state.label,
            )
        )


def check_uninvolved(actor: User, review: RolloutReview, idea: Idea) -> None:
    """Nobody has a say about the own idea, one that took up the own, or what they worked on or reported.

    Who was on the team once is involved for good: a proof is not made and then judged by the same person.
    Raises Denied.
    """
    if idea.author_id == actor.id:
        raise Denied(
            _("Sie haben diese Idee eingereicht. Deshalb entscheidet eine andere Leitung über den Rollout.")
        )
    if wrote(actor, idea):
        raise Denied(
            _(
                "Eine Idee von Ihnen ist in dieser aufgegangen. "
                "Deshalb entscheidet eine andere Leitung über den Rollout."
            )
        )
    if is_member(actor, idea):
        raise Denied(
            _("Sie gehören zum Team dieser Idee. Deshalb entscheidet eine andere Leitung über den Rollout.")
        )
    if took_part(actor, idea):
        raise Denied(
            _(
                "Sie haben im Team dieser Idee mitgearbeitet. "
                "Deshalb entscheidet eine andere Leitung über den Rollout."
            )
        )
    if idea.responsible_id == actor.id:
        raise Denied(
            _(
                "Sie sind im Lab für diese Idee zuständig. "
                "Deshalb entscheidet eine andere Leitung über den Rollout."
            )
        )
    if review.opened_by_id == actor.id:
        raise Denied(
            _("Sie haben diese Idee rolloutreif gemeldet. Deshalb entscheidet eine andere Leitung darüber.")
        )


def check_decide(actor: User, review: RolloutReview, idea: Idea, committee: Committee) -> None:
    """The committee's chair; without a committee any leader. Never who is involved. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if actor.role != Role.LEADERSHIP:
        raise Denied(_("Über den Rollout entscheidet die Leitung."))
    check_uninvolved(actor, review, idea)
    if not committee.exists:
        return
    if not committee.has(actor):
        raise Denied(_("Darüber entscheidet der Steuerungskreis. Sie gehören nicht dazu."))
    if not committee.is_chair(actor):
        raise Denied(_("Den Beschluss hält der Vorsitz des Steuerungskreises fest."))


def check_vote(actor: User, review: RolloutReview, idea: Idea, committee: Committee) -> None:
    """Members vote and ask, but for those who are involved. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if not committee.exists:
        raise Denied(_("Es gibt keinen Steuerungskreis. Über den Rollout entscheidet eine Leitung allein."))
    if not committee.has(actor):
        raise Denied(_("Abstimmen und nachfragen können die Mitglieder des Steuerungskreises."))
    check_uninvolved(actor, review, idea)


def may_vote(actor: User, review: RolloutReview, idea: Idea, committee: Committee) -> bool:
    """The same as an answer."""
    try:
        check_vote(actor, review, idea, committee)
    except DomainError:
        return False
    return True


def check_answer_question(actor: User, idea: Idea) -> None:
    """The team and facilitators answer what the committee asks. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if actor.role == Role.ADMIN or not (actor.role == Role.FACILITATOR or is_member(actor, idea)):
        raise Denied(_("Rückfragen beantworten das Team der Idee und die Lab-Moderation."))


def check_tick_condition(actor: User, idea: Idea) -> None:
    """The team and facilitators say what is done, while the idea is worked on. Raises NotFound, Denied."""
    check_see_idea(actor, idea)
    if actor.role == Role.ADMIN or not (actor.role == Role.FACILITATOR or is_member(actor, idea)):
        raise Denied(_("Auflagen haken das Team der Idee und die Lab-Moderation ab."))
    check_contribute(actor, idea)
