"""What a free-form document is made of: sections, labelled lines, nested bullets, tables and fences.

Other than in `blocks`, every line of a paragraph stands alone and lists nest, since in such documents a line is a fact and
an indented fence belongs to the bullet above it. Lines and columns count from 1, as they are reported.
"""

from typing import NamedTuple


class Line(NamedTuple):
    """One line of prose, without its indentation."""

    text: str
    line: int
    column: int


class Bullet(NamedTuple):
    """One list item: its first line, and all that is indented below it; `task` is a checkbox, ticked or not."""

    text: str
    line: int
    column: int
    ordered: bool
    task: bool | None
    children: "tuple[Node, ...]"


class Cell(NamedTuple):
    text: str
    column: int


class Row(NamedTuple):
    line: int
    cells: tuple[Cell, ...]

    def text(self, index: int | None) -> str:
        """The text of a cell; empty where the row is shorter, or no column is meant."""
        return "" if index is None or index >= len(self.cells) else self.cells[index].text


class Table(NamedTuple):
    line: int
    titles: tuple[str, ...]
    rows: tuple[Row, ...]


class Fence(NamedTuple):
    """A fenced block; `line` is that of the fence itself, so that the first line inside is one more."""

    language: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Section(NamedTuple):
    """A heading, what stands directly below it, and the sections inside; the root has level 0 and no title."""

    title: str
    level: int
    line: int
    column: int
    nodes: "tuple[Node, ...]"
    sections: "tuple[Section, ...]"


Node = Line | Bullet | Table | Fence
