"""What the tests have shown: scores, task success and the grid, told with n, and the verdict on a version."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.results import views

    app.register_blueprint(views.bp)
