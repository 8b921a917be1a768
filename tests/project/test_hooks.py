"""What others run Groundplan by: the hook for pre-commit, and the action for GitHub."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator.readers import read_from_filename

from tests.checks.walked import walked
from tests.journeys.command import GROUNDPLAN, lay_down

ROOT = Path(__file__).parents[2]
BROKEN = ("- **Scope**: owner, `Task.user_id`\n", "")


def parsed(file: str) -> Any:
    document, _ = read_from_filename(str(ROOT / file))
    return document


def script() -> str:
    return str(next(step["run"] for step in parsed("action.yml")["runs"]["steps"] if step.get("name") == "Check"))


def ran(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's check in a folder, as GitHub runs its shell."""
    environment = {
        **os.environ,
        "PATH": f"{Path(GROUNDPLAN).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(folder / ".cache"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "SPECS": "specs",
        "ARGS": "",
        **inputs,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script()]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    documents = walked()
    documents["api/rest-endpoints.md"] = documents["api/rest-endpoints.md"].replace(*BROKEN, 1)
    lay_down(tmp_path, documents)
    return tmp_path


def test_the_hook_says_all_that_pre_commit_asks_for() -> None:
    [hook] = parsed(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    # The whole folder is checked, whichever of its files changed.
    assert hook["pass_filenames"] is False


@pytest.mark.parametrize(
    ("file", "checked"),
    [
        ("specs/api/rest-endpoints.md", True),
        ("services/orders/specs/database/schema.md", True),
        ("groundplan.toml", True),
        ("README.md", False),
        ("specs/api/logo.svg", False),
    ],
)
def test_the_hook_runs_where_specifications_change(file: str, checked: bool) -> None:
    [hook] = parsed(".pre-commit-hooks.yaml")
    assert (re.search(hook["files"], file) is not None) is checked


def test_the_action_says_all_that_github_asks_for() -> None:
    action = parsed("action.yml")
    assert action["name"]
    assert action["description"]
    assert action["runs"]["using"] == "composite"
    assert all("uses" in step or {"run", "shell"} <= step.keys() for step in action["runs"]["steps"])
    assert set(action["inputs"]) == {"specs", "args", "python-version"}
    assert all(said["description"] and "default" in said for said in action["inputs"].values())


def test_no_input_of_the_action_is_pasted_into_its_script() -> None:
    assert not any("${{" in step.get("run", "") for step in parsed("action.yml")["runs"]["steps"])


def test_the_action_annotates_lines_and_writes_the_summary(broken: Path) -> None:
    done = ran(broken)
    assert done.returncode == 1, done.stderr
    assert "::error file=specs/api/rest-endpoints.md,line=" in done.stdout
    assert "TN004" in (broken / "summary.md").read_text(encoding="utf-8")


def test_the_action_takes_options_and_another_folder(broken: Path) -> None:
    (broken / "specs").rename(broken / "my specs")
    done = ran(broken, SPECS="my specs", ARGS="--select EP --fail-on error")
    assert done.returncode == 0, done.stderr
    assert ran(broken, SPECS="my specs", ARGS="--select TN").returncode == 1


def test_bad_use_of_the_action_fails(broken: Path) -> None:
    assert ran(broken, ARGS="--nonsense").returncode == 2
