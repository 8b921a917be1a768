"""Each type and constraint of the spec language has its words in JSON Schema."""

import pytest

from groundplan.exchange.json_schema import Json, accepts, field_schema, object_schema, value_schema
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Bounds, Constraints, Default, Type, literal

ANY = Constraints()
STATES = Type("enum", values=("open", "closed"))


def resolve(name: str) -> Json:
    return {"$ref": f"#/{name}"}


@pytest.mark.parametrize(
    ("type_", "constraints", "schema"),
    [
        (Type("str"), Constraints(Bounds(1, 200)), {"type": "string", "minLength": 1, "maxLength": 200}),
        (Type("str"), Constraints(pattern="^a+$"), {"type": "string", "pattern": "^a+$"}),
        (Type("str"), Constraints(format="e164"), {"type": "string", "format": "e164"}),
        (Type("text"), ANY, {"type": "string"}),
        (Type("int"), Constraints(Bounds(0, 10)), {"type": "integer", "minimum": 0, "maximum": 10}),
        (Type("float"), Constraints(Bounds(0.5)), {"type": "number", "minimum": 0.5}),
        (Type("bool"), ANY, {"type": "boolean"}),
        (Type("uuid"), ANY, {"type": "string", "format": "uuid"}),
        (Type("datetime"), ANY, {"type": "string", "format": "date-time"}),
        (Type("date"), ANY, {"type": "string", "format": "date"}),
        (Type("time"), ANY, {"type": "string", "format": "time"}),
        (Type("duration"), ANY, {"type": "string", "format": "duration"}),
        (Type("email"), ANY, {"type": "string", "format": "email"}),
        (Type("url"), ANY, {"type": "string", "format": "uri"}),
        (Type("secret"), ANY, {"type": "string", "format": "password"}),
        (Type("json"), ANY, {}),
        (Type("bytes"), Constraints(Bounds(32, 32)), {"type": "string", "contentEncoding": "base64", "minLength": 44, "maxLength": 44}),
        (Type("file"), ANY, {"type": "string", "contentMediaType": "application/octet-stream"}),
        (STATES, ANY, {"type": "string", "enum": ["open", "closed"]}),
        (Type("ref", name="Book"), ANY, {"$ref": "#/Book"}),
        (Type("list", item=Type("ref", name="Book")), ANY, {"type": "array", "items": {"$ref": "#/Book"}}),
        (
            Type("list", item=Type("str")),
            Constraints(Bounds(1, 5), Bounds(2, 9), distinct=True),
            {"type": "array", "items": {"type": "string", "minLength": 2, "maxLength": 9}, "minItems": 1, "maxItems": 5, "uniqueItems": True},
        ),
    ],
)  # fmt: skip
def test_a_type_has_its_schema(type_: Type, constraints: Constraints, schema: Json) -> None:
    assert value_schema(type_, constraints, resolve) == schema


@pytest.mark.parametrize(
    ("type_", "bounds", "good", "bad"),
    [
        (Type("decimal", precision=5, scale=2), Bounds(), ("0", "-1.5", "999.99"), ("1000", "1.234", ".5", "1e3")),
        (Type("decimal", precision=5, scale=2), Bounds(0), ("0.10",), ("-0.10",)),
        (Type("decimal", precision=4, scale=0), Bounds(), ("1234",), ("1.0", "12345")),
        (Type("decimal", precision=3, scale=3), Bounds(), ("0.125",), ("12", "0.1255")),
        (Type("decimal"), Bounds(), ("123456789.000001",), ("NaN", "1,5")),
    ],
)
def test_a_decimal_is_text_of_as_many_digits(
    type_: Type, bounds: Bounds, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    schema = value_schema(type_, Constraints(bounds), resolve)
    assert (schema["type"], schema["format"]) == ("string", "decimal")
    assert all(accepts(schema, text) for text in good)
    assert not any(accepts(schema, text) for text in bad)


@pytest.mark.parametrize(
    ("type_", "schema"),
    [
        (Type("str"), {"type": ["string", "null"]}),
        (STATES, {"type": ["string", "null"], "enum": ["open", "closed", None]}),
        (Type("ref", name="Book"), {"anyOf": [{"$ref": "#/Book"}, {"type": "null"}]}),
        (Type("json"), {}),
    ],
)
def test_a_nullable_field_takes_null_too(type_: Type, schema: Json) -> None:
    assert field_schema(SchemaField("f", type_, nullable=True), resolve) == schema


@pytest.mark.parametrize(
    ("type_", "default", "shown"),
    [
        (STATES, literal("open"), {"default": "open"}),
        (STATES, literal("lost"), {}),
        (Type("decimal"), literal(0), {"default": "0"}),
        (Type("bool"), literal(False), {"default": False}),
        (Type("int"), literal(True), {}),
        (Type("date"), literal("2026-02-14"), {"default": "2026-02-14"}),
        (Type("date"), literal("soon"), {}),
        (Type("datetime"), Default("now"), {}),
    ],
)
def test_a_default_is_shown_where_it_is_a_value_of_the_type(type_: Type, default: Default, shown: Json) -> None:
    schema = field_schema(SchemaField("f", type_, default=default), resolve)
    assert {key: value for key, value in schema.items() if key == "default"} == shown


def test_what_has_no_keyword_is_a_sentence() -> None:
    constraints = Constraints(Bounds(0, 100), trimmed=True, pattern="(", notes=("never rounded",))
    schema = field_schema(SchemaField("f", Type("decimal"), constraints=constraints, meaning="what it costs"), resolve)
    said = "what it costs; never rounded; surrounding space is removed; from 0 to 100; matches `(`"
    assert schema["description"] == said


def test_an_object_names_what_it_needs_and_may_be_closed() -> None:
    fields = (SchemaField("a", Type("int")), SchemaField("b", Type("int"), required=False, sensitivity="personal"))
    assert object_schema(fields, resolve, closed=True) == {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer", "x-sensitivity": "personal"}},
        "required": ["a"],
        "additionalProperties": False,
    }
