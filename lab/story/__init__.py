"""The page of one idea, and merging it into another: reads from all rooms, owns no data."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    # One blueprint, filled by two modules.
    from lab.story import merge_views, views  # noqa: F401

    app.register_blueprint(views.bp)
