"""What an operation answers, by status."""

from itertools import groupby

from groundplan.exchange.json_schema import Json
from groundplan.exchange.openapi.errors import JSON_MEDIA, SharedErrors, error_groups, error_response
from groundplan.exchange.openapi.headers import deprecation_headers, headers
from groundplan.exchange.openapi.names import status_phrase
from groundplan.exchange.openapi.schemas import page_schema
from groundplan.exchange.openapi.shapes import Shapes, page_of, pointer
from groundplan.spec.endpoint import Endpoint, Response


def responses(endpoint: Endpoint, shapes: Shapes, shared: SharedErrors) -> Json:
    """Every answer of an operation by status; OpenAPI wants one, so silence is said."""
    found: Json = {}
    for status, group in groupby(sorted(endpoint.responses, key=lambda r: r.status), key=lambda r: r.status):
        found[str(status)] = success_response(tuple(group), endpoint, shapes)
    for errors in error_groups(endpoint, shapes.spec):
        found[str(errors[0].status)] = shared.reference(errors) or error_response(errors, shapes)
    return dict(sorted(found.items())) or {"default": {"description": "The specification names no answer."}}


def success_response(answers: tuple[Response, ...], endpoint: Endpoint, shapes: Shapes) -> Json:
    """One success; several answers of one status differ in their media type or are alternatives."""
    status = answers[0].status
    said = "; ".join(dict.fromkeys(answer.when for answer in answers if answer.when))
    found: Json = {"description": said or status_phrase(status)}
    names = [header for answer in answers for header in answer.headers]
    if endpoint.precondition is not None:
        names.append("ETag")
    if said_first := headers(names) | deprecation_headers(endpoint.deprecation, names):
        found["headers"] = said_first
    bodies: dict[str, list[Json]] = {}
    for answer in answers:
        if answer.schema or answer.media:
            schemas = bodies.setdefault(answer.media or JSON_MEDIA, [])
            schemas += [schema for schema in (_body(answer, endpoint, shapes),) if schema not in schemas]
    if bodies:
        found["content"] = {media: {"schema": _either(schemas)} for media, schemas in bodies.items()}
    return found


def _either(schemas: list[Json]) -> Json:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _body(answer: Response, endpoint: Endpoint, shapes: Shapes) -> Json:
    if not answer.schema:
        return _of_media(answer.media)
    item = shapes.reference(answer.schema)
    if answer.shape == "one":
        return item
    if answer.shape == "list":
        return {"type": "array", "items": item}
    page = page_of(answer, endpoint.pagination)
    if page is None:
        return {"type": "object", "properties": {"items": {"type": "array", "items": item}}, "required": ["items"]}
    return pointer(shapes.pages[page]) if page in shapes.pages else page_schema(page, shapes)


def _of_media(media: str) -> Json:
    """A body of which only the media type is known."""
    if media.startswith("text/"):
        return {"type": "string"}
    if media.endswith("json"):
        return {}
    return {"type": "string", "contentMediaType": media}
