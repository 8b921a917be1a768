"""What an agent that writes specifications may do: read, call Groundplan, and write Markdown below `specs/`.

An agent asks before every use of a tool (the hook `PreToolUse`). Whatever is not known to be harmless is denied: a new
tool, a shell, a path that leads out by `..`, by a link or by the case of its letters.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

READING = frozenset({
    "read", "grep", "glob", "ls", "notebookread", "webfetch", "websearch", "todowrite", "todoread", "askuserquestion",
    "toolsearch", "listmcpresourcestool", "readmcpresourcetool",
    "read_file", "readfile", "list_dir", "listdirectory", "list_directory", "grep_search", "file_search", "semantic_search",
    "codebase", "search", "fetch", "fetch_webpage", "get_errors", "list_code_usages", "usages", "view_image", "todos",
})  # fmt: skip
WRITING = frozenset({
    "write", "edit", "multiedit", "create_file", "createfile", "insert_edit_into_file", "replace_string_in_file",
    "multi_replace_string_in_file", "str_replace_based_edit_tool", "str_replace_editor", "edit_file", "editfiles",
    "write_file", "apply_patch", "applypatch", "search_replace",
})  # fmt: skip
SHELLS = frozenset({
    "bash", "shell", "powershell", "run_in_terminal", "runinterminal", "runcommands", "run_terminal_cmd", "exec_command",
    "local_shell", "run_shell_command", "terminal",
})  # fmt: skip
OURS = re.compile(r"mcp__(?:plugin_groundplan_)?groundplan__\w+|mcp_groundplan_\w+", re.ASCII)
PATHS = frozenset({
    "file_path", "filepath", "path", "paths", "file", "files", "filename", "target_file", "targetfile", "notebook_path",
    "old_path", "new_path", "destination", "uri",
})  # fmt: skip
PATCHED = re.compile(
    r"^\*\*\* (?:Add|Update|Delete) File: (.+)$|^\*\*\* Move to: (.+)$|^(?:\+\+\+|---) (?:[ab]/)?(\S+)", re.MULTILINE
)
ODD = re.compile(r"[\x00-\x1f\x7f\\]|://|^~|^[A-Za-z]:")
META = re.compile(r"[|&;<>()$`\\\n\r\x00{}!#]")
LOOKING = frozenset({"ls", "cat", "head", "tail", "wc", "pwd"})
COMMANDS = frozenset({
    "plan", "changes", "apply", "status", "check", "diff", "show", "export", "explain", "rules", "init",
})  # fmt: skip
# What makes a command write beside the specs.
LEAVING = ("--write-baseline", "--baseline", "--agent", "--remove")


class Denied(Exception):
    """What an agent must not do, and why."""


def judge(call: Any, project: Path, specs: str) -> None:
    """Let a use of a tool pass, or not.

    Args:
        call: the input of the hook: `tool_name`, `tool_input` and `cwd`.
        project: the folder of the project.
        specs: the folder of the specs, below the project.

    Raises:
        Denied: it is not harmless, or cannot be read.
    """
    name, given = (call.get("tool_name"), call.get("tool_input")) if isinstance(call, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(given, dict):
        raise Denied("the call cannot be read: it has no `tool_name` with a `tool_input`")
    here = call.get("cwd")
    folder = Path(here) if isinstance(here, str) and here else project
    tool = name.lower()
    if tool in READING or OURS.fullmatch(name):
        return
    if tool in WRITING:
        _require_specs(given, folder, project, specs, name)
    elif tool in SHELLS:
        _require_harmless(given, folder, project, specs)
    else:
        raise Denied(f"`{name}` is not among the tools of the architect; call Groundplan's own")


def _require_specs(given: dict[str, Any], folder: Path, project: Path, specs: str, name: str) -> None:
    paths = list(_paths(given))
    if not paths:
        raise Denied(f"`{name}` names no file, so it cannot be told where it writes")
    for path in paths:
        _require_inside(path, folder, project, specs)


def _paths(given: Any) -> Iterator[Any]:
    """Every path that a call names, however deep; those of a patch as well."""
    if isinstance(given, list):
        for item in given:
            yield from _paths(item)
    if not isinstance(given, dict):
        return
    for key, value in given.items():
        if key.lower() in PATHS:
            yield from value if isinstance(value, list) and not any(isinstance(v, dict) for v in value) else (value,)
        elif key.lower() in ("input", "patch", "diff") and isinstance(value, str):
            for match in PATCHED.finditer(value):
                yield next(group for group in match.groups() if group)
        if isinstance(value, dict | list):
            yield from _paths(value)


def _require_inside(path: Any, folder: Path, project: Path, specs: str) -> None:
    if isinstance(path, dict):
        return  # what is in it is looked at by itself
    if not isinstance(path, str) or not path or ODD.search(path) or any(map(_ends_oddly, path.split("/"))):
        raise Denied(f"`{path!r}` is not a plain path of a document")
    base, root = project.resolve(), (project / specs).resolve()
    if not root.is_relative_to(base):
        raise Denied(f"`{specs}` is a link that leads out of the project")
    target = (folder / path).resolve()
    if not target.is_relative_to(root) or target == root:
        raise Denied(f"`{path}` lies outside `{specs}/`; the architect writes specifications and never code")
    below = target.relative_to(root)
    if target.suffix != ".md" or any(part.startswith(".") for part in below.parts):
        raise Denied(f"`{path}` is no Markdown document; the architect writes specifications and never code")
    if target.is_file() and target.stat().st_nlink > 1:
        raise Denied(f"`{path}` is the same file as another, so it cannot be told what is written")


def _ends_oddly(part: str) -> bool:
    """Whether some systems take a name for another: `a.md.` and `a.md ` are `a.md` to them."""
    return part not in (".", "..") and part.endswith((" ", "."))


def _require_harmless(given: dict[str, Any], folder: Path, project: Path, specs: str) -> None:
    command = given.get("command")
    if not isinstance(command, str) or META.search(command):
        raise Denied("the architect runs single plain commands: no pipes, redirections or substitutions")
    try:
        program, *words = shlex.split(command)
    except ValueError:
        raise Denied("the command cannot be read") from None
    if program in LOOKING:
        return
    if program != "groundplan" or not words or words[0] not in COMMANDS:
        raise Denied(f"`{program}` is not among the commands of the architect; call Groundplan's own tools")
    for word in words[1:]:
        if word.startswith(LEAVING):
            raise Denied(f"`{word}` writes beside the specs")
    for index, word in enumerate(words):
        if word == "--specs" or word.startswith("--specs="):
            named = word.partition("=")[2] or (words[index + 1] if index + 1 < len(words) else "")
            if (folder / named).resolve() != (project / specs).resolve():
                raise Denied(f"`{named}` is not the specs folder of this project")
