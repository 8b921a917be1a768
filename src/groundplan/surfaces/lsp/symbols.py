"""The outline of a document and of the whole specification, as an editor lists it."""

from collections.abc import Iterator
from typing import NamedTuple

from groundplan.documents.page import Page
from groundplan.documents.pages import placed
from groundplan.documents.read import Reading
from groundplan.spec.address import ERRORS, Address
from groundplan.spec.finding import Place


class Symbol(NamedTuple):
    """An element, its lines (from 0, up to the one before `end`), and what stands in it."""

    name: str
    kind: str
    start: int
    end: int
    inside: "tuple[Symbol, ...]" = ()


def outline(reading: Reading, page: Page) -> tuple[Symbol, ...]:
    """The elements of a document: routers with their endpoints, models with their fields."""
    found: list[Symbol] = []
    for address, (start, end) in sorted(page.extents.items(), key=lambda item: item[1]):
        kind, _, name = address.partition(" ")
        fields = tuple(_fields(reading, page, Address(address)))
        symbol = Symbol(_title(kind, name, page), _kind(kind), start, end, fields)
        if symbol.kind == "endpoint" and found and found[-1].kind == "router":
            router = found.pop()
            symbol = router._replace(end=end, inside=(*router.inside, symbol._replace(name=address)))
        elif symbol.kind == "endpoint":
            symbol = symbol._replace(name=address)
        found.append(symbol)
    return tuple(found)


def _title(kind: str, name: str, page: Page) -> str:
    return name or (page.headings[0].text if page.headings else kind)


def _kind(kind: str) -> str:
    if kind in ("router", "model", "schema"):
        return kind
    return "endpoint" if kind.isupper() else "document"


def _fields(reading: Reading, page: Page, address: Address) -> Iterator[Symbol]:
    kind, _, name = address.partition(" ")
    spec = reading.spec
    element = spec.models_by_name.get(name) if kind == "model" else spec.schemas_by_name.get(name)
    for field in element.fields if element is not None and element.address == address else ():
        if (span := page.spans.get(address / f"field {field.name}")) is not None:
            yield Symbol(field.name, "field", span[0], span[1])


def found_by(query: str, reading: Reading) -> Iterator[tuple[str, str, Place]]:
    """Elements and codes whose name holds all letters of a query in their order: name, kind and place."""
    for place in placed(reading.spec):
        kind, _, name = place.address.partition(" ")
        said = name if _kind(kind) in ("router", "model", "schema") else str(place.address)
        if _fits(query, said) and (stands := reading.places.get(place.address)) is not None:
            yield said, _kind(kind), stands
    for known in reading.spec.errors.codes:
        if _fits(query, known.code) and (stands := reading.places.get(ERRORS / f"code {known.code}")) is not None:
            yield known.code, "code", stands


def _fits(query: str, name: str) -> bool:
    letters = iter(name.lower())
    return all(letter in letters for letter in query.lower())
