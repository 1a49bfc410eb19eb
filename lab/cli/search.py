"""The search index as a whole."""

import sys

import click
from flask.cli import AppGroup

from lab.search import rebuild as whole

search = AppGroup("search", help="Makes the search index anew, or checks it.")


@search.command("rebuild")
def rebuild() -> None:
    """Indexes every idea anew. Needed after rows were loaded past the app, and when the analyser has changed."""
    done = whole.rebuild(lambda done: click.echo(f"{done} ideas …") if done % 5000 == 0 else None)
    click.echo(f"{done} ideas are indexed.")


@search.command("verify")
@click.option("--most", default=20, help="How many differences are named.")
def verify(most: int) -> None:
    """Compares the index with the ideas; fails when they differ, and says where."""
    wrong = 0
    for line in whole.verify():
        wrong += 1
        if wrong <= most:
            click.echo(line)
    if wrong:
        click.echo(f"{wrong} differences. flask --app run search rebuild mends them.")
        sys.exit(1)
    click.echo("The index is right.")
