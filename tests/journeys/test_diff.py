"""What a change of the specs means to clients, told from the history of a real repository."""

import subprocess
from pathlib import Path

import pytest

from tests.journeys.command import lay_down, run

ENDPOINTS = "api/rest-endpoints.md"
LOANS = """# REST endpoints

## Loans

- **Prefix**: `/api/loans`

### GET /api/loans

List the loans.

- **Auth**: authenticated

| Query parameter | Type | Default | Rules | Meaning |
| --- | --- | --- | --- | --- |
| `status` | enum(`open`, `back`) | — | — | which loans |

| Status | Response | When |
| --- | --- | --- |
| 200 | page of `Loan` | always |
"""
DELETE = """
### DELETE /api/loans/{loan_id}

Forget a loan.

- **Auth**: authenticated

| Status | Response | When |
| --- | --- | --- |
| 204 | no body | always |
"""
DECISION = """# Lend for thirty days

- **Status**: accepted
- **Date**: 2026-11-25

## Context

Books come back late.
"""


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-m", message)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose specs lie in a folder below its root, committed and tagged once."""
    folder = tmp_path / "library"
    lay_down(folder, {ENDPOINTS: LOANS + DELETE})
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text(".cache\n")
    commit(tmp_path, "the first specs")
    git(tmp_path, "tag", "v1")
    return folder


def write(project: Path, text: str) -> None:
    lay_down(project, {ENDPOINTS: text})


def test_specs_as_they_were_committed_change_nothing_for_clients(project: Path) -> None:
    done = run(project, "diff")
    assert (done.code, done.out) == (0, "Nothing changes for clients from HEAD to specs.\n")


def test_each_change_is_told_with_its_element_and_why_the_gravest_first(project: Path) -> None:
    write(project, LOANS.replace("`back`", "`back`, `lost`").replace("List the", "List all"))
    done = run(project, "diff")
    assert done.code == 0
    assert done.out == (
        "Breaking\n"
        "  DELETE /api/loans/{loan_id}\n"
        "    is gone\n"
        "    it was never deprecated, and whoever calls it meets 404\n"
        "\n"
        "Safe\n"
        "  GET /api/loans\n"
        "    query parameter `status`: `lost` is a new choice\n"
        "    there is one choice more\n"
        "    words differ: summary\n"
        "    programs do not read them\n"
        "\n"
        "1 breaking, 2 safe, from HEAD to specs.\n"
    )


def test_a_pipeline_fails_from_the_level_on_that_it_names(project: Path) -> None:
    write(project, LOANS + DELETE.replace("Forget", "Remove"))
    assert run(project, "diff", "--fail-on", "risky").code == 0
    write(project, LOANS)
    assert run(project, "diff", "--fail-on", "breaking").code == 1
    assert run(project, "diff", "--fail-on", "risky").code == 1
    assert run(project, "diff").code == 0


def test_two_revisions_are_compared_whatever_the_folder_holds(project: Path) -> None:
    write(project, LOANS)
    commit(project, "loans are kept")
    git(project, "tag", "v2")
    write(project, "# REST endpoints\n")
    there, back = (
        run(project, "diff", "v1", "v2", "--format", "json"),
        run(project, "diff", "v2", "v1", "--format", "json"),
    )
    assert there.document["counts"] == {"breaking": 1, "risky": 0, "safe": 0}
    assert [verdict["kind"] for verdict in back.document["verdicts"]] == ["endpoint-added"]
    assert run(project, "diff", "v1", "--format", "json").document["counts"]["breaking"] == 2


def test_two_folders_are_compared_without_a_repository(tmp_path: Path) -> None:
    lay_down(tmp_path / "old", {ENDPOINTS: LOANS + DELETE})
    lay_down(tmp_path / "new", {ENDPOINTS: LOANS})
    done = run(tmp_path, "diff", "old/specs", "new/specs", "--format", "json")
    assert done.document["verdicts"] == [
        {
            "level": "breaking",
            "kind": "endpoint-removed",
            "at": "DELETE /api/loans/{loan_id}",
            "message": "is gone",
            "why": "it was never deprecated, and whoever calls it meets 404",
            "origin": "DELETE /api/loans/{loan_id}",
        }
    ]


def test_specs_that_are_new_since_a_revision_are_all_new_to_clients(project: Path) -> None:
    lay_down(project / "branch", {ENDPOINTS: LOANS})
    done = run(project, "diff", "--specs", "branch/specs", "--format", "json")
    assert [verdict["kind"] for verdict in done.document["verdicts"]] == ["endpoint-added"]


def test_what_clients_do_not_see_is_counted(project: Path) -> None:
    lay_down(project, {"decisions/2026-11-25-lend-for-thirty-days.md": DECISION})
    done = run(project, "diff")
    assert done.out == "Nothing changes for clients from HEAD to specs; 1 change that clients do not see.\n"


def test_markdown_is_a_table_for_each_level(project: Path) -> None:
    write(project, LOANS)
    lines = run(project, "diff", "HEAD", "--format", "markdown").out.splitlines()
    assert "### Breaking" in lines
    assert (
        "| `DELETE /api/loans/{loan_id}` | is gone | it was never deprecated, and whoever calls it meets 404 |" in lines
    )


def test_a_revision_that_is_not_there_is_bad_input(project: Path) -> None:
    done = run(project, "diff", "v9")
    assert done.code == 2
    assert done.err.startswith("`v9` is neither a folder nor a git revision\n  hint: ")
    assert run(project, "diff", "--", "--output=specs/stolen.md").code == 2
    assert not (project / "specs" / "stolen.md").exists()


def test_outside_a_repository_only_folders_can_be_compared(tmp_path: Path) -> None:
    lay_down(tmp_path, {ENDPOINTS: LOANS})
    done = run(tmp_path, "diff")
    assert (done.code, done.err.splitlines()[0]) == (2, "`specs` lies in no git repository")
    assert run(tmp_path, "diff", "specs").code == 0


MODEL = """# Database schema

## Loan

| Field | Type | Null | Default | Rules | Create | Update | Read |
| --- | --- | --- | --- | --- | --- | --- | --- |
| `id` | uuid | no | generated | primary key | — | — | yes |
| `days` | int | no | — | 1..30 | required | — | yes |

- **Schemas**: `LoanCreate`, `LoanRead`
"""


def test_what_the_database_goes_through_is_told_too(project: Path) -> None:
    lay_down(project, {"database/schema.md": MODEL})
    commit(project, "a table")
    lay_down(project, {"database/schema.md": MODEL.replace("| int | no |", "| int | yes |")})
    done = run(project, "diff")
    assert "    response field `days` may be null now, by `model Loan`\n" in done.out
    assert "\nDatabase\n  expand: allow null in `Loan.days`\n" in done.out


def test_a_document_that_was_not_utf_8_is_named(project: Path) -> None:
    (project / "specs" / ENDPOINTS).write_bytes(b"# Caf\xe9\n")
    commit(project, "in another encoding")
    write(project, LOANS)
    done = run(project, "diff")
    assert (done.code, done.err.splitlines()[0]) == (2, f"{ENDPOINTS}:1:1: the document is not UTF-8 in `HEAD`")


def test_a_link_in_history_is_not_followed_and_no_document(project: Path) -> None:
    (project / "specs" / "notes.md").symlink_to("/etc/hostname")
    commit(project, "a link")
    assert run(project, "diff", "HEAD", "v1").out == "Nothing changes for clients from HEAD to v1.\n"
