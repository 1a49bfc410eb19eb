"""Accounts, jobcentres, settings and pages, kept by administrators."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    # One blueprint, filled by four modules.
    from lab.admin import committee_views, house_views, synonym_views, views  # noqa: F401

    app.register_blueprint(views.bp)
