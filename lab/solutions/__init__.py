"""Solutions in rollout for all: who uses what, and what is handed on."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    # The matrix, the map and the pages of jobcentres are one blueprint.
    from lab.solutions import kit_public_views, kit_views, place_views, views  # noqa: F401

    app.register_blueprint(views.bp)
    app.register_blueprint(kit_views.bp)
    app.register_blueprint(kit_public_views.bp)
