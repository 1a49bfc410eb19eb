"""Whether the process lives, and whether it can serve."""

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app

from lab.extensions import db
from lab.web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> tuple[str, int]:
    """The process answers; nothing else is asked."""
    return "ok\n", 200


@bp.get("/readyz")
@public
def readyz() -> tuple[str, int]:
    """The database answers and stands at the newest migration, else 503."""
    try:
        current = MigrationContext.configure(db.session.connection()).get_current_revision()
    except sa.exc.SQLAlchemyError:
        current_app.logger.exception("not ready")
        return "database does not answer\n", 503
    head = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    if current != head:
        return "database is not migrated\n", 503
    return "ready\n", 200
