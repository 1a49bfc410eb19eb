"""How far each jobcentre has come with a solution, from first interest to lasting use."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    from lab.adoption import views

    app.register_blueprint(views.bp)
