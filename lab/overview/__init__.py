"""Leadership's overview: figures of a period from the history, as page, tables and report."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.overview import views

    app.register_blueprint(views.bp)
