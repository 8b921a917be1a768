"""Bullets and plain lines that are columns: `- id: integer (primary key)`, `- email text unique not null`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from groundplan.documents.free.models.column_words import FACT_FIRST, NAMED_ENUM, column, shortened
from groundplan.documents.free.models.telling import Told
from groundplan.documents.free.nodes import Bullet, Fence, Line
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import Field

IDENTIFIER = r"[^\W\d]\w*"
NAMES = re.compile(
    rf"[*_]{{0,2}}`?({IDENTIFIER})`?[*_]{{0,2}}(?:\s*(?:,|/|\band\b|&)\s*[*_]{{0,2}}`?{IDENTIFIER}`?[*_]{{0,2}})*"
)
SEPARATOR = re.compile(r"\s*[:：]\s*(?:\*\*)?\s*|\s+[–—-]\s+|\s*(?=\()|\s+|$")
DASH = re.compile(r"\s+(?:[–—]|--?)\s+|\s*(?:#|//)\s+|(?<=\))`?:\s+")
DESCRIBING = re.compile(r"(?:of|to|for|name|from|in|that|which)\b", re.IGNORECASE)
# First words of bullets that state a fact of the table and name no column.
FACTS_WORDS = """
    index indexes unique constraint constraints primary foreign check note notes composite table description purpose
    relationship relationships the a an each one all this no on when if managed default key keys example column
    columns field fields every users
"""
FACTS = frozenset(FACTS_WORDS.split())


class Said(NamedTuple):
    """The names and words of one line, cut into what is type, facts and description."""

    names: tuple[str, ...]
    type: str
    facts: str
    description: str
    marked: bool

    @property
    def typed(self) -> bool:
        return bool(self.type)

    def fields(self) -> list[Field]:
        return [column(name, self.type, self.facts, self.description) for name in self.names]


def read_bullets(nodes: Iterable[Bullet | Line], *, sure: bool = False) -> tuple[Told, ...]:
    """The fields of a run of bullets; nothing where too few of them look like columns.

    Args:
        sure: whether the place says that these are columns, so that names in code spans need no types.
    """
    said = [(cut(node.text), node) for node in nodes]
    columns = [(each, node) for each, node in said if each is not None]
    known = sum(each.typed or bool(FACT_FIRST.match(each.facts)) for each, _ in columns)
    named = sum(each.typed or each.marked for each, _ in columns) if sure else known
    if not columns or len(columns) * 2 < len(said) or (known * 2 < len(columns) and named < len(columns)):
        return ()
    return tuple(Told(field, node.line) for each, node in columns for field in each.fields())


def read_lines(fence: Fence) -> tuple[Told, ...]:
    """The columns of a plain fenced block, one a line."""
    return read_bullets(
        [Line(text.strip(" \t-*•"), fence.line + at, 1) for at, text in enumerate(fence.lines, 1) if text.strip()]
    )


def names_said(cell: str) -> tuple[str, ...]:
    """The names in a cell: `` `created_at` / `updated_at` `` are two."""
    words = re.sub(r"\([^()]*\)", "", cell).strip()
    found = NAMES.fullmatch(words)
    if found is None:
        return (words.strip("`*"),) if re.fullmatch(r"[`*]*[^\W\d][\w.-]*[`*]*", words) else ()
    return tuple(name for name in re.findall(IDENTIFIER, words.strip("*_ ")) if name != "and")


def cut(text: str) -> Said | None:
    """A bullet cut into names, type, facts and description; `None` where it is no column."""
    text = shortened(text)
    found = NAMES.match(text)
    if found is None:
        return None
    marked = text[0] in "`*"
    names = names_said(found[0])
    separator = SEPARATOR.match(text, found.end())
    if separator is None or not names:
        return None
    rest = text[separator.end() :].strip()
    spaced = not separator[0].strip() and not rest.startswith("(") and bool(rest)
    head, *tail = DASH.split(rest, maxsplit=1)
    type_, facts = _type_and_facts(head)
    said = Said(names, type_, facts, " ".join(tail), marked)
    if spaced and not marked and names[0][0].isupper():
        return None
    if not said.typed and (spaced or (names[0].lower() in FACTS and text[0] != "`")):
        return None
    if names[0][0].isupper() and (names[0].lower() in FACTS or not said.typed):
        return None
    if not said.typed and tail and not marked and not FACT_FIRST.match(facts):
        return None
    return said


def _type_and_facts(head: str) -> tuple[str, str]:
    """Where the type stands, and all words beside it: first, in the brackets, or behind a comma."""
    outside, inside = _bracketed(head)
    candidates = [head.strip("()")] if not outside.strip() else []
    candidates += [*_pieces(outside), *_pieces(inside)]
    chosen = next(filter(_is_type, candidates), "")
    return chosen, " ; ".join(filter(None, (outside, inside)))


def _is_type(words: str) -> bool:
    """Whether words begin with a type; later in a sentence it only describes: `the email of the owner`."""
    first, _, rest = words.partition(" ")
    if NAMED_ENUM.match(first) is not None:
        return True
    if type_said(first.partition("/")[0]).type is None:
        return (
            type_said(words).type is not None
            and re.match(r"[\"'`\[{]|enum|iso\b|unsigned", words, re.IGNORECASE) is not None
        )
    return DESCRIBING.match(rest) is None or first.lower() in ("list", "array", "set", "map")


def _bracketed(head: str) -> tuple[str, str]:
    """The words outside of brackets, and those inside; brackets that belong to a type stay: `VARCHAR(255)`."""
    outside, inside, depth, kept = [], [], 0, 0
    for at, sign in enumerate(head):
        if sign == "(":
            depth += 1
            if depth == 1 and at and (head[at - 1].isalnum() or head[at - 1] == "`"):
                kept = 1
        if kept or depth == 0:
            outside.append(sign)
        elif not (depth == 1 and sign in "()"):
            inside.append(sign)
        if sign == ")" and depth:
            depth -= 1
            if depth == 0:
                inside.append("" if kept else ", ")
                kept = 0
    return "".join(outside).replace("`", ""), "".join(inside).strip(", ")


def _pieces(words: str) -> list[str]:
    return [piece.strip() for piece in re.split(r",(?![^(]*\))|;", words)]
