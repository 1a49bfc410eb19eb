"""Who people are: accounts, roles, jobcentres, sign-in."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers sign-in and one's own account."""
    from lab.accounts import access, views

    access.init_access(app)
    app.register_blueprint(views.bp)
