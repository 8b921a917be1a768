"""Whose rows are read or made comes from the token, never from what the request says.

A `user_id` in a query or a body is a claim of the client. Where it decides whose rows are listed, or to whom a new row
belongs, changing one value in the address bar is all that it takes to be somebody else.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import Address
from groundplan.spec.effective import body_fields, filter_of, is_list, model_of, scope_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


@rule(
    "TN003",
    severity="error",
    hears="endpoint",
    bad="- **Behavior**: create `Task` with `user_id` = input `user_id`",
    good="- **Behavior**: create `Task` with `user_id` = caller",
    source="OWASP Multi-Tenant Security Cheat Sheet, §3",
)
def scope_from_context(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    model, scope = model_of(endpoint, spec), scope_of(endpoint, spec)
    if model is None or scope is None or scope.kind == "none":
        return
    own = {name for name in (model.owner, model.tenant) if name}
    if not own:
        return
    for at, name in (*_filters(endpoint, model, own), *_inputs(endpoint, spec, own)):
        source = "tenant" if name == model.tenant else "caller"
        yield Fault(
            at=at,
            message=f"the client says `{name}`, and with it whose rows of `{model.name}` these are",
            mend=f"take it out of the request: `{name}` = {source}",
        )


def _filters(endpoint: Endpoint, model: Model, own: set[str]) -> Iterator[tuple[Address, str]]:
    """Parameters outside of the path that choose rows by whose they are."""
    for parameter in endpoint.parameters if is_list(endpoint) else ():
        narrows = filter_of(parameter, model)
        name = narrows.field if narrows is not None else parameter.name
        if parameter.location != "path" and name in own:
            yield endpoint.address / f"{parameter.location} {parameter.name}", name


def _inputs(endpoint: Endpoint, spec: Spec, own: set[str]) -> Iterator[tuple[Address, str]]:
    """What a request sends for the owner of a new row."""
    behavior = endpoint.behavior
    if behavior is None or behavior.verb != "create":
        return
    for assignment in behavior.sets:
        if assignment.field in own and assignment.value.kind in ("input", "literal"):
            yield endpoint.address / "behavior", assignment.field
    settled = {assignment.field for assignment in behavior.sets}
    for field in body_fields(endpoint, spec):
        if field.name in own and field.name not in settled:
            yield endpoint.address / "request body", field.name
