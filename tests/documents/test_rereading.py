"""A document that is read again after an edit says what one says that is read for the first time."""

from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.read_page import Rereading, read_page
from tests.checks.walked import walked

# Lines that begin, end, hide or part what stands around them.
LINES = (
    "", "A remark.", "# Another title", "## Tasks", "### GET /api/tasks", "#### Notes", "Title\n=====", "---", "```", "~~~",
    "<!--", "-->", "- **Router**: `tasks`", "- **Auth**: public", "- an item", "  more of it", "    code", "1. first", "> said",
    "| Field | Type |", "|---|---|", "| 404 | `task_not_found` | no such task |", "- [ ] [a link](errors.md#codes)", "```mermaid",
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 6), st.lists(st.sampled_from(LINES), max_size=4)),
    min_size=1,
    max_size=6,
)


@given(file=st.sampled_from(sorted(walked())), edits=EDITS)
def test_a_reread_document_is_a_read_document(file: str, edits: list[tuple[int, int, list[str]]]) -> None:
    lines = walked()[file].split("\n")
    document = Rereading(file)
    document.read("\n".join(lines))
    for at, gone, new in edits:
        at %= len(lines) + 1
        lines = "\n".join([*lines[:at], *new, *lines[at + gone :]]).split("\n")
        text = "\n".join(lines)
        assert document.read(text) == read_page(file, text)


def test_an_endpoint_that_did_not_change_is_the_same_object() -> None:
    text = walked()["api/rest-endpoints.md"]
    document = Rereading("api/rest-endpoints.md")
    before = [endpoint for router in document.read(text).routers for endpoint in router.endpoints]
    page = document.read(text.replace("### GET /api/tasks\n", "A remark.\n\n### GET /api/chores\n", 1))
    after = [endpoint for router in page.routers for endpoint in router.endpoints]
    assert sum(one is other for one, other in zip(before, after, strict=True)) >= len(before) - 2
