"""What goes wrong in documents that people edit is found, at the line where it went wrong or at its element's heading."""

import pytest

from groundplan.checks.engine import check
from groundplan.documents.read import read
from tests.checks.walked import walked

ENDPOINTS, SCHEMA, AUTH, ERRORS, ROUTING = (
    "api/rest-endpoints.md", "database/schema.md", "auth/jwt.md", "api/errors.md", "api/routing.md",
)  # fmt: skip
TASK = "### GET /api/tasks/{task_id}"
# File, what stands there, what is made of it, the code that finds it, and how the line begins at which it is found.
BREAKAGES = [
    (ENDPOINTS, "| 404 | `task_not_found` | no such task, or it is another user's |\n", "", "ER004", TASK),
    (ENDPOINTS, "create `Task` with", "create `Taks` with", "RF001", "- **Behavior**: create `Taks`"),
    (ENDPOINTS, "- **Scope**: owner, `Task.user_id`\n", "", "TN004", "### GET /api/tasks"),
    (ENDPOINTS, "`TaskCreate`", "`TaskCraete`", "RF001", "- **Request body**: `TaskCraete`"),
    (ENDPOINTS, "**: `TaskUpdate`", "**: `Task`", "RQ008", "- **Request body**: `Task`"),
    (ENDPOINTS, "page of `ProjectRead`", "page of `ProjectReed`", "RF001", "| 200 | page of `ProjectReed`"),
    (ENDPOINTS, "| 400, 401, 413, 415,", "| 400, 413, 415,", "ER012", "| 400, 413, 415,"),
    (ENDPOINTS, "| 409 | `email_taken` |", "| 409 | `mail_taken` |", "ER003", "| 409 | `mail_taken`"),
    (ENDPOINTS, "| 409 | `last_admin` |", "| 422 | `last_admin` |", "ER003", "| 422 | `last_admin`"),
    (ENDPOINTS, "| `task_id` | uuid | — | the task |", "| `id` | uuid | — | the task |", "RQ002", "| `id` | uuid"),
    (ENDPOINTS, "| `project_id` | uuid |", "| `project_id` | int |", "RQ002", "| `project_id` | int"),
    (ENDPOINTS, "- **Pagination**: offset, 20 a page, 100 at most\n", "", "PG001", "### GET /api/tasks"),
    (ENDPOINTS, "- **Idempotency**: none; a blind retry makes a second task\n", "", "IR001", "### POST /api/tasks"),
    (ENDPOINTS, "- **Auth**: public; anybody may make an account", "- **Auth**: public", "AU002", "- **Auth**: public"),
    (ENDPOINTS, "- **Auth**: authenticated\n", "", "AU001", "### GET /api/tasks"),
    (ENDPOINTS, "role `admin`\n", "role `amdin`\n", "AU003", "- **Auth**: role `amdin`"),
    (ENDPOINTS, "DELETE /api/tasks/{task_id}\n", "DELETE /api/tasks/{task_id}/delete\n", "EP008", "### DELETE"),
    (ENDPOINTS, "| 201 | `TaskRead`", "| 200 | `TaskRead`", "EP006", "| 200 | `TaskRead`"),
    (ENDPOINTS, "| 204 | no body | gone |", "| 204 | `TaskRead` | gone |", "EP006", "| 204 | `TaskRead`"),
    (ENDPOINTS, "newest first | authenticated |", "newest first | public |", "DC004", "| GET | `/api/tasks`"),
    (ENDPOINTS, "| `limit` | int | 20 | 1..100 |", "| `limit` | int | 20 | 1..500 |", "DC004", "| `limit` | int"),
    (ENDPOINTS, "- **Rate limit**: 5/minute per", "- **Rate limit**: five per", "DC003", "- **Rate limit**: five"),
    (ENDPOINTS, "(errors.md), the", "(error.md), the", "RF006", "Every request and response"),
    (SCHEMA, "→ `User.id`, on delete cascade |", "→ `Usr.id`, on delete cascade |", "RL001", "| `user_id` | uuid"),
    (SCHEMA, "→ `User.id`, on delete cascade |", "→ `User.id` |", "RL003", "| `user_id` | uuid"),
    (SCHEMA, "| no | — | 1..200; trimmed |", "| no | — | trimmed |", "RQ003", "| `title` | str"),
    (SCHEMA, "argon2id | — | — | — |", "argon2id | — | — | yes |", "RS002", "| `password_hash`"),
    (SCHEMA, "- **Index**: `user_id` + `status` + `created_at`\n", "", "MD009", "| `status` | enum"),
    (SCHEMA, "| `due_date` | date |", "| `due_date` | dat |", "DC003", "| `due_date` | dat"),
    (SCHEMA, "User ||--o{ Task : owns", "User ||--o{ Tasks : owns", "DC004", "```mermaid"),
    (ERRORS, "| `code` | str | yes |", "| `code` | str | no |", "ER001", "| `code` | str | no"),
    (
        ERRORS,
        "| secured endpoints | no access",
        "| secure endpoints | no access",
        "DC003",
        "| 401 | `not_authenticated`",
    ),
    (ERRORS, "| 6 | anything else | 500 `internal_error` |\n", "", "ER007", "## Handlers"),
    (AUTH, "| 4 | signature | before any claim is read | `not_authenticated` |\n", "", "AU007", "## Pipeline"),
    (AUTH, "JWT; 15 minutes", "JWT; 15 days", "AU011", "- **Access token**"),
    (AUTH, "rotated at every use; ", "", "AU012", "- **Refresh token**"),
    (ROUTING, "| `get_current_user` | the", "| `get_curent_user` | the", "RF001", "| `require_role`"),
]


@pytest.mark.parametrize(("file", "stands", "made", "code", "begins"), BREAKAGES)
def test_a_breakage_is_found_at_its_line(file: str, stands: str, made: str, code: str, begins: str) -> None:
    documents = walked()
    assert stands in documents[file]
    documents[file] = documents[file].replace(stands, made, 1)
    reading = read(documents)
    lines = [
        documents[finding.place.file].splitlines()[finding.place.line - 1]
        for finding in check(reading.spec, reading.outline, reading.places)
        if finding.code == code
    ]
    assert any(line.startswith(begins) for line in lines), lines
