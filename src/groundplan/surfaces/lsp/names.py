"""The names that documents mention, and what each of them means where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from groundplan.documents.blocks import heading_at
from groundplan.documents.constructs.endpoint import endpoint_heading
from groundplan.documents.page import Page
from groundplan.documents.read import Reading
from groundplan.documents.sections import lines_of
from groundplan.spec.address import AUTH, ERRORS, Address
from groundplan.spec.effective import model_of
from groundplan.spec.spec import Spec

SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ROUTER_FACT = re.compile(r"[-*+] \*\*Router\*\*")
OVERVIEW = re.compile(r"\| *(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) *\|")


class Name(NamedTuple):
    """A name in a document: its line and columns, from 0, and the address of what it means."""

    file: str
    line: int
    start: int
    end: int
    meaning: Address


def names(reading: Reading) -> Iterator[Name]:
    """Every name that means an element or a part of one, document by document."""
    for page in reading.pages:
        yield from _Naming(reading, page).all()


def name_at(reading: Reading, file: str, line: int, column: int) -> Name | None:
    """The name at a place; a cursor right behind it counts."""
    for page in reading.pages:
        if page.file == file:
            found = (name for name in _Naming(reading, page).all((line,)) if name.start <= column <= name.end)
            return next(found, None)
    return None


def meaning_of(span: str, element: str, spec: Spec) -> Address | None:
    """What a name in backticks means inside of an element: what is whole first, then a field of what it is about."""
    if span in spec.models_by_name:
        return Address.model(span)
    if span in spec.schemas_by_name or span in spec.model_by_schema:
        return Address.schema(span)
    if (promise := endpoint_heading(span)) is not None and Address.endpoint(*promise) in spec.endpoints_by_address:
        return Address.endpoint(*promise)
    if span in spec.code_names:
        return ERRORS / f"code {span}"
    owner, dot, field = span.rpartition(".")
    if dot:
        return _field_of(owner, field, spec)
    about = _about(element, spec)
    if about and (found := _field_of(about, span, spec)) is not None:
        return found
    roles = spec.auth.roles if spec.auth is not None else ()
    return AUTH / f"role {span}" if any(role.name == span for role in roles) else None


def _field_of(owner: str, field: str, spec: Spec) -> Address | None:
    model, schema = spec.models_by_name.get(owner), spec.schemas_by_name.get(owner)
    if model is not None:
        return model.address / f"field {field}" if model.field(field) is not None else None
    if schema is not None and any(known.name == field for known in schema.fields):
        return schema.address / f"field {field}"
    return None


def _about(element: str, spec: Spec) -> str:
    """The model or schema whose fields an element may call by their bare name."""
    kind, _, name = element.partition(" ")
    if kind in ("model", "schema"):
        return name
    endpoint = spec.endpoints_by_address.get(element)
    model = None if endpoint is None else model_of(endpoint, spec)
    return "" if model is None else model.name


class _Naming:
    """The names in one document."""

    def __init__(self, reading: Reading, page: Page) -> None:
        self.spec = reading.spec
        self.page = page
        self.lines = lines_of(reading.texts[page.file])
        self.places = sorted((start, end, Address(address)) for address, (start, end) in page.extents.items())

    def all(self, only: tuple[int, ...] = ()) -> Iterator[Name]:
        fence = ""
        for number, line in enumerate(self.lines):
            if (mark := FENCE.match(line)) is not None and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            elif not fence and (not only or number in only) and ("`" in line or "#" in line):
                yield from self._in_line(number, line)

    def _in_line(self, number: int, line: str) -> Iterator[Name]:
        heading = heading_at(self.lines, number)
        if heading is not None and (meant := self._heading(number, heading.text)) is not None:
            start = heading.column - 1
            yield Name(self.page.file, number, start, start + len(heading.text), meant)
            return
        element = self.element_at(number)
        for span in SPAN.finditer(line):
            meant = self._special(line, span) or meaning_of(span[1], element, self.spec)
            if meant is not None:
                yield Name(self.page.file, number, span.start(1), span.end(1), meant)

    def _heading(self, number: int, text: str) -> Address | None:
        """The element whose heading this is."""
        start, _, address = self._place_at(number)
        named = start == number and address.partition(" ")[0] != "router" and " " in address
        return address if named and text.replace("`", "").endswith(address.partition(" ")[2]) else None

    def _special(self, line: str, span: re.Match[str]) -> Address | None:
        """What a name means by where it stands: a path in the overview, a router."""
        if (row := OVERVIEW.match(line)) is not None:
            at = Address.endpoint(row[1], span[1])
            return at if at in self.spec.endpoints_by_address else None
        if ROUTER_FACT.match(line) or (self.page.kind == "routing" and line.startswith("|") and span.start() < 3):
            return Address.router(span[1]) if self.spec.router(span[1]) is not None else None
        return None

    def element_at(self, line: int) -> Address:
        """The element whose lines hold this one, or nothing."""
        _, end, address = self._place_at(line)
        return address if line < end else Address("")

    def _place_at(self, line: int) -> tuple[int, int, Address]:
        index = bisect_right(self.places, line, key=itemgetter(0)) - 1
        return self.places[index] if index >= 0 else (-1, -1, Address(""))


def element_at(reading: Reading, file: str, line: int) -> Address:
    """The address of the element that a line belongs to, or nothing."""
    page = next((page for page in reading.pages if page.file == file), None)
    return Address("") if page is None else _Naming(reading, page).element_at(line)
