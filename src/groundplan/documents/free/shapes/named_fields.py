"""Fields told one by one: bullets with what is nested below them, lines that look like bullets, and rows of tables."""

import re
from collections.abc import Sequence

from groundplan.documents.free.nodes import Bullet, Line, Node, Table
from groundplan.documents.free.shapes.field_table import in_table
from groundplan.documents.free.shapes.field_words import told
from groundplan.documents.free.shapes.inline import on_line
from groundplan.documents.free.shapes.shape import NAME, Found, once
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import SchemaField

# `title`, then a colon, a dash, a bracket, an equals sign or nothing.
TOLD = re.compile(
    rf"[_`\"']*(?P<name>{NAME})(?P<ask>\?)?[_`\"']*(?P<after>\?)?(?:\s*=\s*[`\"']?(?P<value>[^`\s,;]*)[`\"']?)?"
    r"\s*(?P<rest>[:：(–—,-].*|)$"
)
CODED = re.compile(
    r"`(?P<name>[A-Za-z_][\w.-]*(?:\[\])?)(?P<ask>\?)?(?:=(?P<value>[^`]*))?`(?P<after>\?)?\s*(?P<rest>.*)$"
)
SPACED = re.compile(
    rf"(?P<name>{NAME})(?P<ask>)(?P<after>)(?P<value>)\s+"
    r"(?P<rest>(?:\(|<|(?:string|integer|int|boolean|bool|number|array|uuid|text)\b).*)$"
)
SEVERAL = re.compile(
    rf"_*`?{NAME}\??`?_*(?:\s*(?:,|/|&|\band\b|\bor\b|\by\b|\be\b|\bou\b)\s*_*`?{NAME}\??`?_*)+(?=\s*(?:[:(–—-]|$))"
)
# `Sorting: `sort`, `order``: what the names are for, and no field.
GROUP = re.compile(
    r"(?:pagination|paging|sort(?:ing)?|order(?:ing)?|filter(?:s|ing)?|search(?:ing)?)\s*:\s*(?=`)", re.IGNORECASE
)
# A line outside a list tells of a field only when it looks like one of a list.
LONE = re.compile(rf"`{NAME}\??`\s*(?:[:(–—]|-\s)")
# One of a list of names: the name alone, or tied to its words.
ENTRY = re.compile(r"`?[a-z_][\w.]*(?:\[\])?\??`?(?:\s*[:：(–—].*|\s-\s.*|)$")
VALUE = re.compile(r"([`\"'][^`\"']{1,60}[`\"'])(?=$|[\s:(–—,-])(?P<default>[^:]*\bdefault\b)?")
MARKS = re.compile(r"\*+")
LEADING = re.compile(r"\((optional|required|opcional|obrigat[oó]rio|obligatorio)\)\s+(.*)$", re.IGNORECASE)
NOTHING = frozenset({"none", "empty", "nothing", "null", "ninguno", "nenhum", "vacío", "vazio"})
LONGEST = 2_000


def in_nodes(nodes: Sequence[Node]) -> list[Found]:
    """The fields of bullets and tables, each once; nested bullets tell more of the field above them."""
    found: list[Found] = []
    listed = _is_list([node.text for node in nodes if isinstance(node, Bullet)])
    for node in nodes:
        match node:
            case Bullet():
                found += _in_bullet(node, listed=listed)
            case Table():
                found += in_table(node)
            case Line() if LONE.match(node.text):
                found += in_text(node.text, node.line)
            case _:
                pass
    return once(found)


def in_lines(lines: Sequence[str], line: int) -> list[Found]:
    """The fields of lines that are a list without bullets, the first of which has a number; none where one is a sentence."""
    texts = [(text.strip(" ,;"), number) for number, text in enumerate(lines, line) if text.strip(" ,;")]
    if not all(ENTRY.match(text) and " " in text for text, _ in texts):
        return []
    return once([found for text, number in texts for found in in_text(text, number, listed=True)])


def _is_list(texts: Sequence[str]) -> bool:
    """Whether all bullets of a list are names with or without words, so that even a bare one is a field."""
    plain = [MARKS.sub("", text[:LONGEST]).strip() for text in texts]
    return len(plain) > 0 and all(ENTRY.match(text) for text in plain)


def _in_bullet(node: Bullet, *, listed: bool) -> list[Found]:
    texts = [child.text[:LONGEST] for child in node.children if isinstance(child, Bullet | Line)]
    values = [VALUE.match(text) for text in texts]
    if len(values) > 1 and all(values):
        texts = [f"{value[1]} (default)" if value["default"] else value[1] for value in values if value is not None]
    return in_text(node.text, node.line, "; ".join(texts), listed=listed)


def in_text(text: str, line: int, below: str = "", *, listed: bool = False) -> list[Found]:
    """The fields that one item tells: one with its words, or several names that share them.

    In a list of names, `listed`, a name needs no words to be a field.
    """
    text = " ".join(MARKS.sub("", text[:LONGEST]).split())
    if (leading := LEADING.match(text)) is not None:
        text = f"{leading[2]}, {leading[1]}"
    if (group := GROUP.match(text)) is not None:
        return on_line(text[group.end() :], line)
    if several := _several(text, line, below):
        return several
    match = CODED.match(text) or TOLD.match(text) or SPACED.match(text)
    if match is None or match["name"].lower() in NOTHING:
        return []
    rest = match["rest"]
    if "|" in (match["value"] or ""):
        rest = f"{match['value'].strip('[]').replace('|', ' | ')} {rest}"
    found = told(match["name"], rest, line, below, asked=bool(match["ask"] or match["after"]))
    return [found] if listed or _is_field(match["name"], text, found.field) else []


def _several(text: str, line: int, below: str) -> list[Found]:
    """The fields of `min, max: integers`."""
    several = SEVERAL.match(text)
    if several is None:
        return []
    names = re.findall(rf"({NAME})(\?)?", re.sub(r"\b(?:and|or|y|e|ou)\b", " ", several[0]))
    rest = text[several.end() :]
    typed = bool(rest) and type_said(rest.lstrip(" :–—-")).type is not None
    if several[0].count("`") < 2 and not typed and (rest or "," not in several[0]):
        return []
    return [told(name, rest, line, below, asked=bool(asked)) for name, asked in names]


def _is_field(name: str, text: str, field: SchemaField) -> bool:
    """Whether an item that begins with a word tells of a field: it is in code, or its words tell of a type or a duty."""
    coded = text.startswith(("`", '"'))
    if name[0].isupper() and (text.strip("_` .") == name or (not coded and "{" in text)):
        return False  # the name of a schema, or the label of a body
    if coded or (text.strip("_ ?") == name and "_" in name):
        return True
    return field != SchemaField(field.name, required=None, meaning=field.meaning)
