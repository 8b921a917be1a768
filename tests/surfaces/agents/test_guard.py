"""The guard, asked as an agent asks it: by the real command, with real files and links."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command import run_with

INSIDE = "specs/api/rest-endpoints.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "specs" / "api").mkdir(parents=True)
    (folder / "specs" / "api" / "rest-endpoints.md").write_text("# REST endpoints\n")
    (folder / "app").mkdir()
    (folder / "app" / "main.py").write_text("app = None\n")
    (folder / "app" / "notes.md").write_text("# Notes\n")
    (folder / "specs" / "out").symlink_to(folder / "app", target_is_directory=True)
    (folder / "specs" / "link.md").symlink_to(folder / "app" / "notes.md")
    (folder / "specs" / "same.md").symlink_to(folder / "specs" / "api" / "rest-endpoints.md")
    os.link(folder / "app" / "notes.md", folder / "specs" / "hard.md")
    (folder / "specs" / "loop").symlink_to("loop")
    (folder / "app" / "api").symlink_to(folder / "specs" / "api", target_is_directory=True)
    (tmp_path / "elsewhere" / "specs").mkdir(parents=True)
    return folder


def reason(project: Path, call: Any, *options: str) -> str | None:
    """Why the hook denies a call; `None` where it lets it pass."""
    done = run_with(project, call if isinstance(call, str) else json.dumps(call), "guard", *options)
    if done.code == 2:
        return done.err
    assert (done.code, done.err) == (0, "")
    if not done.out:
        return None
    answer = done.document["hookSpecificOutput"]
    assert (answer["hookEventName"], answer["permissionDecision"]) == ("PreToolUse", "deny")
    return str(answer["permissionDecisionReason"])


def write(path: Any, tool: str = "Write", key: str = "file_path", **more: Any) -> dict[str, Any]:
    return {"tool_name": tool, "tool_input": {key: path, **more}}


def shell(command: str, tool: str = "Bash") -> dict[str, Any]:
    return {"tool_name": tool, "tool_input": {"command": command}}


def nested(depth: int) -> Any:
    return "app.py" if depth == 0 else [nested(depth - 1)]


PATCH = "*** Begin Patch\n*** Update File: {}\n@@\n-a\n+b\n*** End Patch"
DENIED: dict[str, dict[str, Any]] = {
    "code beside the specs": write("app/main.py"),
    "a new file at the top": write("app.py"),
    "Markdown beside the specs": write("README.md"),
    "the instructions of the agent": write("CLAUDE.md"),
    "the configuration of the agent": write(".claude/settings.json"),
    "an absolute path": write("/etc/passwd"),
    "an absolute path to Markdown": write("/tmp/specs/a.md"),
    "the way up": write("specs/../app/main.py"),
    "the way up to Markdown": write("specs/../README.md"),
    "the way up twice": write("specs/api/../../app/notes.md"),
    "the way out of the project": write("../elsewhere/a.md"),
    "a folder with the same beginning": write("specs-old/a.md"),
    "another letter case": write("SPECS/api/rest-endpoints.md"),
    "another letter case of one letter": write("Specs/a.md"),
    "a link to a folder": write("specs/out/notes.md"),
    "a new file behind a link": write("specs/out/new.md"),
    "a folder that is not there behind a link": write("specs/out/deep/new.md"),
    "a link to a file": write("specs/link.md"),
    "a file of two names": write("specs/hard.md"),
    "code in the specs": write("specs/models.py"),
    "code with another ending": write("specs/models.md.py"),
    "an ending in capitals": write("specs/a.MD"),
    "no ending": write("specs/Makefile"),
    "the change of a proposal": write("specs/changes/2026-11-23-a/change.json"),
    "a hidden file": write("specs/.hidden.md"),
    "a hidden folder": write("specs/.git/a.md"),
    "the folder itself": write("specs"),
    "no path": write(""),
    "a path that is a number": write(7),
    "a path that is nothing": write(None),
    "a link to itself": write("specs/loop/a.md"),
    "the way up behind a link": write("specs/out/../notes.md"),
    "the way up behind a link into the specs": write("app/api/../notes.md"),
    "half of a character": write("specs/\ud800.md"),
    "a stream of a file": write("specs/models.py:a.md"),
    "paths that are nested deep": write(nested(400), "editFiles", "files"),
    "the home of the user": write("~/specs/a.md"),
    "a drive": write("C:/specs/a.md"),
    "backslashes": write("specs\\..\\app\\main.py"),
    "an address": write("file:///tmp/a.md"),
    "NUL": write("specs/a.md\x00.py"),
    "a line break": write("specs/a\n.md"),
    "a blank at the end": write("specs/a.md "),
    "an edit": write("app/main.py", "Edit", old_string="a", new_string="b"),
    "several edits": write("app/main.py", "MultiEdit", edits=[{"old_string": "a", "new_string": "b"}]),
    "a notebook": write("specs/a.ipynb", "NotebookEdit", "notebook_path"),
    "a notebook that is called Markdown": write("specs/a.md", "NotebookEdit", "notebook_path"),
    "a tool that names no path": {"tool_name": "Write", "tool_input": {"content": "x"}},
    "one of several paths": write([INSIDE, "app/main.py"], "editFiles", "files"),
    "a path deep in the input": {"tool_name": "multi_replace_string_in_file", "tool_input": {"replacements": [{"filePath": "app/main.py"}]}},
    "a file in VS Code": write("app/main.py", "create_file", "filePath"),
    "a patch": {"tool_name": "apply_patch", "tool_input": {"input": PATCH.format("app/main.py")}},
    "a patch in Codex": {"tool_name": "apply_patch", "tool_input": {"command": PATCH.format("app/main.py")}},
    "a patch that moves": {"tool_name": "apply_patch", "tool_input": {"input": PATCH.format(INSIDE) + "\n*** Move to: app/a.py"}},
    "a patch with a blank before its header": {"tool_name": "apply_patch", "tool_input": {"input": PATCH.format(INSIDE) + "\n  *** Add File: app/a.py"}},
    "a patch with another header": {"tool_name": "apply_patch", "tool_input": {"input": PATCH.format(INSIDE) + "\n*** Create File: app/a.py"}},
    "a patch that renames": {"tool_name": "apply_patch", "tool_input": {"patch": f"--- a/{INSIDE}\n+++ b/{INSIDE}\nrename to app/a.py"}},
    "another server": {"tool_name": "mcp__filesystem__write_file", "tool_input": {"path": INSIDE}},
    "a server with a name like ours": {"tool_name": "mcp__groundplanx__apply", "tool_input": {}},
    "a tool of nobody": {"tool_name": "Frobnicate", "tool_input": {}},
    "another agent": {"tool_name": "Task", "tool_input": {"prompt": "write app.py"}},
    "a redirection": shell("echo x > app.py"),
    "a redirection into the specs": shell("echo x >> specs/a.md"),
    "a pipe": shell("cat specs/api/rest-endpoints.md | tee app.py"),
    "two commands": shell("ls; rm -rf app"),
    "a command after another": shell("ls && touch app.py"),
    "a substitution": shell("cat $(touch app.py)"),
    "an older substitution": shell("cat `touch app.py`"),
    "a variable": shell("cat $HOME"),
    "two lines": shell("ls\ntouch app.py"),
    "an interpreter": shell("python -c 'open(\"app.py\", \"w\")'"),
    "sed in place": shell("sed -i s/a/b/ app/main.py"),
    "git": shell("git checkout -- app"),
    "a copy": shell("cp specs/api/rest-endpoints.md app.py"),
    "an open quote": shell("cat 'specs"),
    "no command": {"tool_name": "Bash", "tool_input": {}},
    "a shell of another name": shell("echo x > app.py", "run_in_terminal"),
    "our own command elsewhere": shell("groundplan plan 'add tags to tasks' --yes --specs ../elsewhere"),
    "our own command on the specs of another folder": {**shell("groundplan plan 'add tags to tasks' --yes"), "cwd": ".."},
    "our own command from another folder": {"tool_name": "exec_command", "tool_input": {"command": "groundplan init", "workdir": "../elsewhere"}},
    "an option that nobody knows": shell("groundplan check --output app.py"),
    "a check without an end": shell("groundplan check --watch"),
    "two commands for a shell to which one quote is none": shell("groundplan show 'a & del app'"),
    "our own command elsewhere, in one word": shell("groundplan apply a --specs=app"),
    "a baseline beside the specs": shell("groundplan check --write-baseline app.py"),
    "setting up agents": shell("groundplan init --agent all"),
    "a server of our own": shell("groundplan mcp --http"),
}  # fmt: skip
ALLOWED: dict[str, dict[str, Any]] = {
    "a document": write(INSIDE),
    "a new document": write("specs/database/schema.md"),
    "a document in a folder that is not there": write("specs/decisions/2026-11-23-a.md"),
    "a dot on the way": write("./specs/api/../api/rest-endpoints.md"),
    "a link inside the specs": write("specs/same.md"),
    "an edit": write(INSIDE, "Edit", old_string="a", new_string="b"),
    "several edits": write(INSIDE, "MultiEdit", edits=[{"old_string": "a", "new_string": "b"}]),
    "a document in VS Code": write(INSIDE, "create_file", "filePath"),
    "a patch": {"tool_name": "apply_patch", "tool_input": {"input": PATCH.format(INSIDE)}},
    "a patch in Codex": {"tool_name": "apply_patch", "tool_input": {"command": PATCH.format(INSIDE)}},
    "reading code": {"tool_name": "Read", "tool_input": {"file_path": "app/main.py"}},
    "searching": {"tool_name": "Grep", "tool_input": {"pattern": "x", "path": "app"}},
    "our server": {"tool_name": "mcp__groundplan__apply", "tool_input": {"proposal": "a"}},
    "our server in the plugin": {"tool_name": "mcp__plugin_groundplan_groundplan__plan", "tool_input": {}},
    "our server in VS Code": {"tool_name": "mcp_groundplan_plan", "tool_input": {}},
    "looking": shell("cat specs/api/rest-endpoints.md"),
    "our own command": shell("groundplan plan 'tags on tasks' --yes"),
    "an element": shell('groundplan show "GET /api/tasks/{task_id}"'),
    "what is found": shell("groundplan check --format json --select EP"),
    "our own command on the specs": shell("groundplan check --specs specs"),
}


@pytest.mark.parametrize("call", DENIED.values(), ids=DENIED)
def test_what_is_not_a_specification_is_not_written(project: Path, call: dict[str, Any]) -> None:
    assert reason(project, {"cwd": str(project), **call})


@pytest.mark.parametrize("call", ALLOWED.values(), ids=ALLOWED)
def test_specifications_are_written_and_anything_is_read(project: Path, call: dict[str, Any]) -> None:
    assert reason(project, {"cwd": str(project), **call}) is None


def test_absolute_paths_into_the_specs_pass(project: Path) -> None:
    assert reason(project, write(str(project / INSIDE))) is None


def test_a_path_is_taken_from_where_the_agent_stands(project: Path) -> None:
    assert reason(project, {**write("api/rest-endpoints.md"), "cwd": str(project / "specs")}) is None
    assert reason(project, {**write("specs/a.md"), "cwd": str(project / "app")})


def test_specs_of_another_name_are_the_ones_that_are_written(project: Path) -> None:
    (project / "docs" / "api").mkdir(parents=True)
    assert reason(project, write("docs/api/a.md"), "--specs", "docs/api") is None
    assert reason(project, write(INSIDE), "--specs", "docs/api")
    assert reason(project, shell("groundplan check --specs docs/api"), "--specs", "docs/api") is None
    assert reason(project, shell("groundplan check"), "--specs", "docs/api")


def test_specs_that_are_a_link_out_of_the_project_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "specs").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "leads out" in str(reason(tmp_path / "project", write("specs/a.md")))


def test_a_denial_says_why(project: Path) -> None:
    assert "`app.py` lies outside `specs/`" in str(reason(project, write("app.py")))


@pytest.mark.parametrize("text", ["", "{", "7", "[]", "{}", '{"tool_name": "Write"}', "[" * 100_000, "\x00"])
def test_what_cannot_be_read_does_not_pass(project: Path, text: str) -> None:
    assert reason(project, text)


def test_other_agents_are_not_bound(project: Path) -> None:
    for agent, bound in ((None, False), ("tester", False), ("groundplan:groundplan-architect", True), (["a"], False)):
        said = reason(project, {**write("app.py"), "agent_type": agent}, "--agent", "groundplan-architect")
        assert (said is not None) == bound


CURSOR: dict[str, tuple[dict[str, Any], bool]] = {
    "a write": ({"hook_event_name": "preToolUse", **write("app.py")}, False),
    "a document": ({"hook_event_name": "preToolUse", **write(INSIDE)}, True),
    "a tool of ours": ({"hook_event_name": "preToolUse", "tool_name": "MCP:plan", "tool_input": {}}, True),
    "a tool of another": ({"hook_event_name": "preToolUse", "tool_name": "MCP:run", "tool_input": {}}, False),
    "a shell": ({"hook_event_name": "beforeShellExecution", "command": "rm -rf app"}, False),
    "our own command": ({"hook_event_name": "beforeShellExecution", "command": "groundplan check"}, True),
    "our server": ({"hook_event_name": "beforeMCPExecution", "tool_name": "plan", "command": "groundplan mcp"}, True),
    "another server": ({"hook_event_name": "beforeMCPExecution", "tool_name": "plan", "command": "npx files"}, False),
    "a server elsewhere": ({"hook_event_name": "beforeMCPExecution", "tool_name": "plan", "url": "http://a"}, False),
    "reading": ({"hook_event_name": "beforeReadFile", "file_path": "/etc/hosts"}, True),
}


@pytest.mark.parametrize(("call", "passes"), CURSOR.values(), ids=CURSOR)
def test_cursor_is_answered_in_its_own_words(project: Path, call: dict[str, Any], passes: bool) -> None:
    done = run_with(project, json.dumps(call), "guard")
    assert done.code == 0
    if passes:
        assert done.out == ""
    else:
        assert done.document["permission"] == "deny"
        assert done.document["agent_message"] == done.document["user_message"]
