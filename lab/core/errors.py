"""What rules raise. Views do not catch these: the web room turns each into its answer."""

from flask_babel import gettext as _


class DomainError(Exception):
    """A rule said no; `message` tells the user why and how to mend it."""

    status = 422

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(DomainError):
    """There is no such thing, or the actor may not know of it (404)."""

    status = 404

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("Diese Seite gibt es nicht, oder sie ist nicht für Sie freigegeben."))


class Denied(DomainError):
    """The actor sees the thing but may not do this; the reason is shown (403)."""

    status = 403


class InvalidMove(DomainError):
    """The state machine has no such step, or the step lacks something (422)."""


class Invalid(DomainError):
    """A value breaks a rule that only the service can check; `field` says which (422)."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Conflict(DomainError):
    """Somebody else was faster; nothing was overwritten (409)."""

    status = 409

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message
            or _(
                "Jemand war schneller: Der Stand hat sich inzwischen geändert. Bitte sehen Sie sich den neuen Stand an."
            )
        )


class Busy(Conflict):
    """Others wrote at the same moment and this one had to give way; nothing was stored (409)."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Gerade haben mehrere gleichzeitig gespeichert, und Ihre Eingabe wurde nicht übernommen. "
                "Bitte senden Sie sie noch einmal."
            )
        )


class TooManyAttempts(DomainError):
    """The same thing was tried too often; wait and try again (429)."""

    status = 429
