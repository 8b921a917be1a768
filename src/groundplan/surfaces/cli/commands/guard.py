"""`groundplan guard`."""

import json
import os
import sys
from pathlib import Path

import click

EPILOG = """
\b
An agent's configuration names it as the hook before every use of a tool. By hand:
  echo '{"tool_name": "Write", "tool_input": {"file_path": "app.py"}}' | groundplan guard
"""


@click.command("guard", epilog=EPILOG)
@click.option("--specs", default="specs", show_default=True, metavar="DIR", help="The specs folder, below the project.")
@click.option("--agent", metavar="NAME", help="Bind only this agent; calls of others pass.")
def command(specs: str, agent: str | None) -> None:
    """Let an agent's use of a tool pass, or deny it: only Markdown below the specs folder is written.

    Reads the call as JSON from standard input. Prints nothing where it may pass, and a denial with its reason otherwise.
    """
    from groundplan.surfaces.agents.guard import Denied, judge

    try:
        call = json.loads(sys.stdin.read())
    except (ValueError, RecursionError):
        click.echo("the call cannot be read: it is not JSON", err=True)
        raise SystemExit(2) from None
    caller = call.get("agent_type") if isinstance(call, dict) else None
    if agent is not None and (not isinstance(caller, str) or caller.rpartition(":")[2] != agent):
        return
    try:
        judge(call, Path(os.environ.get("CLAUDE_PROJECT_DIR") or Path.cwd()), specs)
    except Denied as denied:
        decision = {
            "hookEventName": "PreToolUse",
            "permissionDecision": "deny",
            "permissionDecisionReason": str(denied),
        }
        click.echo(json.dumps({"hookSpecificOutput": decision}))
    except OSError as error:
        click.echo(f"the call cannot be judged: {error.strerror}", err=True)
        raise SystemExit(2) from error
