"""Accounts from the command line."""

import click
from flask.cli import with_appcontext

from lab.accounts import service
from lab.accounts.models import Role
from lab.audit.service import record
from lab.core.database import unit_of_work
from lab.core.errors import DomainError


@click.command("create-admin")
@click.option("--email", prompt="E-Mail")
@click.option("--name", prompt="Name", default="Administration")
@click.password_option()
@with_appcontext
def create_admin(email: str, name: str, password: str) -> None:
    """Creates an administrator, for the first start in production."""
    try:
        with unit_of_work():
            account = service.create_account(email, name, Role.ADMIN, None)
            service.set_password(account, password)
            record(None, "account_created", "account", account.id, name=account.name, role=account.role.value)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"{account.email}: {account.role.value}")
