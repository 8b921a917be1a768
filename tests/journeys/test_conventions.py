"""What a project has decided is followed, and a request that says otherwise is told so."""

from pathlib import Path

from tests.journeys.command import run, specs

DECIDED = """# Backend

- Every route is served under `/v1`; there is no `/api`.
- Primary keys are auto-increment integers.
- Lists use cursor pagination, 30 a page by default and 60 at most.
- JWTs are signed with HS512.
"""


def decided(folder: Path) -> Path:
    (folder / "backend").mkdir()
    (folder / "backend" / "CLAUDE.md").write_text(DECIDED)
    assert "backend/CLAUDE.md" in run(folder, "init").out
    return folder


def test_prefix_ids_pages_and_algorithm_are_the_projects(tmp_path: Path) -> None:
    project = decided(tmp_path)
    assert run(project, "plan", "people register and log in", "--yes").code == 0
    assert run(project, "plan", "CRUD for books: title, author. Each user sees only their own", "--yes").code == 0
    text = "\n".join(specs(project).values())
    assert "### GET /v1/books/{book_id}" in text
    assert "/api/books" not in text
    assert "| `book_id` | int |" in text
    assert "- **Pagination**: cursor, 30 a page, 60 at most" in text
    assert "- **Algorithm**: `HS512`" in text
    assert "64 bytes or more" in text
    assert "HS256" not in text
    assert run(project, "check").code == 0
    assert (project / "backend" / "CLAUDE.md").read_text() == DECIDED


def test_a_request_against_a_convention_is_told_so(tmp_path: Path) -> None:
    project = decided(tmp_path)
    done = run(project, "plan", "CRUD for notes with uuid ids", "--dry-run", "--yes")
    assert "backend/CLAUDE.md" in done.out
    assert "int" in done.out
