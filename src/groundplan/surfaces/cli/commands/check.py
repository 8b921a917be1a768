"""`groundplan check`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from groundplan.spec.finding import SEVERITIES, Severity
from groundplan.surfaces.cli.options import specs_folder

if TYPE_CHECKING:
    from groundplan.surfaces.checking import Report

FORMS = ("text", "json", "sarif", "github", "junit", "markdown")
FILE = click.Path(path_type=Path, dir_okay=False)
EPILOG = """
\b
Examples:
  groundplan check
  groundplan check --select EP,AU002
  groundplan check --fail-on error
  groundplan check --write-baseline groundplan-baseline.json
  groundplan check --fix --unsafe
  groundplan check --watch
  groundplan check --format json | jq '.findings[].code'
  groundplan check --format sarif > groundplan.sarif
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
@click.option(
    "--baseline", metavar="FILE", type=FILE, help="Only what this file does not list; also a setting of the project."
)
@click.option("--write-baseline", metavar="FILE", type=FILE, help="List what is found in a file, and fail for nothing.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what the API promises.")
@click.option("--unsafe", is_flag=True, help="With --fix: mend also where that decides what the API promises.")
@click.option("--watch", is_flag=True, help="Check again whenever a document or the settings change, until Ctrl-C.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
def command(
    specs: Path,
    select: str | None,
    ignore: str | None,
    fail_on: Severity | None,
    baseline: Path | None,
    write_baseline: Path | None,
    fix: bool,
    unsafe: bool,
    watch: bool,
    no_cache: bool,
    form: str,
) -> None:
    """Say what is wrong in the specs, and where. Exits with 1 if anything is."""
    if unsafe and not fix:
        raise click.UsageError("--unsafe says how far --fix may go; give both.")
    run = partial(
        _run,
        specs,
        select=_codes(select),
        ignore=_codes(ignore),
        fail_on=fail_on,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix,
        unsafe=unsafe,
        cached=not no_cache,
        form=form,
    )
    if watch:
        raise SystemExit(_watched(specs, run))
    text, code = run()
    click.echo(text)
    raise SystemExit(code)


def _run(
    specs: Path,
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Severity | None,
    baseline: Path | None,
    write_baseline: Path | None,
    fix: bool,
    unsafe: bool,
    cached: bool,
    form: str,
) -> tuple[str, int]:
    """Check once; gives what is to be said, and the exit code."""
    from groundplan.surfaces import checking
    from groundplan.surfaces.settings import read_project

    folder = specs.resolve().parent
    project = read_project(folder)
    known = baseline or (folder / project.baseline if project.baseline else None)
    report = checking.check(
        specs,
        select=select,
        ignore=ignore,
        baseline=None if write_baseline else known,
        fix=fix,
        unsafe=unsafe,
        cached=cached,
    )
    if write_baseline is not None:
        return _written(write_baseline, report), 0
    least = fail_on or project.fail_on
    return _rendered(report, form, specs, least), 1 if report.fails(least) else 0


def _watched(specs: Path, run: Callable[[], tuple[str, int]]) -> int:
    """Check after every change until somebody interrupts; gives the exit code of the last run."""
    from datetime import datetime

    from groundplan.spec.failure import GroundplanError
    from groundplan.surfaces.cli import tell
    from groundplan.surfaces.watching import changes

    code = 1
    try:
        for _ in changes(specs):
            # Beside the report and not in it, so that a program can read the report.
            click.echo(f"── {datetime.now().astimezone():%H:%M:%S} {'─' * 60}", err=True)
            try:
                text, code = run()
                click.echo(text)
            except GroundplanError as error:
                tell(error)
                code = error.exit_code
    except KeyboardInterrupt:
        pass
    return code


def _written(file: Path, report: "Report") -> str:
    from groundplan.plural import counted
    from groundplan.surfaces.baseline import write_baseline

    count = write_baseline(file, report.findings)
    return f"{file}: {counted(count, 'finding')} written"


def _rendered(report: "Report", form: str, specs: Path, least: Severity) -> str:
    """The report in a format; only the view that is asked for is imported."""
    from groundplan.surfaces.cli.views import findings

    match form:
        case "json":
            return findings.as_json(report)
        case "sarif":
            from groundplan.surfaces.cli.views.sarif import as_sarif

            return as_sarif(report, specs)
        case "github":
            from groundplan.surfaces.cli.views.github import as_github

            return as_github(report, specs)
        case "junit":
            from groundplan.surfaces.cli.views.junit import as_junit

            return as_junit(report, specs, least)
        case "markdown":
            from groundplan.surfaces.cli.views.markdown import as_markdown

            return as_markdown(report, specs)
        case _:
            return findings.as_text(report, specs)


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip()) if text else ()
