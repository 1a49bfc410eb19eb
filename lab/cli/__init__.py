"""Commands of `flask --app run …`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the commands."""
    from lab.cli import accounts, database, demo, load, move, search, workflow

    app.cli.add_command(accounts.create_admin)
    app.cli.add_command(database.prepare)
    app.cli.add_command(demo.seed_demo)
    app.cli.add_command(load.seed_load)
    app.cli.add_command(move.move_database)
    app.cli.add_command(search.search)
    app.cli.add_command(workflow.workflow_diagram)
