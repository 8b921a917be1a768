"""`groundplan show`."""

from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder

EPILOG = """
\b
Examples:
  groundplan show
  groundplan show "GET /api/tasks"
  groundplan show Task
  groundplan show --format json
"""


@click.command("show", epilog=EPILOG)
@click.argument("element", required=False)
@specs_folder
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(element: str | None, specs: Path, form: str) -> None:
    """Show what the specs say: everything in short, or one ELEMENT in full."""
    from groundplan.surfaces import workbench
    from groundplan.surfaces.cli.views import overview

    reading = workbench.open_specs(specs)
    if element is not None:
        click.echo(workbench.shown(reading, element).text)
    else:
        click.echo(overview.as_json(reading) if form == "json" else overview.as_text(reading.spec))
