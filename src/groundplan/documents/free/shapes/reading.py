"""The shape of a body out of all that stands there: a sample, a literal, a table, bullets, and the rules behind them."""

import re
from collections.abc import Sequence

from groundplan.documents.free.nodes import Bullet, Fence, Line, Node
from groundplan.documents.free.shapes.field_words import chosen
from groundplan.documents.free.shapes.inline import in_code, is_list, on_line
from groundplan.documents.free.shapes.json_sample import fields_of_json
from groundplan.documents.free.shapes.named_fields import in_lines, in_nodes
from groundplan.documents.free.shapes.python_class import shape_of_python
from groundplan.documents.free.shapes.shape import Found, Shape
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Constraints

EMPTY = re.compile(
    r"\W*(?:none|empty|no (?:request )?body|n/?a|not required|not applicable|nothing|ninguno|vac[ií]o|nenhum|vazio|없음)\b(?!.*\{)"
    r"|[`\s]*\{\s*\}[`\s]*$",
    re.IGNORECASE,
)
FORM = re.compile(r"(?:^|[?&])([A-Za-z_][\w.]*)=[^&\s]*")
# `List[`, `array of {`, `[{`: what stands before an object that is the item of an array.
OF_MANY = re.compile(r"(?:\[|\b(?:array|list|lista) (?:of|de)\b[^{]*)\s*$", re.IGNORECASE)
NAMED = re.compile(r"[^(]*[A-Z]\w*`?\s*\(([^()]*,[^()]*)\)")
EVIDENT = re.compile(r"[,?:(_`]")
# A longer line tells of no fields one by one.
LONGEST = 2_000
NO_SHAPE = frozenset({"bash", "sh", "shell", "curl", "http", "sql"})


def read_shape(nodes: Sequence[Node]) -> Shape | None:
    """The shape that some nodes tell; `None` where they tell none. A list of rules adds to what a sample shows."""
    shapes = [shape for node in _all(nodes) if isinstance(node, Fence) and (shape := _of_fence(node)) is not None]
    sample = next((shape for shape in shapes if shape.fields or shape.array), None)
    told = in_nodes(nodes)
    if sample is not None:
        # A literal in types says more than a sample with values.
        typed = next((shape for shape in shapes if _is_typed(shape)), sample)
        return with_rules(sample if _is_typed(sample) else _typed(sample, typed), told)
    if told:
        return Shape(tuple(found.field for found in told))
    if (spread := _spread(nodes)) is not None:
        return spread
    lines = (node.text for node in nodes if isinstance(node, Line | Bullet))
    return next((shape for text in lines if (shape := read_inline(text)) is not None), None)


def read_inline(text: str) -> Shape | None:
    """The shape that one line tells: `{ title: string, note? }`, `` `a` (date), `b` ``, `title (required), note`."""
    plain = text.strip()
    if EMPTY.match(plain):
        return Shape()
    if (start := plain.find("{")) >= 0 and start < 40:
        shape = fields_of_json(plain[start:])
        if shape is not None and shape.fields:
            return shape._replace(array=OF_MANY.search(plain[:start]) is not None)
    plain = " ".join(plain[:LONGEST].split())
    if "=" in plain and " " not in plain.strip("` "):
        return _form(plain.strip("`"))
    named = NAMED.match(plain)  # `CrateIn (label, note?)`
    listed = named[1] if named is not None else plain
    if is_list(listed):
        found = on_line(listed, 1) if EVIDENT.search(listed) else []
    else:
        found = in_code(plain, 1)
    return Shape(tuple(one.field for one in found)) if found else None


def with_rules(shape: Shape, told: Sequence[Found]) -> Shape:
    """The shape with what a list of rules tells of the fields that it has."""
    rules = {found.field.name: found.field for found in told}
    return shape._replace(fields=tuple(_joined(field, rules.get(field.name)) for field in shape.fields))


def _joined(field: SchemaField, rule: SchemaField | None) -> SchemaField:
    if rule is None:
        return field
    return field.replace(
        type=chosen(field.type, rule.type) or rule.type,
        required=field.required if rule.required is None else rule.required,
        nullable=field.nullable or rule.nullable,
        default=field.default or rule.default,
        constraints=rule.constraints if rule.constraints != Constraints() else field.constraints,
        meaning=field.meaning or rule.meaning,
    )


def _all(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Bullet):
            found += node.children
    return found


def _of_fence(fence: Fence) -> Shape | None:
    if fence.language in NO_SHAPE:
        return None
    if (shape := shape_of_python(fence)) is not None:
        return shape
    text = fence.text.strip()
    if "{" not in text and "[" not in text:
        return _form(text) or _of_lines(fence)
    return fields_of_json(text) or _of_lines(fence)


def _of_lines(fence: Fence) -> Shape | None:
    found = in_lines(fence.lines, fence.line + 1)
    return Shape(tuple(one.field for one in found)) if found else None


def _form(text: str) -> Shape | None:
    """The names in `user=ada&word=x`; of their types the values say nothing."""
    names = dict.fromkeys(FORM.findall(text)) if ":" not in text.partition("=")[0] else {}
    return Shape(tuple(SchemaField(name, required=None) for name in names), inferred=True) if names else None


def _spread(nodes: Sequence[Node]) -> Shape | None:
    """An object literal that goes over several lines without a fence."""
    lines = [node.text for node in nodes if isinstance(node, Line)]
    return fields_of_json("\n".join(lines)) if len(lines) > 1 and lines[0].startswith("{") else None


def _is_typed(shape: Shape) -> bool:
    return not shape.inferred and any(field.type is not None for field in shape.fields)


def _typed(sample: Shape, literal: Shape) -> Shape:
    """A sample with the types of a literal that stands beside it."""
    known = {field.name: field for field in literal.fields}
    fields = [known.pop(field.name, field) for field in sample.fields]
    return sample._replace(fields=(*fields, *known.values()), inferred=literal.inferred)
