"""Reporting personal data: hidden at once, then checked by a facilitator, shown again or purged everywhere."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.reports import views

    app.register_blueprint(views.bp)
