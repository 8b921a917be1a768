"""`groundplan init`."""

from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder

NAMES = ("claude", "cursor", "copilot", "codex")
EPILOG = """
\b
Examples:
  groundplan init
  groundplan init --specs docs/specs
  groundplan init --agent claude
  groundplan init --agent cursor --agent codex --specs docs/specs
  groundplan init --agent all --remove
"""


@click.command("init", epilog=EPILOG)
@specs_folder
@click.option(
    "--agent",
    "agents",
    multiple=True,
    type=click.Choice([*NAMES, "all"]),
    help="Set up a coding agent of this project; may be repeated.",
)
@click.option("--remove", is_flag=True, help="Take back what was set up for the agents.")
def command(specs: Path, agents: tuple[str, ...], remove: bool) -> None:
    """Lay down the first specs: errors, routing, data model, and no endpoint but the health check.

    With --agent: set up a coding agent in the present folder, so that it calls Groundplan. What is yours is kept.
    """
    if remove and not agents:
        raise click.UsageError("--remove says what becomes of agents; name them with --agent.")
    if agents:
        _set_up(specs, NAMES if "all" in agents else tuple(dict.fromkeys(agents)), remove)
    else:
        _lay_down(specs)


def _lay_down(specs: Path) -> None:
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


def _set_up(specs: Path, names: tuple[str, ...], remove: bool) -> None:
    from groundplan.surfaces.agents.charter import Charter
    from groundplan.surfaces.agents.laying import lay, take_back
    from groundplan.surfaces.agents.registry import all_agents

    project = Path.cwd()
    known = all_agents(Charter(_below(project, specs)))
    agents = [known[name] for name in names]
    laid = take_back(project, agents, known.values()) if remove else lay(project, agents)
    for path in laid.written:
        click.echo(path)
    for path in laid.gone:
        click.echo(f"{path} is gone")
    for path, why in laid.kept:
        click.echo(f"{path} was left as it is: {why}", err=True)
    if not (laid.written or laid.gone):
        click.echo("All of it is there already; nothing was written." if not remove else "Nothing was changed.")
    if not remove:
        for agent in agents:
            click.echo(f"{agent.title}: {agent.next}.")
        _say_what_is_missing()


def _say_what_is_missing() -> None:
    """What an agent will look for and not find."""
    from importlib.util import find_spec
    from shutil import which

    if find_spec("mcp") is None:
        click.echo('The server needs a package more: pip install "groundplan[mcp]"', err=True)
    if which("groundplan") is None:
        click.echo("Agents start `groundplan` by its name: put it on your path, as `pipx install` does.", err=True)


def _below(project: Path, specs: Path) -> str:
    """The specs folder as it is called in the project."""
    whole = (project / specs).resolve()
    if not whole.is_relative_to(project.resolve()) or whole == project.resolve():
        raise click.BadParameter("agents need a folder below the present one", param_hint="--specs")
    return whole.relative_to(project.resolve()).as_posix()
