import click


@click.command("seed-demo")
def seed_demo() -> None:
    """Loads the demo data."""
