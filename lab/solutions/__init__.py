"""Solutions in rollout for all: who uses what, and what is handed on."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.solutions import views

    app.register_blueprint(views.bp)
