"""The Innovation-Lab: create_app wires the rooms together and does nothing else."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Config, load_config
from lab import (
    accounts,
    admin,
    adoption,
    board,
    cli,
    desk,
    documents,
    extensions,
    ideas,
    overview,
    pages,
    prototypes,
    reports,
    results,
    rollout,
    rounds,
    sessions,
    sharing,
    solutions,
    story,
    themes,
    web,
)


def create_app(config: Config | None = None) -> Flask:
    """The application, ready to serve. Raises ConfigurationError, AssetsMissing, FontsMissing."""
    config = config or load_config()
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=None,
        instance_path=str(config.instance_path),
    )
    app.config.from_mapping(config.to_flask())
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]

    extensions.db.init_app(app)
    extensions.migrate.init_app(app, extensions.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for room in (
        documents,
        web,
        accounts,
        pages,
        themes,
        ideas,
        prototypes,
        results,
        rounds,
        sessions,
        adoption,
        sharing,
        rollout,
        solutions,
        reports,
        board,
        desk,
        story,
        admin,
        overview,
        cli,
    ):
        room.init_app(app)

    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
