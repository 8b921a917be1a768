"""The names in a document are found where they stand, in time that grows with its length."""

from groundplan.documents.read import read
from groundplan.surfaces.lsp.names import name_at, names
from tests.timed import seconds_of

FILE = "api/rest-endpoints.md"


def test_a_heading_is_a_name_without_the_hashes_that_close_it() -> None:
    reading = read(
        {FILE: "# REST endpoints\n\n## Tasks\n\n###  GET /api/tasks  ##\n\nList them.\n\n- **Auth**: public\n"}
    )
    found = name_at(reading, FILE, 4, 6)
    assert found is not None
    assert (found.start, found.end, found.meaning) == (5, 19, "GET /api/tasks")


def test_many_blanks_in_a_heading_cost_no_more_than_other_text() -> None:
    reading = read({FILE: f"## x{' ' * 100_000}y\n"})
    assert seconds_of(lambda: list(names(reading))) < 1
