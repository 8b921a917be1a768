"""Proposals that wait for review, and what happens to them while they wait."""

import json
from pathlib import Path

import pytest

from tests.checks.walked import walked
from tests.journeys.command import lay_down, run, specs

SORT = "sort the projects by name"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    return tmp_path


def save(project: Path, request: str) -> Path:
    """Plan a request for review; gives the folder in which it waits."""
    done = run(project, "plan", request, "--save", "--yes")
    assert done.code == 0, done.err
    [folder] = (project / "specs" / "changes").iterdir()
    assert folder.name in done.out
    return folder


def findings(project: Path) -> list[tuple[str, str, int]]:
    found = run(project, "check", "--format", "json").document["findings"]
    return [(finding["code"], finding["file"], finding["line"]) for finding in found]


def test_a_saved_proposal_is_applied_later_and_leaves_nothing(project: Path) -> None:
    saved = run(project, "plan", "sort the projects by name", "--save")
    assert saved.code == 0
    [name] = [folder.name for folder in (project / "specs" / "changes").iterdir()]
    assert name in saved.out
    elsewhere = project / "specs" / "auth" / "jwt.md"
    elsewhere.write_text(elsewhere.read_text().replace("15 minutes", "10 minutes"))
    assert run(project, "apply", name).code == 0
    assert "`name`; then `id`" in specs(project)["api/rest-endpoints.md"]
    assert not (project / "specs" / "changes").exists()
    assert run(project, "check").code == 0


def test_a_saved_proposal_says_which_part_changed_underneath_it(project: Path) -> None:
    run(project, "plan", "sort the projects by name", "--save")
    [name] = [folder.name for folder in (project / "specs" / "changes").iterdir()]
    file = project / "specs" / "api" / "rest-endpoints.md"
    head, projects, rest = file.read_text().partition("### GET /api/projects\n")
    file.write_text(head + projects + rest.replace("`created_at` (default, descending)", "`created_at`", 1))
    before = specs(project)
    done = run(project, "apply", name)
    assert done.code == 1
    assert "`sort` of `GET /api/projects` has changed" in done.err
    line = (head + projects + rest.partition("- **Sort**")[0]).count("\n") + 1
    assert f"api/rest-endpoints.md:{line}:" in done.err
    assert specs(project) == before


@pytest.mark.parametrize("request_", [SORT, "CRUD endpoints for tags: name", "filter the projects by name"])
def test_applied_later_it_writes_what_it_would_have_written_at_once(
    project: Path, tmp_path_factory: pytest.TempPathFactory, request_: str
) -> None:
    at_once = tmp_path_factory.mktemp("at_once")
    lay_down(at_once, walked())
    assert run(at_once, "plan", request_, "--yes").code == 0
    folder = save(project, request_)
    assert run(project, "apply", folder.name).code == 0
    assert specs(project) == specs(at_once)


def test_a_change_of_another_part_of_the_element_is_no_obstacle(project: Path) -> None:
    folder = save(project, SORT)
    file = project / "specs" / "api" / "rest-endpoints.md"
    file.write_text(file.read_text().replace("List the caller's projects, newest first.", "List them."))
    assert run(project, "apply", folder.name).code == 0
    assert "List them." in file.read_text()
    assert "`name`; then `id`" in file.read_text()


def test_a_waiting_proposal_is_sound(project: Path) -> None:
    save(project, SORT)
    assert findings(project) == []


def test_a_proposal_that_lists_what_it_does_not_change_is_found(project: Path) -> None:
    page = save(project, SORT) / "proposal.md"
    listed = "- `GET /api/projects`"
    page.write_text(page.read_text().replace(listed, f"- `GET /api/tasks`: sort\n{listed}"))
    line = page.read_text().partition(listed)[0].count("\n")
    assert findings(project) == [("RF005", str(page.relative_to(project / "specs")), line)]


def test_a_proposal_that_changes_what_it_does_not_list_is_found(project: Path) -> None:
    page = save(project, SORT) / "proposal.md"
    page.write_text(page.read_text().replace("- `GET /api/projects`", "- The list of projects"))
    assert findings(project) == [("RF005", str(page.relative_to(project / "specs")), 1)]


def test_a_proposal_that_a_person_wrote_has_no_typed_change_to_differ_from(project: Path) -> None:
    folder = save(project, SORT)
    (folder / "change.json").unlink()
    assert findings(project) == []


def test_one_that_would_now_break_the_specs_is_not_applied(project: Path) -> None:
    folder = save(project, "CRUD endpoints for tags: name. Each user sees only their own")
    schema = project / "specs" / "database" / "schema.md"
    schema.write_text(schema.read_text().replace("## User\n", "## Member\n"))
    before = specs(project)
    done = run(project, "apply", folder.name)
    assert done.code == 1
    assert "nothing was written" in done.err
    assert specs(project) == before


@pytest.mark.parametrize("broken", ["{", "[]", '{"request": "x"}'])
def test_a_change_that_is_no_change_is_refused(project: Path, broken: str) -> None:
    folder = save(project, SORT)
    (folder / "change.json").write_text(broken)
    before = specs(project)
    done = run(project, "apply", folder.name)
    assert done.code == 2
    assert "change.json" in done.err
    assert specs(project) == before


@pytest.mark.parametrize(
    ("part", "value"), [("after", {"method": 3}), ("address", "planet Mars"), ("address", "model Ghost")]
)
def test_a_step_that_makes_no_element_is_refused(project: Path, part: str, value: object) -> None:
    file = save(project, SORT) / "change.json"
    change = json.loads(file.read_text())
    change["steps"][0] |= {"before": None, "address": "GET /api/ghosts", part: value}
    file.write_text(json.dumps(change))
    before = specs(project)
    done = run(project, "apply", file.parent.name)
    assert done.code == 2
    assert "change.json" in done.err
    assert specs(project) == before


def test_a_follow_up_takes_the_place_of_the_proposal_that_it_goes_on_from(project: Path) -> None:
    before = save(project, "CRUD for shelves: name")
    done = run(project, "plan", "without delete, and sort them by name", "--on", before.name)
    assert done.code == 0, done.err
    [name] = [folder.name for folder in (project / "specs" / "changes").iterdir()]
    assert f"Saved as specs/changes/{name}/" in done.out
    assert run(project, "apply", name).code == 0
    endpoints = specs(project)["api/rest-endpoints.md"]
    assert "### PATCH /api/shelves/" in endpoints
    assert "### DELETE /api/shelves/" not in endpoints
    sorts = endpoints.partition("### GET /api/shelves\n")[2].partition("- **Sort**: ")[2]
    assert "`name`" in sorts.splitlines()[0]


def test_a_follow_up_may_be_applied_at_once(project: Path) -> None:
    before = save(project, "CRUD for shelves: name")
    assert run(project, "plan", "without delete", "--on", before.name, "--yes").code == 0
    assert "### PATCH /api/shelves/" in specs(project)["api/rest-endpoints.md"]
    assert not (project / "specs" / "changes").exists()


def test_going_on_from_what_does_not_wait_names_what_does(project: Path) -> None:
    before = save(project, SORT)
    done = run(project, "plan", "without delete", "--on", "2026-01-01-nothing")
    assert done.code == 2
    assert before.name in done.err


def test_requests_that_begin_with_the_same_words_wait_side_by_side(project: Path) -> None:
    for request in ("add a field to the projects: color, optional", "add a field to the projects: size int, optional"):
        assert run(project, "plan", request, "--save", "--yes").code == 0
    names = [folder.name for folder in sorted((project / "specs" / "changes").iterdir())]
    assert len(names) == 2
    for name in names:
        assert run(project, "apply", name).code == 0
    assert {"`color`", "`size`"} <= set(specs(project)["database/schema.md"].split())


def test_a_proposal_says_what_it_means_to_clients_and_to_the_database(project: Path) -> None:
    folder = save(project, "remove the description of projects")
    page = (folder / "proposal.md").read_text()
    assert "- breaking: `GET /api/projects`" in page
    assert "1. contract: " in page
    shown = run(project, "plan", "remove the name of projects", "--yes", "--dry-run").out
    assert "\nClients\n  breaking: " in shown
    assert "\nDatabase: " in shown


def test_a_request_may_be_a_list_and_a_vague_one_is_asked_back(project: Path) -> None:
    planned = run(project, "plan", "- projects: add a colour (optional, max 20)", "--yes", "--json")
    assert planned.code == 0 and planned.document["status"] == "applied"
    assert "`colour`" in specs(project)["database/schema.md"]
    asked = run(project, "plan", "add limits", "--yes", "--json")
    assert asked.code == 3
    [question] = asked.document["questions"]
    answered = run(
        project, "plan", "add limits", "--answer", f"{question['topic']}={question['options'][0]['value']}", "--yes"
    )
    assert answered.code == 0 and "rest-endpoints.md" in answered.out
