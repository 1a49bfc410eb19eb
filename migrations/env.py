"""Runs migrations on the app's database."""

from typing import Any

from alembic import context
from flask import current_app

from lab.core.database import UtcDateTime
from lab.search.models import belongs_to_engine

database = current_app.extensions["migrate"].db
metadata = database.metadata


def render_item(kind: str, item: Any, _context: object) -> str | bool:
    """Migrations name plain types, so that they stand on their own when the code moves on."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    """Applies the migrations in one transaction."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_item=render_item,
            include_name=lambda name, kind, _parents: not belongs_to_engine(name, kind),
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
