"""What stands behind the question mark of an address: known names and known values only."""

from collections.abc import Iterable

from flask import request
from flask_babel import gettext as _

from lab.core.errors import DomainError
from lab.web.forms import clean_line

LONGEST_QUERY = 200


class UnknownArgument(DomainError):
    """The address asks for something that does not exist (400)."""

    status = 400


def check_arguments(*known: str) -> None:
    """Refuses names that the page does not know, so that a mistyped filter does not pass for an empty one."""
    for name in request.args:
        if name not in known:
            raise UnknownArgument(
                _("Die Adresse enthält eine unbekannte Angabe: %(name)s.", name=clean_line(name[:40]))
            )


def chosen_argument(name: str, allowed: Iterable[str]) -> str:
    """The value of a filter, '' when absent. Raises UnknownArgument for a value that is not allowed."""
    value = request.args.get(name, "")
    if value and value not in allowed:
        raise UnknownArgument(
            _("Diesen Filter gibt es nicht: %(name)s.", name=clean_line(f"{name}={value[:40]}"))
        )
    return value


def text_argument(name: str) -> str:
    """Free text of a search field, cut to 200 characters."""
    return request.args.get(name, "").replace("\x00", "").strip()[:LONGEST_QUERY]
