"""Claude Code judges what is laid down for it: by its validator, and in sessions with a scripted model on this machine.

python validation/claude_code.py    needs Node.js and its package registry, and no account

The architect is given the tool `Write`, which it does not have otherwise, so that there is something to deny.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from groundplan.surfaces.agents.charter import NAME
from validation.scripted_model import Use, scripted

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CLAUDE = str(HERE / "node_modules" / ".bin" / "claude")
GROUNDPLAN = Path(sys.executable).parent


def main() -> int:
    """Say what does not hold; gives 1 if anything does not."""
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--prefix", str(HERE)], check=True)
    with tempfile.TemporaryDirectory() as home:
        wrong = [*_validated(Path(home)), *_in_a_project(Path(home)), *_as_a_plugin(Path(home))]
    print("\n".join(wrong) or "Claude Code accepts it, and the guard binds the architect alone.")
    return 1 if wrong else 0


def _claude(
    home: Path, folder: Path, *arguments: str, model: str = "http://127.0.0.1:9"
) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "HOME": str(home),
        "PATH": f"{GROUNDPLAN}{os.pathsep}{os.environ['PATH']}",
        "ANTHROPIC_BASE_URL": model,
        "ANTHROPIC_API_KEY": "local",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "DISABLE_AUTOUPDATER": "1",
        # The session begins once the server is there.
        "MCP_CONNECTION_NONBLOCKING": "0",
        "MCP_CONNECT_TIMEOUT_MS": "60000",
    }
    command = [CLAUDE, *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def _validated(home: Path) -> Iterator[str]:
    for folder in (ROOT, ROOT / "plugin"):
        done = _claude(home, ROOT, "plugin", "validate", "--strict", str(folder))
        if done.returncode:
            yield f"{folder}: {done.stdout}{done.stderr}"


def _in_a_project(home: Path) -> Iterator[str]:
    project = home / "project"
    project.mkdir()
    subprocess.run(
        [str(GROUNDPLAN / "groundplan"), "init", "--agent", "claude"], cwd=project, check=True, capture_output=True
    )
    _let_write(project / ".claude" / "agents" / f"{NAME}.md")
    yield from _session(home, project, NAME, "mcp__groundplan__overview", "--mcp-config", ".mcp.json")


def _as_a_plugin(home: Path) -> Iterator[str]:
    project, plugin = home / "other", home / "plugin"
    project.mkdir()
    shutil.copytree(ROOT / "plugin", plugin)
    _let_write(plugin / "agents" / f"{NAME}.md")
    tool = "mcp__plugin_groundplan_groundplan__overview"
    yield from _session(home, project, f"groundplan:{NAME}", tool, "--plugin-dir", str(plugin))


def _let_write(definition: Path) -> None:
    text = definition.read_text(encoding="utf-8")
    definition.write_text(text.replace('"Read",', '"Read","Write",', 1), encoding="utf-8")


def _session(home: Path, project: Path, agent: str, overview: str, *options: str) -> Iterator[str]:
    """What is wrong with a session in which the architect and the user's own session each write code."""

    def write(name: str) -> Use:
        return Use("Write", {"file_path": str(project / name), "content": "x"})

    script = {
        "user": (Use("Agent", {"subagent_type": agent, "description": "design", "prompt": "go"}), write("mine.py")),
        "architect": (write("app.py"), write("specs/a.md"), Use(overview, {})),
    }
    with scripted(script) as (address, heard):
        allowed = f"Write,Agent,{overview}"
        _claude(
            home,
            project,
            "-p",
            "go",
            "--permission-mode",
            "acceptEdits",
            "--allowedTools",
            allowed,
            *options,
            model=address,
        )
    architect = heard["architect"]
    if len(architect.results) != len(script["architect"]):
        yield f"{agent}: it was not heard to the end: {architect.results}"
    elif "lies outside `specs/`" not in architect.results[0] or "a.md" not in architect.results[2]:
        yield f"{agent}: it was answered {architect.results}"
    if foreign := {"Bash", "Edit", "Agent", "WebFetch"} & architect.tools:
        yield f"{agent}: it has the tools {foreign}"
    for name, there in (("app.py", False), ("specs/a.md", True), ("mine.py", True)):
        if (project / name).exists() != there:
            yield f"{agent}: `{name}` was {'not ' if there else ''}written"


if __name__ == "__main__":
    sys.exit(main())
