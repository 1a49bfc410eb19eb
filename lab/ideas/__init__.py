"""Ideas: from a thought through the five stages, with notes, team and evidence."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.ideas import attachment_views, views

    app.register_blueprint(views.bp)
    app.register_blueprint(attachment_views.bp)
