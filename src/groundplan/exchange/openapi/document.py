"""The whole document: what the API is, its paths, and the components that they share."""

from groundplan.exchange.json_schema import Json
from groundplan.exchange.openapi.errors import share, shared_responses
from groundplan.exchange.openapi.names import operation_ids
from groundplan.exchange.openapi.operations import operation, tag_of
from groundplan.exchange.openapi.schemas import component_schemas
from groundplan.exchange.openapi.security import scheme_name, security_schemes
from groundplan.exchange.openapi.shapes import gather
from groundplan.spec.api import Api
from groundplan.spec.spec import Spec

VERSION = "3.1.0"
UNNAMED = "API"
UNVERSIONED = "unversioned"


def export(spec: Spec) -> dict[str, object]:
    """An OpenAPI 3.1 document, ready for JSON, the same for the same spec.

    Paths are whole, so the one server is the host that serves the document. Of two endpoints with one method
    and path the last counts.
    """
    shapes, shared = gather(spec), share(spec)
    endpoints = tuple(spec.endpoints_by_address.values())
    paths: dict[str, Json] = {}
    for endpoint, operation_id in zip(endpoints, operation_ids(endpoints, spec.api.base_path), strict=False):
        item = paths.setdefault(endpoint.path, {})
        item[endpoint.method.lower()] = operation(endpoint, operation_id, shapes, shared)
    document: Json = {"openapi": VERSION, "info": _info(spec.api), "servers": [{"url": "/"}]}
    document |= {"tags": _tags(spec), "paths": paths}
    schemes = security_schemes(spec)
    if schemes:
        # What nobody decided is closed: an operation is open only where it says so itself.
        document["security"] = [{scheme_name(spec): []}]
    components = {
        "schemas": component_schemas(shapes),
        "responses": shared_responses(shared, shapes),
        "securitySchemes": schemes,
    }
    if filled := {kind: found for kind, found in components.items() if found}:
        document["components"] = filled
    return document


def _info(api: Api) -> Json:
    info: Json = {"title": api.name or UNNAMED, "version": api.version or UNVERSIONED}
    said = (*api.notes, f"Ids: {api.ids}" if api.ids else "", f"Times: {api.times}" if api.times else "")
    if description := "\n\n".join(text for text in said if text):
        info["description"] = description
    return info


def _tags(spec: Spec) -> list[Json]:
    """A tag for each router that has endpoints, with what the router says of itself."""
    found: dict[str, Json] = {}
    for router in spec.routers:
        if router.endpoints:
            where = f"What stands under `{router.prefix}`." if router.prefix else ""
            said = "\n\n".join(filter(None, (where, *router.notes)))
            found.setdefault(tag_of(router), {"name": tag_of(router), **({"description": said} if said else {})})
    return list(found.values())
