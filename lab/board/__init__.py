"""The stage board: queries and views only, it owns no data."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.board import views

    app.register_blueprint(views.bp)
