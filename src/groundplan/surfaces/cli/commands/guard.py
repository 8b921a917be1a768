"""`groundplan guard`."""

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

EPILOG = """
\b
An agent's configuration names it as the hook before every use of a tool. By hand:
  echo '{"tool_name": "Write", "tool_input": {"file_path": "app.py"}}' | groundplan guard
"""
PROJECT = ("CLAUDE_PROJECT_DIR", "CURSOR_PROJECT_DIR")


@click.command("guard", epilog=EPILOG)
@click.option("--specs", default="specs", show_default=True, metavar="DIR", help="The specs folder, below the project.")
@click.option("--agent", metavar="NAME", help="Bind only this agent; calls of others pass.")
def command(specs: str, agent: str | None) -> None:
    """Let an agent's use of a tool pass, or deny it: only Markdown below the specs folder is written.

    Reads the call as JSON from standard input. Prints nothing where it may pass, and a denial with its reason otherwise.
    Exits with 2 where it cannot tell, which agents take for a denial.
    """
    from groundplan.surfaces.agents.guard import answer, judge
    from groundplan.surfaces.agents.guarded_paths import Denied, Grounds

    try:
        call = json.loads(sys.stdin.buffer.read())
    except (ValueError, RecursionError):
        _refuse("the call cannot be read: it is not JSON")
    if agent is not None and not _is_of(call, agent):
        return
    home = next((os.environ[name] for name in PROJECT if os.environ.get(name)), None)
    try:
        judge(call, Grounds(Path(home) if home else Path.cwd(), specs))
    except Denied as denied:
        click.echo(answer(call, str(denied)))
    except Exception as error:
        # An agent goes on where its hook falls over, so whatever goes wrong has to be a denial.
        _refuse(f"the call cannot be judged: {error!r:.200}")


def _is_of(call: Any, agent: str) -> bool:
    """Whether a call is of an agent; the agents of a plugin are called `plugin:name`."""
    caller = call.get("agent_type") if isinstance(call, dict) else None
    return isinstance(caller, str) and caller.rpartition(":")[2] == agent


def _refuse(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    raise SystemExit(2)
