"""Prototypes, the feedback of the people who tried them, and what became of it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.prototypes import views

    app.register_blueprint(views.bp)
