"""Reading one document: which elements it has, and what each of them says."""

import re
from collections.abc import Iterator
from posixpath import basename

from groundplan.documents import blocks, proposal
from groundplan.documents.constructs import api, auth, endpoint, errors, model, record, router, routing, schema
from groundplan.documents.element import ElementReading
from groundplan.documents.form import Form, Values
from groundplan.documents.page import Page, Span
from groundplan.documents.pages import DATA, kind_of, title_of
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.finding import Place
from groundplan.spec.outcome import Errors
from groundplan.spec.outline import Fence, Heading, Mention, Unread

LINK = re.compile(r"\]\(([^()\s]*)\)")
ROUTER_NAME = re.compile(r"\*\*Router:?\*\*:? *`([^`]+)`", re.IGNORECASE)
NAME = re.compile(r"`?([A-Z]\w*)`?$")


class Stretch:
    """An element's heading and the blocks below it; `form` is `None` for a section that is nobody's."""

    def __init__(self, address: Address, form: Form | None, level: int, heading: blocks.Heading) -> None:
        self.address = address
        self.form = form
        self.level = level
        self.heading = heading
        self.blocks: list[blocks.Block] = []


def read_page(file: str, text: str) -> Page:
    """Everything that one document says. `file` is its path below the specs folder."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    found = blocks.blocks(lines)
    return _PageReading(file, found, len(lines)).page(_links(file, lines))


def _links(file: str, lines: list[str]) -> tuple[Mention, ...]:
    """Where each other document is first linked to."""
    links: dict[str, Mention] = {}
    for number, line in enumerate(lines, 1):
        if "](" in line:
            for link in LINK.finditer(line):
                if link[1] and link[1] not in links and "://" not in link[1]:
                    links[link[1]] = Mention(link[1], Place(file, number, link.start(1) + 1))
    return tuple(links.values())


class _PageReading:
    """One pass over the blocks of a document: cut into elements, then each element is read."""

    def __init__(self, file: str, found: list[blocks.Block], count: int) -> None:
        self.file = file
        self.kind = kind_of(file)
        self.found = found
        self.count = count
        self.spans: dict[str, Span] = {}
        self.stated: dict[str, str] = {}
        self.extents: dict[str, tuple[int, int]] = {}
        self.unread: list[Unread] = []

    def page(self, links: tuple[Mention, ...]) -> Page:
        stretches = list(self._stretches())
        for stretch, after in zip(stretches, [*stretches[1:], None], strict=False):
            if stretch.form is not None:
                end = self.count if after is None else after.heading.start
                self.extents.setdefault(stretch.address, (stretch.heading.start, end))
        values = self._elements(stretches)
        if self.kind == "proposal":
            self._list_changes()
        headings = [block for block in self.found if isinstance(block, blocks.Heading)]
        fences = [block for block in self.found if isinstance(block, blocks.Fence)]
        return Page(
            file=self.file,
            kind=self.kind,
            spans=self.spans,
            extents=self.extents,
            stated=self.stated,
            headings=tuple(Heading(h.level, h.text, Place(self.file, h.start + 1, h.column)) for h in headings),
            fences=tuple(Fence(f.language, f.text, Place(self.file, f.start + 1)) for f in fences),
            unread=tuple(self.unread),
            links=links,
        ).replace(**values)

    def _read(self, stretch: Stretch, form: Form) -> Values:
        """The values of one element; what was not understood is kept apart."""
        reading = ElementReading(self.file, stretch.address, form, stretch.level)
        heading = stretch.heading
        self.spans.setdefault(stretch.address, (heading.start, heading.end, heading.column))
        for block in stretch.blocks:
            reading.take(block)
        if self.spans.keys().isdisjoint(reading.spans):
            self.spans.update(reading.spans)
        self.unread += reading.unread
        self.rows = reading.rows
        return reading.finished()

    def _state(self, address: Address, parts: Iterator[str] | list[str]) -> None:
        for part in parts:
            self.stated.setdefault(f"{address}#{part}", self.rows[part])

    def _list_changes(self) -> None:
        for address, item in proposal.listed(self.found):
            key = proposal.entry(self.file, address)
            self.stated.setdefault(key, address)
            self.spans.setdefault(key, (item.start, item.end, item.column))

    def _stretches(self) -> Iterator[Stretch]:
        current: Stretch | None = None
        for index, block in enumerate(self.found):
            if isinstance(block, blocks.Heading):
                begun = self._begun(index, block, current)
                if begun is not None:
                    if current is not None:
                        yield current
                    current = begun
                    continue
            if current is not None:
                current.blocks.append(block)
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
        for after in self.found[index + 1 :]:
            if isinstance(after, blocks.Heading):
                if after.level <= 2:
                    break
                holds = holds or endpoint.endpoint_heading(after.text) is not None
                if holds:
                    break
            elif isinstance(after, blocks.Item) and (named := ROUTER_NAME.match(after.text)):
                return named[1]
        return re.sub(r"[^a-z0-9]+", "-", block.text.lower()).strip("-") if holds else None

    def _model_or_schema(self, index: int, block: blocks.Heading) -> Stretch:
        name = NAME.match(block.text)
        for after in self.found[index + 1 :] if name else ():
            if isinstance(after, blocks.Heading) and after.level <= 2:
                break
            if isinstance(after, blocks.Table) and after.header.cells and after.header.cells[0].lower() == "field":
                titles = {title.lower() for title in after.header.cells}
                if titles & {"create", "update", "read"} or not titles & {"required", "meaning"}:
                    return Stretch(Address.model(name[1] if name else ""), model.FORM, 2, block)
                return Stretch(Address.schema(name[1] if name else ""), schema.FORM, 2, block)
        return Stretch(Address(""), None, 2, block)

    def _elements(self, stretches: list[Stretch]) -> Values:
        """The elements of the page, as values of `Page`."""
        found: Values = {}
        routers: list[tuple[Router, list[Endpoint]]] = []
        for stretch in stretches:
            if stretch.form is None:
                continue
            values = self._read(stretch, stretch.form)
            match stretch.form:
                case endpoint.FORM:
                    if not routers:
                        routers.append((Router(""), []))
                    routers[-1][1].append(self._endpoint(stretch, values))
                case router.FORM:
                    name = stretch.address.removeprefix("router ")
                    title = title_of(stretch.heading.text)
                    routers.append((Router(name).replace(**{**values, "title": title}), []))
                case model.FORM:
                    self._state(stretch.address, [part for part in self.rows if part == "diagram states"])
                    found.setdefault("models", []).append(
                        model.make_model(stretch.address.removeprefix("model "), values)
                    )
                case schema.FORM:
                    found.setdefault("schemas", []).append(
                        schema.make_schema(stretch.address.removeprefix("schema "), values)
                    )
                case _:
                    found |= self._single(stretch, values)
        if routers:
            found["routers"] = tuple(group.replace(endpoints=tuple(inside)) for group, inside in routers)
        return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}

    def _endpoint(self, stretch: Stretch, values: Values) -> Endpoint:
        method, _, path = stretch.address.partition(" ")
        said = endpoint.endpoint_heading(f"{method} {path}")
        made = endpoint.make_endpoint(said[0] if said else "GET", path, values)
        kept = {f"query {parameter.name}" for parameter in made.located("query")}
        self._state(stretch.address, [part for part in self.rows if part not in kept and _is_derived(part)])
        return made

    def _single(self, stretch: Stretch, values: Values) -> Values:
        """The element that a whole document is."""
        slug = basename(self.file).removesuffix(".md")
        title = title_of(stretch.heading.text)
        if stretch.form is not record.DECISION_FORM and stretch.form is not record.MIGRATION_FORM:
            self._state(stretch.address, list(self.rows))
        match stretch.form:
            case api.API_FORM:
                return {"api": Api().replace(**values)}
            case api.DATA_FORM:
                for part in ("ids", "times", "constraint names", "migrations"):
                    if (span := self.spans.get(f"{DATA}#{part}")) is not None:
                        self.spans[f"{API}#{part}"] = span
                return {"api": Api().replace(**values)}
            case errors.FORM:
                return {"errors": Errors().replace(**values)}
            case routing.FORM:
                rows = values.pop("routers", ())
                return {"routing": routing.make_routing(values), "router_rows": rows}
            case auth.FORM:
                return {"auth": auth.make_auth(values)}
            case record.DECISION_FORM:
                return {"decisions": (record.make_decision(slug, title, values),)}
            case _:
                return {"migrations": (record.make_migration(slug, title, values),)}


def _is_derived(part: str) -> bool:
    return part == "common errors" or part.startswith("query ")
