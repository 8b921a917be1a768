"""Objects as JSON-like text: samples, type words as values, JSON Schema; with comments, ellipses and unquoted keys."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from groundplan.documents.free.shapes.shape import Shape
from groundplan.documents.free.shapes.types import Typed, type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Type

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f\v]+)|(?P<end>[,;\n])|(?P<comment>//[^\n]*|/\*.*?\*/|\#(?![0-9a-fA-F]{3,8}\b)[^\n]*)|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<open>[\[{(])|(?P<close>[\]})])|(?P<colon>:)|(?P<more>\.{2,}|…)|(?P<mark>\?)|(?P<word>[^\s,;:\[\]{}()?"'/]+|/|"|')""",
    re.DOTALL,
)
# Deeper nesting is no sample of a body; what is deeper is passed over.
DEEPEST = 30
# A longer text is no sample of a body either.
LONGEST = 100_000
DATETIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d$")
UUID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|uuid(?:-[\w.-]+|\d*)?$", re.IGNORECASE
)
WORDED = re.compile(
    r"(?:string|str|text|integer|int|number|float|double|decimal|bool(?:ean)?|uuid|date(?:-?time)?|timestamp|time|array|list|object|email|url|enum|any|null)\b",
    re.IGNORECASE,
)


class Pair(NamedTuple):
    """A key and its value: `value` is a text, a list of values, an object or a bare word; `comment` follows on its line."""

    key: str
    optional: bool
    value: "Value"
    comment: str


class Object(NamedTuple):
    pairs: tuple[Pair, ...]


class Array(NamedTuple):
    items: "tuple[Value, ...]"


class Text(NamedTuple):
    text: str


class Word(NamedTuple):
    """An unquoted value, several words long where it is a type in words."""

    text: str


Value = Object | Array | Text | Word


def fields_of_json(text: str) -> Shape | None:
    """The shape of the first object in a text, or of the items of a first array; `None` where there is neither."""
    start = re.search(r"[{\[]", text[:LONGEST])
    if start is None:
        return None
    value = _Reading(text[start.start() : LONGEST]).value()
    return shape_of(value)


def shape_of(value: Value) -> Shape | None:
    """The shape of a value that was read."""
    match value:
        case Array(items):
            inner = next((item for item in items if isinstance(item, Object)), None)
            shape = _shape(inner) if inner is not None else Shape()
            return shape._replace(array=True)
        case Object():
            return _shape(value)
        case _:
            return None


def _shape(value: Object) -> Shape:
    said = {pair.key: pair.value for pair in value.pairs}
    properties = said.get("properties")
    if isinstance(properties, Object) and ("type" in said or "required" in said):
        return _json_schema(properties, said.get("required"))
    fields = tuple(_field(pair) for pair in value.pairs if re.fullmatch(r"[A-Za-z_$][\w$.-]*", pair.key))
    typed = all(_is_worded(pair) for pair in value.pairs)
    return Shape(_once(fields), inferred=not typed)


def _once(fields: tuple[SchemaField, ...]) -> tuple[SchemaField, ...]:
    return tuple({field.name: field for field in reversed(fields)}.values())[::-1]


def _is_worded(pair: Pair) -> bool:
    return isinstance(pair.value, Word | Text) and type_said(pair.value.text).type is not None


def _json_schema(properties: Object, required: Value | None) -> Shape:
    names = {item.text for item in required.items if isinstance(item, Text)} if isinstance(required, Array) else set()
    fields = []
    for pair in properties.pairs:
        inside = {inner.key: inner.value for inner in pair.value.pairs} if isinstance(pair.value, Object) else {}
        words = " ".join(_words(inside.get(key)) for key in ("format", "type"))
        said = type_said(words)
        choice = inside.get("enum")
        kind = (
            Type("enum", values=tuple(_words(item) for item in choice.items))
            if isinstance(choice, Array)
            else said.type
        )
        fields.append(SchemaField(pair.key, kind, required=pair.key in names if required is not None else None))
    return Shape(tuple(fields))


def _words(value: Value | None) -> str:
    return value.text if isinstance(value, Text | Word) else ""


def _field(pair: Pair) -> SchemaField:
    said = _said(pair.value)
    noted = type_said(pair.comment) if pair.comment else Typed()
    required = False if pair.optional else said.required if said.required is not None else noted.required
    return SchemaField(
        pair.key,
        said.type or noted.type,
        required=required,
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
            item = _said(items[0]).type if items else None
            return Typed(Type("list", item=item))
        case Text(text):
            return type_said(text) if _tells(text) else Typed(_sample(text))
        case Word(text):
            if text in ("true", "false"):
                return Typed(Type("bool"))
            if re.fullmatch(r"-?\d{1,30}", text):
                return Typed(Type("int"))
            if re.fullmatch(r"-?\d{1,30}\.\d+(?:[eE][+-]?\d+)?", text):
                return Typed(Type("float"))
            return Typed() if text == "null" else type_said(text)


def _tells(text: str) -> bool:
    """Whether a quoted value is a type in words and no sample."""
    return WORDED.match(text.strip()) is not None or re.search(r"\b(?:required|optional)\b", text) is not None or re.fullmatch(
        r"[\w-]+(?: ?\| ?[\w-]+)+(?: \(.*)?", text.strip()
    ) is not None  # fmt: skip


def _sample(text: str) -> Type:
    plain = text.strip(" <>{}")
    if DATETIME.match(plain):
        return Type("datetime")
    if DATE.match(plain):
        return Type("date")
    return Type("uuid") if UUID.match(plain) else Type("str")


class _Reading:
    """One pass over the tokens of a text; whatever it holds gives a value."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    def value(self, depth: int = 0) -> Value:
        while self._peek()[1] == "\n":
            self._next()
        kind, text = self._next()
        if kind == "open":
            inside = self._object(depth) if text == "{" else self._array(depth)
            self._union()
            return inside
        if kind == "text":
            return self._alternatives(text)
        words = [text] if kind in ("word", "mark") else []
        while self._peek()[0] == "word" or (words and self._peek() == ("open", "(")):
            words.append(self._bracketed() if self._peek()[0] == "open" else self._next()[1])
        if words and self._peek() == ("open", "["):
            self._next()
            self._skip_to_close(1)
            words.append("[]")
        return Word(" ".join(words).replace(" []", "[]"))

    def _alternatives(self, text: str) -> Value:
        """`"a" | "b"`: a choice told by its values."""
        values = [text]
        while self._peek() in (("word", "|"), ("word", "or")):
            self._next()
            if self._peek()[0] in ("text", "word"):
                values.append(self._next()[1])
        return Text(text) if len(values) == 1 else Word(" | ".join(f'"{value}"' for value in values))

    def _union(self) -> None:
        """`{…}[]` and `{…} | null` say no more than that there may be several, or none."""
        while self._peek() in (("word", "|"), ("word", "null")):
            self._next()

    def _bracketed(self) -> str:
        self._next()
        words = []
        while self._peek()[0] not in ("close", ""):
            words.append(self._next()[1])
        self._next()
        return f"({' '.join(words)})"

    def _skip_to_close(self, depth: int) -> None:
        while depth and self._peek()[0]:
            kind, _ = self._next()
            depth += (kind == "open") - (kind == "close")

    def _object(self, depth: int) -> Object:
        pairs: list[Pair] = []
        if depth >= DEEPEST:
            self._skip_to_close(1)
            return Object(())
        told = 0  # how many pairs stand before the current line, whose comments are not theirs
        while self._peek()[0] not in ("close", ""):
            kind, key = self._next()
            if key == "\n":
                told = len(pairs)
            if kind == "comment":
                if len(pairs) > told:
                    pairs[-1] = pairs[-1]._replace(comment=pairs[-1].comment or key)
                continue
            if kind == "open":
                self._skip_to_close(1)
            if kind not in ("text", "word"):
                continue
            optional = self._taken("mark") or key.endswith("?")
            if key == "(" or not self._taken("colon"):
                optional = optional or self._remark()
                pairs.append(Pair(key.rstrip("?"), optional, Word(""), ""))
                continue
            optional = self._taken("mark") or optional
            pairs.append(Pair(key.rstrip("?"), optional, self.value(depth + 1), ""))
        self._next()
        return Object(tuple(pairs))

    def _remark(self) -> bool:
        """Whether a name without a type is followed by `(optional)`."""
        return self._peek() == ("open", "(") and "opt" in self._bracketed().lower()

    def _array(self, depth: int) -> Array:
        items: list[Value] = []
        if depth >= DEEPEST:
            self._skip_to_close(1)
            return Array(())
        while self._peek()[0] not in ("close", ""):
            if self._peek()[0] in ("comment", "more", "colon", "end", "mark"):
                self._next()
                continue
            items.append(self.value(depth + 1))
        self._next()
        return Array(tuple(items))

    def _taken(self, kind: str) -> bool:
        if self._peek()[0] == kind:
            self._next()
            return True
        return False

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "text":
            yield kind, match[0][1:-1]
        elif kind == "comment":
            yield kind, match[0].strip("/*# \n")
        elif kind != "space":
            yield kind, match[0]
