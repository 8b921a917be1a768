"""One sensible example for a shape, or none where a rule, such as a pattern, is beyond guessing."""

import math
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal

from groundplan.exchange.json_schema import Json, accepts, finite, value_schema
from groundplan.exchange.openapi.shapes import shape_of
from groundplan.spec.model import SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type

MISSING = object()
DEEPEST = 4
FIXED: dict[str, object] = {
    "uuid": "0f8d6c3a-5b1e-4c0a-9d57-2f6b8a41c9e3",
    "datetime": "2026-03-14T09:30:00Z",
    "date": "2026-03-14",
    "time": "09:30:00",
    "duration": "PT90M",
    "email": "ada@example.com",
    "url": "https://example.com/about",
    "json": {},
}
# Spellings that patterns commonly ask for: codes, slugs, currencies, telephone numbers, colours, digits.
SPELLINGS = (
    "AB-123", "ab-123", "ABC-1234", "abc", "ABC", "Ab", "AB", "a1", "A1", "EUR", "en-GB", "+441632960123", "#336699",
    "123456", "12345", "1234", "123", "12", "1", "a", "A", "1.0.0", "0123456789abcdef",
)  # fmt: skip


def example_of_object(fields: Iterable[SchemaField], spec: Spec, depth: int = 0) -> object:
    """An object that keeps every rule of its fields, or `MISSING`.

    A field without an example is null where it may be, and else left out where it may be.
    """
    found: Json = {}
    for field in fields:
        value = example_of_field(field, spec, depth)
        if value is not MISSING:
            found[field.name] = value
        elif field.nullable:
            found[field.name] = None
        elif field.required:
            return MISSING
    return found


def example_of_field(field: SchemaField, spec: Spec, depth: int = 0) -> object:
    """A value that the field accepts, or `MISSING`; its default if that is a plain value."""
    if field.default is not None and field.default.kind == "value" and field.type is not None:
        schema = value_schema(field.type, field.constraints, lambda _: {})
        if "type" in schema and accepts(schema, field.default.value):
            return field.default.value
    return example_of(field.type, field.constraints, field.name, spec, depth)


def example_of(type_: Type | None, constraints: Constraints, name: str, spec: Spec, depth: int = 0) -> object:
    """A value of a type within its constraints, or `MISSING`; `name` gives text its words."""
    if type_ is None:
        return MISSING
    constraints = constraints.replace(bounds=finite(constraints.bounds))
    match type_.kind:
        case "ref":
            return _of_reference(type_.name, spec, depth)
        case "list":
            return _of_list(type_, constraints, name, spec, depth)
        case "file":
            return MISSING
        case "json":
            return FIXED["json"]
    schema = value_schema(type_, constraints, lambda _: {})
    return next((value for value in _candidates(type_, constraints, name) if accepts(schema, value)), MISSING)


def _of_reference(name: str, spec: Spec, depth: int) -> object:
    schema = shape_of(name, spec)
    if schema is None or depth >= DEEPEST:
        return MISSING
    return example_of_object(schema.fields, spec, depth + 1)


def _of_list(type_: Type, constraints: Constraints, name: str, spec: Spec, depth: int) -> object:
    fewest = max(0, math.ceil(constraints.bounds.low or 0))
    most = constraints.bounds.high
    item = example_of(type_.item, Constraints(bounds=constraints.each), name.removesuffix("s"), spec, depth)
    if item is MISSING or (most is not None and most < 1):
        return MISSING if fewest else []
    if (most is not None and fewest > most) or fewest > (1 if constraints.distinct else 5):
        return MISSING
    return [item] * max(fewest, 1)


def _candidates(type_: Type, constraints: Constraints, name: str) -> Iterator[object]:
    low, high = constraints.bounds.low, constraints.bounds.high
    match type_.kind:
        case "bool":
            yield True
        case "enum":
            yield from type_.values
        case "int":
            yield from (1, *(int(bound) for bound in (low, high) if bound is not None), 0)
        case "float":
            yield from (1.5, *(bound for bound in (low, high) if bound is not None), 0.0)
        case "decimal":
            yield _decimal(type_, constraints.bounds)
        case "bytes":
            size = int(low if low is not None else 3)
            yield "AAAA" * -(-size // 3) if 0 <= size <= 256 else "AAAA"
        case "str" | "text":
            yield from _texts(name, low, high)
        case "secret":
            yield "correct horse battery staple"
            yield from _texts(name, low, high)
        case _:
            yield FIXED.get(type_.kind)


def _decimal(type_: Type, bounds: Bounds) -> str:
    """`19.99`, or the nearest that the range and the digits allow."""
    value = Decimal("19.99")
    if bounds.high is not None:
        value = min(value, Decimal(str(bounds.high)))
    if bounds.low is not None:
        value = max(value, Decimal(str(bounds.low)))
    if type_.precision is not None:
        scale = type_.scale or 0
        largest = Decimal(10) ** max(type_.precision - scale, 1) - 1
        value = min(value, largest)
        if 0 <= scale <= 12 and abs(value) < 10**12:
            value = value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_DOWN)
    return f"{value:f}"


def _texts(name: str, low: float | None, high: float | None) -> Iterator[str]:
    words = name.replace("_", " ").strip().capitalize() or "Text"
    longest = len(words) if high is None else max(0, int(high))
    text = words[:longest].strip()
    if low is not None and len(text) < low <= 200:
        text = (f"{words} as an example, long enough to be accepted. " * 5)[: int(low)]
        text = text if text == text.strip() else text[:-1] + "."
    yield text
    yield from SPELLINGS
