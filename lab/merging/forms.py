"""Forms of merging: shape only."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from lab.ideas.forms import LONGEST_REASON
from lab.ideas.models import Idea
from lab.web.arguments import LONGEST_QUERY
from lab.web.forms import AtMost, OnceForm, carried_number, chosen, clean_line, clean_text, options, required

SEARCH, PREVIEW = "search", "preview"


def shortened(value: Any) -> Any:
    """What is searched for, cut like a query in an address."""
    return value[:LONGEST_QUERY] if isinstance(value, str) else value


class MergeForm(OnceForm):
    """Which idea this one goes into, and why."""

    target_id = RadioField(
        _l("Mit welcher Idee?"),
        [chosen(_l("Bitte wählen Sie die Idee, in der es weitergeht."))],
        coerce=carried_number,
    )
    reason = TextAreaField(
        _l("Begründung"),
        [required(_l("Bitte begründen Sie kurz, warum die Ideen zusammengehören.")), AtMost(LONGEST_REASON)],
        [clean_text],
        description=_l("Sie steht im Verlauf beider Ideen."),
    )
    from_stage = HiddenField(filters=[clean_line])
    # The search stands in the same form, so that a reason already typed is not lost by looking further.
    not_free_text = ("q", "action")
    q = StringField(filters=[clean_line, shortened])
    action = StringField(filters=[clean_line])

    @property
    def only_looks(self) -> bool:
        """Whether the button of the search or of the preview was pressed: nothing is to be done yet."""
        return self.action.data in (SEARCH, PREVIEW)

    def offer(self, targets: Sequence[Idea]) -> None:
        """Offers the ideas that were found."""
        titles = (
            (idea.id, _("%(title)s (Nr. %(number)s)", title=idea.title, number=idea.id)) for idea in targets
        )
        self.target_id.choices = options(titles)


class UndoMergeForm(OnceForm):
    """Why two ideas do not belong together."""

    reason = TextAreaField(
        _l("Begründung"),
        [
            required(_l("Bitte begründen Sie kurz, warum die Ideen nicht zusammengehören.")),
            AtMost(LONGEST_REASON),
        ],
        [clean_text],
        description=_l("Sie steht im Verlauf beider Ideen."),
    )
