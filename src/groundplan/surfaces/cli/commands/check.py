"""`groundplan check`."""

from pathlib import Path

import click

from groundplan.spec.finding import SEVERITIES, Severity
from groundplan.surfaces.cli.options import specs_folder

EPILOG = """
\b
Examples:
  groundplan check
  groundplan check --select EP,AU002
  groundplan check --fail-on error
  groundplan check --fix
  groundplan check --format json | jq '.findings[].code'
"""


@click.command("check", epilog=EPILOG)
@specs_folder
@click.option("--select", metavar="CODES", help="Only these rules or families: EP008, EP.")
@click.option("--ignore", metavar="CODES", help="Not these rules or families.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Fail only for findings as severe as this; info unless the settings say otherwise.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what the API promises.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    specs: Path,
    select: str | None,
    ignore: str | None,
    fail_on: Severity | None,
    fix: bool,
    no_cache: bool,
    form: str,
) -> None:
    """Say what is wrong in the specs, and where. Exits with 1 if anything is."""
    from groundplan.surfaces import checking
    from groundplan.surfaces.cli.views import findings
    from groundplan.surfaces.settings import read_project

    report = checking.check(specs, select=_codes(select), ignore=_codes(ignore), fix=fix, cached=not no_cache)
    click.echo(findings.as_json(report) if form == "json" else findings.as_text(report, specs))
    least = fail_on or read_project(specs.resolve().parent).fail_on
    raise SystemExit(1 if report.fails(least) else 0)


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip()) if text else ()
