"""The reader: documents in, one specification out, and beside it where everything stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath

from groundplan.documents import proposal
from groundplan.documents.derived import Expected, expected_rows
from groundplan.documents.page import Page
from groundplan.documents.pages import ENDPOINTS_FILE
from groundplan.documents.read_page import read_page
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.api import Api, Router, Routing
from groundplan.spec.finding import Place
from groundplan.spec.outcome import Errors
from groundplan.spec.outline import Derived, Document, DocumentKind, Mention, Outline
from groundplan.spec.spec import Spec

HOMES: dict[str, DocumentKind] = {API: "endpoints", ERRORS: "errors", ROUTING: "routing", AUTH: "auth"}


class Places(Mapping[str, Place]):
    """Where each address stands; places are made when they are asked for, since few ever are."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = tuple(pages)

    def __getitem__(self, address: str) -> Place:
        for page in self._pages:
            if (span := page.spans.get(address)) is not None:
                return Place(page.file, span[0] + 1, span[2])
        if (kind := HOMES.get(address)) is not None and self._pages:
            # What nobody wrote down yet belongs into the document of its kind, or with the endpoints.
            nearest = sorted(self._pages, key=lambda page: (page.kind != kind, page.kind != "endpoints"))
            return Place(nearest[0].file)
        raise KeyError(address)

    def __iter__(self) -> Iterator[str]:
        return (address for page in self._pages for address in page.spans)

    def __len__(self) -> int:
        return sum(len(page.spans) for page in self._pages)


@dataclass(frozen=True)
class Reading:
    """A specification and the documents that say it. `texts` are the documents as they were read."""

    spec: Spec
    pages: tuple[Page, ...]
    texts: Mapping[str, str]

    @cached_property
    def places(self) -> Places:
        return Places(self.pages)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The document of each element that is written in the language, by address; only there parts are derived."""
        return {address: page.file for page in self.pages if page.style == "language" for address in page.extents}

    @cached_property
    def outline(self) -> Outline:
        """What rules on documents see, with every derived part that is not as it should be."""
        return self.outline_with({})

    def outline_with(
        self, known: Mapping[str, tuple[Derived, ...]], expected: Mapping[str, Expected] | None = None
    ) -> Outline:
        """The outline, of which some is known already.

        Args:
            known: the stale parts of the endpoints in some documents, by file, which are not sought again.
            expected: what every derived part should say; it is worked out unless it is given.
        """
        derived = _derived(self, known, expected)
        anchors = _Anchors(self.pages)
        return Outline(tuple(_document(page, derived.get(page.file, ()), anchors) for page in self.pages))


def read(texts: Mapping[str, str]) -> Reading:
    """The specification that documents say.

    Args:
        texts: the documents, by path below the specs folder, with the typed change beside each proposal.
    """
    return assemble(tuple(read_page(file, text) for file, text in in_order(texts)), texts)


def in_order(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The documents in the order in which they are read: that of the endpoints first, so that its routers come first."""
    documents = (item for item in texts.items() if item[0].endswith(".md"))
    return sorted(documents, key=lambda item: (item[0] != ENDPOINTS_FILE, item[0].removesuffix(".md")))


def assemble(pages: tuple[Page, ...], texts: Mapping[str, str]) -> Reading:
    """One specification out of pages; what two pages say of the API is joined, the first that says it wins."""
    if any(page.style == "free" for page in pages):
        from groundplan.documents.free.across import across

        pages = across(pages)
    spec = Spec(
        api=_joined(page.api for page in pages),
        routing=next((page.routing for page in pages if page.routing is not None), Routing()),
        routers=tuple(_routers(pages)),
        models=tuple(model for page in pages for model in page.models),
        schemas=tuple(schema for page in pages for schema in page.schemas),
        auth=next((page.auth for page in pages if page.auth is not None), None),
        errors=next((page.errors for page in pages if page.errors is not None), Errors()),
        migrations=tuple(item for page in pages for item in page.migrations),
        decisions=tuple(item for page in pages for item in page.decisions),
    )
    return Reading(spec, pages, texts)


def _joined(said: Iterable[Api | None]) -> Api:
    joined, unsaid = Api(), Api()
    for api in said:
        if api is not None:
            news = {
                name: value
                for name in api.__struct_fields__
                if (value := getattr(api, name)) != getattr(unsaid, name)
                and getattr(joined, name) == getattr(unsaid, name)
            }
            joined = joined.replace(**news) if news else joined
    return joined


def _routers(pages: tuple[Page, ...]) -> Iterator[Router]:
    """Each router of a section, with its row; sections of one router in several pages are one router."""
    rows = {row.name: row for page in pages for row in page.router_rows}
    sections: dict[str, Router] = {}
    for page in pages:
        for router in page.routers:
            known = sections.get(router.name)
            joined = router if known is None else known.replace(endpoints=(*known.endpoints, *router.endpoints))
            sections[router.name] = joined
    for name, router in sections.items():
        row = rows.pop(name, None)
        yield router if row is None else router.replace(prefix=row.prefix, module=row.module)
    yield from rows.values()


def _derived(
    reading: Reading, known: Mapping[str, tuple[Derived, ...]], expected: Mapping[str, Expected] | None
) -> dict[str, list[Derived]]:
    """The derived parts that are not as the facts demand, by file."""
    places, endpoints = reading.places, reading.spec.endpoints_by_address
    changes = proposal.touched(reading.texts)
    # A proposal that somebody wrote by hand has no typed change to differ from.
    pages = (page for page in reading.pages if page.style == "language")
    facts = (page for page in pages if page.kind != "proposal" or page.file in changes)
    stated = {
        key: text
        for page in facts
        for key, text in page.stated.items()
        if page.file not in known or key.partition("#")[0] not in endpoints
    }
    files = {address: file for address, file in reading.files.items() if file not in known or address not in endpoints}
    found = {file: list(stale) for file, stale in known.items()}
    for key, (kind, due, head) in (expected_rows(reading.spec, files) if expected is None else expected).items():
        said = stated.pop(key, "")
        if said != due and _owed(key, reading.files):
            at = Address(key).element
            place = places.get(key) or places.get(head) or places.get(at) or Place(files.get(at, ""))
            found.setdefault(place.file, []).append(Derived(key, kind, said, due, place))
    for file, elements in changes.items():
        for element in elements:
            if stated.pop(key := proposal.entry(file, element), "") != element:
                found.setdefault(file, []).append(Derived(key, "change", "", element, Place(file)))
    for key, said in stated.items():
        if (stands := places.get(key)) is not None:
            found.setdefault(stands.file, []).append(Derived(key, _kind(key), said, "", stands))
    return found


def _owed(key: str, files: Mapping[str, str]) -> bool:
    """Whether a derived part has to stand: the overview owes no row to an endpoint of a free-form document."""
    part = Address(key).part
    return not part.startswith("overview ") or part.removeprefix("overview ") in files


def _kind(key: str) -> str:
    part = Address(key).part
    if part == "common errors":
        return part
    kinds = {"change": "change", "overview": "overview", "router": "routers", "routes": "routes", "query": "parameters"}
    return kinds.get(part.partition(" ")[0], "diagram")


class _Anchors:
    """The fragments that links to each document can name; made when a document is first linked to."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = {page.file: page for page in pages}
        self._known: dict[str, set[str]] = {}

    def leads(self, file: str, anchor: str) -> bool:
        """Whether there is such a document, and in it a heading of that anchor, if one is named."""
        page = self._pages.get(file)
        if page is None or not anchor:
            return page is not None
        if file not in self._known:
            self._known[file] = {_anchor(heading.text) for heading in page.headings}
        return anchor.lower() in self._known[file]


def _document(page: Page, derived: Iterable[Derived], anchors: _Anchors) -> Document:
    return Document(
        file=page.file,
        kind=page.kind,
        style=page.style,
        headings=page.headings,
        fences=page.fences,
        derived=tuple(derived),
        unread=page.unread,
        mentions=tuple(_resolved(link, page.file, anchors) for link in page.links),
        doubts=page.doubts,
        accepted=page.accepted,
    )


def _resolved(link: Mention, file: str, anchors: _Anchors) -> Mention:
    """The link, marked if it leads nowhere; what lies outside the specs is taken to exist."""
    path, _, anchor = link.target.partition("#")
    target = normpath(join(dirname(file), path)) if path else file
    if target.startswith("..") or not target.endswith(".md"):
        return link
    return link if anchors.leads(target, anchor) else link.replace(resolved=False)


def _anchor(heading: str) -> str:
    """The fragment under which GitHub links to a heading."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")
