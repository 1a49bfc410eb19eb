"""Solutions in rollout for all: who uses what, and what is handed on."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    # One blueprint, filled by two modules.
    from lab.solutions import place_views, views  # noqa: F401

    app.register_blueprint(views.bp)
