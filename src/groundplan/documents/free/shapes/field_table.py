"""Fields as the rows of a table, its columns in any order and in several languages."""

import re
from collections.abc import Iterator

from groundplan.documents.free.nodes import Row, Table
from groundplan.documents.free.shapes.field_words import chosen
from groundplan.documents.free.shapes.shape import Found
from groundplan.documents.free.shapes.types import Typed, type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Constraints

COLUMNS = {
    "name": (
        r"(?:field|name|parameter|param|property|key|attribute|column|query param(?:eter)?|filter|header|campo|nombre|nome"
        r"|atributo|par[aá]metro|propiedad|propriedade|필드(?:명)?|이름|파라미터|매개변수|속성)(?: name)?s?"
    ),
    "type": r"(?:(?:data )?type|tipo|타입|자료형|유형|format)s?",
    "required": r"(?:required\??|mandatory|req|requerido|obligatorio|obrigat[oó]rio|obbligatorio|필수(?: 여부)?)",
    "optional": r"(?:optional|opcional|nullable)",
    "default": r"(?:default(?: value)?|por defecto|valor por defecto|padr[aã]o|기본값)",
    "rules": (
        r"(?:constraints?|validations?|rules?|requirements?|values?|options|allowed(?: values)?|validaci[oó]n|restricciones"
        r"|valida[cç][aã]o|regras|제약(?:조건)?)"
    ),
    "meaning": r"(?:description|desc|meaning|notes?|details|purpose|semantics|descripci[oó]n|descri[cç][aã]o|설명|비고)",
    "place": r"(?:location|in|where|ubicaci[oó]n|localiza[cç][aã]o|위치)",
}
TITLES = {kind: re.compile(rf"{pattern}$", re.IGNORECASE) for kind, pattern in COLUMNS.items()}
YES = re.compile(r"\W*(?:yes|y\b|true|required|s[ií]|sim|obligatori|obrigat|필수|o$|예)|[✅✓✔☑]", re.IGNORECASE)
NO = re.compile(r"\W*(?:no\b|n\b|false|optional|não|opcional|선택|x$|아니)|[❌✗✘—–-]", re.IGNORECASE)
NAME = re.compile(r"(?<![\w.-])[A-Za-z_][\w.]*(?:-[\w.]+)*\??")
PLACES = ("path", "query", "header", "cookie", "body")
# More names than this in one cell are a sentence.
MOST = 8


def in_table(table: Table) -> list[Found]:
    """The fields of a table; none where no column names them, or no other tells of them."""
    columns = columns_of(table)
    if "name" not in columns or len(columns) < 2:
        return []
    return [one for row in table.rows for one in _in_row(row, columns)]


def columns_of(table: Table) -> dict[str, int]:
    """Which column of a table tells what, by kind."""
    found: dict[str, int] = {}
    for index, title in enumerate(table.titles):
        plain = title.strip(" *_`").lower()
        kind = next((kind for kind, pattern in TITLES.items() if kind not in found and pattern.match(plain)), "")
        if kind:
            found[kind] = index
    return found


def _in_row(row: Row, columns: dict[str, int]) -> Iterator[Found]:
    cells = {kind: row.text(index).strip() for kind, index in columns.items()}
    meaning, given = (cells.get(kind, "").strip(" -—–") for kind in ("meaning", "default"))
    said, rules, described = map(type_said, (cells.get("type", ""), cells.get("rules", ""), meaning))
    usual = type_said(f"{cells.get('type', '')}, default: {given.strip('()')}") if given else Typed()
    told = (said, rules, usual, described)
    bounds = next((each.constraints for each in told if each.constraints != Constraints()), Constraints())
    default = usual.default if given else next((each.default for each in told if each.default is not None), None)
    for name in NAME.findall(re.sub(r"\([^()]*\)", " ", cells["name"]))[:MOST]:
        field = SchemaField(
            name.rstrip("?"),
            chosen(chosen(said.type or rules.type, rules.type), described.type),
            required=False if name.endswith("?") else _duty(cells, said, rules),
            nullable=said.nullable or rules.nullable,
            default=default,
            constraints=bounds,
            meaning=meaning,
        )
        yield Found(field, row.line, _place(cells))


def _duty(cells: dict[str, str], said: Typed, rules: Typed) -> bool | None:
    if (cell := cells.get("required", "")) and (duty := _yes_or_no(cell)) is not None:
        return duty
    if (cell := cells.get("optional", "")) and (duty := _yes_or_no(cell)) is not None:
        return not duty
    return said.required if said.required is not None else rules.required


def _yes_or_no(cell: str) -> bool | None:
    return True if YES.match(cell) else False if NO.match(cell) else None


def _place(cells: dict[str, str]) -> str:
    said = cells.get("place", "").lower() or cells["name"].lower().partition("(")[2]
    return next((place for place in PLACES if place in said), "")
