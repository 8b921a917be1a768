"""The proposals that wait, and what stands between them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checks.walked import walked
from tests.journeys.command import lay_down, run, specs

SORT = "sort the projects by name"
FILTER = "filter the projects by name"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    return tmp_path


def save(project: Path, request: str) -> str:
    """Plan a request for review; gives the name under which it waits."""
    done = run(project, "plan", request, "--save", "--yes", "--json")
    assert done.code == 0, done.err
    return next(
        folder.name
        for folder in waiting_folders(project)
        if json.loads((folder / "change.json").read_text())["request"] == request
    )


def waiting_folders(project: Path) -> list[Path]:
    folder = project / "specs" / "changes"
    return sorted(folder.iterdir()) if folder.exists() else []


def listed(project: Path) -> dict[str, Any]:
    done = run(project, "changes", "--json")
    assert done.code == 0, done.err
    return {proposal["slug"]: proposal for proposal in done.document["proposals"]}


def test_without_proposals_it_says_how_one_comes(project: Path) -> None:
    assert "groundplan plan … --save" in run(project, "changes").out
    assert listed(project) == {}


def test_a_proposal_is_listed_with_what_it_touches_and_the_next_command(project: Path) -> None:
    name = save(project, SORT)
    proposal = listed(project)[name]
    assert proposal["request"] == SORT
    assert proposal["touches"] == ["GET /api/projects", "model Project"]
    assert proposal["next"] == f"groundplan apply {name}"
    text = run(project, "changes").out
    assert f"{name}  of today, touches 2 elements" in text
    assert f"Next: groundplan apply {name}" in text


def test_an_old_proposal_says_its_age(project: Path) -> None:
    save(project, SORT)
    [folder] = waiting_folders(project)
    folder.rename(folder.with_name("2020-01-01-sort"))
    assert listed(project)["2020-01-01-sort"]["age"] > 365


def test_two_proposals_on_parts_of_one_element_are_applied_one_after_the_other(project: Path) -> None:
    first, second = save(project, SORT), save(project, FILTER)
    assert [proposal["conflicts"] for proposal in listed(project).values()] == [[], []]
    assert run(project, "apply", first).code == 0
    assert run(project, "apply", second).code == 0
    endpoints = specs(project)["api/rest-endpoints.md"]
    assert "`name`; then `id`" in endpoints
    assert "`?name=…`" in endpoints
    assert run(project, "check").code == 0


def test_two_proposals_that_differ_on_one_thing_name_each_other_and_the_second_is_refused(project: Path) -> None:
    first, second = save(project, "CRUD endpoints for tags: name"), save(project, "CRUD endpoints for tags: title")
    conflicts = {name: proposal["conflicts"] for name, proposal in listed(project).items()}
    assert [clash["slug"] for clash in conflicts[first]] == [second]
    assert [clash["slug"] for clash in conflicts[second]] == [first]
    assert "model Tag" in conflicts[second][0]["parts"]
    assert f"`model Tag` is changed by `{first}` as well" in run(project, "changes").out
    assert run(project, "apply", first).code == 0
    before = specs(project)
    refused = run(project, "apply", second)
    assert refused.code == 1
    assert "`model Tag`" in refused.err
    assert specs(project) == before


def test_an_outdated_proposal_is_planned_anew_in_its_place(project: Path) -> None:
    name = save(project, SORT)
    file = project / "specs" / "api" / "rest-endpoints.md"
    head, projects, rest = file.read_text().partition("### GET /api/projects\n")
    file.write_text(head + projects + rest.replace("`created_at` (default, descending)", "`created_at`", 1))
    proposal = listed(project)[name]
    assert proposal["outdated"] == ["GET /api/projects#sort"]
    assert proposal["next"] == f"groundplan plan '{SORT}' --save"
    assert run(project, "plan", SORT, "--save").code == 0
    assert [proposal["outdated"] for proposal in listed(project).values()] == [[]]
    assert len(waiting_folders(project)) == 1


@pytest.mark.parametrize(
    "change", [None, "{", json.dumps({"request": "x", "steps": [{"address": "model A", "after": 3}]})]
)
def test_a_proposal_without_a_change_that_can_be_read_is_listed_too(project: Path, change: str | None) -> None:
    name = save(project, SORT)
    file = project / "specs" / "changes" / name / "change.json"
    file.unlink() if change is None else file.write_text(change)
    proposal = listed(project)[name]
    assert proposal["request"] == SORT
    assert "change.json" in proposal["why"]
