"""The shape of a body out of all that stands there: a sample, a literal, a table, bullets, and the rules behind them."""

import re
from collections.abc import Sequence

from groundplan.documents.free.nodes import Bullet, Fence, Line, Node
from groundplan.documents.free.shapes.json_sample import fields_of_json
from groundplan.documents.free.shapes.named_fields import NAME, Found, in_nodes, in_text
from groundplan.documents.free.shapes.shape import Shape
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Constraints

EMPTY = re.compile(
    r"\W*(?:none|empty|no (?:request )?body|n/?a|not required|nothing|ninguno|vac[ií]o|nenhum|vazio|없음)\b(?!.*\{)",
    re.IGNORECASE,
)
FORM = re.compile(r"(?:^|&)([A-Za-z_]\w*)=[^&\s]*")
CODED = re.compile(rf"`(?P<name>{NAME})\??`(?P<after>\s*\([^)`]*\))?")
BUT = re.compile(
    r"\b(?:ignore[sd]?|forbid\w*|must not|do not|not (?:allowed|settable)|without|except|omit\w*|excluding)\b",
    re.IGNORECASE,
)


def read_shape(nodes: Sequence[Node]) -> Shape | None:
    """The shape that some nodes tell; `None` where they tell none. A list of rules adds to what a sample shows."""
    fences = [node for node in _all(nodes) if isinstance(node, Fence)]
    sample = next(
        (shape for fence in fences if (shape := _of_fence(fence)) is not None and (shape.fields or shape.array)), None
    )
    told = in_nodes(nodes)
    if sample is not None:
        # A later literal in types says more than a sample with values.
        typed = [
            shape for fence in fences if (shape := _of_fence(fence)) is not None and shape.fields and not shape.inferred
        ]
        return with_rules(_typed(sample, typed[0]) if typed and sample.inferred else sample, told)
    if told:
        return Shape(tuple(found.field for found in told))
    for node in nodes:
        if isinstance(node, Line | Bullet) and (shape := read_inline(node.text)) is not None:
            return shape
    return _spread(nodes)


def _spread(nodes: Sequence[Node]) -> Shape | None:
    """An object literal that goes over several lines without a fence."""
    lines = [node.text for node in nodes if isinstance(node, Line)]
    text = "\n".join(lines)
    return fields_of_json(text) if text.lstrip().startswith("{") else None


def _all(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Bullet):
            found += node.children
    return found


def _of_fence(fence: Fence) -> Shape | None:
    if fence.language in ("bash", "sh", "shell", "curl", "http", "sql"):
        return None
    text = fence.text.strip()
    form = FORM.findall(text) if "=" in text and "{" not in text and ":" not in text else []
    if form:
        return Shape(tuple(SchemaField(name, None, required=None) for name in dict.fromkeys(form)), inferred=True)
    return fields_of_json(text)


def _typed(sample: Shape, literal: Shape) -> Shape:
    known = {field.name: field for field in literal.fields}
    fields = [known.pop(field.name, field) for field in sample.fields]
    return sample._replace(fields=(*fields, *known.values()), inferred=False)


def with_rules(shape: Shape, told: Sequence[Found]) -> Shape:
    """The shape with what a list of rules tells of the fields that it has."""
    rules = {found.field.name: found.field for found in told}
    return shape._replace(fields=tuple(_joined(field, rules.get(field.name)) for field in shape.fields))


def _joined(field: SchemaField, rule: SchemaField | None) -> SchemaField:
    if rule is None:
        return field
    better = rule.type if rule.type is not None and rule.type.kind == "enum" else field.type or rule.type
    return field.replace(
        type=better,
        required=field.required if rule.required is None else rule.required,
        default=field.default or rule.default,
        constraints=rule.constraints if rule.constraints != Constraints() else field.constraints,
    )


def read_inline(text: str) -> Shape | None:
    """The shape that one line tells: `{ title: string, note? }`, `` `a` (date), `b` ``, `title (required), note`."""
    plain = text.strip()
    if EMPTY.match(plain):
        return Shape()
    if (start := plain.find("{")) >= 0 and start < 40:
        shape = fields_of_json(plain[start:])
        if shape is not None and shape.fields:
            return shape
    form = FORM.findall(plain.strip("`"))
    if form and "=" in plain and " " not in plain.strip("` "):
        return Shape(tuple(SchemaField(name, None, required=None) for name in form), inferred=True)
    coded = _coded(plain)
    if coded:
        return Shape(coded)
    bracket = re.search(r"\(([^()]*,[^()]*)\)", plain)
    listed = _listed(bracket[1] if bracket is not None else plain)
    return Shape(listed) if listed else None


def _coded(text: str) -> tuple[SchemaField, ...]:
    """The names in code spans, up to where a sentence speaks of what may not be sent."""
    stop = BUT.search(text)
    head = text[: stop.start()] if stop is not None else text
    fields = []
    for match in CODED.finditer(head):
        name, words = match["name"], (match["after"] or "").strip(" ()")
        # A capital word is the name of a schema.
        if name[0].isupper() and not words:
            continue
        said = type_said(words) if words and not words.startswith("or ") else type_said("")
        fields.append(
            SchemaField(name, said.type, required=said.required, constraints=said.constraints, default=said.default)
        )
    return tuple({field.name: field for field in fields}.values())


def _listed(text: str) -> tuple[SchemaField, ...]:
    """Bare names with commas between: `title, description?, due_date (optional)`."""
    pieces = [piece.strip() for piece in re.split(r",(?![^()]*\))", text.rstrip("."))]
    if len(pieces) > 40 or not all(
        re.fullmatch(rf"(?:and )?{NAME}\??(?:\s*\([^()]*\))?(?:: ?[\w\[\]|]+)?", piece) for piece in pieces
    ):
        return ()
    if len(pieces) == 1 and not re.search(r"[_?(:]", pieces[0]):
        return ()
    fields = []
    for piece in pieces:
        match = re.match(rf"(?:and )?({NAME})(\?)?(.*)$", piece)
        if match is not None:
            said = type_said(match[3].strip(" ():"))
            fields.append(
                SchemaField(match[1], said.type, required=False if match[2] else said.required, default=said.default)
            )
    return tuple(fields)


def field_in(text: str, line: int) -> SchemaField | None:
    """The one field that a line tells, if it does."""
    found = in_text(text, line)
    return found[0].field if len(found) == 1 else None
