"""Themed labs: a guiding question that gathers ideas."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.themes import views

    app.register_blueprint(views.bp)
