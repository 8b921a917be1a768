"""`groundplan plan REQUEST`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder

EPILOG = """
\b
Examples:
  groundplan plan "CRUD endpoints for a 'projects' resource: name, description"
  groundplan plan "JWT auth with roles member and admin" --yes
  groundplan plan "add orders" --answer scope=owner --answer fields=name
  groundplan plan "the /api/tasks list needs filtering by status" --dry-run
  groundplan plan "the /api/tasks list needs filtering by status" --save
"""


@click.command("plan", epilog=EPILOG)
@click.argument("request")
@specs_folder
@click.option("--yes", "-y", is_flag=True, help="Take the default of every question, and apply.")
@click.option("--answer", multiple=True, metavar="TOPIC=VALUE", help="Answer a question ahead; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
@click.option("--save", is_flag=True, help="Leave the proposal in specs/changes/ for review.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document for a program.")
@click.option("--verbose", "-v", is_flag=True, help="Say all: every trade-off, and the whole diff.")
def command(
    request: str,
    specs: Path,
    yes: bool,
    answer: tuple[str, ...],
    dry_run: bool,
    save: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """Turn a REQUEST in plain words into a change of the specs.

    In a terminal it asks what is open, shows the change, and asks before it writes.
    """
    from groundplan.surfaces import planning, saved
    from groundplan.surfaces.cli import dialogue
    from groundplan.surfaces.cli.views import proposals

    answers = dict(_pair(text) for text in answer)
    today = datetime.now(UTC).date().isoformat()
    asking = not (yes or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    planned = planning.plan(specs, request, answers=answers, assume=yes, today=today)
    if asked := asking and bool(planned.proposal.questions):
        answers |= dialogue.ask(planned.proposal)
        planned = planning.plan(specs, request, answers=answers, assume=True, today=today)
    status = planned.proposal.status
    outcome: str = "proposed" if status == "ready" else status
    if not as_json:
        click.echo(proposals.as_text(planned, verbose=verbose, told=asked))
        if planned.changes and (verbose or dry_run or asking):
            click.echo(f"\n{proposals.diff(planned, whole=verbose or dry_run)}")
    if status == "ready" and save:
        name = saved.save(planned, today)
        outcome = "saved"
        if not as_json:
            click.echo(f"Saved as {specs}/changes/{name}/ — review it, then: groundplan apply {name}")
    elif status == "ready" and asking and not dry_run and not dialogue.confirm(planned):
        click.echo("Nothing was written.")
    elif status == "ready" and (yes or asking) and not dry_run:
        files = planned.apply()
        outcome = "applied"
        if not as_json:
            click.echo(f"Written: {', '.join(str(specs / file) for file in files)}")
    elif status == "ready" and not as_json and not asking and not dry_run:
        click.echo("Nothing was written: add --yes to apply, or --save to review it first.")
    if as_json:
        click.echo(planning.proposal_json(planned, outcome).decode())
    raise SystemExit(_exit_code(planned.proposal.status))


def _pair(text: str) -> tuple[str, str]:
    topic, equals, value = text.partition("=")
    if not equals or not topic or not value:
        raise click.BadParameter(f"'{text}' is not TOPIC=VALUE", param_hint="--answer")
    return topic.strip(), value.strip()


def _exit_code(status: str) -> int:
    return {"needs_clarification": 3, "not_understood": 2, "unsound": 1}.get(status, 0)
