"""Tables of columns under a heading, in the titles and languages in which people write them."""

import pytest

from groundplan.spec.model import Reference
from groundplan.spec.types import GENERATED, NOW, Bounds, literal
from tests.documents.free.models.found import field, nullable, only, types

FERRIES = """
### ferries

| Column | Type | Constraints | Description |
|--------|------|-------------|-------------|
| `id` | UUID | PRIMARY KEY, DEFAULT gen_random_uuid() | The ferry |
| `name` | VARCHAR(80) | NOT NULL, UNIQUE | Painted on the bow |
| `harbour_id` | UUID | FK → harbours.id, NOT NULL, ON DELETE SET NULL | Where it sleeps |
| `remark` | TEXT | NULLABLE | |
| `state` | VARCHAR(20) | DEFAULT 'moored', CHECK IN ('moored', 'sailing') | |
| `built_at` | TIMESTAMP | DEFAULT NOW() | Launch |
| `crew` | INTEGER | indexed | Optional head count |
"""


def test_a_table_gives_types_and_says_of_each_column_only_what_it_states() -> None:
    found = only(FERRIES)
    assert types(found) == {
        "id": "uuid", "name": "str", "harbour_id": "uuid", "remark": "text",
        "state": "enum(moored, sailing)", "built_at": "datetime", "crew": "int",
    }  # fmt: skip
    assert nullable(found) == {
        "id": False, "name": False, "harbour_id": False, "remark": True, "state": None, "built_at": None, "crew": True,
    }  # fmt: skip
    assert (found.line, found.lines["name"]) == (2, 7)


def test_keys_defaults_and_bounds_are_read_from_the_constraints() -> None:
    assert field(FERRIES, "id").default == GENERATED
    assert field(FERRIES, "id").primary_key
    assert field(FERRIES, "name").unique is not None
    assert field(FERRIES, "name").constraints.bounds == Bounds(None, 80)
    assert field(FERRIES, "harbour_id").references == Reference("harbours", "id", on_delete="set null")
    assert field(FERRIES, "state").default == literal("moored")
    assert field(FERRIES, "built_at").default == NOW
    assert field(FERRIES, "crew").indexed


@pytest.mark.parametrize(
    ("titles", "row", "expected"),
    [
        ("Field | Type | Required | Notes", "`pages` | integer | Yes | bound", ("int", False)),
        ("Field | Type | Required | Notes", "`pages` | integer | No | bound", ("int", True)),
        ("Name | Data Type | Nullable | Default", "`pages` | bigint | YES | 0", ("int", True)),
        ("Column Name | SQL Type | Python Type | Null", "`pages` | INT | int | no", ("int", False)),
        ("Atributo | Tipo | Obrigatório | Descrição", "`paginas` | Inteiro | ✅ | folhas", ("int", False)),
        ("Campo | Tipo | Obligatorio | Descripción", "`paginas` | entero | ❌ | hojas", ("int", True)),
        ("필드 | 타입 | 필수 | 설명", "`pages` | 정수 | ✅ | 쪽수", ("int", False)),
    ],
)
def test_titles_are_understood_in_other_words_and_languages(titles: str, row: str, expected: tuple[str, bool]) -> None:
    marks = " | ".join("---" for _ in titles.split("|"))
    (pages,) = only(f"## 3. Livro\n\n### Atributos\n\n| {titles} |\n| {marks} |\n| {row} |\n").model.fields
    assert (str(pages.type), pages.nullable) == expected


def test_two_names_in_one_cell_are_two_fields() -> None:
    found = only("## Table: loans\n\n| Column | Type |\n|---|---|\n| `lent_at` / `due_at` | timestamp |\n")
    assert types(found) == {"lent_at": "datetime", "due_at": "datetime"}


def test_a_table_that_lists_no_types_names_no_model() -> None:
    assert only(FERRIES + "\n## Limits\n\n| Setting | Value |\n|---|---|\n| pool | 5 |\n").model.name == "ferries"
