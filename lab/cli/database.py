"""The database before serving."""

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext

from lab.cli.demo import seed_demo


@click.command("prepare")
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Migrates the database and, with LAB_DEMO=1, fills an empty one with demo data: what `make run` needs."""
    flask_migrate.upgrade()
    if current_app.config["LAB"].demo:
        context.invoke(seed_demo, if_empty=True)
