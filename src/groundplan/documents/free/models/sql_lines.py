"""DDL that no parser takes: a half-finished table, invented keywords. Each line that looks like a column is one."""

import re

from groundplan.documents.free.models.column_words import column, reference_said
from groundplan.documents.free.models.telling import Telling, Told

HEAD = re.compile(
    r"create\s+(?:\w+\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:[\"`]?\w+[\"`]?\.)?[\"`]?(\w+)[\"`]?\s*\(", re.IGNORECASE
)
COLUMN = re.compile(
    r"[\"`\[]?(\w+)[\"`\]]?\s+([A-Za-z]\w*(?:\s+(?:varying|precision))?(?:\s*\([^()]*\))?(?:\s*\[\])?)(.*)$", re.DOTALL
)
NO_COLUMN_WORDS = """
    constraint primary unique foreign check index key like references on partition exclude fulltext not default
"""
NO_COLUMN = frozenset(NO_COLUMN_WORDS.split())
FOREIGN = re.compile(r"foreign\s+key\s*\(\s*[\"`]?(\w+)[\"`]?\s*\)(.*)$", re.IGNORECASE | re.DOTALL)


def lines_told(text: str, line: int) -> Telling | None:
    """The columns of a CREATE TABLE, piece by piece; `None` for any other statement."""
    head = HEAD.match(text)
    if head is None:
        return None
    fields: dict[str, Told] = {}
    for piece, at in _pieces(text, head.end()):
        foreign = FOREIGN.search(piece)
        if foreign is not None and foreign[1] in fields:
            told = fields[foreign[1]]
            fields[foreign[1]] = told._replace(field=told.field.replace(references=reference_said(foreign[2])))
        found = COLUMN.match(piece)
        if found is None or found[1].lower() in NO_COLUMN:
            continue
        field = column(found[1], found[2], found[3])
        if field.nullable is None:
            field = field.replace(nullable=True)
        fields.setdefault(field.name, Told(field, line + at))
    return Telling(head[1], line, table=head[1], fields=tuple(fields.values()))


def _pieces(text: str, start: int) -> list[tuple[str, int]]:
    """What stands between the commas and line ends of a table's body, each with its line from the statement's first."""
    pieces: list[tuple[str, int]] = []
    depth, begin, at = 0, start, text.count("\n", 0, start)
    body = re.sub(r"--[^\n]*", lambda comment: " " * len(comment[0]), text)
    for position in range(start, len(body)):
        sign = body[position]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        if depth < 0 or position == len(body) - 1 or (sign in ",\n" and depth == 0):
            pieces.append((body[begin : position + (depth == 0 and sign not in ",\n")].strip(), at))
            begin = position + 1
        if depth < 0:
            break
        at += sign == "\n"
    return [piece for piece in pieces if piece[0]]
