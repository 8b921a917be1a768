"""`groundplan init`."""

from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder


@click.command("init", epilog="\b\nExamples:\n  groundplan init\n  groundplan init --specs docs/specs")
@specs_folder
def command(specs: Path) -> None:
    """Lay down the first specs: errors, routing, data model, and no endpoint but the health check."""
    from groundplan.surfaces import planning

    laid = planning.init(specs)
    for file in laid.files:
        click.echo(f"{specs / file}")
    if laid.conventions:
        click.echo(f"Conventions were read from {', '.join(laid.conventions)}.")
    if laid.files:
        click.echo("Next: groundplan plan \"CRUD endpoints for a 'projects' resource\"")
    else:
        click.echo(f"{specs} holds specifications already; nothing was written.")
