"""The rules as a person reads them: one by one, and in a list."""

from pathlib import Path

from tests.journeys.command import run


def test_a_page_says_whether_the_rule_runs_by_default(tmp_path: Path) -> None:
    assert "- **Runs**: always\n" in run(tmp_path, "explain", "EP008").out
    assert "- **Runs**: only where `--select` or the settings" in run(tmp_path, "explain", "ER010").out


def test_the_list_says_which_rules_are_off_by_default(tmp_path: Path) -> None:
    lines = {line.partition(" ")[0]: line.split() for line in run(tmp_path, "rules", "ER").out.splitlines()}
    assert "off" in lines["ER010"][:5] and "off" not in lines["ER001"][:5]
    listed = run(tmp_path, "rules", "ER", "--format", "json").document
    assert [rule["code"] for rule in listed if not rule["default"]] == ["ER010"]
