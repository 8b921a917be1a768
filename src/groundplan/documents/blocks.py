"""The block structure of a Markdown document, with the line of everything.

An own scanner, not a CommonMark library: specifications are headings, lists, tables and fences at the top level, which a
walk over lines finds eight times as fast as the fastest parser with source ranges. Its tests compare it with that parser.
What it does not tell apart (quotes, HTML, nested lists, rules) is `Other`: prose that nobody interprets.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Where two runs could share a blank or a mark, the first keeps it: whatever is not matched is told in one pass.
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
ITEM = re.compile(r"( {0,3})([-*+]|\d{1,9}[.)])( {1,4}|\t)(?=\S)")
FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+)[ \t]*+([^`]*)$")
DELIMITER = re.compile(r" {0,3}\|?[ \t]*+:?-++:?[ \t]*+(\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
CELL_EDGE = re.compile(r"(\\*)\|")


class Heading(NamedTuple):
    start: int
    end: int
    level: int
    text: str
    column: int


class Paragraph(NamedTuple):
    start: int
    end: int
    text: str
    column: int


class Item(NamedTuple):
    """One item of a top-level list: the text of its first paragraph; `task` is a checkbox, ticked or not."""

    start: int
    end: int
    text: str
    column: int
    ordered: bool
    task: bool | None


class Row(NamedTuple):
    line: int
    cells: tuple[str, ...]
    columns: tuple[int, ...]


class Table(NamedTuple):
    """`header` is the first row; `start` its line, and the delimiter row follows it."""

    start: int
    end: int
    header: Row
    rows: tuple[Row, ...]


class Fence(NamedTuple):
    """A fenced block; `end` is behind its last line, also when the fence is never closed."""

    start: int
    end: int
    language: str
    text: str
    closed: bool


class Other(NamedTuple):
    start: int
    end: int


Block = Heading | Paragraph | Item | Table | Fence | Other


def blocks(lines: list[str]) -> list[Block]:
    """The blocks of a document in order; `lines` have no line ends, and `start` and `end` are indexes into them."""
    return list(scan(lines))


def scan(lines: list[str], at: int = 0) -> Iterator[Block]:
    """The blocks from a line on that no block before it reaches into."""
    count, inside = len(lines), 0
    while at < count:
        line = lines[at]
        text = line.lstrip(" \t")
        if not text:
            at += 1
            continue
        # What is indented as far as the text of the item before it belongs to that item.
        nested = inside and len(line) - len(text) >= inside
        block = Other(at, _nested_end(lines, at, inside)) if nested else _block(lines, at, line, text)
        yield block
        at = block.end
        if not nested:
            inside = _content_offset(lines[block.start]) if isinstance(block, Item) else 0


def _content_offset(line: str) -> int:
    """How far the content of a list item is indented."""
    item = ITEM.match(line)
    return len(item[0].expandtabs(4)) if item else 0


def _nested_end(lines: list[str], at: int, inside: int) -> int:
    """Where the lines end that are indented as far as an item's content; blank lines inside belong to them."""
    end = at
    while at < len(lines):
        text = lines[at].lstrip(" \t")
        if text:
            if len(lines[at]) - len(text) < inside:
                break
            end = at + 1
        at += 1
    return end


def _block(lines: list[str], at: int, line: str, text: str) -> Block:
    indent = len(line) - len(text)
    first = text[0]
    if indent > 3 or line[:1] == "\t":
        return Other(at, _indented_end(lines, at))
    if first == "#" and (heading := heading_at(lines, at)) is not None:
        return heading
    if first in "`~" and (fence := FENCE.match(line)):
        return _fence(lines, at, indent, fence[1], fence[2].strip())
    if first in "-*_" and RULE.match(line):
        return Other(at, at + 1)
    if first in "-*+0123456789" and (item := ITEM.match(line)):
        return _item(lines, at, item)
    if first == ">":
        return Other(at, _text_end(lines, at))
    if first == "<" and len(text) > 1 and (text[1].isalpha() or text[1] in "!?/"):
        return Other(at, _html_end(lines, at, text))
    if at + 1 < len(lines) and "|" in line and _is_delimiter(lines[at + 1], line):
        return _table(lines, at)
    end = _text_end(lines, at)
    if end < len(lines) and UNDERLINE.match(lines[end]) and lines[end].strip():
        level = 1 if lines[end].lstrip()[0] == "=" else 2
        return Heading(at, end + 1, level, _joined(lines, at, end), indent + 1)
    return Paragraph(at, end, _joined(lines, at, end), indent + 1)


def heading_at(lines: list[str], at: int) -> Heading | None:
    """The heading that a line is, without the hashes that may close it."""
    match = HEADING.match(lines[at])
    if match is None:
        return None
    text = lines[at][match.end() :].rstrip(" \t")
    unclosed = text.rstrip("#")
    if not unclosed or unclosed[-1] in " \t":
        text = unclosed.rstrip(" \t")
    return Heading(at, at + 1, len(match[1]), text, match.end() + 1)


def _joined(lines: list[str], start: int, end: int) -> str:
    if end == start + 1:
        return lines[start].strip(" \t")
    return " ".join(line.strip(" \t") for line in lines[start:end])


def _text_end(lines: list[str], at: int) -> int:
    """Where the paragraph that begins at a line ends: before a blank line or the begin of another block."""
    at += 1
    while at < len(lines) and not _interrupts(lines[at]):
        at += 1
    return at


def _interrupts(line: str) -> bool:
    text = line.lstrip(" \t")
    if not text:
        return True
    if len(line) - len(text) > 3:
        return False
    match text[0]:
        case "#":
            return HEADING.match(line) is not None
        case "`" | "~":
            return FENCE.match(line) is not None
        case "-" | "*" | "+" | "_" | "=":
            return bool(ITEM.match(line) or RULE.match(line) or UNDERLINE.match(line))
        case ">":
            return True
        case "1":
            # Only a list that begins with one may interrupt a paragraph (CommonMark, example 304).
            return text.startswith(("1. ", "1) "))
        case "<":
            return len(text) > 1 and (text[1].isalpha() or text[1] in "!?/")
        case _:
            return False


def _indented_end(lines: list[str], at: int) -> int:
    at += 1
    while (
        at < len(lines)
        and lines[at].strip()
        and lines[at][:1] in " \t"
        and len(lines[at]) - len(lines[at].lstrip()) > 3
    ):
        at += 1
    return at


def _html_end(lines: list[str], at: int, text: str) -> int:
    stop = "-->" if text.startswith("<!--") else ""
    while at < len(lines):
        if (stop and stop in lines[at]) or (not stop and not lines[at].strip()):
            return at + 1 if stop else at
        at += 1
    return at


def _fence(lines: list[str], at: int, indent: int, mark: str, info: str) -> Fence:
    close = re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    end = at + 1
    while end < len(lines) and not close.match(lines[end]):
        end += 1
    body = "\n".join(line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in lines[at + 1 : end])
    closed = end < len(lines)
    return Fence(at, end + 1 if closed else end, info.split(" ")[0], body, closed)


def _item(lines: list[str], at: int, item: re.Match[str]) -> Block:
    line = lines[at]
    text = line[item.end() :]
    if text[:1] in "-+*#>`~<|0123456789" and _begins_a_block(text):
        return Other(at, _text_end(lines, at))
    # Behind an item any number begins the next one; only behind a paragraph it must be a one.
    end = at + 1
    while end < len(lines) and not _interrupts(lines[end]) and not ITEM.match(lines[end]):
        end += 1
    task = TASK.match(text)
    column = item.end() + (task.end() if task else 0)
    first = line[column:].strip(" \t")
    rest = [more.strip(" \t") for more in lines[at + 1 : end]]
    ticked = None if task is None else task[1] in "xX"
    return Item(at, end, " ".join([first, *rest]), column + 1, item[2][-1] in ".)", ticked)


def _begins_a_block(text: str) -> bool:
    return bool(HEADING.match(text) or FENCE.match(text) or RULE.match(text) or ITEM.match(text)) or text[0] in "><"


def _is_delimiter(line: str, header: str) -> bool:
    if "-" not in line or DELIMITER.match(line) is None:
        return False
    return len(cells_of(line)[0]) == len(cells_of(header)[0])


def _table(lines: list[str], at: int) -> Table:
    end = at + 2
    rows = []
    while end < len(lines) and lines[end].strip() and ("|" in lines[end] or not _interrupts(lines[end])):
        rows.append(Row(end, *cells_of(lines[end])))
        end += 1
    return Table(at, end, Row(at, *cells_of(lines[at])), tuple(rows))


def cells_of(line: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    r"""The cells of a table row, unescaped and trimmed, and the column at which each begins.

    Of a run of backslashes before a pipe each pair is one backslash, and an odd one makes the pipe a character.
    """
    if "\\" not in line:
        parts = line.split("|")
    else:
        parts = _split_escaped(line)
    first = 1 if not parts[0].strip(" \t") and len(parts) > 1 else 0
    last = len(parts) - 1 if len(parts) > first + 1 and not parts[-1].strip(" \t") else len(parts)
    cells, columns = [], []
    position = 1 if first == 0 else len(parts[0]) + 2
    for part in parts[first:last]:
        text = part.lstrip(" \t")
        columns.append(position + len(part) - len(text))
        cells.append(unescape_cell(text.rstrip(" \t")))
        position += len(part) + 1
    return tuple(cells), tuple(columns)


def _split_escaped(line: str) -> list[str]:
    parts, begin = [], 0
    for edge in CELL_EDGE.finditer(line):
        if len(edge[1]) % 2 == 0:
            parts.append(line[begin : edge.end() - 1])
            begin = edge.end()
    return [*parts, line[begin:]]


def escape_cell(text: str) -> str:
    r"""The text as it stands in a cell: `|` is written `\|`, and backslashes before it, or at the end, twice."""
    if "|" not in text and not text.endswith("\\"):
        return text
    text = CELL_EDGE.sub(lambda edge: edge[1] * 2 + r"\|", text)
    return re.sub(r"\\+$", lambda run: run[0] * 2, text)


def unescape_cell(text: str) -> str:
    if "\\" not in text:
        return text
    text = re.sub(r"(\\+)\|", lambda edge: "\\" * (len(edge[1]) // 2) + "|", text)
    return re.sub(r"\\+$", lambda run: run[0][: (len(run[0]) + 1) // 2], text)
