"""Which shapes travel, and what each is called in the document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from groundplan.exchange.json_schema import Json
from groundplan.exchange.openapi.names import distinct
from groundplan.spec.effective import body_fields, schema_of
from groundplan.spec.endpoint import Pagination, Response
from groundplan.spec.model import Field, Schema
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

PAGE_SUFFIX = {"offset": "Page", "page": "NumberedPage", "cursor": "CursorPage"}
ERROR = "Error"
Page = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes that the endpoints of a spec send and answer.

    Args:
        names: the component of each shape, by the name that the spec gives it.
        pages: the component of each page, by what it is a page of and its style.
        error: the component of the error envelope.
        sent: the shapes that stand in a request.
        fields: the fields of all models by the name that a path gives them, `order_line_id` for `OrderLine.id`.
    """

    spec: Spec
    names: Mapping[str, str]
    pages: Mapping[Page, str]
    error: str
    sent: frozenset[str]
    fields: Mapping[str, Field]

    @property
    def closed(self) -> bool:
        """Whether a request with an unknown field is refused."""
        return self.spec.api.unknown_fields == "rejected"

    def reference(self, name: str) -> Json:
        """A reference to a shape's component; what nobody described is allowed to be anything."""
        shape = shape_of(name, self.spec)
        return {} if shape is None or shape.name not in self.names else pointer(self.names[shape.name])


def pointer(component: str) -> Json:
    return {"$ref": f"#/components/schemas/{component}"}


def shape_of(name: str, spec: Spec) -> Schema | None:
    """The shape of a schema's name or, as it is answered, of a model's."""
    if (schema := schema_of(name, spec)) is not None:
        return schema
    model = spec.models_by_name.get(name)
    return None if model is None else schema_of(f"{name}Read", spec)


def page_of(response: Response, pagination: Pagination | None) -> Page | None:
    """The page that a response answers with, if it is one and says how it is cut."""
    return (response.schema, pagination.style) if response.shape == "page" and pagination is not None else None


def gather(spec: Spec) -> Shapes:
    """The shapes that travel, in the order in which the spec declares them."""
    sent = _reached(_sent(spec), spec)
    answered = _reached((response.schema for e in spec.endpoints for response in e.responses), spec)
    declared = (*(name for model in spec.models for name in model.schemas or ()), *(s.name for s in spec.schemas))
    used = [name for name in dict.fromkeys(declared) if name in sent or name in answered]
    pages = _pages(spec)
    page_names = (_singular(page[0], spec) + PAGE_SUFFIX[page[1]] for page in pages)
    names = distinct((*used, *page_names, ERROR))
    return Shapes(
        spec=spec,
        names=dict(zip(used, names, strict=False)),
        pages=dict(zip(pages, names[len(used) :], strict=False)),
        error=names[-1],
        sent=frozenset(sent),
        fields={f"{_snake(model.name)}_{field.name}": field for model in spec.models for field in model.fields},
    )


def _pages(spec: Spec) -> tuple[Page, ...]:
    found = (page_of(response, e.pagination) for e in spec.endpoints for response in e.responses)
    return tuple(dict.fromkeys(page for page in found if page is not None))


def _singular(name: str, spec: Spec) -> str:
    """`Task` of `TaskRead`, so that its page is a `TaskPage`."""
    model = spec.model_by_schema.get(name)
    return model.name if model is not None and name == f"{model.name}Read" else name


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _sent(spec: Spec) -> Iterator[str]:
    for endpoint in spec.endpoints:
        if endpoint.body is not None:
            yield endpoint.body.schema
            yield from _named_in(field.type for field in body_fields(endpoint, spec))


def _reached(start: Iterable[str], spec: Spec) -> set[str]:
    """The names of the shapes that these names stand for, and of all shapes inside them."""
    found: set[str] = set()
    open_ends = list(start)
    while open_ends:
        shape = shape_of(open_ends.pop(), spec)
        if shape is not None and shape.name not in found:
            found.add(shape.name)
            open_ends += _named_in(field.type for field in shape.fields)
    return found


def _named_in(types: Iterable[Type | None]) -> Iterator[str]:
    for type_ in types:
        while type_ is not None and type_.item is not None:
            type_ = type_.item
        if type_ is not None and type_.kind == "ref":
            yield type_.name
