"""From lines to nodes: one pass that nests sections by their headings and list items by their indentation."""

import re
from collections.abc import Sequence

from groundplan.documents import blocks
from groundplan.documents.free.nodes import Bullet, Cell, Fence, Line, Node, Row, Section, Table

ITEM = re.compile(r"([-*+•]|\d{1,4}[.)])(?:[ \t]+|$)")
TASK = re.compile(r"\[([ xX])\][ \t]+")
FENCE = re.compile(r"(`{3,}+|~{3,}+)[ \t]*+([^`]*)$")
# Deeper than any document that a person reads; what is deeper stays flat, so that no input can exhaust the stack.
DEEPEST = 40


def outline(text: str) -> Section:
    """The sections of a document; nothing in it is lost, and the time is linear in its length."""
    return _Outlining(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")).root()


class _Open:
    """A section that is still being read."""

    def __init__(self, title: str, level: int, line: int, column: int) -> None:
        self.title, self.level, self.line, self.column = title, level, line, column
        self.nodes: list[Node] = []
        self.sections: list[Section] = []

    def closed(self) -> Section:
        return Section(self.title, self.level, self.line, self.column, tuple(self.nodes), tuple(self.sections))


class _OpenItem:
    """A list item that is still being read; `content` is the indentation from which a line belongs to it."""

    def __init__(self, bullet: Bullet, indent: int, content: int) -> None:
        self.bullet, self.indent, self.content = bullet, indent, content
        self.children: list[Node] = []

    def closed(self) -> Bullet:
        return self.bullet._replace(children=tuple(self.children))


class _Outlining:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.sections = [_Open("", 0, 1, 1)]
        self.items: list[_OpenItem] = []

    def root(self) -> Section:
        at = 0
        while at < len(self.lines):
            at = self._take(at)
        self._close_items(0)
        while len(self.sections) > 1:
            self._close_section()
        return self.sections[0].closed()

    def _take(self, at: int) -> int:
        """Read what begins at a line, and give the line behind it."""
        line = self.lines[at]
        text = line.lstrip(" \t")
        if not text:
            return at + 1
        indent = len(line[: len(line) - len(text)].expandtabs(4))
        if fence := FENCE.match(text):
            self._leave(indent, loose=True)
            return self._fence(at, indent, fence[1], fence[2].strip())
        if text[0] == "#" and indent <= 3 and (heading := blocks.heading_at(self.lines, at)) is not None:
            self._heading(heading)
            return at + 1
        if text[0] in "-*_" and blocks.RULE.match(text):
            self._close_items(0)
            return at + 1
        if item := ITEM.match(text):
            self._item(at, indent, text, item)
            return at + 1
        self._leave(indent, loose=bool(self.items) and at > 0 and bool(self.lines[at - 1].strip()))
        if "|" in text and at + 1 < len(self.lines) and _is_delimiter(self.lines[at + 1], line):
            return self._table(at)
        return self._line(at, text, indent)

    def _line(self, at: int, text: str, indent: int) -> int:
        text = _uncommented(text).strip(" \t")
        if text.startswith(">"):
            text = text.lstrip("> \t")
        if text:
            self._add(Line(text, at + 1, indent + 1))
        return at + 1

    def _add(self, node: Node) -> None:
        (self.items[-1].children if self.items else self.sections[-1].nodes).append(node)

    def _leave(self, indent: int, *, loose: bool) -> None:
        """Close the items that a line does not belong to; a `loose` one needs only be deeper than their marks."""
        while self.items and indent < (self.items[-1].indent + 1 if loose else self.items[-1].content):
            self._close_item()

    def _close_item(self) -> None:
        closed = self.items.pop().closed()
        self._add(closed)

    def _close_items(self, indent: int) -> None:
        while self.items and self.items[-1].indent >= indent:
            self._close_item()

    def _close_section(self) -> None:
        closed = self.sections.pop().closed()
        self.sections[-1].sections.append(closed)

    def _heading(self, heading: blocks.Heading) -> None:
        self._close_items(0)
        while self.sections[-1].level >= heading.level:
            self._close_section()
        self.sections.append(_Open(heading.text, heading.level, heading.start + 1, heading.column))

    def _item(self, at: int, indent: int, text: str, item: re.Match[str]) -> None:
        self._close_items(indent)
        rest = text[item.end() :]
        task = TASK.match(rest)
        start = item.end() + (task.end() if task else 0)
        ticked = None if task is None else task[1] in "xX"
        bullet = Bullet(text[start:].strip(" \t"), at + 1, indent + start + 1, item[1][-1] in ".)", ticked, ())
        opened = _OpenItem(bullet, indent, indent + item.end())
        if len(self.items) >= DEEPEST:
            self._add(bullet)
        else:
            self.items.append(opened)

    def _fence(self, at: int, indent: int, mark: str, info: str) -> int:
        close = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
        end = at + 1
        while end < len(self.lines) and not close.match(self.lines[end]):
            end += 1
        inside = tuple(_dedented(line, indent) for line in self.lines[at + 1 : end])
        self._add(Fence(info.split(" ")[0].lower(), inside, at + 1))
        return end + 1

    def _table(self, at: int) -> int:
        titles, _ = blocks.cells_of(self.lines[at])
        rows, end = [], at + 2
        while end < len(self.lines) and "|" in self.lines[end] and self.lines[end].strip():
            cells, columns = blocks.cells_of(self.lines[end])
            rows.append(Row(end + 1, tuple(map(Cell, cells, columns))))
            end += 1
        self._add(Table(at + 1, titles, tuple(rows)))
        return end


def _uncommented(text: str) -> str:
    """The text without its comments; one that is never closed is text."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))


def _dedented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" \t"))) :]


def _is_delimiter(line: str, header: str) -> bool:
    if "-" not in line or blocks.DELIMITER.match(line) is None:
        return False
    return len(blocks.cells_of(line)[0]) == len(blocks.cells_of(header)[0])


def flat(nodes: Sequence[Node]) -> list[Node]:
    """The nodes and all that stands below their bullets, in the order of the document."""
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Bullet):
            found += flat(node.children)
    return found
