"""Sign-in, sign-out, one's own account."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from lab.accounts import service
from lab.accounts.access import actor
from lab.accounts.demo import DEMO_ACCOUNTS
from lab.accounts.forms import ChangePasswordForm, LoginForm, NewPasswordForm, PreferencesForm
from lab.accounts.models import Language, Theme, User
from lab.core.database import unit_of_work
from lab.core.errors import Invalid, TooManyAttempts
from lab.web.access import public, safe_next, see_other
from lab.web.htmx import render
from lab.web.locale import LANGUAGES
from lab.web.once import forget_old_forms

bp = Blueprint("accounts", __name__)


@bp.route("/login", methods=["GET", "POST"])
@public
def login() -> Response:
    """The sign-in page."""
    target = safe_next(request.values.get("next"), "/")
    if current_user.is_authenticated:
        return see_other(target)
    form = LoginForm(data={"next": target})
    if not form.validate_on_submit():
        return _login_page(form, 422 if request.method == "POST" else 200)
    try:
        with unit_of_work():
            account = service.sign_in(form.email.data, form.password.data, request.remote_addr or "")
            forget_old_forms()
    except TooManyAttempts as error:
        form.add_error(error)
        return _login_page(form, 429)
    if account is None:
        form.form_errors.append(_("E-Mail-Adresse oder Kennwort stimmt nicht. Bitte prüfen Sie beides."))
        return _login_page(form, 422)
    _renew_session(account)
    return see_other(target)


@bp.post("/logout")
def logout() -> Response:
    """Ends this session."""
    logout_user()
    session.clear()
    flash(_("Sie sind abgemeldet."), "success")
    return see_other(url_for("accounts.login"))


@bp.route("/password/<token>", methods=["GET", "POST"])
@public
def password_link(token: str) -> Response:
    """Sets a password by one-time link; used and expired ones say so (410)."""
    link = service.get_password_link(token)
    reason = service.why_link_is_dead(link)
    form = NewPasswordForm()
    if reason:
        return render("accounts/dead_link.html", reason=reason, status=410)
    if not form.validate_on_submit():
        return render(
            "accounts/set_password.html", form=form, status=422 if request.method == "POST" else 200
        )
    try:
        with unit_of_work():
            account = service.redeem_password_link(link, form.password.data)
    except Invalid as error:
        form.add_error(error)
        return render("accounts/set_password.html", form=form, status=422)
    _renew_session(account)
    flash(_("Ihr Kennwort ist gespeichert. Willkommen!"), "success")
    return see_other(url_for("desk.show"))


@bp.post("/language")
@public
def set_language() -> Response:
    """Switches the language, for visitors in the session, for accounts for good."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    if current_user.is_authenticated:
        with unit_of_work():
            service.save_preferences(actor(), Language(language), actor().theme)
    else:
        session["language"] = language
    return redirect(safe_next(request.form.get("next"), "/"), code=303)


@bp.get("/account")
def account() -> Response:
    """One's own account: settings and password."""
    return _account_page(PreferencesForm(obj=actor()), ChangePasswordForm())


@bp.post("/account/preferences")
def save_preferences() -> Response:
    """Stores language and colours."""
    form = PreferencesForm()
    if not form.validate_on_submit():
        return _account_page(form, ChangePasswordForm(formdata=None), status=422)
    with unit_of_work():
        service.save_preferences(actor(), Language(form.language.data), Theme(form.theme.data))
    flash(_("Ihre Einstellungen sind gespeichert."), "success")
    return see_other(url_for("accounts.account"))


@bp.post("/account/password")
def change_password() -> Response:
    """Changes the password; other sessions end, this one goes on."""
    form = ChangePasswordForm()
    preferences = PreferencesForm(formdata=None, obj=actor())
    if not form.validate_on_submit():
        return _account_page(preferences, form, status=422)
    try:
        with unit_of_work():
            current, new = form.current_password.data, form.new_password.data
            changed = service.change_password(actor(), current, new, request.remote_addr or "")
    except (Invalid, TooManyAttempts) as error:
        form.add_error(error)
        return _account_page(preferences, form, status=error.status)
    if not changed:
        form.add_error(Invalid("current_password", _("Das bisherige Kennwort stimmt nicht.")))
        return _account_page(preferences, form, status=422)
    _renew_session(actor())
    flash(_("Ihr Kennwort ist geändert. An anderen Geräten sind Sie jetzt abgemeldet."), "success")
    return see_other(url_for("accounts.account"))


def _login_page(form: LoginForm, status: int) -> Response:
    return render("accounts/login.html", form=form, status=status, demo_accounts=DEMO_ACCOUNTS)


def _account_page(preferences: PreferencesForm, password: ChangePasswordForm, **context: Any) -> Response:
    return render(
        "accounts/account.html",
        preferences=preferences,
        password=password,
        **context,
    )


def _renew_session(account: User) -> None:
    """A fresh session for the account: nothing of the visitor's session goes on."""
    account = account._get_current_object() if hasattr(account, "_get_current_object") else account
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    login_user(account)
