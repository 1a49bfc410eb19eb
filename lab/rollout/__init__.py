"""Deciding on evidence, and adoption by each jobcentre."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    # One blueprint, filled by several modules.
    from lab.rollout import adoption_views, agenda_views, committee_views, dossier_views, views  # noqa: F401

    app.register_blueprint(views.bp)
