"""Who acts, and areas that only some roles may enter."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask
from flask_babel import gettext as _
from flask_login import current_user

from lab.accounts import queries
from lab.accounts.models import Role, User
from lab.core.errors import Denied, DomainError
from lab.extensions import login_manager

View = TypeVar("View", bound=Callable[..., Any])


def actor() -> User:
    """The signed-in account of this request."""
    return cast(User, current_user)


def roles_required(*roles: Role) -> Callable[[View], View]:
    """Guards a view for the roles; others get 403 with the reason."""

    def guard(view: View) -> View:
        @wraps(view)
        def answer(*args: Any, **kwargs: Any) -> Any:
            if not actor().has_role(*roles):
                names = ", ".join(str(role.label) for role in roles)
                raise Denied(_("Dieser Bereich ist für: %(roles)s.", roles=names))
            return view(*args, **kwargs)

        answer.required_roles = roles  # type: ignore[attr-defined]
        return answer  # type: ignore[return-value]

    return guard


def why_not(check: Callable[..., object], *args: Any) -> str | None:
    """The reason a policy gives against an action, None if it is allowed: one rule for service and template."""
    try:
        check(*args)
    except DomainError as error:
        return error.message
    return None


def init_access(app: Flask) -> None:
    """Binds Flask-Login."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    app.jinja_env.globals["why_not"] = why_not

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def load_user(session_id: str) -> User | None:
        account_id, _separator, token = session_id.partition(".")
        if not account_id.isdigit():
            return None
        account = queries.find_account(int(account_id))
        return account if account and account.is_enabled and account.session_token == token else None
