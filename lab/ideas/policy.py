"""Who may do what with an idea: pure checks that raise NotFound, Denied or InvalidMove with the reason."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _

from lab.accounts.models import Role, User
from lab.attachments.models import Attachment
from lab.core.errors import Denied, InvalidMove, NotFound
from lab.hiding.policy import check_shown
from lab.ideas.models import AuthorVisibility, Idea, StageNote
from lab.ideas.workflow import ACTIVE, By, Rule, State, get_step

LONGEST_INVITATION = timedelta(days=731)
EDITABLE_BY_AUTHOR = (State.DRAFT, State.SUBMITTED)
CONTRIBUTORS = (Role.STAFF, Role.FACILITATOR, Role.LEADERSHIP)


def is_member(actor: User, idea: Idea) -> bool:
    """Whether the actor belongs to the team today; the author always does."""
    return idea.author_id == actor.id or any(
        member.account_id == actor.id and member.is_current for member in idea.team
    )


def took_part(actor: User, idea: Idea) -> bool:
    """Whether the actor belongs to the team or ever did."""
    return idea.author_id == actor.id or any(member.account_id == actor.id for member in idea.team)


def wrote(actor: User, idea: Idea) -> bool:
    """Whether the idea or one that went into it is the actor's own: nobody judges those."""
    return idea.author_id == actor.id or any(other.author_id == actor.id for other in idea.received)


def may_know_author(actor: User, idea: Idea) -> bool:
    """Whether the author's name is shown: named authors to all, others to themselves and the lab facilitators."""
    return (
        idea.author_visibility == AuthorVisibility.NAMED
        or idea.author_id == actor.id
        or actor.role == Role.FACILITATOR
    )


def shown_name(
    actor: User,
    idea: Idea,
    account: User | None,
    otherwise: str | None = None,
    received: Iterable[Idea] = (),
) -> str:
    """A person's name on this idea's pages; `otherwise` where it would give away an author who stays unnamed.

    `received` are the ideas that went into this one: who wrote one of them unnamed stays so here.
    """
    if account is None:
        return _("System")
    if account.id == idea.author_id and not may_know_author(actor, idea):
        if otherwise is not None:
            return otherwise
        place = idea.job_centre.short_name if idea.job_centre else None
        return _("Jemand aus %(place)s", place=place) if place else _("Jemand von außen")
    if any(account.id == other.author_id and not may_know_author(actor, other) for other in received):
        return _("Name nur dem Lab-Team bekannt") if otherwise is None else otherwise
    return account.name


def check_see_idea(actor: User, idea: Idea) -> None:
    """Drafts are their author's; guests see what they were invited to. Raises NotFound."""
    if idea.author_id == actor.id:
        return
    if idea.state == State.DRAFT or (actor.role == Role.GUEST and not is_member(actor, idea)):
        raise NotFound()


def check_submit_ideas(actor: User) -> None:
    """Who may write new ideas. Raises Denied."""
    if actor.role not in CONTRIBUTORS:
        raise Denied(_("Ideen reichen die Beschäftigten der Kommunalen Jobcenter ein."))


def check_edit_idea(actor: User, idea: Idea) -> None:
    """Title, problem and proposal: the author until work starts, facilitators while it is active."""
    check_see_idea(actor, idea)
    check_shown(idea)
    if idea.author_id == actor.id and idea.state in EDITABLE_BY_AUTHOR:
        return
    if actor.role == Role.FACILITATOR:
        _check_active(idea)
        return
    if idea.author_id == actor.id:
        raise Denied(
            _(
                "Die Arbeit an der Idee hat begonnen. Den Text ändert jetzt die Lab-Moderation; den Steckbrief pflegt das Team."
            )
        )
    raise Denied(_("Den Text einer Idee ändern die Person, die sie eingereicht hat, und die Lab-Moderation."))


def check_contribute(actor: User, idea: Idea) -> None:
    """Steckbrief, notes, prototypes, feedback and attachments: team members and facilitators, while it is active."""
    check_see_idea(actor, idea)
    if actor.role == Role.ADMIN:
        raise Denied(_("Die Administration arbeitet nicht an Ideen mit."))
    if idea.state == State.DRAFT and idea.author_id == actor.id:
        return
    _check_active(idea)
    if not (actor.role == Role.FACILITATOR or is_member(actor, idea)):
        raise Denied(
            _("Beitragen kann, wer im Team der Idee ist: Auf der Seite der Idee gibt es dafür „Mitmachen“.")
        )


def check_edit_profile(actor: User, idea: Idea) -> None:
    """Contributors, while the idea's texts are shown. Raises NotFound, Denied."""
    check_contribute(actor, idea)
    check_shown(idea)


def check_remove_note(actor: User, note: StageNote, idea: Idea) -> None:
    """One's own notes; facilitators all."""
    check_contribute(actor, idea)
    if actor.role != Role.FACILITATOR and note.author_id != actor.id:
        raise Denied(
            _("Eine Notiz ändern oder entfernen die Person, die sie geschrieben hat, und die Lab-Moderation.")
        )


def owns_attachment(actor: User, attachment: Attachment) -> bool:
    """Whether the actor may remove the file while contributing: one's own; facilitators all."""
    return actor.role == Role.FACILITATOR or attachment.added_by_id == actor.id


def check_remove_attachment(actor: User, attachment: Attachment, idea: Idea) -> None:
    """One's own files; facilitators all."""
    check_contribute(actor, idea)
    if not owns_attachment(actor, attachment):
        raise Denied(_("Einen Anhang entfernen die Person, die ihn hinzugefügt hat, und die Lab-Moderation."))


def check_join_team(actor: User, idea: Idea) -> None:
    """Whoever works in a jobcentre may take part in an active idea."""
    check_see_idea(actor, idea)
    if actor.role not in CONTRIBUTORS:
        raise Denied(
            _(
                "Mitmachen können die Beschäftigten der Kommunalen Jobcenter. Gäste lädt die Lab-Moderation ein."
            )
        )
    _check_active(idea)
    if is_member(actor, idea):
        raise Denied(_("Sie machen schon mit."))


def check_leave_team(actor: User, idea: Idea) -> None:
    """Members may leave; the author stays."""
    check_see_idea(actor, idea)
    if idea.author_id == actor.id:
        raise Denied(_("Sie haben die Idee eingereicht und gehören deshalb zum Team."))
    if idea.state == State.READY:
        # Nobody leaves a team to decide about its idea.
        raise Denied(_("Solange die Leitung entscheidet, bleibt das Team, wie es ist."))
    if not is_member(actor, idea):
        raise Denied(_("Sie sind nicht im Team dieser Idee."))


def check_moderate(actor: User, idea: Idea) -> None:
    """Answering, assigning, inviting: facilitators."""
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR:
        raise Denied(_("Das macht die Lab-Moderation."))


def check_invite(actor: User, idea: Idea) -> None:
    """Facilitators invite into active ideas."""
    check_moderate(actor, idea)
    _check_active(idea)


def check_step(actor: User, idea: Idea, target: State, by: By | None = None) -> Rule:
    """The rule of the step if the actor may take it. Raises NotFound, Denied, InvalidMove."""
    check_see_idea(actor, idea)
    if actor.role != Role.FACILITATOR and idea.state != State.DRAFT and by is not By.REVIEW:
        raise Denied(_("Ideen verschiebt die Lab-Moderation."))
    rule = get_step(idea.state, target)
    if rule.by is By.REVIEW and by is not By.REVIEW:
        raise InvalidMove(
            _(
                "Über eine rolloutreif gemeldete Idee entscheidet die Leitung. Sie lässt sich nicht verschieben."
            )
        )
    if rule.by is By.AUTHOR and idea.author_id != actor.id:
        raise Denied(_("Einen Entwurf reicht die Person ein, die ihn geschrieben hat."))
    if rule.by is By.FACILITATOR and actor.role != Role.FACILITATOR:
        raise Denied(_("Ideen verschiebt die Lab-Moderation."))
    if idea.state in (State.PARKED, State.STOPPED) and target != idea.resume_state:
        resume = idea.resume_state.label if idea.resume_state else ""
        raise InvalidMove(_("Die Idee kommt dorthin zurück, wo sie war: nach „%(state)s“.", state=resume))
    return rule


def check_guest_until(until: date | None, today: date) -> None:
    """A guest's invitation ends on a day to come, within reach. Raises Denied."""
    if until is None or until < today:
        raise Denied(_("Gäste brauchen ein Enddatum, das nicht in der Vergangenheit liegt."))
    if until > today + LONGEST_INVITATION:
        raise Denied(_("Gäste werden für höchstens zwei Jahre eingeladen. Danach laden Sie sie neu ein."))


def _check_active(idea: Idea) -> None:
    if idea.state not in ACTIVE:
        raise Denied(
            _("Die Idee steht bei „%(state)s“. Daran wird gerade nicht gearbeitet.", state=idea.state.label)
        )
