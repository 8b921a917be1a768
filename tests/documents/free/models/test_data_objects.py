"""Shapes that travel: classes without a table, objects under a heading, interfaces."""

from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.free.models.data_objects import read_shapes
from groundplan.documents.free.outline import outline
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Bounds, Constraints, Type, literal
from tests.documents.free.models.found import models


def shapes(text: str) -> dict[str, tuple[SchemaField, ...]]:
    return {schema.name: schema.fields for schema in read_shapes(outline(text))}


CLASSES = """\
```python
class TicketBase(SQLModel):
    seat: str = Field(max_length=4)
    note: Optional[str] = None

class Ticket(TicketBase, table=True):
    id: int = Field(primary_key=True)

class TicketCreate(TicketBase):
    count: int = 1
```
"""


def test_a_class_without_a_table_travels() -> None:
    found = shapes(CLASSES)
    assert list(found) == ["TicketBase", "TicketCreate"]
    assert found["TicketCreate"] == (
        SchemaField("seat", Type("str"), constraints=Constraints(bounds=Bounds(None, 4))),
        SchemaField("note", Type("str"), required=False, nullable=True),
        SchemaField("count", Type("int"), required=False, default=literal(1)),
    )
    assert list(models(CLASSES)) == ["Ticket"]


def test_an_object_under_a_heading_travels() -> None:
    found = shapes('## GET /tickets\n\n### Ticket Object\n```json\n{"seat": "4A", "count": 2}\n```\n')
    assert [(each.name, str(each.type)) for each in found["Ticket"]] == [("seat", "str"), ("count", "int")]


def test_a_schema_travels_in_a_document_on_endpoints_only() -> None:
    schema = "### Ticket Schema\n- `id`: uuid (primary key)\n- `seat`: string (required)\n"
    assert list(shapes("### GET /tickets\n\n## Schemas\n" + schema)) == ["Ticket"]
    assert shapes(schema) == {}
    assert list(models(schema)) == ["Ticket"]


def test_an_interface_travels() -> None:
    found = shapes(
        "```typescript\nexport interface Ticket {\n  seat: string;\n  count?: number;\n}\n\nfunction sell() {}\n```\n"
    )
    assert [(each.name, each.required) for each in found["Ticket"]] == [("seat", True), ("count", False)]


def test_a_heading_that_describes_a_form_names_no_object() -> None:
    assert shapes("### GET /tickets\n\n### Input Schema\n- seat: string\n\n### Database\n- seat: string\n") == {}


@given(st.lists(st.sampled_from(["### ", "Ticket ", "Object\n", "```ts\n", "interface A {\n", "}\n", "a: int;\n", "```\n"]) | st.text(max_size=6)).map("".join))  # fmt: skip
def test_any_text_gives_an_answer(text: str) -> None:
    assert all(schema.fields for schema in read_shapes(outline(text)))
