"""Codex at work with what is laid down for it, in a session with a scripted model on this machine.

python validation/codex.py    needs Node.js and its package registry, and no account
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from groundplan.surfaces.agents.charter import NAME
from validation.scripted_model import Use, scripted

HERE = Path(__file__).resolve().parent
CODEX = str(HERE / "node_modules" / ".bin" / "codex")
GROUNDPLAN = Path(sys.executable).parent
SETTINGS = """\
model = "scripted"
model_provider = "local"

[model_providers.local]
name = "local"
base_url = "{address}/v1"
wire_api = "responses"

[projects.{project}]
trust_level = "trusted"
"""


def main() -> int:
    """Say what does not hold; gives 1 if anything does not."""
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--prefix", str(HERE)], check=True)
    with tempfile.TemporaryDirectory() as home:
        wrong = list(_session(Path(home).resolve()))
    print("\n".join(wrong) or "Codex takes it, and the guard binds the architect alone.")
    return 1 if wrong else 0


def _session(home: Path) -> Iterator[str]:
    """What is wrong with a session in which the architect and the user's own session each write code."""
    project, settings = home / "project", home / "settings"
    project.mkdir()
    settings.mkdir()
    subprocess.run(
        [str(GROUNDPLAN / "groundplan"), "init", "--agent", "codex"], cwd=project, check=True, capture_output=True
    )

    def touch(name: str) -> Use:
        return Use("exec_command", {"cmd": f"touch {project / name}"})

    def spawned(results: list[str]) -> Mapping[str, object]:
        return {"targets": [json.loads(results[0])["agent_id"]], "timeout_ms": 60_000}

    agents, server = "multi_agent_v1", "mcp__groundplan"
    script = {
        "user": (
            Use("spawn_agent", {"agent_type": NAME, "message": "design"}, agents),
            Use("wait_agent", spawned, agents),
            touch("mine.py"),
        ),
        "architect": (touch("app.py"), Use("init", {}, server), Use("overview", {}, server)),
    }
    with scripted(script) as (address, heard):
        text = SETTINGS.format(address=address, project=json.dumps(str(project)))
        (settings / "config.toml").write_text(text, encoding="utf-8")
        environment = {
            **os.environ,
            "CODEX_HOME": str(settings),
            "PATH": f"{GROUNDPLAN}{os.pathsep}{os.environ['PATH']}",
        }
        # The session begins once the server is there; nobody is there to trust the hook.
        options = (
            "-c",
            "mcp_servers.groundplan.required=true",
            "--dangerously-bypass-hook-trust",
            "--skip-git-repo-check",
        )
        subprocess.run(
            [CODEX, "exec", *options, "go"],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=180,
        )
    results = heard["architect"].results
    if len(results) != len(script["architect"]):
        yield f"it was not heard to the end: {results}"
    elif "blocked by PreToolUse hook" not in results[0] or "rest-endpoints.md" not in results[2]:
        yield f"it was answered {results}"
    for name, there in (("app.py", False), ("specs/api/errors.md", True), ("mine.py", True)):
        if (project / name).exists() != there:
            yield f"`{name}` was {'not ' if there else ''}written"


if __name__ == "__main__":
    sys.exit(main())
