"""Moderated tests, the findings gathered from what was seen and said, and what the people are told of it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    # One blueprint, filled by three modules.
    from lab.sessions import change_views, finding_views, views  # noqa: F401

    app.register_blueprint(views.bp)
