"""Every error has a page in both languages; rules' errors become their status here."""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException

from lab.core.database import is_contention, is_unavailable
from lab.core.errors import Busy, DomainError
from lab.extensions import db

TEMPLATES = {400, 403, 404, 409, 413, 422, 429, 500, 503}
# Seconds until it is worth trying again: a database server restarts in less.
RETRY_AFTER = "5"
Answer = tuple[str, int]


def error_page(status: int, message: str | None = None, **context: Any) -> Answer:
    """The page for the status; 405 and the like take the nearest template."""
    template = status if status in TEMPLATES else (400 if status < 500 else 500)
    return render_template(f"errors/{template}.html", message=message, status=status, **context), status


def init_errors(app: Flask) -> None:
    """Installs the handlers."""

    @app.errorhandler(DomainError)
    def rule_said_no(error: DomainError) -> Answer:
        return error_page(error.status, error.message)

    @app.errorhandler(CSRFError)
    def stale_form(error: CSRFError) -> Answer:
        return error_page(
            400,
            _(
                "Das Formular ist abgelaufen oder kam nicht von dieser Seite. "
                "Bitte gehen Sie zurück, laden Sie die Seite neu und senden Sie noch einmal."
            ),
        )

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:
        status = error.code or 500
        if status < 400:
            return error
        body, code = error_page(status)
        headers = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
        return body, code, headers

    @app.errorhandler(DBAPIError)
    @app.errorhandler(NoConnectionFree)
    def database_failed(error: Exception) -> Any:
        if is_contention(error):
            db.session.rollback()
            return error_page(409, Busy().message)
        if not is_unavailable(error):
            return unexpected(error)
        current_app.logger.exception("database unavailable", extra={"endpoint": request.endpoint})
        _forget_session()
        page = render_template("errors/503.html", request_id=g.get("request_id"), status=503)
        return page, 503, {"Retry-After": RETRY_AFTER}

    @app.teardown_appcontext
    def keep_the_answer(_error: BaseException | None) -> None:
        # An answer that is ready is sent, though the server went away since; comes before Flask-SQLAlchemy's own.
        _let_go()

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Answer:
        current_app.logger.exception("unhandled error", extra={"endpoint": request.endpoint})
        _forget_session()
        return render_template("errors/500.html", request_id=g.get("request_id"), status=500), 500


def _forget_session() -> None:
    """Leaves the failed transaction and the account behind: the page that follows needs no database."""
    g._login_user = AnonymousUserMixin()
    _let_go()


def _let_go() -> None:
    """Ends the database session, also when the server has gone away: nothing can be given back to it then."""
    if not db.session.registry.has():
        return
    try:
        db.session.remove()
    except Exception:
        current_app.logger.warning("could not close the database session")
        db.session.registry.clear()
