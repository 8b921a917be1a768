"""One table told several times is one model, and contradictions are kept."""

from groundplan.documents.free.models.merging import merged
from groundplan.documents.free.models.telling import Disagreement, Telling, Told
from groundplan.spec.model import Field, Index, Reference, Uniqueness, UniqueTogether
from tests.documents.free.models.found import models, only
from tests.timed import seconds_of

HERDS = """\
## Tables

### herds

| Column | Type | Constraints |
|---|---|---|
| id | INTEGER | PRIMARY KEY |
| name | VARCHAR(40) | NOT NULL |
| barn_id | INTEGER | FOREIGN KEY |
| born | DATE | |

### barns
- id: integer (primary key)

## Relationships
- `herds.barn_id` → `barns.id` (ON DELETE CASCADE)

## Indexes
- herds.name (unique index)
- Composite index on (`herds.barn_id`, `herds.born`)

| Table | Column | Purpose |
|---|---|---|
| herds | born | by age |

## Classes

```python
class Herd(SQLModel, table=True):
    __tablename__ = "herds"
    id: int = Field(primary_key=True)
    name: str | None = Field(max_length=60)
    barn_id: int
    born: datetime
    mark: str
```
"""


def test_the_class_gives_the_name_and_the_others_are_aliases() -> None:
    herd = models(HERDS)["Herd"]
    assert (herd.model.table, herd.aliases, herd.line) == ("herds", ("herds",), 3)


def test_facts_of_all_parts_come_together() -> None:
    herd = models(HERDS)["Herd"].model
    assert [each.name for each in herd.fields] == ["id", "name", "barn_id", "born", "mark"]
    assert herd.fields[1].unique == Uniqueness()
    assert herd.fields[2].references == Reference("barns", "id", on_delete="cascade")
    assert herd.fields[3].indexed
    assert herd.indexes == (Index(("barn_id", "born")),)


def test_every_contradiction_is_kept_with_both_places() -> None:
    assert models(HERDS)["Herd"].disagreements == (
        Disagreement("Herd.name bounds", ("at most 40", "at most 60"), (8, 32)),
        Disagreement("Herd.name nullability", ("never null", "may be null"), (8, 32)),
        Disagreement("Herd.born type", ("date", "datetime"), (10, 34)),
        Disagreement("Herd.mark presence", ("listed", "not listed"), (35, 3)),
    )


def test_a_vaguer_word_for_the_same_type_contradicts_nothing() -> None:
    text = "### herds\n- id: uuid (pk)\n- sign: email\n\n```sql\nCREATE TABLE herds (id UUID PRIMARY KEY, sign VARCHAR(90) NOT NULL);\n```\n"
    assert only(text).disagreements == ()


def test_foreign_keys_point_at_models_by_their_names() -> None:
    text = "```python\nclass Herd(SQLModel, table=True):\n    __tablename__ = 'herds'\n    id: int = Field(primary_key=True)\n```\n## Table: goats\n- herd_id: int (FK → herds.id)\n"
    assert models(text)["goats"].model.fields[0].references == Reference("Herd", "id")


def test_unique_pairs_are_read_from_bullets() -> None:
    text = "### goats\n- id: int (pk)\n- herd_id: int\n- ear: text\n- Unique constraint: `(herd_id, ear)`\n"
    assert only(text).model.uniques == (UniqueTogether(("herd_id", "ear")),)


def test_a_bullet_tells_of_the_table_that_was_labelled_last() -> None:
    text = "### Farm Context\n\n**Goats Table** (Entity)\n- `id: UUID`\n- `ear: String`\n- Unique constraint: `ear`\n\n**Barns Table**\n- `id: UUID`\n- Index: `(id, ear)`\n"
    found = models(text)
    assert found["Goats"].model.fields[1].unique == Uniqueness()
    assert found["Barns"].model.indexes == (Index(("id", "ear")),)


def test_a_key_of_several_columns_is_read_from_a_bullet() -> None:
    assert (
        only("### grafts\n- `tree_id: int`\n- `twig_id: int`\n- Primary key: `(tree_id, twig_id)`\n").model.primary_key
        == only("### grafts\n- tree_id: int (pk)\n- twig_id: int (pk)\n").model.primary_key
    )


def test_an_index_alone_makes_no_model() -> None:
    assert models("## Indexes\n- wolves.name\n\n```sql\nCREATE INDEX ix ON wolves(name);\n```\n") == {}


def test_a_table_that_is_only_drawn_is_inferred() -> None:
    found = models(
        "```mermaid\nerDiagram\n  HERD ||--o{ GOAT : holds\n  GOAT {\n    uuid id PK\n    string ear UK\n  }\n```\n"
    )
    assert [(name, each.inferred, each.model.fields[1].unique) for name, each in found.items()] == [
        ("GOAT", True, Uniqueness())
    ]


def test_a_diagram_adds_entities_and_contradicts_nothing_by_leaving_out() -> None:
    text = "### goats\n- id: int (pk)\n- ear: text\n\n```mermaid\nerDiagram\n  GOAT {\n    int id PK\n    int herd_id FK\n  }\n```\n"
    goat = only(text)
    assert [each.name for each in goat.model.fields] == ["id", "ear", "herd_id"]


def test_a_table_that_is_told_very_often_is_merged_in_one_pass() -> None:
    tellings = [Telling("herds", line, fields=(Told(Field(f"f{line}"), line),)) for line in range(5_000)]
    assert seconds_of(lambda: merged(tellings)) < 1
    (herd,) = merged(tellings)
    assert herd.disagreements[:2] == (
        Disagreement("herds.f0 presence", ("listed", "not listed"), (0, 1)),
        Disagreement("herds.f1 presence", ("listed", "not listed"), (1, 0)),
    )
