"""The component schemas: every shape that travels, pages of them, and the error envelope."""

from groundplan.exchange.json_schema import Json, described, object_schema, value_schema
from groundplan.exchange.openapi.examples import MISSING, example_of_object
from groundplan.exchange.openapi.shapes import Page, Shapes, shape_of
from groundplan.spec.model import Schema
from groundplan.spec.outcome import EnvelopeField
from groundplan.spec.types import Constraints


def component_schemas(shapes: Shapes) -> Json:
    """Every component by name: shapes, then pages, then the envelope, if there is one."""
    found: Json = {}
    for name, component in shapes.names.items():
        shape = shape_of(name, shapes.spec)
        if shape is not None:
            found[component] = _shape(shape, shapes)
    for page, component in shapes.pages.items():
        found[component] = page_schema(page, shapes)
    if shapes.spec.errors.envelope:
        found[shapes.error] = _envelope(shapes)
    return found


def _shape(shape: Schema, shapes: Shapes) -> Json:
    # A shape that nobody gave fields is open: closed, it would accept nothing.
    closed = shapes.closed and shape.name in shapes.sent and bool(shape.fields)
    schema: Json = {"description": shape.description} if shape.description else {}
    schema |= object_schema(shape.fields, shapes.reference, closed=closed)
    example = example_of_object(shape.fields, shapes.spec)
    if example is not MISSING and shape.fields:
        schema["examples"] = [example]
    return schema


def page_schema(page: Page, shapes: Shapes) -> Json:
    """One page of rows: `items`, and what its style says of the pages beside it."""
    whole: Json = {"type": "integer", "minimum": 0}
    counted: Json = {"type": "integer", "minimum": 1}
    beside: Json
    match page[1]:
        case "offset":
            beside = {"total": whole, "limit": counted, "offset": whole}
        case "page":
            beside = {"page": counted, "per_page": counted, "total": whole}
        case _:
            last = {"type": ["string", "null"], "description": "null on the last page"}
            beside = {"next_cursor": last, "limit": counted}
    rows = {"type": "array", "items": shapes.reference(page[0])}
    return {"type": "object", "properties": {"items": rows, **beside}, "required": ["items", *beside]}


def _envelope(shapes: Shapes) -> Json:
    fields = shapes.spec.errors.envelope
    schema: Json = {
        "type": "object",
        "description": "The body of every answer that is not a success.",
        "properties": {field.name: _envelope_field(field, shapes) for field in fields},
    }
    if always := list(dict.fromkeys(field.name for field in fields if field.always)):
        schema["required"] = always
    return schema


def _envelope_field(field: EnvelopeField, shapes: Shapes) -> Json:
    nothing = Constraints()
    return described(value_schema(field.type, nothing, shapes.reference), field.meaning, field.type, nothing)
