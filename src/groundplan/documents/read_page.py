"""Reading one document: which elements it has, and what each of them says."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename

from groundplan.documents import blocks, proposal
from groundplan.documents.accepted import accepted_in, accepts
from groundplan.documents.constructs import api, auth, endpoint, errors, model, record, router, routing, schema
from groundplan.documents.form import Form, Values
from groundplan.documents.page import Page, Span
from groundplan.documents.pages import DATA, kind_of
from groundplan.documents.sections import Cut, Section, cut, cut_again, lines_of
from groundplan.documents.style import is_free
from groundplan.documents.told import Stretch, Told, told
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.finding import Place
from groundplan.spec.model import Model, Schema
from groundplan.spec.outline import DocumentKind, Fence, Heading, Mention, Unread

ROUTER_NAME = re.compile(r"\*\*Router:?\*\*:? *`([^`]+)`", re.IGNORECASE)
NAME = re.compile(r"`?([A-Za-z_]\w*)`?$")


def read_page(file: str, text: str) -> Page:
    """Everything that one document says, in whatever style. `file` is its path below the specs folder."""
    return Rereading(file).read(text)


class Rereading:
    """A document that is read after every edit; elements whose lines did not change are not read anew."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._kind = kind_of(file)
        self._cut: Cut | None = None
        self._told: dict[tuple[object, ...], Told] = {}

    def read(self, text: str) -> Page:
        """Everything that the document says, as its text is now."""
        lines = lines_of(text)
        if is_free(self._file, self._kind, lines):
            # Few documents are free-form, and their reader is the larger half of all reading.
            from groundplan.documents.free.page import read_free_page

            self._cut = None
            return read_free_page(self._file, text)
        whole = self._cut is None or self._kind == "proposal"
        self._cut = cut(lines) if self._cut is None or whole else cut_again(self._cut, lines)
        reading = _PageReading(self._file, self._kind, self._cut, self._told)
        page = reading.page()
        self._told = reading.told
        return page


class _PageReading:
    """One pass over the sections of a document: gathered into elements, then each element is read."""

    def __init__(self, file: str, kind: DocumentKind, found: Cut, known: Mapping[tuple[object, ...], Told]) -> None:
        self.file = file
        self.kind = kind
        self.cut = found
        self.known = known
        self.told: dict[tuple[object, ...], Told] = {}
        self.spans: dict[str, Span] = {}
        self.stated: dict[str, str] = {}
        self.extents: dict[str, tuple[int, int]] = {}
        self.unread: list[Unread] = []

    def page(self) -> Page:
        stretches = list(self._stretches())
        for stretch, after in zip(stretches, [*stretches[1:], None], strict=False):
            if stretch.form is not None:
                end = len(self.cut.lines) if after is None else after.start
                self.extents.setdefault(stretch.address, (stretch.start, end))
        values = self._elements(stretches)
        if self.kind == "proposal":
            self._list_changes()
        return Page(
            file=self.file,
            kind=self.kind,
            spans=self.spans,
            extents=self.extents,
            stated=self.stated,
            headings=tuple(self._headings()),
            fences=tuple(self._fences()),
            unread=tuple(self.unread),
            links=self._links(),
            accepted=tuple(accepted_in(self.file, self._acceptances(), self._inner(stretches))),
        ).replace(**values)

    def _inner(self, stretches: list[Stretch]) -> Iterator[tuple[str, tuple[int, int]]]:
        """The lines of each element that stands below the document's own; a router's hold its endpoints."""
        after = outside = len(self.cut.lines)
        for stretch in reversed(stretches):
            if stretch.form is not None and stretch.level > 1:
                yield stretch.address, (stretch.start, outside if stretch.level == 2 else after)
            after = stretch.start
            outside = after if stretch.level <= 2 else outside

    def _headings(self) -> Iterator[Heading]:
        for section, start in zip(self.cut.sections, self.cut.starts, strict=True):
            if (heading := section.heading) is not None:
                yield Heading(heading.level, heading.text, Place(self.file, start + 1, heading.column))

    def _fences(self) -> Iterator[Fence]:
        for section, start in zip(self.cut.sections, self.cut.starts, strict=True):
            for block in section.blocks:
                if isinstance(block, blocks.Fence):
                    line = block.start - section.origin + start + 1
                    yield Fence(block.language, block.text, Place(self.file, line))

    def _acceptances(self) -> Iterator[blocks.Item]:
        for section, start in zip(self.cut.sections, self.cut.starts, strict=True):
            for block in section.blocks:
                if isinstance(block, blocks.Item) and accepts(block):
                    yield block._replace(start=block.start - section.origin + start)

    def _links(self) -> tuple[Mention, ...]:
        """Where each other document is first linked to."""
        links: dict[str, Mention] = {}
        for section, start in zip(self.cut.sections, self.cut.starts, strict=True):
            for target, line, column in section.links:
                if target not in links:
                    links[target] = Mention(target, Place(self.file, start + line + 1, column))
        return tuple(links.values())

    def _read(self, stretch: Stretch, form: Form) -> Told:
        """What an element says, as it is known or read now; its places are added to those of the page."""
        key = stretch.key
        found = self.known.get(key) or told(self.file, stretch, form)
        self.told[key] = found
        start, heading = stretch.start, stretch.heading
        self.spans.setdefault(stretch.address, (start, start + heading.end - heading.start, heading.column))
        if self.spans.keys().isdisjoint(found.spans):
            self.spans.update(
                (part, (first + start, end + start, column)) for part, (first, end, column) in found.spans.items()
            )
        for unread in found.unread:
            place = unread.place
            self.unread.append(unread.replace(place=place.replace(line=place.line + start)))
        for part, text in found.stated.items():
            self.stated.setdefault(part, text)
        return found

    def _list_changes(self) -> None:
        for address, item in proposal.listed(self.cut.blocks):
            key = proposal.entry(self.file, address)
            self.stated.setdefault(key, address)
            self.spans.setdefault(key, (item.start, item.end, item.column))

    def _stretches(self) -> Iterator[Stretch]:
        current: Stretch | None = None
        for index, (section, start) in enumerate(zip(self.cut.sections, self.cut.starts, strict=True)):
            begun = None if section.heading is None else self._begun(index, section.heading, current)
            if begun is not None:
                if current is not None:
                    yield current
                current = begun
                current.start = start
            if current is not None:
                current.sections.append((section, start - current.start))
        if current is not None:
            yield current

    def _begun(self, index: int, block: blocks.Heading, current: Stretch | None) -> Stretch | None:
        """The stretch that a heading begins, or `None` if it belongs to the current one."""
        if block.level == 1:
            return None if current is not None and current.level == 1 else self._whole(block)
        if self.kind == "endpoints":
            return self._endpoint_or_router(index, block, current)
        if self.kind == "schema" and block.level == 2:
            return self._model_or_schema(index, block)
        return None

    def _whole(self, block: blocks.Heading) -> Stretch | None:
        slug = basename(self.file).removesuffix(".md")
        match self.kind:
            case "endpoints":
                return Stretch(API, api.API_FORM, 1, block)
            case "schema":
                return Stretch(DATA, api.DATA_FORM, 1, block)
            case "errors":
                return Stretch(ERRORS, errors.FORM, 1, block)
            case "routing":
                return Stretch(ROUTING, routing.FORM, 1, block)
            case "auth":
                return Stretch(AUTH, auth.FORM, 1, block)
            case "decision":
                return Stretch(Address.decision(slug), record.DECISION_FORM, 1, block)
            case "migration":
                return Stretch(Address.migration(slug), record.MIGRATION_FORM, 1, block)
            case _:
                return None

    def _endpoint_or_router(self, index: int, block: blocks.Heading, current: Stretch | None) -> Stretch | None:
        promise = endpoint.endpoint_heading(block.text) if block.level > 2 else None
        if promise is not None:
            return Stretch(Address.endpoint(*promise), endpoint.FORM, block.level, block)
        if block.level == 2:
            name = self._router_name(index, block)
            form = None if name is None else router.FORM
            return Stretch(Address.router(name or ""), form, 2, block)
        if current is not None and block.level <= current.level:
            return Stretch(Address(""), None, block.level, block)
        return None

    def _router_name(self, index: int, block: blocks.Heading) -> str | None:
        """The router that a section says, or the one that its title names if it holds endpoints."""
        holds = False
        for section in self._sections_from(index):
            if section.heading is not block and section.heading is not None:
                holds = endpoint.endpoint_heading(section.heading.text) is not None
                if holds:
                    break
            for after in section.blocks:
                if isinstance(after, blocks.Item) and (named := ROUTER_NAME.match(after.text)):
                    return named[1]
        return re.sub(r"[^a-z0-9]+", "-", block.text.lower()).strip("-") if holds else None

    def _model_or_schema(self, index: int, block: blocks.Heading) -> Stretch:
        name = NAME.match(block.text)
        for section in self._sections_from(index) if name else ():
            for after in section.blocks:
                if isinstance(after, blocks.Table) and after.header.cells and after.header.cells[0].lower() == "field":
                    titles = {title.lower() for title in after.header.cells}
                    if titles & {"create", "update", "read"} or not titles & {"required", "meaning"}:
                        return Stretch(Address.model(name[1] if name else ""), model.FORM, 2, block)
                    return Stretch(Address.schema(name[1] if name else ""), schema.FORM, 2, block)
        return Stretch(Address(""), None, 2, block)

    def _sections_from(self, index: int) -> Iterator[Section]:
        """A section and those below it."""
        yield self.cut.sections[index]
        for after in range(index + 1, len(self.cut.sections)):
            section = self.cut.sections[after]
            if section.heading is not None and section.heading.level <= 2:
                break
            yield section

    def _elements(self, stretches: list[Stretch]) -> Values:
        """The elements of the page, as values of `Page`."""
        found: Values = {}
        models: list[Model] = []
        schemas: list[Schema] = []
        routers: list[tuple[Router, list[Endpoint]]] = []
        for stretch in stretches:
            if stretch.form is None:
                continue
            match self._read(stretch, stretch.form).made:
                case Endpoint() as made:
                    if not routers:
                        routers.append((Router(""), []))
                    routers[-1][1].append(made)
                case Router() as made:
                    routers.append((made, []))
                case Model() as made:
                    models.append(made)
                case Schema() as made:
                    schemas.append(made)
                case values:
                    found |= values
        if routers:
            found["routers"] = tuple(group.replace(endpoints=tuple(inside)) for group, inside in routers)
        return {**found, "models": tuple(models), "schemas": tuple(schemas)}
