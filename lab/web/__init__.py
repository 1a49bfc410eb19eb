"""How pages are served: default-deny access, error pages, headers, htmx, forms, assets, health."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Installs gates, headers, languages, error pages and assets, in the order requests pass them."""
    from lab.extensions import csrf
    from lab.web import (
        access,
        assets,
        compression,
        errors,
        health,
        kept,
        locale,
        logging,
        navigation,
        security,
        sessions,
        typed,
    )

    logging.init_logging(app)
    compression.init_compression(app)
    sessions.init_sessions(app)
    assets.init_assets(app)
    kept.init_kept(app)
    access.init_access(app)
    csrf.init_app(app)
    security.init_security(app)
    locale.init_locale(app)
    navigation.init_navigation(app)
    typed.init_typed(app)
    errors.init_errors(app)
    app.register_blueprint(health.bp)
