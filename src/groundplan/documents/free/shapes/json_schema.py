"""JSON Schema as a shape, and the half schemas that stand in samples: `"hull": {"type": "string", "maxLength": 40}`."""

from collections.abc import Iterable

from groundplan.documents.free.shapes.object_text import Array, Object, Pair, Text, Value, Word
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Bounds, Constraints, Default, Type, literal

FORMATS = {"date-time": "datetime", "uri": "url", "binary": "bytes", "byte": "bytes"}
LOWEST, HIGHEST = ("minLength", "minimum", "minItems", "min"), ("maxLength", "maximum", "maxItems", "max")


def fields_of_schema(schema: Object) -> tuple[SchemaField, ...] | None:
    """The fields of a schema of an object, or `None` where an object is none."""
    properties, required = schema.value("properties"), schema.value("required")
    if not isinstance(properties, Object) or (schema.value("type") is None and required is None):
        return None
    names = (
        {item.text for item in required.items if isinstance(item, Text | Word)} if isinstance(required, Array) else None
    )
    return tuple(_field(pair, names) for pair in properties.pairs)


def field_of_schema(pair: Pair) -> SchemaField | None:
    """The field whose value is a half schema, or `None` where it is a plain object."""
    kind = pair.value.value("type") if isinstance(pair.value, Object) else None
    return _field(pair, None) if kind is not None and _kind_in_words(kind) is not None else None


def _field(pair: Pair, required: Iterable[str] | None) -> SchemaField:
    inside = pair.value if isinstance(pair.value, Object) else Object(())
    kind = _type(inside)
    own = inside.value("required")
    told = own.text == "true" if isinstance(own, Word) and own.text in ("true", "false") else None
    nullable = inside.value("nullable") == Word("true") or "null" in _words(inside.value("type")).split(" | ")
    return SchemaField(
        pair.key,
        kind,
        required=told if required is None else pair.key in required,
        nullable=nullable,
        default=_default(inside.value("default")),
        constraints=Constraints(bounds=Bounds(*(_number(inside, names) for names in (LOWEST, HIGHEST)))),
        meaning=_words(inside.value("description")),
    )


def _type(inside: Object) -> Type | None:
    choice, format_ = inside.value("enum"), _words(inside.value("format"))
    if isinstance(choice, Array):
        return Type("enum", values=tuple(_words(item) for item in choice.items))
    kind = _kind_in_words(inside.value("type"))
    items = inside.value("items")
    if kind is not None and kind.kind == "list" and isinstance(items, Object):
        return Type("list", item=_type(items))
    return (type_said(FORMATS.get(format_, format_)).type if format_ else None) or kind


def _kind_in_words(value: Value | None) -> Type | None:
    return type_said(_words(value)).type


def _words(value: Value | None) -> str:
    """A text or a word, or several with bars between them."""
    if isinstance(value, Array):
        return " | ".join(_words(item) for item in value.items if isinstance(item, Text | Word))
    return value.text if isinstance(value, Text | Word) else ""


def _default(value: Value | None) -> Default | None:
    if isinstance(value, Text):
        return literal(value.text)
    return type_said(f"default: {value.text}").default if isinstance(value, Word) else None


def _number(inside: Object, names: Iterable[str]) -> int | float | None:
    words = (_words(inside.value(name)) for name in names)
    bounds = (type_said(f">= {text}").constraints.bounds.low for text in words if text)
    return next((bound for bound in bounds if bound is not None), None)
