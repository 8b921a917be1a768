"""The command line: names and summaries of the commands; each command is imported when it is called."""

import sys
from importlib import import_module

import click

from groundplan import __version__
from groundplan.spec.failure import GroundplanError

COMMANDS = {
    "init": "Lay down the first specs in a project, or set up a coding agent.",
    "plan": "Turn a request in plain words into a change of the specs.",
    "changes": "List the proposals that wait for review.",
    "apply": "Apply a proposal that was saved for review.",
    "adopt": "Bring specs in other styles into the language.",
    "status": "Say where the specs stand, and what to do next.",
    "check": "Say what is wrong in the specs, and where.",
    "diff": "Say what a change of the specs means to clients.",
    "show": "Show what the specs say.",
    "export": "Write the specs in another format.",
    "explain": "Explain a rule: why it holds, a bad and a good example.",
    "rules": "List the rules.",
    "lsp": "Serve an editor over standard input and output.",
    "mcp": "Serve coding agents over standard input and output, or HTTP.",
    "guard": "Keep an agent to the specs, as a hook before its tools.",
    "completion": "Print the shell completion for bash, zsh or fish.",
}
EXAMPLES = """
\b
Examples:
  groundplan init
  groundplan plan "CRUD endpoints for a 'projects' resource: name, description"
  groundplan plan "the /api/tasks endpoint needs filtering by status" --yes
  groundplan check
  groundplan export openapi > openapi.json

\b
Exit codes:
  0  done
  1  there are findings, a saved proposal is outdated, or a change is as grave as --fail-on says
  2  bad use or bad input
  3  questions are open
"""


class Commands(click.Group):
    """A group that knows its commands by name and loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"groundplan.surfaces.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and summaries, without importing a single command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="groundplan")
def cli() -> None:
    """A backend architect for FastAPI + SQLModel that writes specifications and never code."""


def main() -> None:
    """Run the command line; expected failures are said in one sentence, and bugs keep their traceback."""
    try:
        cli.main(prog_name="groundplan")
    except GroundplanError as error:
        tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone, as in `groundplan rules | head`.
        sys.stderr.close()
        sys.exit(0)


def tell(error: GroundplanError) -> None:
    """Say what failed, where, and how to mend it."""
    for place in error.at[1:]:
        click.echo(f"{place}", err=True)
    where = f"{error.at[0]}: " if error.at else ""
    click.echo(f"{where}{error.message}", err=True)
    if error.mend:
        click.echo(f"  hint: {error.mend}", err=True)
