"""Whether a command in a shell is harmless: one plain command that looks at files, or one of Groundplan's own."""

import re
import shlex
from pathlib import Path
from typing import Any

from groundplan.surfaces.agents.guarded_paths import Denied, Grounds, real

# A word, a text in quotes, a blank; nothing that any shell makes more of. Some take `'` for no quote at all.
PLAIN = re.compile(r"""(?:[^\s\x00-\x1f'"|&;<>()$`\\{}!#^]|[ ]|'[^'|&<>^\x00-\x1f]*'|"[^"$`\\!\x00-\x1f]*")+""")
LOOKING = frozenset({"ls", "cat", "head", "tail", "wc", "pwd", "grep"})
COMMANDS = frozenset({
    "plan", "changes", "apply", "status", "check", "diff", "show", "export", "explain", "rules", "init", "adopt",
})  # fmt: skip
# None of these makes a command write beside the specs, or never end.
OPTIONS = frozenset({
    "--specs", "--yes", "-y", "--answer", "--on", "--dry-run", "--save", "--json", "--verbose", "-v", "--select", "--ignore",
    "--fail-on", "--fix", "--unsafe", "--no-cache", "--format", "--help", "-h",
})  # fmt: skip
FOLDERS = ("cwd", "workdir", "working_directory", "workingDirectory")


def require_harmless(given: dict[str, Any], folder: Path, grounds: Grounds) -> None:
    """Let a command pass that is run from a folder.

    Raises:
        Denied: it may write anything but specifications, or is not plain enough to tell.
    """
    command = given.get("command")
    if not isinstance(command, str) or not PLAIN.fullmatch(command):
        raise Denied("the architect runs single plain commands: no pipes, redirections or substitutions")
    program, *words = shlex.split(command) or [""]
    if program in LOOKING:
        return
    if program != "groundplan" or not words or words[0] not in COMMANDS:
        raise Denied(f"`{program}` is not among the commands of the architect; call Groundplan's own tools")
    for word in words[1:]:
        if word.startswith("-") and word.partition("=")[0] not in OPTIONS:
            raise Denied(f"`{word}` is not among the options of the architect")
    for key in FOLDERS:
        folder = folder / str(given.get(key) or "")
    for named in _specs(words) or ["specs"]:
        if real(folder / named) != grounds.root():
            raise Denied(f"`{named}` is not the specs folder of this project")


def _specs(words: list[str]) -> list[str]:
    """The folders that `--specs` names."""
    apart = [after for word, after in zip(words, [*words[1:], ""], strict=True) if word == "--specs"]
    return apart + [word.removeprefix("--specs=") for word in words if word.startswith("--specs=")]
