"""Query parameters in every style: bullets, tables, one line after a label, `completed=[true|false]`."""

import re
from collections.abc import Iterable, Sequence

from groundplan.documents.free.nodes import Bullet, Fence, Line, Node
from groundplan.documents.free.shapes.inline import on_line
from groundplan.documents.free.shapes.named_fields import in_lines, in_nodes
from groundplan.documents.free.shapes.shape import Found
from groundplan.spec.endpoint import Location, Parameter
from groundplan.spec.model import SchemaField

NONE = re.compile(r"\W*(?:none|n/?a\b|no\b|ninguno|nenhum|없음)", re.IGNORECASE)
PLACES: dict[str, Location] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}
QUERY = re.compile(r"[?&]([A-Za-z_][\w.]*)(?:\[\])?=")
LONGEST = 4_000


def read_parameters(text: str, nodes: Sequence[Node], line: int, place: Location = "query") -> tuple[Parameter, ...]:
    """The parameters of a labelled part: those on its line, then those below it; `place` is where its label says they are."""
    found = [*_on_line(text, line), *in_nodes(nodes), *_in_fences(nodes)]
    for node in nodes:
        if isinstance(node, Line | Bullet) and not found:
            found += _on_line(node.text, node.line)
    asked = (_parameter(one, place) for one in found if one.place != "body")
    return tuple({made.name: made for made in asked}.values())


def placed_parameters(nodes: Sequence[Node]) -> tuple[Parameter, ...]:
    """The parameters that say themselves where they are, `id (path)`, in a list that is a body otherwise."""
    return tuple(_parameter(one, "query") for one in in_nodes(nodes) if one.place in PLACES)


def _in_fences(nodes: Iterable[Node]) -> list[Found]:
    """The names in the query string of a block, `?page=1&size=20`, or in lines that are a list."""
    found: list[Found] = []
    for fence in nodes:
        if isinstance(fence, Fence):
            names = dict.fromkeys(QUERY.findall(fence.text[:LONGEST]))
            found += [Found(SchemaField(name, required=None), fence.line) for name in names]
            found += in_lines(fence.lines, fence.line + 1) if not names else []
    return found


def _on_line(text: str, line: int) -> list[Found]:
    return [] if NONE.match(text) or not text.strip() else on_line(text, line)


def _parameter(found: Found, place: Location) -> Parameter:
    field = found.field
    where = PLACES.get(found.place, place)
    return Parameter(
        name=field.name,
        location=where,
        type=field.type,
        required=where == "path" or bool(field.required),
        default=field.default if where != "path" and not field.required else None,
        constraints=field.constraints,
        meaning=field.meaning,
    )
