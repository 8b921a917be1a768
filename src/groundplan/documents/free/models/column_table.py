"""Markdown tables whose rows are columns: a title for the name, one for the type, and what else the table says."""

import re
from collections.abc import Iterator

from groundplan.documents.free.models.column_bullets import names_said
from groundplan.documents.free.models.column_words import column
from groundplan.documents.free.models.telling import Told
from groundplan.documents.free.nodes import Row, Table
from groundplan.spec.model import Field

# The roles of columns by the words of their titles, in the languages that documents are written in.
WORDS = {
    "name": (
        "(?:column|field|attribute|property)(?: ?name)?|name|atributos?(?: adicionais)?|campos?|columna|coluna|nombre|nome"
        "|propiedad|propriedade|필드(?:명)?|컬럼(?:명)?|속성|이름"
    ),
    "type": "(?:(?:sql|data|db|column|field|postgres(?:ql)?) ?)?types?|tipos?(?: de da[dt]os?)?|타입|자료형|데이터 ?타입|유형",
    "facts": (
        "(?:key )?constraints?(?: ?/ ?notes)?|modifiers?|attributes|options|restricciones|restri[çc][õo]es|vincoli"
        "|제약(?: ?조건)?|keys?|clave|chave"
    ),
    "required": r"required\??|mandatory|obrigat[óo]rio\??|obligatorio\??|requerido\??|필수(?: ?여부)?|not ?null",
    "nullable": r"null(?:able|s)?\??|optional\??|opcional|nulo|nulable|null 허용",
    "default": "defaults?(?: value)?|padr[ãa]o|por defecto|predeterminado|기본값",
    "unique": r"unique\??|[úu]nico",
    "index": r"index(?:ed)?\??|indexado|인덱스",
    "key": "pk ?/ ?fk|fk|foreign key|references|relation(?:ship)?",
    "text": (
        "descriptions?|notes?|purpose|meaning|comments?|details|descripci[óo]n|descri[çc][ãa]o|notas?|descrizione|설명|비고"
    ),
}
TITLES = {role: re.compile(rf"(?:{words})$", re.IGNORECASE) for role, words in WORDS.items()}
YES = re.compile(r"\W*(?:✅|✓|✔|☑|yes\b|y\b|true\b|x\b|o\b|s[íi]\b|sim\b|예|required\b|not null\b|o$)", re.IGNORECASE)
NO = re.compile(r"\W*(?:❌|✗|✘|✖|no\b|n\b|false\b|não\b|아니오|optional\b|null\b|-$|–$|—$)", re.IGNORECASE)


def is_column_table(table: Table) -> bool:
    """Whether a table lists columns with their types."""
    roles = _roles(table)
    return "type" in roles and roles.get("name") == 0


def read_columns(table: Table) -> Iterator[Told]:
    """The field of each row; two names in one row are two fields."""
    roles = _roles(table)
    for row in table.rows:
        for name in names_said(row.text(roles.get("name"))):
            yield Told(_field(name, row, roles), row.line)


def _field(name: str, row: Row, roles: dict[str, int]) -> Field:
    text = {role: row.text(at) for role, at in roles.items()}
    facts = [text.get("facts", ""), text.get("key", "")]
    if (required := _answer(text.get("required", ""))) is not None:
        facts.append("not null" if required else "nullable")
    elif (nullable := _answer(text.get("nullable", ""))) is not None:
        facts.append("nullable" if nullable else "not null")
    if default := text.get("default", "").strip(" -–—"):
        facts.append(f"default {default}")
    facts += [role for role in ("unique", "index") if _answer(text.get(role, ""))]
    return column(name, text.get("type", "").replace("\\|", "|"), "; ".join(filter(None, facts)), text.get("text", ""))


def _answer(cell: str) -> bool | None:
    """What a cell of a yes-or-no column says."""
    if not cell.strip():
        return None
    return False if NO.match(cell) else True if YES.match(cell) else None


def _roles(table: Table) -> dict[str, int]:
    """Which column of the table plays which part; the first that fits."""
    roles: dict[str, int] = {}
    for at, title in enumerate(table.titles):
        words = title.replace("**", "").replace("`", "").strip()
        role = next((role for role, pattern in TITLES.items() if pattern.match(words) and role not in roles), "")
        if role:
            roles[role] = at
    return roles
