"""Reading one element: its blocks against its form."""

from collections.abc import Iterable
from typing import Any

from groundplan.documents import blocks
from groundplan.documents.accepted import accepts
from groundplan.documents.constructs.type_text import nearest_word
from groundplan.documents.form import (
    Criteria,
    Diagram,
    Fact,
    Facts,
    Form,
    Intro,
    Lead,
    Notes,
    NotUnderstood,
    Paragraphs,
    Part,
    Section,
    Table,
    Values,
    apart,
    label_of,
)  # fmt: skip
from groundplan.documents.inline import NOTHING, opened
from groundplan.documents.page import Span
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Criterion
from groundplan.spec.finding import Place
from groundplan.spec.outline import Unread


class Shelf:
    """What stands in one section of an element, by kind; made once for each form and section."""

    def __init__(self, parts: Iterable[Part]) -> None:
        plain = [part for part in parts if not isinstance(part, Section)]
        self.lead = next((part for part in plain if isinstance(part, Lead)), None)
        self.intro = next((part.text for part in plain if isinstance(part, Intro)), None)
        self.facts = {part.label.lower(): part for part in plain if isinstance(part, Fact | Facts)}
        self.notes = next((part for part in plain if isinstance(part, Notes)), None)
        self.criteria = next((part for part in plain if isinstance(part, Criteria)), None)
        self.paragraphs = next((part for part in plain if isinstance(part, Paragraphs)), None)
        self.tables = {part.head[0].lower(): part for part in plain if isinstance(part, Table)}
        self.diagrams = [part for part in plain if isinstance(part, Diagram)]


class Shelves:
    """The shelves of a form: its own, and one for each of its sections by title."""

    def __init__(self, form: Form) -> None:
        self.top = Shelf(form.parts)
        self.sections = {title: (section.title, Shelf(section.parts)) for title, section in form.sections.items()}


FOREIGN = Shelf(())
_SHELVES: dict[int, Shelves] = {}


def shelves_of(form: Form) -> Shelves:
    found = _SHELVES.get(id(form))
    if found is None:
        found = _SHELVES[id(form)] = Shelves(form)
    return found


class ElementReading:
    """The values of one element, where its parts stand, and what was not understood.

    `rows` keeps the cells of every row as they stand, so that derived rows can be compared later. `shift` is added to the
    lines of the blocks that are taken, so that places count from the heading of the element.
    """

    def __init__(self, file: str, address: Address, form: Form, level: int) -> None:
        self.file = file
        self.address = address
        self.level = level
        self.values: Values = {}
        self.spans: dict[str, Span] = {}
        self.rows: dict[str, str] = {}
        self.unread: list[Unread] = []
        self.shift = 0
        self._shelves = shelves_of(form)
        self._shelf = self._shelves.top
        self._section = ""
        self._counts: dict[str, int] = {}

    def finished(self) -> Values:
        """The values, with tuples for what was gathered."""
        return {name: tuple(value) if isinstance(value, list) else value for name, value in self.values.items()}

    def take(self, block: blocks.Block) -> None:
        """Understand one block, or note that it was not."""
        match block:
            case blocks.Item():
                self._item(block)
            case blocks.Table():
                self._table(block)
            case blocks.Paragraph():
                self._paragraph(block)
            case blocks.Heading():
                self._heading(block)
            case blocks.Fence():
                if block.language == "mermaid" and self._shelf.diagrams:
                    self._diagram(block, self._shelf.diagrams)
            case _:
                pass

    def _heading(self, block: blocks.Heading) -> None:
        self._section, self._shelf = self._shelves.sections.get(block.text.lower(), ("", FOREIGN))
        if self._section:
            self._mark(f"section {self._section}", block)

    def _mark(self, key: str, block: blocks.Block, column: int = 1) -> None:
        self.spans.setdefault(f"{self.address}#{key}", (block.start + self.shift, block.end + self.shift, column))

    def _diagram(self, block: blocks.Fence, diagrams: list[Diagram]) -> None:
        for diagram in diagrams:
            key = f"diagram {diagram.name}"
            if f"{self.address}#{key}" not in self.spans:
                self._mark(key, block)
                self.rows[key] = block.text
                return

    def _paragraph(self, block: blocks.Paragraph) -> None:
        shelf = self._shelf
        if shelf.lead is not None and not self.spans:
            self.values[shelf.lead.attribute] = opened(block.text)
            self._mark("lead", block, block.column)
        elif shelf.paragraphs is not None:
            attribute = shelf.paragraphs.attribute
            self._mark(f"{attribute} {len(self._list(attribute)) + 1}", block, block.column)
            self._list(attribute).append(opened(block.text))
        elif block.text == shelf.intro:
            self._mark(f"intro {self._section}".rstrip(), block)

    def _list(self, attribute: str) -> list[Any]:
        found: list[Any] = self.values.setdefault(attribute, [])
        return found

    def _item(self, block: blocks.Item) -> None:
        shelf = self._shelf
        if accepts(block):
            return
        if block.ordered:
            if shelf is not FOREIGN:
                self._miss("a numbered list has no meaning here", block, block.column)
            return
        if block.task is not None and shelf.criteria is not None:
            text = opened(block.text)
            attribute = shelf.criteria.attribute
            self._list(attribute).append(Criterion(text, block.task))
            self._numbered("criterion", attribute, f"[ ] {block.text}".partition("] ")[2], block)
            return
        label = label_of(block.text)
        fact = None if label is None else shelf.facts.get(label[0].lower())
        if label is not None and fact is not None:
            column = block.column + max(block.text.find(label[1]), 0)
            self._fact(fact, label[1], block, column)
        elif shelf.notes is not None:
            self._list(shelf.notes.attribute).append(opened(block.text))
            self._numbered("note", shelf.notes.attribute, f"- {block.text}", block)
            if label is not None and (nearest := nearest_word(label[0].lower(), shelf.facts)):
                self._miss(f"`{label[0]}` is no word of the language here", block, block.column, nearest)
        elif shelf is not FOREIGN:
            self._miss("this list item is none of the facts that stand here", block, block.column)

    def _numbered(self, name: str, attribute: str, identity: str, block: blocks.Item) -> None:
        """Mark a note or criterion by its text, which tells it apart, and by its number, which findings use."""
        count = self._counts[f"{name} {identity}"] = self._counts.get(f"{name} {identity}", 0) + 1
        self._mark(f"{name} {count} {identity}", block, block.column)
        self._mark(f"{name} {len(self._list(attribute))}", block, block.column)

    def _fact(self, fact: Fact | Facts, text: str, block: blocks.Item, column: int) -> None:
        try:
            if isinstance(fact, Fact):
                self._mark(fact.part, block, column)
                self.values.update(fact.read(text))
            else:
                item = fact.read(text)
                gathered = self._list(fact.attribute)
                gathered.append(item)
                self._mark(fact.part(item, len(gathered)), block, column)
        except NotUnderstood as problem:
            self._miss(problem.reason, block, column, problem.nearest)

    def _miss(self, reason: str, block: blocks.Block, column: int, nearest: str = "") -> None:
        self.unread.append(Unread(reason, Place(self.file, block.start + self.shift + 1, column), nearest))

    def _table(self, block: blocks.Table) -> None:
        titles = tuple(title.lower() for title in block.header.cells)
        table = self._shelf.tables.get(titles[0]) if titles else None
        if table is None:
            if self._shelf is not FOREIGN:
                named = block.header.cells[0] if titles else ""
                nearest = nearest_word(named.lower(), self._shelf.tables)
                reason = f"a table that begins with the column `{named}` has no meaning here"
                self._miss(reason, block, block.header.columns[0] if titles else 1, nearest)
            return
        start = block.start + self.shift
        self.spans.setdefault(f"{self.address}#head {table.name}", (start, start + 2, 1))
        if table.read_head is not None:
            self.values.update(table.read_head(block.header.cells))
        for row in block.rows:
            self._row(table, titles, row)

    def _row(self, table: Table, titles: tuple[str, ...], row: blocks.Row) -> None:
        cells = dict(zip(titles, row.cells, strict=False))
        try:
            part, attribute, value = table.read(cells)
        except NotUnderstood as problem:
            at = Place(self.file, row.line + self.shift + 1, row.columns[0] if row.columns else 1)
            self.unread.append(Unread(problem.reason, at, problem.nearest))
            return
        line = row.line + self.shift
        self.spans[apart(f"{self.address}#{part}", self.spans)] = (line, line + 1, row.columns[0])
        if attribute:
            self._list(attribute).append(value)
        if table.derived is not None:
            self.rows[part] = "\n".join(_stated(cells, title) for title in table.head)


def _stated(cells: dict[str, str], title: str) -> str:
    text = cells.get(title.lower(), "")
    return "" if text == NOTHING else text
