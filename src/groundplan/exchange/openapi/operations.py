"""One operation for each endpoint."""

from collections.abc import Iterator

from groundplan.exchange.json_schema import Json, object_schema
from groundplan.exchange.openapi.errors import SharedErrors
from groundplan.exchange.openapi.examples import MISSING, example_of_object
from groundplan.exchange.openapi.parameters import parameters
from groundplan.exchange.openapi.responses import responses
from groundplan.exchange.openapi.security import access_in_words, security
from groundplan.exchange.openapi.shapes import Shapes
from groundplan.spec.api import Router
from groundplan.spec.effective import access_of, limits_of, router_of, scope_of
from groundplan.spec.endpoint import Access, Body, Deprecation, Endpoint, RateLimit, Scope


def operation(endpoint: Endpoint, operation_id: str, shapes: Shapes, shared: SharedErrors) -> Json:
    """Everything that OpenAPI can say of an endpoint; `x-` fields say what it has no word for."""
    spec = shapes.spec
    access = access_of(endpoint, spec)
    found: Json = {"operationId": operation_id, "tags": [tag_of(router_of(endpoint, spec))]}
    if endpoint.summary:
        found["summary"] = endpoint.summary.rstrip(".")
    if description := "\n\n".join(_paragraphs(endpoint, access, scope_of(endpoint, spec))):
        found["description"] = description
    if endpoint.deprecation is not None:
        found["deprecated"] = True
    if given := parameters(endpoint, shapes):
        found["parameters"] = given
    if endpoint.body is not None:
        found["requestBody"] = _request_body(endpoint, endpoint.body, shapes)
    found["responses"] = responses(endpoint, shapes, shared)
    if (needed := security(access, spec)) is not None:
        found["security"] = needed
    return found | _extensions(endpoint, access, shapes)


def tag_of(router: Router) -> str:
    return router.tag or router.name or "default"


def _paragraphs(endpoint: Endpoint, access: Access | None, scope: Scope | None) -> Iterator[str]:
    if words := access_in_words(access):
        yield words
    if scope is not None and scope.kind != "none":
        caller = "the caller" if scope.kind == "owner" else "the caller's tenant"
        reach = f"Reaches only rows whose `{scope.field}` is {caller}"
        others = f"; every row with the role {' or '.join(f'`{name}`' for name in scope.override)}"
        yield f"{reach}{others if scope.override else ''}."
    if endpoint.deprecation is not None:
        yield _farewell(endpoint.deprecation)
    yield from endpoint.notes
    yield from (f"Effect: {effect}" for effect in endpoint.effects)


def _farewell(deprecation: Deprecation) -> str:
    sunset = f", answers until {deprecation.sunset}" if deprecation.sunset else ""
    instead = f"; use `{deprecation.replacement}` instead" if deprecation.replacement else ""
    return f"Deprecated since {deprecation.since}{sunset}{instead}."


def _request_body(endpoint: Endpoint, body: Body, shapes: Shapes) -> Json:
    said = shapes.spec.api.partial_update if endpoint.method == "PATCH" else ""
    description: Json = {"description": said} if said else {}
    return {**description, "required": True, "content": {body.media: {"schema": _body_schema(body, shapes)}}}


def _body_schema(body: Body, shapes: Shapes) -> Json:
    if body.schema:
        return shapes.reference(body.schema)
    if not body.fields:
        return {} if body.media.endswith("json") else {"type": "string", "contentMediaType": body.media}
    schema = object_schema(body.fields, shapes.reference, closed=shapes.closed)
    example = example_of_object(body.fields, shapes.spec)
    return schema if example is MISSING else {**schema, "examples": [example]}


def _extensions(endpoint: Endpoint, access: Access | None, shapes: Shapes) -> Json:
    found: Json = {}
    if access is not None and access.names:
        found["x-roles" if access.kind == "roles" else "x-permissions"] = list(access.names)
    limits = limits_of(endpoint, shapes.spec)
    if limits is not None:
        found["x-rate-limit"] = [_limit(limit) for limit in limits]
    scope = scope_of(endpoint, shapes.spec)
    if scope is not None:
        found["x-scope"] = _scope(scope)
    if endpoint.deprecation is not None and endpoint.deprecation.sunset:
        found["x-sunset"] = endpoint.deprecation.sunset
    return found


def _limit(limit: RateLimit) -> Json:
    return {"amount": limit.amount, "window": limit.window, "count": limit.count, "key": limit.key}


def _scope(scope: Scope) -> Json:
    said = {"field": scope.field, "override": list(scope.override), "audited": scope.audited, "reason": scope.reason}
    return {"kind": scope.kind, **{word: value for word, value in said.items() if value}}
