"""Sessions in a signed cookie; pages that the public opens by a link read none and set none."""

import time
from typing import Any

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous.encoding import base64_decode, bytes_to_int

# Addresses that are given to people who have no account.
COOKIELESS = ("/f/", "/c/", "/k/")
# A session that goes on is signed anew after so many seconds: to sign it for each answer takes a fifth of a kept page.
SIGNED_ANEW_AFTER = 60


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

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Where the session has changed, and where the cookie was signed a while ago."""
        if session.modified or not super().should_set_cookie(app, session):
            return session.modified
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        # Content, time, signature; that they belong together was checked when the session was opened.
        signed_at = bytes_to_int(base64_decode(cookie.rsplit(".", 2)[-2]))
        return time.time() - signed_at >= SIGNED_ANEW_AFTER


def init_sessions(app: Flask) -> None:
    """Installs the interface."""
    app.session_interface = Sessions()
