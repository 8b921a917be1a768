"""The form of an element in a document: which lead, facts, tables, notes and sections it has, in which order.

A form is read and written by the same declaration. Written, it is a sequence of segments: whole lines, each with a key.
Read, each segment's key remembers the lines where it stands. The editor compares segments and never text.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from groundplan.documents.blocks import escape_cell
from groundplan.documents.inline import NOTHING, opening
from groundplan.spec.endpoint import Criterion
from groundplan.spec.spec import Spec

ACCEPTED = "accepted"
Values = dict[str, Any]
Cells = Mapping[str, str]


class NotUnderstood(Exception):
    """A fact or a cell holds something that the language has no word for."""

    def __init__(self, reason: str, nearest: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.nearest = nearest


class Context(NamedTuple):
    """What derived parts need: the whole spec, and the file that they stand in."""

    spec: Spec
    file: str


class Segment(NamedTuple):
    """Whole lines of one meaning. Segments of one `group` follow each other without a blank line.

    A table row has `cells` by column title instead of `lines`, so that it can be written in a table whose columns a
    person has moved or added. `derived` is the kind of a segment that follows from facts stated elsewhere.
    """

    key: str
    group: str
    lines: tuple[str, ...]
    cells: Cells | None = None
    derived: str = ""


class RowOut(NamedTuple):
    part: str
    cells: tuple[str, ...]
    derived: str = ""


class Lead(msgspec.Struct, frozen=True):
    """The first paragraph: one sentence or two that say what the element is."""

    attribute: str


class Intro(msgspec.Struct, frozen=True):
    """Prose that the writer puts down once; it belongs to the reader from then on."""

    text: str


class Fact(msgspec.Struct, frozen=True):
    """A labelled bullet that stands at most once: `- **Auth**: public`; `example` is a value that it may have."""

    label: str
    write: Callable[[Any], str | None]
    read: Callable[[str], Values]
    says: str
    example: str

    @property
    def part(self) -> str:
        return self.label.lower()


class Facts(msgspec.Struct, frozen=True):
    """A labelled bullet that may stand several times: `- **Index**: …`; each is one item of a tuple."""

    label: str
    attribute: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    part: Callable[[Any, int], str]
    says: str
    example: str


class Notes(msgspec.Struct, frozen=True):
    """Bullets without a label: sentences that no word covers."""

    attribute: str = "notes"


class Criteria(msgspec.Struct, frozen=True):
    """Checkboxes: sentences that a test can show."""

    attribute: str = "criteria"


class Paragraphs(msgspec.Struct, frozen=True):
    """Free paragraphs that are the content of a section."""

    attribute: str


class Table(msgspec.Struct, frozen=True):
    """A table, told by the title of its first column.

    `rows` writes; `read` gives the part, the attribute and the value of a row. A `free` table takes its columns from
    the element, with `titles`. An `always` table has its header written also without rows.
    """

    name: str
    head: tuple[str, ...]
    rows: Callable[[Any], Iterable[RowOut]]
    read: Callable[[Cells], tuple[str, str, Any]]
    derived: Callable[[Any, Context], Iterable[RowOut]] | None = None
    kind: str = ""
    always: bool = False
    titles: Callable[[Any], tuple[str, ...]] | None = None
    read_head: Callable[[tuple[str, ...]], Values] | None = None


class Diagram(msgspec.Struct, frozen=True):
    """A Mermaid fence that is derived from the spec."""

    name: str
    lines: Callable[[Any, Context], tuple[str, ...]]


class Section(msgspec.Struct, frozen=True):
    """A sub-heading and what stands below it; it is written when any of it is."""

    title: str
    parts: tuple["Part", ...]


Plain = Lead | Intro | Fact | Facts | Notes | Criteria | Paragraphs | Table | Diagram
Part = Plain | Section


class Form(msgspec.Struct, frozen=True, dict=True):
    """What one kind of element looks like below its heading."""

    parts: tuple[Part, ...]

    @cached_property
    def facts(self) -> Mapping[str, Fact | Facts]:
        return {part.label.lower(): part for part in all_parts(self.parts, (Fact, Facts))}

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        return {part.title.lower(): part for part in self.parts if isinstance(part, Section)}


def all_parts(parts: Iterable[Part], kinds: tuple[type, ...]) -> Iterator[Any]:
    """The parts of some kinds, also those inside sections."""
    for part in parts:
        if isinstance(part, Section):
            yield from all_parts(part.parts, kinds)
        elif isinstance(part, kinds):
            yield part


def segments(form: Form, element: Any, level: int, context: Context) -> list[Segment]:
    """The canonical segments of an element below its heading of a level, in order."""
    found: list[Segment] = []
    for part in form.parts:
        if isinstance(part, Section):
            inside = [segment for inner in part.parts for segment in _segments(inner, element, context, form)]
            if any(segment.key != "intro" for segment in inside):
                key = f"section {part.title}"
                found.append(Segment(key, key, ("#" * (level + 1) + " " + part.title,)))
                found += [_within(part.title, segment) for segment in inside]
        else:
            found += _segments(part, element, context, form)
    return found


def _within(title: str, segment: Segment) -> Segment:
    key = f"intro {title}" if segment.key == "intro" else segment.key
    return segment._replace(key=key, group=f"{title} {segment.group}")


def _segments(part: Plain | Section, element: Any, context: Context, form: Form) -> Iterator[Segment]:
    match part:
        case Lead(attribute):
            if text := getattr(element, attribute):
                yield Segment("lead", "lead", (opening(text),))
        case Intro(text):
            yield Segment("intro", "intro", (text,))
        case Fact(label, write, _):
            if (value := write(element)) is not None:
                yield Segment(part.part, "facts", (f"- **{label}**: {value}",))
        case Facts(label, attribute, write_item, _, part_of):
            for index, item in enumerate(getattr(element, attribute), 1):
                yield Segment(part_of(item, index), "facts", (f"- **{label}**: {write_item(item)}",))
        case Notes(attribute):
            yield from numbered("note", "facts", (bullet(text, form) for text in getattr(element, attribute)))
        case Criteria(attribute):
            yield from numbered("criterion", "criteria", (checkbox(item) for item in getattr(element, attribute)))
        case Paragraphs(attribute):
            for index, text in enumerate(getattr(element, attribute), 1):
                key = f"{attribute} {index}"
                yield Segment(key, key, (opening(text),))
        case Table():
            yield from table_segments(part, element, context)
        case Diagram(name, lines_of):
            if lines := lines_of(element, context):
                yield Segment(f"diagram {name}", f"diagram {name}", ("```mermaid", *lines, "```"), derived="diagram")


def numbered(name: str, group: str, lines: Iterable[str]) -> Iterator[Segment]:
    """Segments whose identity is their text, so that taking one away leaves the others as they stand."""
    seen: dict[str, int] = {}
    for line in lines:
        identity = line.partition("] ")[2] if name == "criterion" else line
        seen[identity] = seen.get(identity, 0) + 1
        yield Segment(f"{name} {seen[identity]} {identity}", group, (line,))


def bullet(text: str, form: Form) -> str:
    label = label_of(text)
    if label is not None and (label[0].lower() in form.facts or label[0].lower() == ACCEPTED):
        return f"- \\{text}"
    return f"- {opening(text)}"


def checkbox(criterion: Criterion) -> str:
    return f"- [{'x' if criterion.done else ' '}] {opening(criterion.text)}"


def label_of(text: str) -> tuple[str, str] | None:
    """The label and the rest of `**Label**: rest`, also with the colon inside; `None` for other text."""
    if not text.startswith("**"):
        return None
    end = text.find("**", 2)
    if end < 3:
        return None
    label, rest = text[2:end], text[end + 2 :]
    if label.endswith(":"):
        return label[:-1], rest.strip(" ")
    return (label, rest[1:].strip(" ")) if rest.startswith(":") else None


def table_segments(table: Table, element: Any, context: Context) -> Iterator[Segment]:
    rows = list(table.rows(element))
    if table.derived is not None:
        rows += table.derived(element, context)
    head = table.titles(element) if table.titles is not None else table.head
    # A table with columns of its own says something by its header alone.
    if not rows and not table.always and len(head) <= len(table.head):
        return
    group = f"table {table.name}"
    lines = (row_line(head), row_line(tuple("---" for _ in head)))
    yield Segment(f"head {table.name}", group, lines)
    parts: set[str] = set()
    for row in rows:
        cells = {title: text or NOTHING for title, text in zip(head, row.cells, strict=False)}
        if row.derived == "common errors":
            cells["When"] = ""
        # A derived row that is stated as well is that one row.
        part = row.part if row.derived else apart(row.part, parts)
        parts.add(part)
        yield Segment(part, group, (), cells, row.derived or table.kind)


def apart(name: str, taken: Container[str]) -> str:
    """The name of a row, marked where another row of its table is called alike: `response 200'`."""
    while name in taken:
        name += "'"
    return name


def row_line(cells: Iterable[str]) -> str:
    """A table row; a blank cell is one space, not two."""
    return "|" + "|".join(f" {escape_cell(cell)} " if cell else " " for cell in cells) + "|"


def line_of(segment: Segment, titles: Iterable[str] | None = None, old: Cells | None = None) -> tuple[str, ...]:
    """The lines of a segment; a row follows the titles of the table it stands in and keeps cells that are not ours."""
    if segment.cells is None:
        return segment.lines
    if titles is None:
        return (row_line(segment.cells.values()),)
    ours = {title.lower(): text for title, text in segment.cells.items()}
    return (row_line(ours.get(title.lower(), (old or {}).get(title.lower(), "")) for title in titles),)
