"""A free-form document that is adopted says the same in the language, and no word of it is lost."""

import re

import pytest

from groundplan.documents.adopt import adopted, free_files
from groundplan.documents.read import Reading, read
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model

HEADINGS = """\
# Ferry API

All endpoints require a bearer token, except login.

## Crossings

Crossings leave from two piers.

### POST /crossings

Book a crossing for one vehicle.

**Request Body:**
```json
{
  "pier": "string (required, 1-40 chars)",
  "axles": "integer (optional, default 2)"
}
```

**Response (201 Created):**
```json
{"id": 7, "pier": "north"}
```

**Errors:**
- `404 Not Found`: the pier is closed in winter
- `409 Conflict`: the deck is full

### GET /crossings

**Query Parameters:**
- `pier` (string, optional): only crossings from this pier

**Response (200 OK):** array of crossings, newest first

The list is short on Sundays.

## Weather

Above nine beaufort nothing sails.
"""
TABLE = """\
# Endpoints

| Method | Path | Auth | Purpose | Season |
| --- | --- | --- | --- | --- |
| GET | /piers | public | List the piers | all year |
| DELETE | /piers/{id} | admin | Close a pier | winter only |

Closing a pier moves its crossings.
"""
FENCE = """\
# Orchard routes

```
GET    /trees        - every tree with its row
POST   /trees        - plant one
```

Trees are never renumbered.
"""
SCHEMA = """\
# Database

## Table: piers

A pier can be closed for the winter.

| Column | Type | Constraints | Description |
| --- | --- | --- | --- |
| id | SERIAL | PRIMARY KEY | |
| name | VARCHAR(40) | NOT NULL, UNIQUE | painted on the gate |
| closed_at | TIMESTAMP | NULL | empty while it is open |

## Seasons

Winter is from November on.
"""
DDL = """\
# Storage

```sql
CREATE TABLE crossings (
    id INTEGER PRIMARY KEY,
    pier_id INTEGER NOT NULL REFERENCES piers(id) ON DELETE CASCADE,
    axles INTEGER DEFAULT 2
);
```

Old crossings are kept for nine years.
"""
DOCUMENTS = {
    "headings": {"api/rest-endpoints.md": HEADINGS},
    "a table": {"api/rest-endpoints.md": TABLE},
    "a fence": {"api/endpoints.md": FENCE},
    "columns": {"database/schema.md": SCHEMA},
    "statements": {"database/schema.md": DDL},
    "both": {"api/rest-endpoints.md": HEADINGS, "database/schema.md": SCHEMA},
}
ALL = pytest.mark.parametrize("documents", DOCUMENTS.values(), ids=DOCUMENTS)


def after(documents: dict[str, str]) -> dict[str, str]:
    """The documents after each that can be adopted was, one at a time."""
    for _ in documents:
        reading = read(documents)
        waiting = free_files(reading)
        if waiting:
            changed = {**documents, **adopted(reading, waiting[:1]).texts}
            documents = {file: text for file, text in changed.items() if text is not None}
    return documents


def facts(reading: Reading) -> tuple[list[Endpoint], list[Model]]:
    spec = reading.spec
    return sorted(spec.endpoints, key=lambda e: str(e.address)), sorted(spec.models, key=lambda m: m.name)


def words(documents: dict[str, str]) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", " ".join(documents.values()).lower()))


# What only names the kind of a fact, which the language says with words of its own.
LABELS = {"body", "parameters", "query", "errors", "column", "constraints", "description", "purpose", "table", "create", "serial"} | {
    "varchar", "timestamp", "integer", "references", "primary", "unique", "string", "chars", "optional", "conflict", "found", "response",
    "created", "required", "public", "season",
}  # fmt: skip


@ALL
def test_all_is_in_the_language(documents: dict[str, str]) -> None:
    assert [page.file for page in read(documents).pages if page.style != "free"] == []
    assert [page.file for page in read(after(documents)).pages if page.style == "free"] == []


@ALL
def test_every_fact_stays(documents: dict[str, str]) -> None:
    assert facts(read(after(documents))) == facts(read(documents))


@ALL
def test_no_word_of_prose_is_lost(documents: dict[str, str]) -> None:
    assert words(documents) - words(after(documents)) - LABELS == set()


@ALL
def test_what_was_adopted_is_not_adopted_again(documents: dict[str, str]) -> None:
    assert free_files(read(after(documents))) == ()


def test_prose_between_elements_stays_where_it_stands() -> None:
    [text] = after({"api/rest-endpoints.md": HEADINGS}).values()
    order = [
        "Crossings leave from two piers.",
        "### POST /crossings",
        "### GET /crossings",
        "short on Sundays",
        "nine beaufort",
    ]
    assert [text.index(piece) for piece in order] == sorted(text.index(piece) for piece in order)


def test_a_class_becomes_a_table() -> None:
    source = "# Models\n\n```python\nclass Pier(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n    name: str\n```\n"
    [text] = after({"database/schema.md": source}).values()
    assert "```python" not in text
    assert "| `name` | str | no |" in text
