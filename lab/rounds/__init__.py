"""Test rounds: their plan, their public address with the form of feedback, and the answers that come in."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.rounds import inspection_views, language_views, public_views, views

    app.register_blueprint(views.bp)
    app.register_blueprint(language_views.bp)
    app.register_blueprint(public_views.bp)
    app.register_blueprint(inspection_views.bp)
