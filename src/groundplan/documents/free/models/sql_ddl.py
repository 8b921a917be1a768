"""CREATE TABLE, CREATE INDEX, ALTER TABLE and CREATE TYPE in fenced SQL of PostgreSQL, MySQL and SQLite."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from groundplan.documents.free.models.sql_lines import lines_told
from groundplan.documents.free.models.telling import Telling
from groundplan.documents.free.nodes import Fence

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

SQL = frozenset({"sql", "postgresql", "postgres", "pgsql", "psql", "mysql", "sqlite", "ddl", "plsql"})
DEFINES = re.compile(
    r"\s*(?:create\s+(?:(?:temp(?:orary)?|unlogged)\s+)?table\b(?![^(]*\bpartition\s+of\b)|create\s+(?:unique\s+)?index\b"
    r"|alter\s+table\s[^;]{1,200}?\badd\b|create\s+type\s+[\w.\"]+\s+as\s+enum\b)",
    re.IGNORECASE,
)
LEAD = re.compile(r"\s*(?:--[^\n]*(?:\n|$)|/\*.*?\*/)", re.DOTALL)
# What ends a statement, or opens something that may hold a semicolon without ending one.
SIGN = re.compile(r"--|/\*|['\"`();]|\$\w*\$|\n(?=\s{0,40}(?:create|alter|insert|drop)\b)", re.IGNORECASE)
CLOSING = {"--": "\n", "/*": "*/"}
# Deeper or longer statements are read by lines: no person wrote them, and they may exhaust a parser.
DEEPEST, LONGEST, MOST_UNCLOSED = 12, 20_000, 20


class Statement(NamedTuple):
    """One statement of a fence, and the line of the document where its text begins."""

    text: str
    line: int
    depth: int


def is_sql(fence: Fence) -> bool:
    return fence.language in SQL or (not fence.language and DEFINES.match(fence.text) is not None)


def read_ddl(fences: Iterable[Fence]) -> Iterator[Telling]:
    """A telling for every table that statements create, index or alter; statements that do not parse are read by lines."""
    statements = [each for fence in fences if is_sql(fence) for each in statements_of(fence)]
    if not statements:
        return
    from groundplan.documents.free.models.sql_tree import enum_of, tree_of, tree_told  # brings sqlglot: 200 ms

    enums: dict[str, tuple[str, ...]] = {}
    parsed: list[tuple[Statement, Expr | None]] = []
    for each in statements:
        tree = tree_of(each.text) if each.depth <= DEEPEST and len(each.text) <= LONGEST else None
        parsed.append((each, tree))
        enums |= enum_of(tree) if tree is not None else {}
    for each, tree in parsed:
        told = tree_told(tree, each.line, enums) if tree is not None else lines_told(each.text, each.line)
        if told is not None:
            yield told


def statements_of(fence: Fence) -> Iterator[Statement]:
    """The statements of a fence that define something, however they are ended; comments stay inside."""
    text, start, line, depth, deepest = fence.text, 0, fence.line + 1, 0, 0
    for at, sign in (*_signs(text), (len(text), ";")):
        if sign in ("(", ")"):
            depth = max(0, depth + (1 if sign == "(" else -1))
            deepest = max(depth, deepest)
        else:
            yield from _statement(text, start, at, deepest, line)
            line += text.count("\n", start, at + 1)
            start, depth, deepest = at + 1, 0, 0


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Brackets and ends of statements outside of comments and quotes; what is never closed is passed over."""
    at, unclosed = 0, set[str]()
    while (found := SIGN.search(text, at)) is not None:
        at, sign = found.end(), found[0]
        if sign in ("(", ")", ";") or sign.isspace():
            yield found.start(), sign
        elif sign not in unclosed and len(unclosed) < MOST_UNCLOSED:
            closing = CLOSING.get(sign, sign)
            end = text.find(closing, at)
            if end < 0:
                unclosed.add(sign)  # not looked for again, so that the time stays linear
            else:
                at = end + (len(closing) if sign != "--" else 0)


def _statement(text: str, start: int, end: int, depth: int, line: int) -> Iterator[Statement]:
    """The statement between two ends, without the comments before it; `line` is that of the first end."""
    begin = start
    while (skipped := LEAD.match(text, start, end)) is not None:
        start = skipped.end()
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    if DEFINES.match(body):
        yield Statement(body.strip(), line + text.count("\n", begin, start), depth)
