"""Elements by their address: taken out of a specification, put in, taken away."""

from groundplan.spec.address import API, AUTH, ERRORS, ROUTING
from groundplan.spec.api import Api, Router, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.failure import InvalidInput
from groundplan.spec.model import Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import Errors
from groundplan.spec.record import Decision, Migration
from groundplan.spec.spec import Spec

SINGLE: dict[str, tuple[str, type[Noun]]] = {
    API: ("api", Api),
    ROUTING: ("routing", Routing),
    ERRORS: ("errors", Errors),
    AUTH: ("auth", Auth),
}
GROUPS: dict[str, tuple[str, type[Noun]]] = {
    "router": ("routers", Router),
    "model": ("models", Model),
    "schema": ("schemas", Schema),
    "migration": ("migrations", Migration),
    "decision": ("decisions", Decision),
}


def element_of(address: str, spec: Spec) -> Noun | None:
    """The element of an address; a router without its endpoints, which have addresses of their own."""
    if address in SINGLE:
        found: Noun | None = getattr(spec, SINGLE[address][0])
        return found
    kind = address.partition(" ")[0]
    if kind not in GROUPS:
        return spec.endpoints_by_address.get(address)
    listed = next((item for item in getattr(spec, GROUPS[kind][0]) if item.address == address), None)
    return listed.replace(endpoints=()) if isinstance(listed, Router) else listed


def with_element(address: str, element: Noun, spec: Spec, router: str = "") -> Spec:
    """The specification with one element in its place, or at the end if it is new; an endpoint stands in `router`.

    Raises:
        InvalidInput: there is no such router.
    """
    match element:
        case Endpoint():
            if spec.router(router) is None:
                raise InvalidInput(f"`{address}` stands in a router `{router}` that is not there")
            standing = spec.router_by_endpoint.get(address)
            moved = standing is not None and standing.name != router
            return (spec.without_endpoint(element) if moved else spec).with_endpoint(element, router)
        case Router():
            known = spec.router(element.name)
            return spec.with_router(element.replace(endpoints=known.endpoints if known is not None else ()))
        case Model():
            return spec.with_model(element)
        case Schema():
            return spec.with_schema(element)
        case Migration():
            return spec.with_migration(element)
        case Decision():
            return spec.with_decision(element)
        case _:
            return spec.replace(**{SINGLE[address][0]: element})


def without_element(address: str, spec: Spec) -> Spec:
    """The specification without an element; one that is not there is gone already."""
    if address in SINGLE:
        name, type_ = SINGLE[address]
        return spec.replace(**{name: None if address == AUTH else type_()})
    kind = address.partition(" ")[0]
    if kind not in GROUPS:
        endpoint = spec.endpoints_by_address.get(address)
        return spec if endpoint is None else spec.without_endpoint(endpoint)
    group = GROUPS[kind][0]
    return spec.replace(**{group: tuple(item for item in getattr(spec, group) if item.address != address)})
