"""A free-form document in the language, without losing a word.

The document is laid out anew block by block: what declares an element becomes its heading, what tells of it goes when all
its words stand in what the writer says of the element, and stays below it otherwise. Then the one editor writes the facts
in. Prose between elements stays where it stands.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec

from groundplan.documents import blocks
from groundplan.documents.edit import edit
from groundplan.documents.form import Context
from groundplan.documents.free.labels import kind_of as kind_of_label
from groundplan.documents.free.labels import labelled
from groundplan.documents.free.models.declarations import LANGUAGES, beside_tables
from groundplan.documents.free.page import UNGROUPED
from groundplan.documents.page import Page
from groundplan.documents.pages import Placed, kind_of, placed
from groundplan.documents.read import Reading, read
from groundplan.documents.sections import lines_of
from groundplan.documents.write import element_lines
from groundplan.spec.api import Api
from groundplan.spec.finding import Place
from groundplan.spec.outcome import Errors
from groundplan.spec.spec import Spec

WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
MODEL_HEAD = (
    "| Field | Type | Null | Default | Rules | Create | Update | Read |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
)
Element = TypeVar("Element", Api, Errors)
OVERVIEW_HEAD = ("| Method | Path | Summary | Auth |", "| --- | --- | --- | --- |")
# The level of a declaration that is no heading: all that follows belongs to it.
DEEPEST = 6
KEPT = "As it was told"
# Words that say what kind of fact a line states; the language has its own for them.
KINDS_OF_FACTS = """
    the and for with this that are has have must will can may all any each from into when yes none null not type types string
    integer boolean number object array required optional default primary key foreign references unique constraints constraint
    field fields column columns table description endpoint endpoints method path request body response responses headers header
    authorization bearer token content application json query parameters parameter params status success error errors codes code
    auth authentication created bad found unauthorized forbidden internal server conflict entity unprocessable varchar text serial
    timestamp datetime nullable index indexes name data value returns return example http api
"""
SAID_OTHERWISE = frozenset(KINDS_OF_FACTS.split())


class Adopted(NamedTuple):
    """The texts of the documents that change, and every block that was kept as it was told, with its place."""

    texts: dict[str, str | None]
    kept: tuple[Place, ...]


def free_files(reading: Reading) -> tuple[str, ...]:
    """The free-form documents that tell of an endpoint or a model and stand where the language has a place for them.

    Those of the data come first, since what endpoints send may have to be added to them.
    """
    free = (page for page in reading.pages if page.style == "free" and page.kind in ("schema", "endpoints"))
    telling = [page for page in free if page.routers or page.models or page.schemas]
    return tuple(page.file for page in sorted(telling, key=lambda page: page.kind != "schema"))


def adopted(reading: Reading, files: Iterable[str]) -> Adopted:
    """These free-form documents in the language; what the others say stays as it is."""
    wanted = set(files)
    overview = _with_overview(reading, wanted)
    layouts = [
        _Layout(page, reading.texts[page.file], reading.spec, page.file == overview)
        for page in reading.pages
        if page.file in wanted
    ]
    laid = {**reading.texts, **{layout.page.file: layout.text() for layout in layouts}}
    again = read(laid)
    after = _facts([page for page in reading.pages if page.file in wanted], reading.spec, again)
    edits = edit(again, after)
    texts: dict[str, str | None] = {file: laid[file] for file in wanted}
    texts |= edits
    kept = tuple(place for layout in layouts for place in layout.kept)
    return Adopted({file: text for file, text in texts.items() if text != reading.texts.get(file)}, kept)


def _with_overview(reading: Reading, wanted: set[str]) -> str:
    """The document that gets the table of all endpoints: the first of them, unless one in the language has it."""
    pages = [
        page for page in reading.pages if page.kind == "endpoints" and (page.file in wanted or page.style == "language")
    ]
    return pages[0].file if pages and pages[0].style == "free" else ""


def _facts(pages: list[Page], told: Spec, laid: Reading) -> Spec:
    """What the documents say as they are laid out, with all that these pages told."""
    spec = laid.spec
    known = told.endpoints_by_address
    spec = spec.replace(
        routers=tuple(
            router.replace(endpoints=tuple(known.get(endpoint.address, endpoint) for endpoint in router.endpoints))
            for router in spec.routers
        )
    )
    # Errors that another free-form document tells stay its own.
    elsewhere = any(page.style == "free" and page.errors is not None for page in laid.pages)
    for page in pages:
        for model in page.models:
            spec = spec.with_model(told.models_by_name.get(model.name, model))
        for schema in page.schemas:
            spec = spec.with_schema(schema)
        if page.api is not None:
            spec = spec.replace(api=_filled(spec.api, page.api))
        if page.errors is not None and not elsewhere:
            spec = spec.replace(errors=_filled(spec.errors, page.errors))
    return spec


def _filled(one: Element, other: Element) -> Element:
    """An element with what it leaves unsaid taken from another."""
    unsaid = {
        field.name: getattr(other, field.name)
        for field in msgspec.structs.fields(one)
        if getattr(one, field.name) == field.default
    }
    return one.replace(**unsaid)


class _Layout:
    """One document laid out for the editor: headings of elements, and below each what stays."""

    def __init__(self, page: Page, text: str, spec: Spec, overview: bool) -> None:
        self.page, self.spec, self.overview = page, spec, overview
        self.lines = lines_of(text)
        self.kind = kind_of(page.file)
        self.kept: list[Place] = []
        self.out: list[str] = []
        self.current: Placed | None = None
        self.level = 0
        self.words: frozenset[str] = frozenset()
        self.below = False
        self.elements = self._elements()
        self.groups = {_slug(router.title): router for router in page.routers}
        self.grouped = False

    def _elements(self) -> dict[int, list[Placed]]:
        """The elements of this document by the line that declares them."""
        here = (
            {e.address for router in self.page.routers for e in router.endpoints} if self.kind == "endpoints" else set()
        )
        if self.kind == "schema":
            here |= {model.address for model in self.page.models}
        found: dict[int, list[Placed]] = {}
        for place in placed(self.spec):
            if place.address in here:
                found.setdefault(self.page.extents[place.address][0], []).append(place)
        return found

    def text(self) -> str:
        for block in blocks.blocks(self.lines):
            hosted = [place for line in range(block.start, block.end) for place in self.elements.get(line, ())]
            if isinstance(block, blocks.Heading):
                self._heading(block, hosted)
            elif hosted:
                self._hosting(block, hosted)
            elif self.current is None or not self._told(block):
                self._keep(block)
        if not any(line.startswith("# ") for line in self.out):
            self.out = [f"# {'REST endpoints' if self.kind == 'endpoints' else 'Data model'}", "", *self.out]
        if self.overview:
            first = next(index for index, line in enumerate(self.out) if line.startswith("# "))
            self.out[first + 1 : first + 1] = ["", *OVERVIEW_HEAD]
        return "\n".join(self.out).strip("\n") + "\n"

    def _open(self, place: Placed, level: int) -> None:
        """Begin an element: its heading, which the editor fills."""
        if self.kind == "endpoints" and not self.grouped:
            self._group(UNGROUPED, UNGROUPED.lower())
        self._add("#" * place.level + " " + place.heading)
        if place.level == 2:
            self.out += ["", *MODEL_HEAD]
        self.current, self.level, self.below = place, level, False
        said = element_lines(place, Context(self.spec, self.page.file))
        self.words = frozenset(_words("\n".join(said))) | SAID_OTHERWISE

    def _group(self, title: str, name: str) -> None:
        self._add(f"## {title}", "", f"- **Router**: `{name}`")
        self.grouped = True

    def _add(self, *lines: str) -> None:
        if self.out and self.out[-1].strip():
            self.out.append("")
        self.out += lines

    def _heading(self, block: blocks.Heading, hosted: list[Placed]) -> None:
        if hosted:
            for place in hosted:
                self._open(place, block.level)
            self._left_over(block.text)
            return
        group = self.groups.get(_slug(block.text)) if block.level >= 2 and self.kind == "endpoints" else None
        if self.current is not None and block.level > self.level and group is None:
            if self._only_labels(block.text):
                return
            self._begin_kept()
            self._add("#" * min(6, max(block.level, self.current.level + 2)) + " " + block.text)
            return
        self.current = None
        if group is not None:
            self._group(block.text, group.name)
        else:
            self._add(*self.lines[block.start : block.end])

    def _only_labels(self, text: str) -> bool:
        return not set(_words(text)) - self.words

    def _hosting(self, block: blocks.Block, hosted: list[Placed]) -> None:
        """A list, a table or a fence whose lines declare elements: each gets a heading, and what else its line says."""
        match block:
            case blocks.Fence():
                self._hosting_fence(block, hosted)
            case blocks.Table():
                for place in hosted:
                    self._open(place, DEEPEST)
                    self._row(block, self.page.extents[place.address][0])
            case _:
                self._hosting_lines(block, hosted)

    def _hosting_fence(self, fence: blocks.Fence, hosted: list[Placed]) -> None:
        """A fence that declares tables goes when they say it all; a request stays as a sample, a list of them line by line."""
        if _is_code(fence):
            words = set[str]()
            for place in hosted:
                self._open(place, DEEPEST)
                words |= self.words
            self.words = frozenset(words)
            if not self._told(fence):
                self._keep(fence)
        elif len(hosted) == 1:
            self._open(hosted[0], DEEPEST)
            self._keep(fence)
        else:
            self._hosting_lines(fence._replace(start=fence.start + 1, end=fence.end - 1), hosted)

    def _hosting_lines(self, block: blocks.Block, hosted: list[Placed]) -> None:
        begins = {self.page.extents[place.address][0]: place for place in hosted}
        for number in range(block.start, block.end):
            if number in begins:
                for place in (place for place in hosted if self.page.extents[place.address][0] == number):
                    self._open(place, DEEPEST)
            self._left_over(self.lines[number].strip().removeprefix("- ").removeprefix("* "))

    def _row(self, table: blocks.Table, line: int) -> None:
        row = next((row for row in table.rows if row.line == line), None)
        for title, cell in zip(table.header.cells, row.cells if row is not None else (), strict=False):
            if set(_words(cell)) - self.words:
                self._begin_kept()
                self._add(f"- {title}: {cell}")

    def _left_over(self, text: str) -> None:
        if not self._covered(text):
            self._begin_kept()
            self._add(text)

    def _told(self, block: blocks.Block) -> bool:
        """Whether all that a block says stands in what the writer says of the element; samples are never told by it."""
        if isinstance(block, blocks.Fence):
            beside = beside_tables(block.text) if _is_code(block) else None
            return beside is not None and not set(_words(" ".join(beside))) - self.words
        return all(self._covered(line) for line in self.lines[block.start : block.end])

    def _covered(self, line: str) -> bool:
        """Whether the words of a line stand in what is written of the element; its label need not."""
        plain = line.strip(" \t-*+>#")
        said = labelled(plain) if not plain.startswith("`") else None
        text = f"{said[1]} {said[2]}" if said is not None and kind_of_label(said[0]) else plain
        return not set(_words(text)) - self.words

    def _keep(self, block: blocks.Block) -> None:
        if self.current is not None:
            self._begin_kept()
            self.kept.append(Place(self.page.file, block.start + 1, 1))
        tight = isinstance(block, blocks.Item) and self.out and self.out[-1].lstrip()[:1] in "-*+0123456789"
        lines = self._uncovered(block) if self.current is not None else self.lines[block.start : block.end]
        if tight or (isinstance(block, blocks.Other) and self.out and lines and lines[0][:1] in " \t"):
            self.out += lines
        else:
            self._add(*lines)

    def _uncovered(self, block: blocks.Block) -> list[str]:
        """The lines of a block that stay: of nested lists only those that tell more than is written."""
        lines = self.lines[block.start : block.end]
        if not isinstance(block, blocks.Other) or not lines[0][:1].isspace():
            return lines
        kept = [line for line in lines if line.strip() and not self._covered(line)]
        margin = min((len(line) - len(line.lstrip()) for line in kept), default=0)
        return [line[margin:] for line in kept]

    def _begin_kept(self) -> None:
        """The heading below which nothing is read as the language, once for each element."""
        if self.current is not None and not self.below:
            self._add("#" * (self.current.level + 1) + " " + KEPT)
            self.below = True


def _words(text: str) -> Iterator[str]:
    """The words of a text in one form: `dueDate`, `due_date` and `due date` are the same two."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text).replace("_", " ")
    return (match[0].lower() for match in WORD.finditer(apart))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _is_code(block: blocks.Fence) -> bool:
    """Whether a fence declares tables as a program does."""
    return block.language.lower() in LANGUAGES
