"""Fields told one by one: bullets, tables, and lists of names on one line."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groundplan.documents.free.nodes import Bullet, Line, Node, Row, Table
from groundplan.documents.free.shapes.types import Typed, type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Constraints, Type

NAME = r"[A-Za-z_][\w.]*(?:\[\])?"
MARKED = rf"[*_`\"']*(?P<name>{NAME})(?P<ask>\?)?[*_`\"']*(?P<after>\?)?"
# `title`, then a colon, a dash, a bracket, an equals sign or nothing.
TOLD = re.compile(rf"{MARKED}(?:\s*=\s*[`\"']?(?P<value>[^`\s,;]*)[`\"']?)?\s*(?P<rest>[:(–—,-].*|)$")
BARE = re.compile(rf"`(?P<name>{NAME})(?P<ask>\?)?(?:=(?P<value>[^`]*))?`(?P<after>)\s*(?P<rest>.*)$")
SPACED = re.compile(
    rf"(?P<name>{NAME})(?P<ask>)(?P<after>)(?P<value>)\s+(?P<rest>(?:\(|<|(?:string|integer|int|boolean|bool|number|array|uuid|text)\b).*)$"
)
SEVERAL = re.compile(
    rf"[*_]*`?{NAME}\??`?[*_]*(?:\s*(?:,|/|&|\band\b|\bor\b|\by\b|\be\b|\bou\b)\s*[*_]*`?{NAME}\??`?[*_]*)+(?=\s*(?:[:(–—-]|$))"
)
# A line outside a list tells of a field only when it looks like one of a list.
LONE = re.compile(rf"`{NAME}\??`\s*(?:[:(–—]|-\s)")
COLUMNS = {
    "name": r"(?:field|name|parameter|param|property|key|attribute|column|query param(?:eter)?|header|campo|nombre|nome|atributo|par[aá]metro|propiedad|propriedade|필드(?:명)?|이름|파라미터|매개변수|속성)(?: name)?s?",
    "type": r"(?:(?:data |json )?type|tipo|타입|자료형|유형|format)s?",
    "required": r"(?:required\??|mandatory|req|requerido|obligatorio|obrigat[oó]rio|필수(?: 여부)?)",
    "optional": r"(?:optional|opcional|nullable)",
    "default": r"(?:default(?: value)?|por defecto|padr[aã]o|기본값)",
    "rules": r"(?:constraints?|validations?|rules?|values?|allowed(?: values)?|validaci[oó]n|restricciones|valida[cç][aã]o|regras|제약(?:조건)?)",
    "meaning": r"(?:description|desc|meaning|notes?|details|purpose|descripci[oó]n|descri[cç][aã]o|설명|비고)",
    "place": r"(?:location|in|where|ubicaci[oó]n|localiza[cç][aã]o|위치)",
}
TITLES = {kind: re.compile(rf"{pattern}$", re.IGNORECASE) for kind, pattern in COLUMNS.items()}
YES = re.compile(r"\W*(?:yes|y\b|true|required|✅|✓|✔|s[ií]|sim|obligatori|obrigat|필수|o$|예)", re.IGNORECASE)
NO = re.compile(r"\W*(?:no\b|n\b|false|optional|❌|✗|✘|não|opcional|선택|x$|아니|—|–|-$)", re.IGNORECASE)
# Words that begin a sentence and are no field, however they are marked.
PROSE = frozenset(
    [
        "none",
        "empty",
        "no",
        "the",
        "a",
        "an",
        "all",
        "any",
        "each",
        "returns",
        "return",
        "json",
        "note",
        "notes",
        "optional",
        "required",
        "example",
        "only",
        "must",
        "can",
        "should",
        "if",
        "when",
        "this",
        "body",
        "request",
        "response",
        "fields",
        "object",
        "array",
        "see",
        "same",
        "header",
        "headers",
        "content",
        "authorization",
        "where",
        "which",
        "with",
        "for",
        "by",
        "default",
        "and",
        "or",
        "not",
        "user",
        "users",
        "query",
        "params",
        "parameters",
        "page",
        "filter",
        "sort",
        "at",
        "least",
        "one",
        "of",
        "form",
        "data",
        "multipart",
        "ninguno",
        "nenhum",
        "없음",
    ]
)


class Found(NamedTuple):
    """A field and where it is told; `place` is `path`, `query`, `header` or `body` where that is said."""

    field: SchemaField
    line: int
    place: str = ""


def in_nodes(nodes: Sequence[Node]) -> list[Found]:
    """The fields of bullets and tables; nested bullets tell more of the field above them."""
    found: list[Found] = []
    for node in nodes:
        match node:
            case Bullet():
                found += in_bullet(node)
            case Table():
                found += in_table(node)
            case Line() if LONE.match(node.text):
                found += in_text(node.text, node.line)
            case _:
                pass
    return list({one.field.name: one for one in reversed(found)}.values())[::-1]


def in_bullet(node: Bullet) -> list[Found]:
    below = "; ".join(child.text for child in node.children if isinstance(child, Bullet | Line))
    return in_text(node.text, node.line, below)


def in_text(text: str, line: int, below: str = "") -> list[Found]:
    """The fields that one item tells: one with its words, or several names that share them."""
    several = SEVERAL.match(text)
    if several is not None:
        names = re.findall(NAME, re.sub(r"\b(?:and|or|y|e|ou)\b", " ", several[0]))
        rest = text[several.end() :]
        coded = several[0].count("`") >= 2
        if coded or (rest and type_said(rest.lstrip(" :–—-")).type is not None) or (not rest and "," in several[0]):
            return [
                found for name in names if (found := _told(name, rest, line, below, ask=f"{name}?" in text)) is not None
            ]
    match = TOLD.match(text) or BARE.match(text) or SPACED.match(text)
    if match is None:
        return []
    asked = bool(match["ask"] or match["after"])
    rest = match["rest"]
    if match["value"]:
        rest = f"{match['value'].strip('[]').replace('|', ' | ')} {rest}" if "|" in match["value"] else rest
    told = _told(match["name"], rest, line, below, asked)
    if told is None or not _is_field(match["name"], text, told, below):
        return []
    return [told]


def _is_field(name: str, text: str, told: Found, below: str) -> bool:
    """Whether an item that begins with a word tells of a field: it is marked as code, or words tell of a type or a duty."""
    if name[0].isupper() and text.strip("*_` .") == name:
        return False  # the name of a schema
    if text.lstrip("*_ ").startswith(("`", '"')):
        return True
    if name.lower() in PROSE:
        return False
    field = told.field
    telling = field.replace(name="", required=None) != SchemaField("", required=None) or field.required is not None
    return telling or (text.strip("*_ ?") == name and "_" in name) or bool(below and told.field.type)


def _told(name: str, rest: str, line: int, below: str, ask: bool) -> Found | None:
    many = name.endswith("[]")
    name = name.removesuffix("[]").rstrip(".")
    rest = re.sub(r"^\s*[:–—,-]\s*", "", rest.strip())
    place = re.match(r"\(?(?:in )?(path|query|header|cookie|body)\b", rest, re.IGNORECASE)
    head, tail = _head(rest)
    said = type_said(head)
    more = type_said(f"{tail}; {below}") if tail or below else Typed()
    kind = said.type or (type_said(below).type if below else None)
    if kind is None and more.type is not None and more.type.kind == "enum":
        kind = more.type
    if many:
        kind = Type("list", item=kind)
    field = SchemaField(
        name,
        kind,
        required=False if ask else said.required if said.required is not None else more.required,
        nullable=said.nullable,
        default=said.default or more.default,
        constraints=said.constraints if said.constraints != Constraints() else more.constraints,
    )
    return Found(field, line, place[1].lower() if place is not None else "")


def _head(rest: str) -> tuple[str, str]:
    """The words that tell of the type, and the description behind them."""
    if rest.startswith("("):
        closing = rest.find(")")
        if closing > 0:
            return rest[1:closing], rest[closing + 1 :].lstrip(" :–—-")
    parts = re.split(r"\s+[–—-]\s+|\.\s+", rest, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def columns_of(table: Table) -> dict[str, int]:
    """Which column of a table tells what, by kind; without `name` it tells of no fields."""
    found: dict[str, int] = {}
    for index, title in enumerate(table.titles):
        plain = title.strip(" *_`").lower()
        kind = next((kind for kind, pattern in TITLES.items() if pattern.match(plain) and kind not in found), "")
        if kind:
            found[kind] = index
    return found


def in_table(table: Table) -> list[Found]:
    columns = columns_of(table)
    if "name" not in columns or len(columns) < 2:
        return []
    return [one for row in table.rows for one in _row(row, columns)]


def _row(row: Row, columns: dict[str, int]) -> Iterator[Found]:
    cells = {kind: row.text(index).strip() for kind, index in columns.items()}
    names = re.findall(
        rf"(?<![\w.]){NAME}\??", re.sub(r"\([^)]*\)", " ", cells["name"].replace("`", " ").replace("*", " "))
    )
    words = "; ".join(cells.get(kind, "") for kind in ("type", "rules", "default") if cells.get(kind, ""))
    said, noted = type_said(cells.get("type", "")), type_said(words)
    kind = said.type or type_said(cells.get("rules", "")).type
    if (
        said.type is not None
        and said.type.kind in ("str", "text")
        and (choice := type_said(cells.get("rules", "")).type) is not None
    ):
        kind = choice if choice.kind == "enum" else said.type
    default = (
        type_said(f"default {cells['default']}").default if cells.get("default", "").strip(" -—–`") else noted.default
    )
    for name in names[:8]:
        field = SchemaField(
            name.rstrip("?"),
            kind,
            required=_duty(cells, name, noted),
            nullable=said.nullable,
            default=default,
            constraints=noted.constraints,
        )
        yield Found(field, row.line, _place(cells))


def _duty(cells: dict[str, str], name: str, noted: Typed) -> bool | None:
    if name.endswith("?"):
        return False
    said = cells.get("required", "")
    if said:
        return True if YES.match(said) else False if NO.match(said) else noted.required
    optional = cells.get("optional", "")
    if optional:
        return False if YES.match(optional) else True if NO.match(optional) else noted.required
    return noted.required


def _place(cells: dict[str, str]) -> str:
    said = f"{cells.get('place', '')} {cells['name']}".lower()
    return next(
        (
            place
            for place in ("path", "query", "header", "cookie", "body")
            if place in said.split("(")[-1] or place in cells.get("place", "").lower()
        ),
        "",
    )
