"""How long the pages of a list are, in the words in which people say it."""

import pytest

from groundplan.architect.understand.lists import find_pages
from tests.architect.planned import after, plan

SAID = {
    "pages of tasks hold 10 items, at most 40": (10, 40),
    "25 per page by default, never more than 50": (25, 50),
    "each page has 30 tasks": (30, None),
    "show 12 tasks a page": (12, None),
    "12 tasks on every page": (12, None),
    "page size 30, max 90": (30, 90),
    "load 20 at a time": (20, None),
    "a page should contain 30 rows": (30, None),
    "tasks come in pages of 10 up to 100": (10, 100),
    "default page size of 25 and a maximum of 75": (25, 75),
    "limit the list to 50 results": (None, 50),
    "paginate tasks (20 each)": (20, None),
    "the list should be paged by 15": (15, None),
    "its pages may hold up to 200 tasks": (None, 200),
    "cap the pages at 80": (None, 80),
    "the page limit is 75": (None, 75),
}


@pytest.mark.parametrize(("text", "bounds"), SAID.items(), ids=SAID)
def test_the_bounds_of_a_page_are_read(text: str, bounds: tuple[int | None, int | None]) -> None:
    pages = find_pages(text)
    assert pages is not None
    assert (pages.size, pages.cap) == bounds


def test_a_list_that_pages_otherwise_than_others_says_why() -> None:
    spec = after("CRUD for boats: name", "CRUD for crews: name")
    proposal = plan("the boats list should use cursors instead of offsets", spec)
    assert proposal.status == "ready", proposal.findings
    boats = next(e for e in proposal.after.endpoints if (e.method, e.path) == ("GET", "/api/boats"))
    assert boats.pagination is not None and boats.pagination.style == "cursor"
    assert any("other than the other lists" in note for note in boats.notes)
    assert not any("`total`" in item.text for item in boats.criteria)
