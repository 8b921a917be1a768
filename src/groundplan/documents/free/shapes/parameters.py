"""Query parameters in every style: bullets, tables, one line after a label, `completed=[true|false]`."""

import re
from collections.abc import Iterable, Sequence

from groundplan.documents.free.nodes import Bullet, Fence, Line, Node
from groundplan.documents.free.shapes.named_fields import NAME, Found, in_nodes
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.endpoint import Location, Parameter
from groundplan.spec.model import SchemaField

NONE = re.compile(r"\W*(?:none|n/?a\b|no\b|ninguno|nenhum|없음)", re.IGNORECASE)
PLACES: dict[str, Location] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}
ITEM = re.compile(
    rf"[`\"'*?&]*(?P<name>{NAME})(?P<ask>\?)?(?:=(?P<value>[^`\s,]*))?[`\"'*]*(?P<colon>:)?\s*(?P<rest>.*)$"
)


def read_parameters(text: str, nodes: Sequence[Node], line: int, place: Location = "query") -> tuple[Parameter, ...]:
    """The parameters of a labelled part: those on its line, then those below it; `place` is where its label says they are."""
    found = [*_on_line(text, line), *in_nodes(nodes), *_in_fences(nodes)]
    for node in nodes:
        if isinstance(node, Line | Bullet) and not found:
            found += _on_line(node.text, node.line)
    return tuple({made.name: made for made in (_parameter(one, place) for one in found)}.values())


def _in_fences(nodes: Iterable[Node]) -> list[Found]:
    """The names in a query string of a block: `?page=1&limit=20`."""
    found = []
    for node in nodes:
        if isinstance(node, Fence) and "?" in node.text[:400]:
            names = re.findall(r"[?&]([A-Za-z_]\w*)=", node.text[:2_000])
            found += [Found(SchemaField(name, None, required=None), node.line) for name in dict.fromkeys(names)]
    return found


def _on_line(text: str, line: int) -> list[Found]:
    plain = text.strip()
    if not plain or NONE.match(plain):
        return []
    found = []
    for piece in _pieces(plain):
        match = ITEM.match(piece)
        if match is None or (not piece.startswith(("`", "?")) and not _is_name(match, piece)):
            continue
        rest = f"{(match['value'] or '').strip('[]')} {match['rest']}".strip()
        said = type_said(rest.strip(" ()") if rest.startswith("(") else rest)
        field = SchemaField(
            match["name"],
            said.type,
            required=False if match["ask"] else said.required,
            default=said.default,
            constraints=said.constraints,
        )
        found.append(Found(field, line, next((place for place in PLACES if f"({place}" in rest), "")))
    return found


def _is_name(match: re.Match[str], piece: str) -> bool:
    """Whether a bare piece is a parameter: one word, or one with its words in brackets or behind a colon."""
    rest = match["rest"]
    return (
        not rest
        or bool(match["colon"])
        or rest.startswith(("(", "=", "–", "-", "|"))
        or type_said(piece.partition(" ")[2]).type is not None
    )


def _pieces(text: str) -> list[str]:
    """The text cut at commas, ampersands and `and` that stand in no bracket."""
    cut = re.split(r"[,;&](?![^(\[{]*[)\]}])\s*(?:and |or )?|\s+and\s+(?=`|\w+\s*(?:,|$|\())", text.rstrip("."))
    return [piece.strip() for piece in cut if piece and piece.strip()]


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
    )
