"""Pages without any cookie: what the public opens by a link reads none and sets none."""

from typing import Any

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

# Addresses that are given to people who have no account.
COOKIELESS = ("/f/", "/c/", "/k/")


class Sessions(SecureCookieSessionInterface):
    """The usual session, but none on the pages of the public: whoever opens them is nobody there."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """An empty session for the public pages, whatever cookie came along."""
        if request.path.startswith(COOKIELESS):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """Sets no cookie on the public pages."""
        if not request.path.startswith(COOKIELESS):
            super().save_session(app, session, response)


def init_sessions(app: Flask) -> None:
    """Installs the interface."""
    app.session_interface = Sessions()
