"""`groundplan changes`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder

EPILOG = """
\b
Examples:
  groundplan changes
  groundplan changes --json
"""


@click.command("changes", epilog=EPILOG)
@specs_folder
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document for a program.")
def command(specs: Path, as_json: bool) -> None:
    """List the proposals that wait for review: what they touch, what stands against them, what to do next."""
    from groundplan.surfaces.cli.views import waiting as view
    from groundplan.surfaces.waiting import waiting

    found = waiting(specs, datetime.now(UTC).date())
    click.echo(view.as_json(found) if as_json else view.as_text(found, specs))
