"""What a free-form document says, as a page like that of any other document."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from groundplan.documents import blocks
from groundplan.documents.accepted import accepted_in, without_acceptances
from groundplan.documents.free import access
from groundplan.documents.free.answers import answers, statuses_in
from groundplan.documents.free.endpoints import FoundEndpoint, found_endpoint, joined, resolved
from groundplan.documents.free.gathering import NOT_PROMISED, Claim, claims
from groundplan.documents.free.labels import kind_of, labelled, parts
from groundplan.documents.free.models.data_objects import read_shapes
from groundplan.documents.free.models.reading import read_models
from groundplan.documents.free.models.telling import FoundModel
from groundplan.documents.free.nodes import Bullet, Fence, Line, Section
from groundplan.documents.free.outline import flat, outline
from groundplan.documents.free.shapes.json_sample import fields_of_json
from groundplan.documents.page import Page, Span
from groundplan.documents.pages import kind_of as kind_of_document
from groundplan.documents.sections import lines_of
from groundplan.spec.address import ERRORS, Address
from groundplan.spec.api import Api, Router
from groundplan.spec.finding import Place
from groundplan.spec.model import Schema
from groundplan.spec.outcome import CommonError, EnvelopeField, Errors
from groundplan.spec.outline import Doubt, Heading, Mention, Surety
from groundplan.spec.outline import Fence as OutlineFence

# What endpoints that stand below no heading of their own are grouped under.
UNGROUPED = "Endpoints"
# A prefix and the title of a section stand at the begin of their text, or nowhere.
LONGEST = 500
BASE = re.compile(r"(?:https?://[^\s/`'\")]+)?(?P<path>(?:/[\w.{}-]+)+)/?(?=[`'\")\s,.;]|$)")
BASE_LABEL = re.compile(
    r"(?:api )?base (?:url|path|uri|route)|api (?:base|prefix|root)|(?:url |path |route )?prefix|url base|ruta base|rota base|server",
    re.IGNORECASE,
)


def read_free_page(file: str, text: str) -> Page:
    """Everything that a free-form document says; what it leaves open stays unsaid. `file` is its path below the specs folder."""
    lines = lines_of(text)
    items = [block for block in blocks.scan(lines) if isinstance(block, blocks.Item)]
    root = outline("\n".join(without_acceptances(lines, items)))
    found = claims(root)
    models = read_models(file, root)
    return _FreePage(file, lines, items, root, found, models).page()


class _FreePage:
    def __init__(
        self,
        file: str,
        lines: list[str],
        items: Sequence[blocks.Item],
        root: Section,
        found: Sequence[Claim],
        models: Sequence[FoundModel],
    ) -> None:
        self.file, self.lines, self.items, self.root, self.claims, self.models = file, lines, items, root, found, models
        self.holding = {id(section) for claim in found for section in claim.trail}
        self.owned = {id(claim.own) for claim in found if claim.own is not None}
        self.said: dict[int, access.Said | None] = {}
        self.spans: dict[str, Span] = {}
        self.extents: dict[str, tuple[int, int]] = {}
        self.sureties: dict[str, Surety] = {}
        self.doubts: list[Doubt] = []

    def page(self) -> Page:
        api, errors = self._api(), self._errors()
        endpoints = self._endpoints()
        routers = tuple(self._routers(endpoints))
        for model in self.models:
            self._place_model(model)
        self._end_extents()
        return Page(
            file=self.file,
            kind=kind_of_document(self.file),
            style="free",
            api=api,
            routers=routers,
            errors=errors,
            models=tuple(found.model for found in self.models),
            schemas=self._schemas(),
            spans=self.spans,
            extents=self.extents,
            sureties=self.sureties,
            doubts=tuple(self.doubts),
            headings=tuple(self._headings(self.root)),
            fences=tuple(self._fences()),
            links=self._links(),
            accepted=tuple(accepted_in(self.file, self.items, self.extents.items())),
        )

    def _sections(self, section: Section) -> Iterator[Section]:
        yield section
        for inner in section.sections:
            yield from self._sections(inner)

    def _headings(self, section: Section) -> Iterator[Heading]:
        for inner in self._sections(section):
            if inner.level:
                yield Heading(inner.level, inner.title, Place(self.file, inner.line, inner.column))

    def _fences(self) -> Iterator[OutlineFence]:
        for section in self._sections(self.root):
            for node in flat(section.nodes):
                if isinstance(node, Fence):
                    yield OutlineFence(node.language, node.text, Place(self.file, node.line))

    def _links(self) -> tuple[Mention, ...]:
        links: dict[str, Mention] = {}
        for number, line in enumerate(self.lines, 1):
            if "](" in line:
                for link in re.finditer(r"\]\(([^()\s]*)\)", line):
                    if link[1] and link[1] not in links and "://" not in link[1]:
                        links[link[1]] = Mention(link[1], Place(self.file, number, link.start(1) + 1))
        return tuple(links.values())

    def _claimless(self, section: Section) -> Iterator[Section]:
        """The sections below one that hold no endpoint and speak of what is promised."""
        for inner in section.sections:
            if id(inner) not in self.holding and not NOT_PROMISED.search(inner.title):
                yield from self._sections(inner)

    def _inherited(self, claim: Claim) -> access.Said | None:
        """What the sections around a claim say of all their endpoints, the innermost first."""
        for section in reversed(claim.trail):
            key = id(section)
            if key not in self.said:
                self.said[key] = None if key in self.owned else access.of_section(section, self._claimless(section))
            if (said := self.said[key]) is not None:
                return said
        return None

    def _endpoints(self) -> list[FoundEndpoint]:
        groups: dict[tuple[str, str], list[FoundEndpoint]] = {}
        base = self._base.rstrip("/")
        for claim in self.claims:
            method, path = claim.declared.key
            path = path[len(base) :] or "/" if base and path.startswith(base + "/") else path
            groups.setdefault((method, path), []).append(found_endpoint(claim, self._inherited(claim)))
        whole = {key: joined(group) for key, group in groups.items()}
        return [self._placed(found) for found in resolved(whole).values()]

    def _placed(self, found: FoundEndpoint) -> FoundEndpoint:
        address, declared = found.endpoint.address, found.claim.declared
        self.spans.setdefault(address, (declared.line - 1, declared.line, declared.column))
        begin = declared.line if found.claim.own is None else found.claim.own.line
        self.extents.setdefault(address, (begin - 1, declared.line))
        for part, told in found.parts.items():
            at = address / part
            self.spans.setdefault(at, (told.line - 1, told.line, told.column))
            if told.surety != "stated":
                self.sureties[at] = told.surety
        for part, ours, theirs, line in found.doubts:
            self.doubts.append(Doubt(str(address / part), (ours, theirs), Place(self.file, line)))
        return found

    def _routers(self, endpoints: Sequence[FoundEndpoint]) -> Iterator[Router]:
        """One router for each section that groups endpoints, in the order of the document."""
        groups: dict[str, list[FoundEndpoint]] = {}
        for found in endpoints:
            around = [
                section.title for section in found.claim.trail if section.level >= 2 and id(section) not in self.owned
            ]
            groups.setdefault(around[-1] if around else "", []).append(found)
        for title, members in groups.items():
            name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or UNGROUPED.lower()
            yield Router(name, title or UNGROUPED, endpoints=tuple(found.endpoint for found in members))

    def _place_model(self, found: FoundModel) -> None:
        address = found.model.address
        self.spans.setdefault(address, (found.line - 1, found.line, found.column))
        self.extents.setdefault(address, (found.line - 1, found.line))
        for name, line in found.lines.items():
            self.spans.setdefault(address / f"field {name}", (line - 1, line, 1))
        for doubt in found.disagreements:
            self.doubts.append(Doubt(str(address / doubt.at), doubt.readings, Place(self.file, doubt.lines[-1])))

    def _schemas(self) -> tuple[Schema, ...]:
        """The objects that travel, but for those that are told as models."""
        models = {found.model.name.lower() for found in self.models}
        shapes = tuple(shape for shape in read_shapes(self.root) if shape.name.lower() not in models)
        first = _first_lines(self.lines) if shapes else {}
        for shape in shapes:
            line = first.get(shape.name, 0)
            self.spans.setdefault(shape.address, (line, line + 1, 1))
        return shapes

    def _end_extents(self) -> None:
        """An element goes on to the next heading that is not below its own, or to the next element."""
        count = len(self.lines)
        headings = [(section.line - 1, section.level) for section in self._sections(self.root) if section.level]
        ends = dict(_ends(headings, count))
        begins = sorted({start for start, _ in self.extents.values()})
        lines = [line for line, _ in headings]
        for address, (start, _) in self.extents.items():
            following = bisect_right(begins, start)
            end = ends.get(start)
            if end is None:
                after = bisect_right(lines, start)
                end = lines[after] if after < len(lines) else count
            self.extents[address] = (start, min(end, begins[following] if following < len(begins) else count))

    @cached_property
    def _base(self) -> str:
        for section in self._sections(self.root):
            if BASE_LABEL.search(section.title) and id(section) not in self.holding:
                for node in flat(section.nodes):
                    text = node.text if isinstance(node, Line | Bullet | Fence) else ""
                    if (found := BASE.search(text, 0, LONGEST)) is not None:
                        return found["path"]
            for node in section.nodes:
                said = labelled(node.text) if isinstance(node, Line | Bullet) else None
                if (
                    said is not None
                    and BASE_LABEL.match(said[0])
                    and (found := BASE.search(said[2], 0, LONGEST)) is not None
                ):
                    return found["path"]
        return ""

    def _api(self) -> Api | None:
        base = self._base
        return Api(base_path=base) if base and self.claims and "{" not in base else None

    def _errors(self) -> Errors | None:
        """The statuses and the envelope that the document states for all endpoints."""
        common: dict[int, CommonError] = {}
        envelope: tuple[EnvelopeField, ...] = ()
        for section in self._sections(self.root):
            if id(section) in self.holding or kind_of(_plain(section.title)) not in ("error", "status"):
                continue
            found, loose = parts(section.nodes, section.sections)
            for answer in answers((*found,), loose, {}, section.line):
                if answer.status >= 400 and answer.status not in common:
                    common[answer.status] = CommonError(answer.status, answer.code, (), answer.when)
                    at = Address(f"{ERRORS}#common {answer.status} {answer.code}")
                    self.spans.setdefault(at, (answer.line - 1, answer.line, answer.column))
            self.spans.setdefault(ERRORS, (section.line - 1, section.line, section.column))
            envelope = envelope or _envelope(section)
        self._doubt_envelope(frozenset(field.name for field in envelope))
        return Errors(envelope=envelope, common=tuple(common.values())) if common or envelope else None

    def _doubt_envelope(self, stated: frozenset[str]) -> None:
        """An error of an endpoint that has neither all nor only what the document says of every error, told once."""
        for claim in self.claims:
            for part in claim.parts:
                if kind_of(part.label) != "error" and not any(status >= 400 for status, _ in statuses_in(part.detail)):
                    continue
                for node in part.nodes:
                    shape = fields_of_json(node.text) if isinstance(node, Fence) else None
                    shown = frozenset(field.name for field in shape.fields) if shape is not None else frozenset()
                    if stated and shown and not (shown <= stated or stated <= shown):
                        readings = (", ".join(sorted(stated)), ", ".join(sorted(shown)))
                        self.doubts.append(Doubt(f"{ERRORS}#envelope", readings, Place(self.file, node.line)))
                        return


def _first_lines(lines: Sequence[str]) -> dict[str, int]:
    """The first line on which each word stands, and each pair of words."""
    first: dict[str, int] = {}
    for at, text in enumerate(lines):
        words = re.findall(r"\w+", text)
        for name in (*words, *map(" ".join, pairwise(words))):
            first.setdefault(name, at)
    return first


def _ends(headings: Sequence[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """The line of each heading, and that of the next one which is not below it."""
    open_: list[tuple[int, int]] = []
    for line, level in headings:
        while open_ and open_[-1][1] >= level:
            yield open_.pop()[0], line
        open_.append((line, level))
    for line, _ in open_:
        yield line, count


def _plain(title: str) -> str:
    return (
        re.sub(r"\(.*\)|^\W*\d+(?:\.\d+)*[.)]?\s*", "", title[:LONGEST])
        .strip(" :*`")
        .lower()
        .removeprefix("standard ")
        .removeprefix("global ")
    )


def _envelope(section: Section) -> tuple[EnvelopeField, ...]:
    for node in flat(section.nodes):
        if isinstance(node, Fence) and (shape := fields_of_json(node.text)) is not None:
            return tuple(EnvelopeField(field.name, field.type, True) for field in shape.fields)
    return ()
