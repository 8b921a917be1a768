"""Bullets and plain lines that are columns, and bullets that only look like them."""

import pytest

from groundplan.spec.model import Reference
from groundplan.spec.types import literal
from tests.documents.free.models.found import field, models, nullable, only, types


@pytest.mark.parametrize(
    ("bullet", "kind", "may_be_null"),
    [
        ("- weight: integer (not null)", "int", False),
        ("- `weight`: Integer (Nullable)", "int", True),
        ("- weight (int, required)", "int", False),
        ("- weight integer not null", "int", False),
        ("- **weight**: int - Optional weight in kilograms", "int", True),
        ("- `weight`: int? - Kilograms", "int", True),
        ("- `weight`: Weight in kilograms (integer), required", "int", False),
        ("- `weight` - Weight in kilograms (integer, nullable)", "int", True),
        ("- weight: int", "int", None),
        ("- grade: string (enum: 'fair', 'fine')", "enum(fair, fine)", None),
        ("- grade: string (fair|fine)", "enum(fair, fine)", None),
        ("- grade: GradeEnum (fair, fine)", "enum(fair, fine)", None),
    ],
)
def test_a_bullet_is_a_column(bullet: str, kind: str, may_be_null: bool | None) -> None:
    (column,) = only(f"## Table: crates\n{bullet}\n").model.fields
    assert (str(column.type), column.nullable) == (kind, may_be_null)


@pytest.mark.parametrize(
    "words",
    [
        "foreign key -> orchards.id",
        "FK orchards.id",
        "Foreign Key to `orchards.id`",
        "references orchards(id)",
        "FK → orchards.id",
    ],
)
def test_a_foreign_key_is_told_in_many_words(words: str) -> None:
    assert field(f"## trees table\n- orchard_id: uuid ({words})\n", "orchard_id").references == Reference(
        "orchards", "id"
    )


def test_a_foreign_key_without_a_table_is_found_by_the_name_of_its_field() -> None:
    text = (
        "## Table: orchards\n- id: int (pk)\n\n## Table: trees\n- orchard_id: int (foreign key)\n- owner_id: int (FK)\n"
    )
    trees = models(text)["trees"].model
    assert [each.references for each in trees.fields] == [Reference("orchards", "id"), None]


def test_columns_stand_below_a_label_and_the_table_has_a_name_of_its_own() -> None:
    found = only(
        "## 2. Trees Table\n- **Table Name**: `orchard_trees`\n- **Columns**:\n  - `id`: UUID (Primary Key)\n  - `planted`: DATE\n"
    )
    assert (found.model.name, found.model.table) == ("Trees", "orchard_trees")
    assert types(found) == {"id": "uuid", "planted": "date"}


def test_bare_words_above_bullets_name_the_tables() -> None:
    found = models("# Schema\n\ntrees\n- id serial PK\n- kind text not null default 'apple'\n\nrows\n- id serial PK\n")
    assert list(found) == ["trees", "rows"]
    assert nullable(found["trees"]) == {"id": False, "kind": False}
    assert found["trees"].model.fields[1].default == literal("apple")


def test_a_plain_block_lists_columns() -> None:
    found = only("### trees\n```\nid: UUID (Primary Key)\nheight: decimal(5,2), nullable\n```\n")
    assert types(found) == {"id": "uuid", "height": "decimal(5,2)"}


def test_two_names_in_one_bullet_are_two_fields() -> None:
    assert list(types(only("## Table: trees\n- id: int\n- `planted_at`, `felled_at`: timestamp\n"))) == [
        "id",
        "planted_at",
        "felled_at",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Environment\n- DATABASE_URL: the connection string\n- LOG_LEVEL: text\n",
        "## Trees\n- One orchard has many trees\n- Each tree stands in one row\n",
        "## Harvest Rules\n- Title: 1-80 characters\n- weight: never below zero\n",
        "### POST /api/trees\n- kind: string (required)\n",
        "### plant_tree\n\n**Parameters**:\n- kind: string (required)\n",
        "## Scales\n- `fine`: Fruit without a flaw\n- `fair`: Fruit with some\n",
    ],
)
def test_other_bullets_are_no_columns(text: str) -> None:
    assert models(text) == {}
