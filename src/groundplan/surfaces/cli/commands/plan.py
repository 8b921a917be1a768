"""`groundplan plan REQUEST`."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from groundplan.surfaces.cli.options import specs_folder

if TYPE_CHECKING:
    from groundplan.architect.language_model.model import LanguageModel
    from groundplan.surfaces.planning import Planned

EPILOG = """
\b
Examples:
  groundplan plan "CRUD endpoints for a 'projects' resource: name, description"
  groundplan plan "JWT auth with roles member and admin" --yes
  groundplan plan "add orders" --answer scope=owner --answer fields=name
  groundplan plan "the /api/tasks list needs filtering by status" --dry-run
  groundplan plan "the /api/tasks list needs filtering by status" --save
  groundplan plan "and only admins may delete them" --on 2026-11-25-crud-for-orders
  groundplan plan "people bid on lots until they close" --model anthropic:claude-sonnet-5
"""

LATER = "add --yes to apply, or --save to review it first."


class Told(click.Command):
    """A command whose argument may begin with a dash, as a list does: `- boats: add a flag`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        told = [text for text in args if re.match(r"-\s", text)]
        return super().parse_args(ctx, [*(text for text in args if text not in told), *(["--", *told] if told else [])])


@click.command("plan", cls=Told, epilog=EPILOG)
@click.argument("request")
@specs_folder
@click.option("--yes", "-y", is_flag=True, help="Take the default of every question, and apply.")
@click.option("--answer", multiple=True, metavar="TOPIC=VALUE", help="Answer a question ahead; may be repeated.")
@click.option(
    "--on", "waiting", metavar="NAME", help="Go on from a proposal that waits: the two become one, in its place."
)
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
@click.option("--save", is_flag=True, help="Leave the proposal in specs/changes/ for review.")
@click.option(
    "--model",
    "model_name",
    metavar="PROVIDER:NAME",
    help="The language model to ask where the request is not understood, or has no playbook; it sees part of the specs.",
)
@click.option("--no-model", is_flag=True, help="Ask no language model, whatever the settings say.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document for a program.")
@click.option("--verbose", "-v", is_flag=True, help="Say all: every trade-off, and the whole diff.")
def command(
    request: str,
    specs: Path,
    yes: bool,
    answer: tuple[str, ...],
    waiting: str | None,
    dry_run: bool,
    save: bool,
    model_name: str | None,
    no_model: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """Turn a REQUEST in plain words into a change of the specs.

    In a terminal it asks what is open, shows the change, and asks before it writes; there more can be asked for on top.
    """
    from groundplan.surfaces import planning, saved
    from groundplan.surfaces.cli.views import proposals
    from groundplan.surfaces.consulting import language_model

    if model_name and no_model:
        raise click.UsageError("--model and --no-model exclude each other.")
    model = None if no_model else language_model(specs, model_name)
    answers = dict(_pair(text) for text in answer)
    today = datetime.now(UTC).date().isoformat()
    if waiting is not None:
        request, answered = saved.gone_on(specs, waiting, request)
        answers = answered | answers
    talking = not (yes or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    if talking:
        planned, wanted = _talked(specs, request, answers, today, model, verbose, asking=not (dry_run or save))
    else:
        planned = planning.plan(specs, request, answers=answers, assume=yes, today=today, model=model)
        wanted = yes
        if not as_json:
            _tell_of_model(planned)
            click.echo(proposals.as_text(planned, verbose=verbose))
            if planned.changes and (verbose or dry_run):
                click.echo(f"\n{proposals.diff(planned, whole=True)}")
    outcome: str = "proposed" if planned.proposal.status == "ready" else planned.proposal.status
    if outcome == "proposed" and not dry_run:
        if save or (waiting is not None and not wanted):
            name, outcome = saved.save(planned, instead=waiting), "saved"
            said = f"Saved as {specs}/changes/{name}/ — review it, then: groundplan apply {name}"
        elif wanted:
            files, outcome = saved.written(planned, waiting), "applied"
            said = f"Written: {', '.join(str(specs / file) for file in files)}"
        else:
            said = "Nothing was written." if talking else f"Nothing was written: {LATER}"
        if not as_json:
            click.echo(said)
    if as_json:
        click.echo(planning.proposal_json(planned, outcome).decode())
    raise SystemExit(_exit_code(planned.proposal.status))


def _talked(
    specs: Path,
    request: str,
    answers: dict[str, str],
    today: str,
    model: "LanguageModel | None",
    verbose: bool,
    *,
    asking: bool,
) -> "tuple[Planned, bool]":
    """What comes of a talk in a terminal: the plan, and whether to write it."""
    from groundplan.surfaces import planning
    from groundplan.surfaces.cli import dialogue
    from groundplan.surfaces.cli.views import proposals

    agreed = None
    while True:
        planned = planning.plan(specs, request, answers=answers, assume=False, today=today, model=model)
        if asked := bool(planned.proposal.questions):
            answers |= dialogue.ask(planned.proposal)
            planned = planning.plan(specs, request, answers=answers, assume=True, today=today, model=model)
        _tell_of_model(planned)
        click.echo(proposals.as_text(planned, verbose=verbose, told=asked))
        if planned.changes:
            click.echo(f"\n{proposals.diff(planned, whole=verbose or not asking)}")
        if planned.proposal.status == "ready":
            agreed = planned
        if agreed is None or not asking:
            return planned, False
        reply = dialogue.confirm(agreed)
        if reply in ("y", "n"):
            return agreed, reply == "y"
        request = f"{agreed.proposal.request}\n{reply}"


def _tell_of_model(planned: "Planned") -> None:
    """Say beside the proposal what a language model took."""
    if planned.model is not None:
        from groundplan.surfaces.cli.views import proposals

        click.echo(proposals.took(planned.model), err=True)


def _pair(text: str) -> tuple[str, str]:
    topic, equals, value = text.partition("=")
    if not equals or not topic or not value:
        raise click.BadParameter(f"'{text}' is not TOPIC=VALUE", param_hint="--answer")
    return topic.strip(), value.strip()


def _exit_code(status: str) -> int:
    return {"needs_clarification": 3, "not_understood": 2, "unsound": 1}.get(status, 0)
