"""Five requests in plain words, from an empty folder to a checked specification."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from tests.checks.walked import REQUESTS, walked
from tests.journeys.command import lay_down, run, specs


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the five requests were planned with their defaults."""
    folder = tmp_path_factory.mktemp("walked")
    assert run(folder, "init").code == 0
    for request in REQUESTS:
        checked = run(folder, "check")
        assert checked.code == 0, checked.out
        before = specs(folder)
        done = run(folder, "plan", request, "--yes")
        assert done.code == 0, done.out + done.err
        assert specs(folder) != before
    return folder


@pytest.fixture(scope="module")
def openapi(project: Path) -> Any:
    return run(project, "export", "openapi").document


def test_check_finds_nothing(project: Path) -> None:
    done = run(project, "check", "--format", "json")
    assert done.code == 0
    assert done.document["findings"] == []
    assert done.document["endpoints"] == 17


def test_the_whole_is_short(project: Path) -> None:
    assert sum(text.count("\n") for text in specs(project).values()) < 900


def test_no_proposal_is_left_behind(project: Path) -> None:
    assert not (project / "specs" / "changes").exists()
    assert (
        sorted(file.split("/")[0] for file in specs(project))
        == ["api"] * 3 + ["auth"] + ["database"] * 2 + ["decisions"] * 3
    )


def test_the_openapi_document_is_valid_and_whole(openapi: Any) -> None:
    validate(openapi)
    operations = {(method.upper(), path) for path, item in openapi["paths"].items() for method in item}
    for action in ("register", "login", "refresh", "logout"):
        assert ("POST", f"/api/auth/{action}") in operations
    for one, many in (("task", "tasks"), ("project", "projects")):
        row = f"/api/{many}/{{{one}_id}}"
        wanted = {("GET", f"/api/{many}"), ("POST", f"/api/{many}"), ("GET", row), ("PATCH", row), ("DELETE", row)}
        assert wanted <= operations


def test_every_operation_documents_its_errors_with_the_envelope(openapi: Any) -> None:
    for path, item in openapi["paths"].items():
        for method, operation in item.items():
            statuses = set(operation["responses"])
            assert "500" in statuses, (method, path)
            assert ("401" in statuses) or not operation.get("security"), (method, path)
            assert ("404" in statuses) == ("{" in path), (method, path)
            takes_input = bool(operation.get("parameters") or operation.get("requestBody"))
            assert ("400" in statuses) == takes_input, (method, path)
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert "#/components/" in str(answer), (method, path, status)


def test_the_list_of_tasks_has_a_filter_and_bounded_pages(openapi: Any) -> None:
    parameters = {
        parameter["name"]: parameter["schema"] for parameter in openapi["paths"]["/api/tasks"]["get"]["parameters"]
    }
    assert parameters["limit"]["maximum"] == 100
    assert "offset" in parameters
    assert "in_progress" in str(parameters["status"])


@pytest.mark.parametrize("request_", REQUESTS)
def test_the_same_request_again_changes_nothing_and_says_so(project: Path, request_: str) -> None:
    before = specs(project)
    done = run(project, "plan", request_, "--yes", "--json")
    assert (done.code, done.document["status"]) == (0, "nothing_to_do")
    assert specs(project) == before


def test_the_last_request_touches_only_its_list_and_the_index_that_it_needs(tmp_path: Path) -> None:
    assert run(tmp_path, "init").code == 0
    for request in REQUESTS[:-1]:
        run(tmp_path, "plan", request, "--yes")
    before = specs(tmp_path)
    run(tmp_path, "plan", REQUESTS[-1], "--yes")
    after = specs(tmp_path)
    changed = [
        line
        for file in after
        for line in difflib.ndiff(before[file].splitlines(), after[file].splitlines())
        if line[:1] in "+-"
    ]
    assert [line[:12] for line in changed] == ["+ | `status`", "+ - [ ] `?st", "+ - **Index*"]


def test_code_is_declined_with_the_place_of_its_specification(project: Path) -> None:
    before = specs(project)
    done = run(project, "plan", "write the FastAPI route for creating tasks")
    assert done.code == 0
    assert "specs/api/rest-endpoints.md" in done.out
    assert "`POST /api/tasks`" in done.out
    assert specs(project) == before


def test_what_is_not_understood_is_said_and_nothing_is_written(project: Path) -> None:
    before = specs(project)
    done = run(project, "plan", "paint the shed in a calm green", "--yes")
    assert done.code == 2
    assert "do not understand" in done.out
    assert "groundplan plan" in done.out
    assert specs(project) == before


def test_open_questions_stop_a_program_and_can_be_answered_ahead(project: Path, tmp_path: Path) -> None:
    lay_down(tmp_path, specs(project))
    asked = run(tmp_path, "plan", "CRUD endpoints for orders", "--json")
    assert (asked.code, asked.document["status"]) == (3, "needs_clarification")
    topics = {question["topic"]: question for question in asked.document["questions"]}
    assert set(topics) == {"scope", "fields"}
    assert all(question["why"] and question["options"] and question["default"] for question in topics.values())
    answers = ("--answer", "scope=shared", "--answer", "fields=name")
    dry = run(tmp_path, "plan", "CRUD endpoints for orders", *answers, "--dry-run")
    assert dry.code == 0
    assert "GET /api/orders" in dry.out
    assert specs(tmp_path) == specs(project)
    wrong = run(tmp_path, "plan", "CRUD endpoints for orders", "--answer", "scope=everybody")
    assert wrong.code == 2
    assert "`owner`, `shared`" in wrong.err


def test_a_mistyped_command_element_and_rule_name_the_nearest(project: Path) -> None:
    assert "Did you mean 'check'" in run(project, "chekc").err
    assert "model Task" in run(project, "show", "Tsak").err
    assert "EP008" in run(project, "explain", "EP8").err


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.code, done.out) == (2, "")
    assert "groundplan init" in done.err


def test_check_finds_nothing_after_a_person_rewrapped_commented_and_reordered(tmp_path: Path) -> None:
    documents = walked()
    endpoints = documents["api/rest-endpoints.md"]
    head, *sections = endpoints.split("\n## ")
    first, *others = sections
    commented = [f"{section}\nA remark that a person left here.\n" for section in reversed(others)]
    rewrapped = "\n## ".join((head, first, *commented)).replace(
        "Text is trimmed before it is checked; NUL is refused",
        "Text is trimmed before\n  it is checked; NUL is refused",
    )
    lay_down(tmp_path, {**documents, "api/rest-endpoints.md": rewrapped})
    done = run(tmp_path, "check", "--format", "json")
    assert [finding["message"] for finding in done.document["findings"]] == []
    planned = run(tmp_path, "plan", "the projects list needs filtering by name", "--yes")
    assert planned.code == 0, planned.out + planned.err
    after = specs(tmp_path)["api/rest-endpoints.md"]
    removed = [line for line in difflib.ndiff(rewrapped.splitlines(), after.splitlines()) if line.startswith("- ")]
    assert removed == []
    assert after.count("A remark that a person left here.") == len(others)
