"""What an endpoint or its router refers to."""

from collections.abc import Iterator, Set

from groundplan.checks.rules.references.in_types import shape_in
from groundplan.checks.rules.references.known import Known, Reference
from groundplan.spec.address import Address
from groundplan.spec.api import Router
from groundplan.spec.effective import is_list, model_of
from groundplan.spec.endpoint import Endpoint, Parameter, Scope
from groundplan.spec.model import Model


def router_references(router: Router, known: Known) -> Iterator[Reference]:
    for name in router.dependencies:
        yield Reference(router.address / "dependencies", name, "dependency", known.dependencies)
    yield from _scope(router.address, router.scope, known)


def endpoint_references(endpoint: Endpoint, known: Known) -> Iterator[Reference]:
    at = endpoint.address
    yield from _scope(at, endpoint.scope, known)
    yield from _behavior(endpoint, known)
    yield from _shapes(endpoint, known)
    yield from _list(endpoint, known)
    inputs = known.inputs(endpoint)
    retry = endpoint.idempotency
    if retry is not None and retry.kind == "field" and inputs is not None:
        yield Reference(at / "idempotency", retry.field, "field that a request brings", inputs)
    if endpoint.deprecation is not None and endpoint.deprecation.replacement:
        yield Reference(at / "deprecated", endpoint.deprecation.replacement, "endpoint", known.endpoints)


def _scope(at: Address, scope: Scope | None, known: Known) -> Iterator[Reference]:
    """The column of a scope, `Task.user_id`."""
    if scope is None or not scope.field:
        return
    model, _, field = scope.field.rpartition(".")
    if model in known.models:
        yield known.field_of(at / "scope", field, model)
    elif model:
        yield Reference(at / "scope", model, "model", known.models)


def _behavior(endpoint: Endpoint, known: Known) -> Iterator[Reference]:
    behavior, at = endpoint.behavior, endpoint.address / "behavior"
    if behavior is None or not behavior.model:
        return
    if behavior.model not in known.models:
        yield Reference(at, behavior.model, "model", known.models)
        return
    for assignment in behavior.sets:
        yield known.field_of(at, assignment.field, behavior.model)
    inputs = known.inputs(endpoint)
    for name in behavior.by if inputs is not None else ():
        yield Reference(at, name, "parameter or body field of this endpoint", inputs or frozenset())
    if behavior.to:
        yield from _state(at, behavior.to, known.spec.models_by_name[behavior.model])


def _state(at: Address, state: str, model: Model) -> Iterator[Reference]:
    """The state that a row is moved to; a state machine over an unknown field is the model's own fault."""
    field = None if model.states is None else model.field(model.states.field)
    if model.states is None or (field is not None and field.type is not None):
        values = field.type.values if field is not None and field.type is not None else ()
        yield Reference(at, state, f"state of `{model.name}`", frozenset(values))


def _shapes(endpoint: Endpoint, known: Known) -> Iterator[Reference]:
    at = endpoint.address
    if endpoint.body is not None:
        if endpoint.body.schema:
            yield Reference(at / "request body", endpoint.body.schema, "schema", known.shapes)
        for field in endpoint.body.fields:
            yield from shape_in(field.type, at / f"body {field.name}", known)
    for response in endpoint.responses:
        if response.schema:
            yield Reference(at / f"response {response.status}", response.schema, "schema", known.shapes)


def _list(endpoint: Endpoint, known: Known) -> Iterator[Reference]:
    """The fields by which rows are chosen and ordered."""
    model, at = model_of(endpoint, known.spec), endpoint.address
    if model is None:
        return
    for parameter in endpoint.parameters:
        if parameter.filter is not None:
            yield known.field_of(at / f"query {parameter.name}", parameter.filter.field, model.name)
        elif is_list(endpoint) and _mistyped(parameter, known.fields(model.name)):
            yield known.field_of(at / f"query {parameter.name}", parameter.name, model.name)
    if endpoint.sort is not None:
        for name in (*(field.name for field in endpoint.sort.fields), endpoint.sort.tie):
            if name:
                yield known.field_of(at / "sort", name, model.name)
    for name in endpoint.search.fields if endpoint.search is not None else ():
        yield known.field_of(at / "search", name, model.name)


def _mistyped(parameter: Parameter, fields: Set[str]) -> bool:
    """Whether a query parameter that is no field and says no filter is almost one."""
    if parameter.location != "query" or parameter.name in fields:
        return False
    from difflib import get_close_matches

    return bool(get_close_matches(parameter.name, fields, 1, 0.8))
