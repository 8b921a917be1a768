"""What several free-form documents say of one thing is one thing."""

from groundplan.documents.read import read

TABLES = "## ferries\n\n| Column | Type | Constraints |\n|---|---|---|\n| id | UUID | primary key |\n"
TRIPS = "## Trips\n\n- `id`: uuid (primary key)\n- `ferry_id`: uuid (foreign key to Ferry.id)\n"
CALLS = "### GET /ferries/{id}\n**Response (200)**: `Ferry`\n"


def test_a_model_is_called_alike_in_all_documents() -> None:
    spec = read({"database/a.md": TABLES, "database/b.md": TRIPS, "api/calls.md": CALLS}).spec
    (call,) = spec.endpoints
    key = spec.models_by_name["Trips"].fields[1].references
    assert (call.responses[0].schema, key and key.model) == ("ferries", "ferries")


def test_a_shape_that_is_defined_keeps_its_name() -> None:
    shape = '\n## Schemas\n\n### Ferry object\n```json\n{"id": "string", "deck": 4}\n```\n'
    spec = read({"database/a.md": TABLES, "api/calls.md": CALLS + shape}).spec
    (call,) = spec.endpoints
    assert [schema.name for schema in spec.schemas] == ["Ferry"]
    assert call.responses[0].schema == "Ferry"
