"""Sign-in and one's own account."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import EqualTo

from lab.accounts.models import Language, Theme
from lab.web.forms import AtMost, BaseForm, chosen, clean_line, options, required


class LoginForm(BaseForm):
    """E-mail address and password; nothing is said about which was wrong."""

    # One's own address is what signs one in; nothing of it is stored.
    guards_privacy = False

    email = StringField(_l("E-Mail-Adresse"), [required(), AtMost(254)], [clean_line])
    password = PasswordField(_l("Kennwort"), [required(), AtMost(1000)])
    next = HiddenField(filters=[clean_line])


class NewPasswordForm(BaseForm):
    """A first or new password from a one-time link."""

    # One's own account; there is no free text in it.
    guards_privacy = False

    password = PasswordField(
        _l("Neues Kennwort"),
        [required(), AtMost(1000)],
        description=_l("Mindestens 12 Zeichen. Ein Satz lässt sich gut merken."),
    )
    repeat = PasswordField(
        _l("Neues Kennwort wiederholen"),
        [required(), EqualTo("password", _l("Die beiden Kennwörter sind nicht gleich."))],
    )


class ChangePasswordForm(BaseForm):
    """The owner changes the password."""

    # One's own account; there is no free text in it.
    guards_privacy = False

    current_password = PasswordField(_l("Bisheriges Kennwort"), [required(), AtMost(1000)])
    new_password = PasswordField(
        _l("Neues Kennwort"),
        [required(), AtMost(1000)],
        description=_l("Mindestens 12 Zeichen. Ein Satz lässt sich gut merken."),
    )
    repeat = PasswordField(
        _l("Neues Kennwort wiederholen"),
        [required(), EqualTo("new_password", _l("Die beiden Kennwörter sind nicht gleich."))],
    )


class PreferencesForm(BaseForm):
    """Language and colours."""

    # One's own account; there is no free text in it.
    guards_privacy = False

    language = RadioField(_l("Sprache"), [chosen()], choices=options(Language.choices()))
    theme = RadioField(_l("Farben"), [chosen()], choices=options(Theme.choices()))
