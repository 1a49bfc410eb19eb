"""Forms of reports: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from lab.web.forms import BaseForm, required


class PurgeForm(BaseForm):
    """Purging cannot be undone: it wants a tick."""

    sure = BooleanField(
        _l("Ja, endgültig entfernen"),
        validators=[required(_l("Bitte bestätigen Sie, dass der Inhalt endgültig entfernt werden soll."))],
    )
