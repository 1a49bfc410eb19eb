"""The demo data: believable, the same each time, and alive on any day."""

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import with_appcontext

from lab.accounts.models import User
from lab.core.database import unit_of_work
from lab.extensions import db


@click.command("seed-demo")
@click.option("--if-empty", is_flag=True, help="Do nothing, and succeed, where there are accounts already.")
@with_appcontext
def seed_demo(if_empty: bool) -> None:
    """Loads the demo data into an empty database."""
    # Read only when told: the web server has no use for sixty made-up ideas in memory.
    from lab.cli.demo_data import IDEAS, THEMES
    from lab.cli.demo_data.people import list_people
    from lab.cli.demo_player import Player

    config = current_app.config["LAB"]
    if config.is_production and not config.demo:
        raise click.ClickException(
            "Beispieldaten haben öffentlich bekannte Kennwörter und werden im Betrieb nicht geladen. "
            "Nur für eine Vorführung: LAB_DEMO=1 setzen."
        )
    if db.session.scalar(sa.select(User.id).limit(1)) is not None:
        if if_empty:
            return
        raise click.ClickException(
            "Es gibt schon Konten. Beispieldaten werden nur in eine leere Datenbank geladen."
        )
    # All or nothing: an interrupted start leaves an empty database behind.
    with unit_of_work():
        player = Player(list_people())
        player.make_people()
        player.play(THEMES, IDEAS)
    click.echo(f"Beispieldaten geladen: {len(IDEAS)} Ideen, {len(THEMES)} Themenlabs.")
