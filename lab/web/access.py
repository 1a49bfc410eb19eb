"""Default deny: every view needs a login unless it is marked @public."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Marks a view that needs no login."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public_endpoint(endpoint: str | None) -> bool:
    """Whether the endpoint's view carries the mark."""
    view = current_app.view_functions.get(endpoint or "")
    return bool(getattr(view, "is_public", False))


def safe_next(target: str | None, fallback: str) -> str:
    """`target` if it is a path on this site, else `fallback`: no open redirect."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return fallback
    if any(ord(character) < 32 or character == "\\" for character in target):
        return fallback
    parts = urlsplit(target)
    return fallback if parts.scheme or parts.netloc else target


def see_other(location: str) -> Response:
    """303: the answer to every successful POST."""
    return redirect(location, code=303)


def init_access(app: Flask) -> None:
    """Installs the gate in front of all views."""

    @app.before_request
    def require_login() -> Response | None:
        if request.endpoint is None or is_public_endpoint(request.endpoint):
            return None
        if current_user.is_authenticated:
            return None
        target = request.full_path.rstrip("?") if request.method == "GET" else None
        return see_other(url_for("accounts.login", next=target))
