"""A schema that is no model's: `## TokenPair` and its fields as a table."""

from groundplan.documents.constructs.shape_cells import SHAPE_HEAD, read_shape, write_shape
from groundplan.documents.form import Cells, Form, Lead, Notes, Table, Values
from groundplan.spec.model import Schema


def _read_row(cells: Cells) -> tuple[str, str, object]:
    field = read_shape(cells, "field")
    return f"field {field.name}", "fields", field


FORM = Form(
    (
        Lead("description"),
        Table(
            "shape",
            ("Field", *SHAPE_HEAD),
            lambda schema: (write_shape(field, f"field {field.name}") for field in schema.fields),
            _read_row,
            always=True,
        ),
        Notes(),
    )
)


def make_schema(name: str, values: Values) -> Schema:
    return Schema(name).replace(**values)
