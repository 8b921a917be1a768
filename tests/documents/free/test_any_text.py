"""Whatever a document holds, reading it ends with an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.read import read

FILES = ("api/rest-endpoints.md", "database/schema.md", "notes.md")
PIECES = st.sampled_from(
    (
        "### GET /ferries/{id}", "**Request Body:**", "```json", "```", '{"pier": "string (required)"', "| Method | Path |", "|---|---|",
        "| GET | /piers |", "- `deck` (int, optional): how many", "CREATE TABLE piers (id INT,", "class Pier(SQLModel, table=True):", "  - 404: closed",
        "All endpoints require a token, except /login", "# Ferries", "**Auth**: admin only", "erDiagram", "PIER ||--o{ FERRY : has", "",
    )
)  # fmt: skip
HOSTILE = {
    "nested lists": "".join(f"{'  ' * (line % 90)}- a: b\n" for line in range(1_000)),
    "deeper and deeper": "".join(f"{' ' * line}- a\n" for line in range(800)),
    "unclosed fences": "### GET /a\n" + '```\n{"a":\n' * 400,
    "nested objects": "### POST /a\n**Request**\n```json\n" + '{"a":[' * 2_000 + "\n```\n",
    "a wide table": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n",
    "headings of every level": "".join(f"{'#' * (line % 6 + 1)} h{line}\n" for line in range(2_000)),
    "backticks": "- " + "`" * 5_000 + "\n",
    "blanks in a heading": "## x" + " " * 50_000 + "y\n",
    "brackets": "### GET /a\n- Body: " + "{(" * 3_000 + "\n",
    "names without end": "### GET /a\n- Query: " + "a, " * 5_000 + "\n",
    "roles without end": "### POST /a\n**Auth**: " + "admin or " * 5_000 + "\n",
    "half a table of columns": "## t\n```sql\n" + "CREATE TABLE a (id INT,\n" * 200 + "\n```\n",
    "no text": "",
    "a byte order mark": "\ufeff# A\r\n\r\n### GET /a\r\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("file", FILES)
def test_hostile_text_is_read_to_its_end(text: str, file: str) -> None:
    assert [page.file for page in read({file: text}).pages] == [file]


@given(st.lists(PIECES, max_size=30).map("\n".join), st.sampled_from(FILES))
def test_pieces_of_styles_in_any_order_are_read(text: str, file: str) -> None:
    assert len(read({file: text}).pages) == 1


@given(st.text(max_size=300), st.sampled_from(FILES))
def test_any_text_is_read(text: str, file: str) -> None:
    assert len(read({file: f"### POST /a\n{text}"}).pages) == 1
