"""The settings of a project: what they mean, and what is said of those that make no sense."""

from pathlib import Path

import pytest

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Finding, Severity, at_least
from groundplan.surfaces.checking import check
from groundplan.surfaces.settings import SETTINGS, read_project
from tests.checks.walked import walked
from tests.journeys.command import lay_down

BROKEN = ("- **Scope**: owner, `Task.user_id`\n", "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    documents = walked()
    documents["api/rest-endpoints.md"] = documents["api/rest-endpoints.md"].replace(*BROKEN, 1)
    lay_down(tmp_path, documents)
    return tmp_path


def found(project: Path, settings: str) -> tuple[Finding, ...]:
    (project / "groundplan.toml").write_text(settings, encoding="utf-8")
    return check(project / "specs", cached=False).findings


def test_a_rule_is_as_severe_as_the_project_says(project: Path) -> None:
    default = {finding.severity for finding in found(project, "") if finding.code == "TN004"}
    assert default == {"error"}
    said = found(project, '[severity]\nTN004 = "info"\n')
    assert {finding.severity for finding in said if finding.code == "TN004"} == {"info"}


def test_a_rule_counts_before_its_family(project: Path) -> None:
    said = found(project, '[severity]\nTN = "off"\ntn004 = "warning"\n')
    assert {(finding.code, finding.severity) for finding in said if finding.code.startswith("TN")} == {
        ("TN004", "warning")
    }


def test_a_rule_that_is_off_finds_nothing(project: Path) -> None:
    assert "TN004" not in {finding.code for finding in found(project, '[severity]\nTN = "off"\n')}


def test_a_change_of_severity_is_no_cached_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / ".cache"))
    check(project / "specs")
    (project / "groundplan.toml").write_text('severity = { TN004 = "info" }', encoding="utf-8")
    assert check(project / "specs") == check(project / "specs", cached=False)


@pytest.mark.parametrize(
    ("one", "least", "counts"),
    [("error", "warning", True), ("warning", "warning", True), ("info", "warning", False), ("info", "info", True)],
)
def test_the_severe_is_at_least_as_severe_as_the_mild(one: Severity, least: Severity, counts: bool) -> None:
    assert at_least(one, least) is counts


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('ignore = ["EP008"]\nselct = []\n', 2, "`selct` is no setting"),
        ("\n\nignore = 3\n", 3, "`ignore` is not a list of codes"),
        ('fail-on = "often"\n', 1, "`fail-on` is not `error`, `warning` or `info`"),
        ("\nseverity = 3\n", 2, "`severity` is not a table"),
        ('[severity]\nPG001 = "info"\nEP008 = "bad"\n', 3, "`EP008` is not `error`"),
        ('fail-on = "info"\nseverity = { PG001 = "info", EP008 = 2 }\n', 2, "`EP008` is not `error`"),
        ("model = 3\n", 1, "`model` is not a provider and its model"),
        ("model-budget = 10\n", 1, "`model-budget` is not a number of tokens"),
        ('model-timeout = "soon"\n', 1, "`model-timeout` is not a number of seconds"),
        ("a = 1\n= broken\n", 2, "not valid TOML"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / "groundplan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        read_project(tmp_path)
    [place] = refused.value.at
    assert (Path(place.file).name, place.line) == ("groundplan.toml", line)
    assert said in refused.value.message


@pytest.mark.parametrize("name", SETTINGS)
def test_the_example_of_a_setting_is_read_and_differs_from_its_default(tmp_path: Path, name: str) -> None:
    unset = read_project(tmp_path)
    (tmp_path / "groundplan.toml").write_text(f"{name} = {SETTINGS[name].default}\n", encoding="utf-8")
    assert read_project(tmp_path) == unset
    (tmp_path / "groundplan.toml").write_text(f"{name} = {SETTINGS[name].example}\n", encoding="utf-8")
    assert read_project(tmp_path).replace(stated=()) != unset


def test_a_table_of_another_tool_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ruff]\nselect = 3\n\n[tool.groundplan]\nselect = "EP"\n', encoding="utf-8"
    )
    with pytest.raises(InvalidInput) as refused:
        read_project(tmp_path)
    assert refused.value.at[0].line == 5


def test_an_unknown_rule_is_told_with_its_line(project: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        found(project, '[severity]\nEP001 = "info"\nEP9999 = "info"\n')
    assert refused.value.at[0].line == 3
