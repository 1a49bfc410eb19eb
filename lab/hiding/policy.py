"""Who sees what is hidden."""

from typing import Protocol

from flask import has_request_context
from flask_babel import gettext as _
from flask_login import current_user

from lab.accounts.models import Role
from lab.core.errors import Denied


class Content(Protocol):
    """Anything that can be hidden."""

    @property
    def is_withheld(self) -> bool:
        """Whether it is hidden from whoever asks."""


def sees_hidden() -> bool:
    """Facilitators check what was reported; a command acts for nobody and sees all. Visitors see nothing."""
    return not has_request_context() or getattr(current_user, "role", None) == Role.FACILITATOR


def hidden_words() -> str:
    """What stands in the place of a hidden text."""
    return _("Verborgen: Hier wird geprüft, ob personenbezogene Daten stehen.")


def hidden_title() -> str:
    """What stands in the place of a hidden title."""
    return _("Titel verborgen – wird geprüft")


def title_for_all(title: str, is_hidden: bool) -> str:
    """A title that was selected as a column, as whoever asks may see it."""
    return hidden_title() if is_hidden and not sees_hidden() else title


def check_shown(content: Content) -> None:
    """What one cannot see one does not change either. Raises Denied."""
    if content.is_withheld:
        raise Denied(
            _(
                "Hier wird gerade geprüft, ob personenbezogene Daten stehen. "
                "Bis dahin ändert das nur die Lab-Moderation."
            )
        )
