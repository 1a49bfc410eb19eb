"""Deciding on evidence, and adoption by each jobcentre."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.rollout import views

    app.register_blueprint(views.bp)
