"""`groundplan status`."""

from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder

EPILOG = """
\b
Examples:
  groundplan status
  groundplan status --specs docs --format json
"""


@click.command("status", epilog=EPILOG)
@specs_folder
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(specs: Path, form: str) -> None:
    """Say on one screen what there is, how complete it is, what is worst, and what to do next."""
    from groundplan.surfaces.cli.views import standing as view
    from groundplan.surfaces.standing import standing

    found = standing(specs)
    click.echo(view.as_json(found) if form == "json" else view.as_text(found, specs))
