"""The fields of an object out of JSON-like text: a sample, types as values, a literal of TypeScript, a JSON Schema."""

import re

from groundplan.documents.free.shapes.json_schema import field_of_schema, fields_of_schema
from groundplan.documents.free.shapes.object_text import Array, Object, Pair, Text, Value, Word, first_value
from groundplan.documents.free.shapes.shape import Shape
from groundplan.documents.free.shapes.types import Typed, type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Type

DATETIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d$")
UUID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|uuid(?:-[\w.-]+|\d*)?$", re.IGNORECASE
)
INTEGER = re.compile(r"-?\d{1,30}$")
FLOAT = re.compile(r"-?\d{1,30}(?:\.\d+)?(?:e[+-]?\d+)?$", re.IGNORECASE)
WORDED = re.compile(
    r"(?:string|str|text|integer|int|number|float|double|decimal|bool(?:ean)?|uuid|date(?:-?time)?|timestamp|time|array|list"
    r"|object|email|url|enum|any|null)\b|[\w-]+(?: ?\| ?[\w-]+)+(?: \(.*)?$",
    re.IGNORECASE,
)
DUTY = re.compile(r"\b(?:required|optional)\b", re.IGNORECASE)
KEY = re.compile(r"[A-Za-z_$][\w$.-]*$")
TRUTHS, NOTHINGS = frozenset({"true", "false"}), frozenset({"null", "none", "undefined"})


def fields_of_json(text: str) -> Shape | None:
    """The shape of the first object in a text, or of the items of a first array; `None` where there is neither."""
    value = first_value(text)
    if isinstance(value, Array):
        inner = next((item for item in value.items if isinstance(item, Object)), None)
        return (_shape(inner) if inner is not None else Shape())._replace(array=True)
    return _shape(value) if isinstance(value, Object) else None


def _shape(value: Object) -> Shape:
    if (fields := fields_of_schema(value)) is not None:
        return Shape(fields)
    pairs = {pair.key: pair for pair in reversed(value.pairs) if KEY.match(pair.key)}
    told = {key: field_of_schema(pair) for key, pair in reversed(pairs.items())}
    inferred = any(_is_sample(pair.value) for key, pair in pairs.items() if told[key] is None)
    return Shape(tuple(field or _field(pairs[key]) for key, field in told.items()), inferred=inferred)


def _is_sample(value: Value) -> bool:
    """Whether a value is one that may be sent, and not the words of its type."""
    match value:
        case Object(pairs):
            return any(_is_sample(pair.value) for pair in pairs)
        case Array(items):
            return any(map(_is_sample, items))
        case Text(text):
            return not _tells(text) or type_said(text).type is None
        case Word(text):
            return text.lower() in TRUTHS | NOTHINGS or FLOAT.match(text) is not None


def _field(pair: Pair) -> SchemaField:
    said = _said(pair.value)
    noted = type_said(pair.comment) if pair.comment else Typed()
    return SchemaField(
        pair.key,
        said.type or noted.type,
        required=False if pair.optional else said.required if said.required is not None else noted.required,
        nullable=said.nullable or noted.nullable,
        default=said.default or noted.default,
        constraints=said.constraints if said.constraints != Typed().constraints else noted.constraints,
    )


def _said(value: Value) -> Typed:
    """What a value tells of its field: as words, or by being a sample."""
    match value:
        case Object():
            return Typed(Type("json"))
        case Array(items):
            return Typed(Type("list", item=_said(items[0]).type if items else None))
        case Text(text):
            return _told(text) if _tells(text) else Typed(_sample(text))
        case Word(text):
            return _of_word(text)


def _of_word(text: str) -> Typed:
    if text.lower() in TRUTHS:
        return Typed(Type("bool"))
    if FLOAT.match(text):
        return Typed(Type("int" if INTEGER.match(text) else "float"))
    if text.lower() in NOTHINGS:
        return Typed()
    words = text.strip("<>") if text.startswith("<") else text
    return type_said(words.replace(" = ", ", default: ", 1))


def _told(text: str) -> Typed:
    """What a quoted value says in words; one that names no type is text after all."""
    said = type_said(text)
    return said if said.type is not None else said._replace(type=Type("str"))


def _tells(text: str) -> bool:
    """Whether a quoted value is a type in words and no sample."""
    return WORDED.match(text.strip()) is not None or DUTY.search(text) is not None


def _sample(text: str) -> Type:
    plain = text.strip(" <>{}")
    if DATETIME.match(plain):
        return Type("datetime")
    if DATE.match(plain):
        return Type("date")
    return Type("uuid") if UUID.match(plain) else Type("str")
