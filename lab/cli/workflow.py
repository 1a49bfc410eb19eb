"""Documents drawn from the code."""

import click

from lab.ideas.workflow import draw_diagram


@click.command("workflow-diagram")
def workflow_diagram() -> None:
    """Prints the state machine as a Mermaid diagram, as docs/workflow.md shows it."""
    click.echo(draw_diagram())
