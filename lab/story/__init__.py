"""The page of one idea: reads from all rooms, owns no data."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.story import views

    app.register_blueprint(views.bp)
