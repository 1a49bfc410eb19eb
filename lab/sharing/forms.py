"""The form of „Bei uns auch“: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from lab.web.forms import BaseForm, chosen, options

YES, NO = "yes", "no"


class SharingForm(BaseForm):
    """Whether a jobcentre has the problem too; the button says it."""

    shared = RadioField(validators=[chosen()], choices=options([(YES, _l("ja")), (NO, _l("nein"))]))
