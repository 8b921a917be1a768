"""What the guides show is what happens."""

import asyncio
import re
from pathlib import Path

import pytest

from benchmarks.tokens import measured
from tests.journeys.command import run

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"claude-code": "claude", "cursor": "cursor", "copilot": "copilot", "codex": "codex"}


@pytest.mark.parametrize(("guide", "agent"), GUIDES.items(), ids=GUIDES)
def test_a_guide_shows_what_setting_up_prints(tmp_path: Path, guide: str, agent: str) -> None:
    text = (DOCS / "how-to" / f"{guide}.md").read_text(encoding="utf-8")
    shown = re.search(rf"\$ groundplan init --agent {agent}\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    assert run(tmp_path, "init", "--agent", agent).out == shown[1]
    assert f"groundplan init --agent {agent} --remove" in text
    assert run(tmp_path, "init", "--agent", agent, "--remove").code == 0


def test_an_agent_reads_a_quarter_and_writes_an_eighth(tmp_path: Path) -> None:
    shown, rows = asyncio.run(measured(tmp_path / "specs"))
    assert (shown + sum(row.with_tools.read for row in rows)) * 4 < sum(row.without.read for row in rows)
    assert sum(row.with_tools.written for row in rows) * 8 < sum(row.without.written for row in rows)
