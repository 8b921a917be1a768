"""`groundplan diff [FROM] [TO]`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from groundplan.surfaces.cli.options import specs_folder

if TYPE_CHECKING:
    from groundplan.evolution.verdicts import Level

EPILOG = """
\b
Examples:
  groundplan diff
  groundplan diff main
  groundplan diff v1.2.0 v1.3.0
  groundplan diff ../released/specs specs
  groundplan diff origin/main --fail-on breaking
  groundplan diff origin/main --format markdown >> "$GITHUB_STEP_SUMMARY"
"""


@click.command("diff", epilog=EPILOG)
@click.argument("before", metavar="[FROM]", default="HEAD")
@click.argument("after", metavar="[TO]", default="")
@specs_folder
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "risky"]),
    help="Exit with 1 if a change is as grave as this, or graver.",
)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def command(before: str, after: str, specs: Path, fail_on: "Level | None", form: str) -> None:
    """Say what a change of the specs means to clients: what breaks, what may, what is safe.

    FROM and TO are folders or, where there is none of that name, git revisions; without them, the last commit and the
    specs as they are.
    """
    from groundplan.surfaces.cli.views import verdicts
    from groundplan.surfaces.comparing import compared

    found = compared(specs, before, after, datetime.now(UTC).date().isoformat())
    render = {"text": verdicts.as_text, "markdown": verdicts.as_markdown, "json": verdicts.as_json}[form]
    click.echo(render(found))
    raise SystemExit(1 if fail_on is not None and found.fails(fail_on) else 0)
