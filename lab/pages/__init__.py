"""Editable pages: imprint, privacy, accessibility."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.pages import views

    app.register_blueprint(views.bp)
