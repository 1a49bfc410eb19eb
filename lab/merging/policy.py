"""Which ideas may be merged, and when that may be undone: pure checks that raise NotFound, Denied, InvalidMove or Invalid."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from lab.accounts.models import User
from lab.core.errors import Invalid, InvalidMove
from lab.ideas.models import Idea
from lab.ideas.policy import check_moderate, check_see_idea, check_step
from lab.ideas.workflow import ACTIVE, State
from lab.merging.models import IdeaMerge

UNDO_WITHIN = timedelta(days=30)


def check_merge(actor: User, idea: Idea) -> None:
    """Facilitators, while the idea is active. Raises NotFound, Denied, InvalidMove."""
    check_step(actor, idea, State.MERGED)


def check_merge_into(actor: User, source: Idea, target: Idea) -> None:
    """Whether the source may go into just this idea. Raises besides what `check_merge` raises Invalid."""
    if target.id == source.id:
        raise Invalid("target_id", _("Eine Idee lässt sich nicht mit sich selbst zusammenführen."))
    check_see_idea(actor, target)
    if target.state == State.MERGED and target.merged_into_id == source.id:
        raise Invalid(
            "target_id",
            _(
                "Diese Idee ist selbst schon in „%(title)s“ aufgegangen: Im Kreis geht es nicht.",
                title=source.title,
            ),
        )
    check_merge(actor, source)
    if target.state == State.MERGED and target.merged_into is not None:
        raise Invalid(
            "target_id",
            _(
                "Diese Idee ist selbst zusammengeführt. Bitte wählen Sie „%(title)s“ (Nr. %(number)s): Dort geht es weiter.",
                title=target.merged_into.title,
                number=target.merged_into.id,
            ),
        )
    if source.is_hidden or target.is_hidden:
        # Titles go into both histories; a hidden one must not.
        raise Invalid("target_id", _why_hidden())
    if target.state not in ACTIVE:
        raise Invalid("target_id", _("Bitte wählen Sie eine Idee, an der gearbeitet wird."))


def last_moment(merged_at: datetime) -> datetime:
    """Until when a merging may be undone."""
    return merged_at + UNDO_WITHIN


def check_undo_merge(actor: User, merge: IdeaMerge, at: datetime) -> None:
    """Facilitators for 30 days, while the other idea is where it was and not decided upon. Raises NotFound, Denied, InvalidMove."""
    source, target = merge.source, merge.target
    check_moderate(actor, source)
    check_see_idea(actor, target)
    if source.state != State.MERGED or merge.undone_at is not None:
        raise InvalidMove(_("Diese Zusammenführung ist schon rückgängig gemacht."))
    if at > last_moment(merge.merged_at):
        raise InvalidMove(_("Rückgängig machen geht 30 Tage lang. Diese Frist ist vorbei."))
    if source.is_hidden or target.is_hidden:
        raise InvalidMove(_why_hidden())
    if target.state == State.MERGED or source.merged_into_id != target.id:
        raise InvalidMove(
            _(
                "„%(title)s“ ist inzwischen selbst in einer anderen Idee aufgegangen. Machen Sie erst das rückgängig.",
                title=target.title,
            )
        )
    if target.state in (State.READY, State.ROLLOUT):
        raise InvalidMove(
            _(
                "„%(title)s“ steht bei „%(state)s“. Über eine Idee, die vorliegt oder freigegeben ist, wird nichts mehr auseinandergenommen.",
                title=target.title,
                state=target.state.label,
            )
        )


def _why_hidden() -> str:
    return _("In einer der Ideen wird geprüft, ob personenbezogene Daten stehen. Entscheiden Sie das zuerst.")
