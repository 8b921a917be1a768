"""What declares an endpoint, and what only looks like it."""

import pytest

from tests.documents.free.heard import heard

LIST, ONE, NEW = "GET /ferries", "GET /ferries/{id}", "POST /ferries"
STYLES = {
    "a heading": ("### GET /ferries\nAll.\n", [LIST]),
    "a heading with a number": ("## 2. GET /ferries\nAll.\n", [LIST]),
    "a heading with a step": ("### Step 2: POST /ferries\nAdds one.\n", [NEW]),
    "a heading in code": ("#### `POST /ferries`\nAdds one.\n", [NEW]),
    "a path alone in code": ("### GET `/ferries`\nAll.\n", [LIST]),
    "bullets": ("- `GET /ferries`: all\n- **POST /ferries**: one more\n- GET /ferries/:id – one\n", [LIST, NEW, ONE]),
    "rows with a column each": ("| Method | Path | Does |\n|---|---|---|\n| GET | `/ferries` | all |\n| POST | `/ferries` | adds |\n", [LIST, NEW]),
    "lines of a block": ("```\nGET    /ferries        all of them\nPOST   /ferries        one more\n```\n", [LIST, NEW]),
    "a name and a line below": ("### Every ferry\n\n`GET /ferries`\n\nAll.\n", [LIST]),
    "a method and a path apart": ("### Every ferry\n- **Method**: GET\n- **Path**: `/ferries`\n", [LIST]),
    "a label": ("### Every ferry\n- **Endpoint**: `GET /ferries`\n", [LIST]),
    "a message": ("### New\n```http\nPOST /ferries HTTP/1.1\nAccept: */*\n\n{\"name\": \"Ada\"}\n```\n", [f"{NEW} {{name}}"]),
    "a requirement": ("- **R-1**: Crew MUST find ferries at GET /ferries\n- **R-2**: `POST /ferries` adds one\n", [LIST, NEW]),
    "bare lines": ("GET /ferries\nPOST /ferries\n", [LIST, NEW]),
    "several in one bullet": ("- Ferries: `GET /ferries`, `POST /ferries` (crew)\n", [LIST, NEW]),
    "an overview and a description": (
        "| Method | Path |\n|---|---|\n| GET | /ferries |\n\n### GET /ferries\n**Response 200**: all\n", [f"{LIST} 200"],
    ),
    "a heading below one of what holds for all": ("## Pagination\n### GET /pages\nAll.\n", ["GET /pages"]),
    "a query in the path": ("### GET /ferries?pier={pier}&open=true\nSome.\n", [f"{LIST} ?pier,open"]),
}  # fmt: skip
NONE = {
    "methods that share a path": "**Writing**: `PUT/PATCH/DELETE /ferries/{id}`\n",
    "what is left for later": "## Deferred calls\n- `POST /ferries/{id}/sink`: not in this version\n",
    "a sample of what holds for all": "## Filtering and sorting\n```\nGET /ferries?pier=north&sort=name\n```\n",
    "a call by hand": "```bash\ncurl -X POST /ferries\n```\n",
    "a file": "See GET /ferries/list.md\n",
}


@pytest.mark.parametrize(("text", "said"), STYLES.values(), ids=STYLES)
def test_an_endpoint_is_declared_in_many_styles(text: str, said: list[str]) -> None:
    assert heard(f"# Harbour\n\n{text}") == said


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_looks_like_an_endpoint_is_none(text: str) -> None:
    assert heard(f"# Harbour\n\n{text}") == []


def test_lists_of_required_and_optional_fields_tell_of_the_body_that_was_shown() -> None:
    sample = '```json\n{"name": "Ada", "seats": 4}\n```'
    lists = "**Required Fields:**\n\n- `name` (string): its name\n\n**Optional Fields:**\n\n- `seats` (int): how many\n- `home` (string): where"
    text = f"### POST /ferries\n\n**Request Body:**\n\n{sample}\n\n{lists}\n"
    assert heard(text) == ["POST /ferries {name! seats? home?}"]
