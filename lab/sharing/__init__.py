"""„Bei uns auch“: which jobcentres have the problem of an idea, and ideas that resemble what somebody writes."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.sharing import views

    app.register_blueprint(views.bp)
