"""A linter of agents' files accepts what is laid down, and the plugin."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.command import run

LINTER = str(Path(sys.executable).parent / "skillsaw")
PLUGIN = Path(__file__).parents[3] / "plugin"


def counts(folder: Path) -> tuple[int, int]:
    """The errors and the warnings of a folder."""
    done = subprocess.run([LINTER, "lint", str(folder)], capture_output=True, text=True, check=False, timeout=60)
    found = re.search(r"Errors:\s+(\d+)\s+Warnings:\s+(\d+)", done.stdout)
    assert found is not None, done.stdout + done.stderr
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("agent", ["claude", "cursor", "copilot", "codex", "all"])
def test_what_is_laid_down_for_an_agent_has_no_fault(tmp_path: Path, agent: str) -> None:
    assert run(tmp_path, "init", "--agent", agent).code == 0
    assert counts(tmp_path) == (0, 0)


def test_the_plugin_has_no_fault() -> None:
    assert counts(PLUGIN) == (0, 0)


def test_the_linter_finds_a_fault(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "claude")
    skill = tmp_path / ".claude/skills/groundplan/SKILL.md"
    skill.write_text(skill.read_text().replace('name: "groundplan"', 'name: "Ground Plan"'))
    assert counts(tmp_path) != (0, 0)
