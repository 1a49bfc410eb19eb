"""Whether the process lives, and whether it can serve."""

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app

from lab.extensions import db
from lab.web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers; nothing else is asked."""
    return _plain("ok\n")


@bp.get("/readyz")
@public
def readyz() -> Response:
    """The database answers and stands at the newest migration, else 503."""
    try:
        current = MigrationContext.configure(db.session.connection()).get_current_revision()
    except sa.exc.SQLAlchemyError:
        current_app.logger.exception("not ready")
        return _plain("database does not answer\n", 503)
    head = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    if current != head:
        return _plain("database is not migrated\n", 503)
    return _plain("ready\n")


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/plain")
