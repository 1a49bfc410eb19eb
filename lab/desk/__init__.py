"""The start page and one's own data: reads from all rooms, owns no data."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.desk import views

    app.register_blueprint(views.bp)
