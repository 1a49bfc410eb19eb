"""Accounts, jobcentres, settings and pages, kept by administrators."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.admin import views

    app.register_blueprint(views.bp)
