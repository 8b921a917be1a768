"""What one element of a document says, wherever in it the element stands."""

from collections.abc import Iterable
from posixpath import basename
from typing import NamedTuple

from groundplan.documents import blocks
from groundplan.documents.constructs import api, auth, endpoint, errors, model, record, router, routing, schema
from groundplan.documents.element import ElementReading
from groundplan.documents.form import Form, Values
from groundplan.documents.page import Span
from groundplan.documents.pages import DATA, title_of
from groundplan.documents.sections import Section
from groundplan.spec.address import API, Address
from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model, Schema
from groundplan.spec.outcome import Errors
from groundplan.spec.outline import Unread


class Stretch:
    """An element's sections, each with its line counted from `start`; `form` is `None` where they are nobody's."""

    def __init__(self, address: Address, form: Form | None, level: int, heading: blocks.Heading) -> None:
        self.address = address
        self.form = form
        self.level = level
        self.heading = heading
        self.start = 0
        self.sections: list[tuple[Section, int]] = []

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this stretch from one that may say something else."""
        return (self.address, *(section for section, _ in self.sections))


class Told(NamedTuple):
    """What an element says; lines count from that of its heading. `made` is the element, or values of `Page`.

    `stated` holds the derived rows and diagrams as they stand, by `ADDRESS#KEY`.
    """

    made: Endpoint | Router | Model | Schema | Values
    spans: dict[str, Span]
    stated: dict[str, str]
    unread: list[Unread]


def told(file: str, stretch: Stretch, form: Form) -> Told:
    """Read the sections of an element against its form."""
    reading = ElementReading(file, stretch.address, form, stretch.level)
    for section, at in stretch.sections:
        reading.shift = at - section.origin
        if section.heading is not None and section.heading is not stretch.heading:
            reading.take(section.heading)
        for block in section.blocks:
            reading.take(block)
    values = reading.finished()
    name = stretch.address.partition(" ")[2]
    derived: Iterable[str] = ()
    made: Endpoint | Router | Model | Schema | Values
    match form:
        case endpoint.FORM:
            made = _endpoint(stretch.address, values)
            kept = {f"query {parameter.name}" for parameter in made.located("query")}
            derived = (part for part in reading.rows if part not in kept and _is_derived(part))
        case router.FORM:
            made = Router(name).replace(**{**values, "title": title_of(stretch.heading.text)})
        case model.FORM:
            made = model.make_model(name, values)
            derived = (part for part in reading.rows if part == "diagram states")
        case schema.FORM:
            made = schema.make_schema(name, values)
        case _:
            made = _single(file, stretch, form, values)
            if form is not record.DECISION_FORM and form is not record.MIGRATION_FORM:
                derived = reading.rows
    spans = _also_of_the_api(reading.spans) if form is api.DATA_FORM else reading.spans
    return Told(made, spans, {f"{stretch.address}#{part}": reading.rows[part] for part in derived}, reading.unread)


def _endpoint(address: Address, values: Values) -> Endpoint:
    method, _, path = address.partition(" ")
    said = endpoint.endpoint_heading(f"{method} {path}")
    return endpoint.make_endpoint(said[0] if said else "GET", path, values)


def _is_derived(part: str) -> bool:
    return part == "common errors" or part.startswith("query ")


def _also_of_the_api(spans: dict[str, Span]) -> dict[str, Span]:
    """The spans of the data model's document, whose facts are the API's."""
    parts = ("ids", "times", "constraint names", "migrations")
    own = {f"{API}#{part}": spans[f"{DATA}#{part}"] for part in parts if f"{DATA}#{part}" in spans}
    return spans | own


def _single(file: str, stretch: Stretch, form: Form, values: Values) -> Values:
    """The element that a whole document is."""
    slug = basename(file).removesuffix(".md")
    title = title_of(stretch.heading.text)
    match form:
        case api.API_FORM | api.DATA_FORM:
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
