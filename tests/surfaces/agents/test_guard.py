"""The guard, asked as an agent asks it: by the real command, with real files and links."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from groundplan.surfaces.agents.guard import Denied, judge
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
    (tmp_path / "elsewhere").mkdir()
    return folder


def write(path: Any, tool: str = "Write", key: str = "file_path", **more: Any) -> dict[str, Any]:
    return {"tool_name": tool, "tool_input": {key: path, **more}}


def shell(command: str, tool: str = "Bash") -> dict[str, Any]:
    return {"tool_name": tool, "tool_input": {"command": command}}


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
    "a patch that moves": {"tool_name": "apply_patch", "tool_input": {"input": PATCH.format(INSIDE) + "\n*** Move to: app/a.py"}},
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
    "reading code": {"tool_name": "Read", "tool_input": {"file_path": "app/main.py"}},
    "searching": {"tool_name": "Grep", "tool_input": {"pattern": "x", "path": "app"}},
    "our server": {"tool_name": "mcp__groundplan__apply", "tool_input": {"proposal": "a"}},
    "our server in the plugin": {"tool_name": "mcp__plugin_groundplan_groundplan__plan", "tool_input": {}},
    "our server in VS Code": {"tool_name": "mcp_groundplan_plan", "tool_input": {}},
    "looking": shell("cat specs/api/rest-endpoints.md"),
    "our own command": shell("groundplan plan 'tags on tasks' --yes"),
    "our own command on the specs": shell("groundplan check --specs specs"),
}


@pytest.mark.parametrize("call", DENIED.values(), ids=DENIED)
def test_what_is_not_a_specification_is_not_written(project: Path, call: dict[str, Any]) -> None:
    with pytest.raises(Denied):
        judge({**call, "cwd": str(project)}, project, "specs")


@pytest.mark.parametrize("call", ALLOWED.values(), ids=ALLOWED)
def test_specifications_are_written_and_anything_is_read(project: Path, call: dict[str, Any]) -> None:
    judge({**call, "cwd": str(project)}, project, "specs")


def test_absolute_paths_into_the_specs_pass(project: Path) -> None:
    judge(write(str(project / INSIDE)), project, "specs")


def test_a_path_is_taken_from_where_the_agent_stands(project: Path) -> None:
    judge({**write("api/rest-endpoints.md"), "cwd": str(project / "specs")}, project, "specs")
    with pytest.raises(Denied):
        judge({**write("specs/a.md"), "cwd": str(project / "app")}, project, "specs")


def test_specs_that_are_a_link_out_of_the_project_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "specs").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(Denied, match="leads out"):
        judge(write("specs/a.md"), tmp_path / "project", "specs")


def test_the_hook_denies_in_the_words_of_the_protocol(project: Path) -> None:
    done = run_with(project, json.dumps(write("app.py")), "guard")
    answer = done.document["hookSpecificOutput"]
    assert done.code == 0
    assert (answer["hookEventName"], answer["permissionDecision"]) == ("PreToolUse", "deny")
    assert "`app.py` lies outside `specs/`" in answer["permissionDecisionReason"]


def test_the_hook_says_nothing_where_a_call_may_pass(project: Path) -> None:
    done = run_with(project, json.dumps(write(INSIDE)), "guard")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("text", ["", "{", "7", "[]", "{}", '{"tool_name": "Write"}', "[" * 100_000])
def test_what_cannot_be_read_does_not_pass(project: Path, text: str) -> None:
    done = run_with(project, text, "guard")
    assert done.code == 2 or done.document["hookSpecificOutput"]["permissionDecision"] == "deny"


def test_other_agents_are_not_bound(project: Path) -> None:
    ours = {**write("app.py"), "agent_type": "groundplan:groundplan-architect"}
    for call, bound in ((write("app.py"), False), ({**write("app.py"), "agent_type": "tester"}, False), (ours, True)):
        done = run_with(project, json.dumps(call), "guard", "--agent", "groundplan-architect")
        assert bool(done.out) == bound
