"""A project that has specs in a style of its own: understood at once, brought into the language, then planned in."""

from pathlib import Path

import pytest

from tests.documents.test_adopt import HEADINGS, SCHEMA
from tests.journeys.command import lay_down, run, specs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, {"api/rest-endpoints.md": HEADINGS, "database/schema.md": SCHEMA})
    return tmp_path


def facts(project: Path) -> list[dict[str, object]]:
    """All that is shown, but for where it stands and how sure it is."""
    shown = run(project, "show", "--format", "json").document
    elements = [*shown["endpoints"], *shown["models"]]
    return [{key: said for key, said in e.items() if key not in ("file", "line", "unsure")} for e in elements]


def test_what_a_section_says_of_all_is_shown_as_inherited(project: Path) -> None:
    [first, *_] = run(project, "show", "--format", "json").document["endpoints"]
    assert (first["file"], first["line"]) == ("api/rest-endpoints.md", 9)
    assert first["unsure"]["auth"] == "inherited"


def test_it_is_shown_and_checked_as_it_is(project: Path) -> None:
    shown = run(project, "show", "--format", "json").document
    assert [(e["method"], e["path"], e["auth"]) for e in shown["endpoints"]] == [
        ("POST", "/crossings", "authenticated"),
        ("GET", "/crossings", "authenticated"),
    ]
    checked = run(project, "check", "--format", "json")
    assert checked.code == 1
    assert all(finding["file"] and finding["line"] for finding in checked.document["findings"])


def test_adopted_it_shows_the_same(project: Path) -> None:
    before = facts(project)
    done = run(project, "adopt", "--yes")
    assert done.code == 0
    assert "Written: specs/database/schema.md" in done.out
    assert facts(project) == before
    assert "Nothing was written" in run(project, "adopt", "--yes").out


def test_without_yes_nothing_is_written(project: Path) -> None:
    before = specs(project)
    shown = run(project, "adopt", "specs/api/rest-endpoints.md")
    assert shown.code == 0
    assert "+- **Request body**: the fields below" in shown.out
    assert specs(project) == before


def test_a_change_is_not_planned_into_a_document_of_another_style(project: Path) -> None:
    before = specs(project)
    refused = run(project, "plan", "the /crossings list needs sorting by pier", "--yes")
    assert refused.code == 2
    assert specs(project) == before


def test_a_file_that_cannot_be_adopted_is_named(project: Path) -> None:
    refused = run(project, "adopt", "specs/api/errors.md")
    assert refused.code == 2
    assert "`database/schema.md`" in refused.err


def test_status_names_the_next_command(project: Path) -> None:
    shown = run(project, "status")
    assert shown.code == 0
    assert "2 endpoints, 1 model" in shown.out
    assert "Next: groundplan adopt specs/database/schema.md" in shown.out
    assert run(project, "adopt", "--yes").code == 0
    assert "Next: groundplan check --fix" in run(project, "status").out
    assert run(project, "status", "--format", "json").document["counts"]["endpoint"] == 2
