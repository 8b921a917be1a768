"""What an agent that writes specifications may do: read, call Groundplan, and write Markdown below `specs/`.

An agent asks before every use of a tool. Whatever is not known to be harmless is denied: a new tool, a shell, a path that
leads out by `..`, by a link or by the case of its letters.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from groundplan.surfaces.agents.charter import TOOLS
from groundplan.surfaces.agents.guarded_commands import require_harmless
from groundplan.surfaces.agents.guarded_paths import Denied, Grounds, require_document

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
# Claude Code, its plugins, VS Code. Cursor names no server; `beforeMCPExecution` tells it there.
OURS = re.compile(
    rf"mcp__(?:plugin_groundplan_)?groundplan__\w+|mcp_groundplan_\w+|MCP:\s?(?:{'|'.join(TOOLS)})", re.ASCII
)
PATHS = frozenset({
    "file_path", "filepath", "path", "paths", "file", "files", "filename", "target_file", "targetfile", "notebook_path",
    "old_path", "new_path", "destination", "uri",
})  # fmt: skip
PATCHES = frozenset({"input", "patch", "diff", "command"})
PATCHED = re.compile(r"\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+)|(?:\+\+\+|---) (?:[ab]/)?(\S+)")
AROUND = ("*** Begin Patch", "*** End Patch", "*** End of File")
RENAMED = ("rename from ", "rename to ", "copy from ", "copy to ")


def judge(call: Any, grounds: Grounds) -> None:
    """Let a use of a tool pass, or not.

    Args:
        call: the input of a hook: `tool_name`, `tool_input`, `cwd`; `command` of the hooks that Cursor has for a shell and
            for servers.
        grounds: the project, and its specs.

    Raises:
        Denied: it is not harmless, or cannot be read.
    """
    if not isinstance(call, dict):
        raise Denied("the call cannot be read: it is no object")
    here = call.get("cwd")
    folder = Path(here) if isinstance(here, str) and here else grounds.project
    match call.get("hook_event_name"):
        case "beforeReadFile":
            return
        case "beforeShellExecution":
            require_harmless(call, folder, grounds)
        case "beforeMCPExecution":
            _require_our_server(call.get("command"))
        case _:
            _require_tool(call.get("tool_name"), call.get("tool_input"), folder, grounds)


def answer(call: Any, reason: str) -> str:
    """A denial as the agent that asked reads it."""
    event = call.get("hook_event_name") if isinstance(call, dict) else None
    if isinstance(event, str) and event[:1].islower():
        return json.dumps({"permission": "deny", "user_message": reason, "agent_message": reason})
    denial = {"hookEventName": "PreToolUse", "permissionDecision": "deny", "permissionDecisionReason": reason}
    return json.dumps({"hookSpecificOutput": denial})


def _require_tool(name: Any, given: Any, folder: Path, grounds: Grounds) -> None:
    if not isinstance(name, str) or not isinstance(given, dict):
        raise Denied("the call cannot be read: it has no `tool_name` with a `tool_input`")
    tool = name.lower()
    if tool in READING or OURS.fullmatch(name):
        return
    if tool in WRITING:
        paths = list(_paths(given))
        if not paths:
            raise Denied(f"`{name}` names no file, so it cannot be told where it writes")
        for path in paths:
            require_document(path, folder, grounds)
    elif tool in SHELLS:
        require_harmless(given, folder, grounds)
    else:
        raise Denied(f"`{name}` is not among the tools of the architect; call Groundplan's own")


def _require_our_server(command: Any) -> None:
    if not isinstance(command, str) or command.split()[:2] != ["groundplan", "mcp"]:
        raise Denied("the architect calls no server but Groundplan's")


def _paths(given: Any) -> Iterator[Any]:
    """Every path that a call names, however deep; those of a patch as well."""
    if isinstance(given, list):
        for item in given:
            yield from _paths(item)
    if not isinstance(given, dict):
        return
    for key, value in given.items():
        if key.lower() in PATHS and not isinstance(value, dict):
            # What is in an object is looked at by itself.
            yield from (v for v in value if not isinstance(v, dict)) if isinstance(value, list) else (value,)
        elif key.lower() in PATCHES and isinstance(value, str):
            yield from _patched(value)
        if isinstance(value, dict | list):
            yield from _paths(value)


def _patched(patch: str) -> Iterator[str]:
    """The files that a patch touches.

    Raises:
        Denied: a line looks like a header and is none that is known; whoever applies patches is more generous.
    """
    for line in map(str.strip, patch.splitlines()):
        if header := PATCHED.fullmatch(line):
            yield header[1] or header[2]
        elif line.startswith(RENAMED):
            yield line.split(" ", 2)[2]
        elif line.startswith("***") and line not in AROUND:
            raise Denied(f"`{line}` is no header of a patch that is known")
