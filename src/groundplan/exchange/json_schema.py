"""JSON Schema 2020-12 of what the spec language calls a value: its type, its constraints, its default.

A decimal travels as text, because a JSON number is read as a binary fraction; its range is then a sentence, as are
ranges of times and all else that JSON Schema has no word for.
"""

import math
import re
from collections.abc import Callable, Iterable

from groundplan.spec.model import SchemaField
from groundplan.spec.types import Bounds, Constraints, Default, Type

Json = dict[str, object]
Resolve = Callable[[str], Json]

FORMATS = {
    "uuid": "uuid",
    "datetime": "date-time",
    "date": "date",
    "time": "time",
    "duration": "duration",
    "email": "email",
    "url": "uri",
    "secret": "password",
}
WELL_FORMED = {
    "uuid": re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII),
    "date": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII),
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII),
    "duration": re.compile(r"P(\d+W|(\d+[YMD])+(T(\d+[HMS])+)?|T(\d+[HMS])+)", re.ASCII),
    "email": re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"),
    "uri": re.compile(r"[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+"),
}


def object_schema(fields: Iterable[SchemaField], resolve: Resolve, *, closed: bool = False) -> Json:
    """An object with these fields; `closed` forbids any other. `resolve` gives the schema that a name stands for."""
    fields = tuple(fields)
    schema: Json = {"type": "object", "properties": {field.name: field_schema(field, resolve) for field in fields}}
    if required := [field.name for field in fields if field.required]:
        schema["required"] = list(dict.fromkeys(required))
    if closed:
        schema["additionalProperties"] = False
    return schema


def field_schema(field: SchemaField, resolve: Resolve) -> Json:
    """One field of an object, with its meaning as description."""
    schema = described(
        value_schema(field.type, field.constraints, resolve), field.meaning, field.type, field.constraints
    )
    schema = with_default(schema, field.default)
    if field.nullable:
        schema = nullable(schema)
    if field.sensitivity:
        schema["x-sensitivity"] = field.sensitivity
    return schema


def value_schema(type_: Type | None, constraints: Constraints, resolve: Resolve) -> Json:
    """The schema of a value; a type that nobody stated, like `json`, allows anything."""
    if type_ is None or type_.kind == "json":
        return {}
    if type_.kind == "ref":
        return resolve(type_.name)
    schema = _of_kind(type_, constraints.replace(bounds=finite(constraints.bounds)), resolve)
    if constraints.format and schema["type"] == "string":
        schema["format"] = constraints.format
    if constraints.pattern and schema["type"] == "string" and _compiles(constraints.pattern):
        schema["pattern"] = constraints.pattern
    return schema


def _of_kind(type_: Type, constraints: Constraints, resolve: Resolve) -> Json:
    bounds = constraints.bounds
    match type_.kind:
        case "int":
            return {"type": "integer", **_range(bounds, "minimum", "maximum")}
        case "float":
            return {"type": "number", **_range(bounds, "minimum", "maximum")}
        case "bool":
            return {"type": "boolean"}
        case "decimal":
            return {"type": "string", "format": "decimal", "pattern": decimal_pattern(type_, bounds)}
        case "enum":
            values = list(dict.fromkeys(type_.values))
            return {"type": "string", "enum": values} if values else {"type": "string"}
        case "list":
            items = value_schema(type_.item, Constraints(bounds=constraints.each), resolve)
            distinct = {"uniqueItems": True} if constraints.distinct else {}
            return {"type": "array", "items": items, **_count(bounds, "minItems", "maxItems"), **distinct}
        case "bytes":
            return {
                "type": "string",
                "contentEncoding": "base64",
                **_count(_in_base64(bounds), "minLength", "maxLength"),
            }
        case "file":
            # OpenAPI 3.1.1: for raw bytes, `maxLength` counts octets.
            raw = {"type": "string", "contentMediaType": "application/octet-stream"}
            return {**raw, **_count(bounds, "minLength", "maxLength")}
        case "str" | "text" | "email" | "url" | "secret":
            return {"type": "string", **_format(type_), **_count(bounds, "minLength", "maxLength")}
        case _:
            return {"type": "string", **_format(type_)}


def _format(type_: Type) -> Json:
    return {"format": FORMATS[type_.kind]} if type_.kind in FORMATS else {}


def decimal_pattern(type_: Type, bounds: Bounds) -> str:
    """The spelling of a decimal: no more digits than it has, and a sign only where it may be negative."""
    sign = "" if bounds.low is not None and bounds.low >= 0 else "-?"
    if type_.precision is None:
        return rf"^{sign}[0-9]+(\.[0-9]+)?$"
    scale = type_.scale or 0
    whole = f"[0-9]{{1,{max(type_.precision - scale, 1)}}}"
    return rf"^{sign}{whole}(\.[0-9]{{1,{scale}}})?$" if scale > 0 else f"^{sign}{whole}$"


def described(schema: Json, meaning: str, type_: Type | None, constraints: Constraints) -> Json:
    """The schema with a description: the meaning, and whatever of the constraints no keyword says."""
    pieces = [meaning, *constraints.notes]
    if constraints.trimmed:
        pieces.append("surrounding space is removed")
    if type_ is not None and type_.kind in ("decimal", "datetime", "date", "time", "duration"):
        pieces.append(_range_in_words(finite(constraints.bounds)))
    if constraints.pattern and schema.get("pattern") != constraints.pattern:
        pieces.append(f"matches `{constraints.pattern}`")
    text = "; ".join(piece for piece in pieces if piece)
    return {**schema, "description": text} if text else dict(schema)


def with_default(schema: Json, default: Default | None) -> Json:
    """The schema with its default, if that is a plain value that the schema itself accepts."""
    if default is None or default.kind != "value" or default.value is None:
        return schema
    value: object = default.value
    if schema.get("format") == "decimal" and isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return {**schema, "default": value} if "type" in schema and accepts(schema, value) else schema


def nullable(schema: Json) -> Json:
    """The schema that also takes null; one without a type takes it already."""
    if "$ref" in schema:
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **beside}
    widened = dict(schema)
    if "type" in schema:
        widened["type"] = [schema["type"], "null"]
    if isinstance(values := schema.get("enum"), list):
        widened["enum"] = [*values, None]
    return widened


def accepts(schema: Json, value: object) -> bool:
    """Whether a single value, neither list nor object, keeps a schema made here."""
    match schema.get("type"):
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool) and _within(schema, value)
        case "number":
            number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            return number and _within(schema, value)
        case "string":
            return isinstance(value, str) and _text_fits(schema, value)
        case _:
            return "type" not in schema


def _within(schema: Json, value: object) -> bool:
    low, high = schema.get("minimum"), schema.get("maximum")
    if not isinstance(value, int | float):
        return False
    return not (isinstance(low, int | float) and value < low) and not (isinstance(high, int | float) and value > high)


def _text_fits(schema: Json, value: str) -> bool:
    low, high, choices = schema.get("minLength"), schema.get("maxLength"), schema.get("enum")
    if (isinstance(low, int) and len(value) < low) or (isinstance(high, int) and len(value) > high):
        return False
    if isinstance(choices, list) and value not in choices:
        return False
    pattern, form = schema.get("pattern"), WELL_FORMED.get(str(schema.get("format")))
    if isinstance(pattern, str) and re.search(pattern, value) is None:
        return False
    return form is None or form.fullmatch(value) is not None


def finite(bounds: Bounds) -> Bounds:
    """The bounds that JSON can write; an infinite one bounds nothing."""

    def known(bound: float | None) -> int | float | None:
        return bound if bound is not None and math.isfinite(bound) else None

    return Bounds(known(bounds.low), known(bounds.high))


def _range(bounds: Bounds, low: str, high: str) -> Json:
    said = ((low, bounds.low), (high, bounds.high))
    return {word: value for word, value in said if value is not None}


def _count(bounds: Bounds, low: str, high: str) -> Json:
    """A range of a length: whole numbers, the lower one only where it asks for something."""
    found: Json = {}
    if bounds.low is not None and bounds.low > 0:
        found[low] = math.ceil(bounds.low)
    if bounds.high is not None:
        found[high] = max(0, math.floor(bounds.high))
    return found


def _in_base64(bounds: Bounds) -> Bounds:
    """How many characters so many bytes become: four for each three begun."""

    def length(size: float | None) -> int | None:
        return None if size is None else math.ceil(size / 3) * 4

    return Bounds(length(bounds.low), length(bounds.high))


def _range_in_words(bounds: Bounds) -> str:
    if bounds.low is None:
        return "" if bounds.high is None else f"at most {bounds.high}"
    return f"at least {bounds.low}" if bounds.high is None else f"from {bounds.low} to {bounds.high}"


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
