"""A big lab for measuring: as many ideas as asked for, the same ones each time on the same day."""

import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import with_appcontext

from lab.accounts.models import User
from lab.core.clock import begin_of, today
from lab.core.database import unit_of_work
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import STAGES, State

MOST_IDEAS = 100_000
OLDEST_DAYS = 2000
BATCH = 500
# So many of the newest ideas on the board can take in others.
MOST_TARGETS = 200


@click.command("seed-load")
@click.option("--ideas", "count", type=click.IntRange(1, MOST_IDEAS), required=True, help="How many ideas.")
@click.option("--seed", default=5, show_default=True, help="Another number, other ideas.")
@click.option(
    "--add", "may_add", is_flag=True, help="Load into a database with accounts, beside what is there."
)
@with_appcontext
def seed_load(count: int, seed: int, may_add: bool) -> None:
    """Loads a big made-up lab for measuring, all of it or nothing."""
    _check_database(may_add)
    started = time.monotonic()
    # All or nothing: a load that is stopped half-way leaves nothing behind, and is simply started again.
    with unit_of_work():
        for done in load(count, seed):
            if done % (BATCH * 10) == 0 and done < count:
                click.echo(f"{done} von {count} Ideen …")
    _refresh_statistics()
    click.echo(f"{count} Ideen geladen, {time.monotonic() - started:.0f} Sekunden.")


def load(count: int, seed: int) -> Iterator[int]:
    """Adds accounts and ideas to the running transaction and yields after each batch how many there are so far."""
    # Read only when told: the web server has no use for word lists in memory.
    from lab.cli.load_life import MOST_DAYS, Life, Target, tell_life
    from lab.cli.load_people import add_people
    from lab.cli.load_rows import Rows
    from lab.search.indexing import index_marked, mark

    rows, chance = Rows(), Random(seed)
    end = begin_of(today())
    span = timedelta(days=OLDEST_DAYS)
    crowd = add_people(rows, chance, end - span - timedelta(days=30))
    states = _deal_states(count, chance)
    targets: list[Target] = []
    unindexed: list[int] = []
    for index, state in enumerate(states):
        born = end - span * (1 - (index + 0.5) / (count + 1))
        until = min(end, born + timedelta(days=chance.randint(20, MOST_DAYS)))
        if state in (State.SUBMITTED, *STAGES, State.READY):
            until = born + (end - born) * chance.uniform(0.7, 1)
        life = Life(rows, crowd, chance, rows.take_number(Idea), born, until, state)
        tell_life(life, targets[-MOST_TARGETS:])
        if life.values["state"] in (State.SUBMITTED, *STAGES):
            targets.append(Target(life.number, life.values["title"]))
        unindexed.append(life.number)
        if len(unindexed) == BATCH or index + 1 == count:
            rows.write()
            mark(unindexed)
            index_marked()
            unindexed.clear()
            yield index + 1
    rows.finish()


def _deal_states(count: int, chance: Random) -> list[State]:
    """Where each idea stands: of every thousand the same shares, in an order left to chance."""
    from lab.cli.load_life import SHARES

    dealt: list[State] = []
    while len(dealt) < count:
        thousand = [state for state, share in SHARES.items() for _number in range(share)]
        chance.shuffle(thousand)
        dealt += thousand
    return dealt[:count]


def _check_database(may_add: bool) -> None:
    """Refuses where it would harm. Raises ClickException."""
    from lab.cli.load_people import is_loaded

    config = current_app.config["LAB"]
    if config.is_production and not config.demo:
        raise click.ClickException(
            "Die Konten der Lastdaten haben ein öffentlich bekanntes Kennwort und werden im Betrieb nicht geladen. "
            "Nur zum Messen: LAB_DEMO=1 setzen."
        )
    if is_loaded():
        raise click.ClickException(
            "Hier sind schon Lastdaten. Für eine andere Menge bitte mit einer leeren Datenbank beginnen."
        )
    if not may_add and db.session.scalar(sa.select(User.id).limit(1)) is not None:
        raise click.ClickException(
            "Es gibt schon Konten. Lastdaten werden nur in eine leere Datenbank geladen, "
            "außer mit --add: Dann stehen sie neben dem, was da ist."
        )


def _refresh_statistics() -> None:
    """PostgreSQL does this by itself after some minutes; who measures does not want to wait for it."""
    if db.session.get_bind().dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM ANALYZE"))
