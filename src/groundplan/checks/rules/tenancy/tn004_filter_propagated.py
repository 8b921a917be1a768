"""Every endpoint on rows that belong to somebody filters them by whose they are.

One list, count or export without the filter shows everything to everybody, and looks right to the only user of a test
database. An endpoint that is meant to reach all rows says so: `none`, and why.
"""

from collections.abc import Iterator
from typing import Literal

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.objects import bound_by_access, bound_to_caller, ids_in
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.address import Address
from groundplan.spec.api import Router
from groundplan.spec.effective import access_of, model_of, scope_of
from groundplan.spec.endpoint import Endpoint, Scope
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

ROWLESS = ("answer", "sign in", "rotate", "revoke")


def _scoped(spec: Spec) -> Spec:
    return with_endpoints(spec, lambda endpoint: _with_scope(endpoint, spec))


def _with_scope(endpoint: Endpoint, spec: Spec) -> Endpoint:
    """The endpoint with the scope that its model gives, if its callers are signed in and it says none."""
    model, access = model_of(endpoint, spec), access_of(endpoint, spec)
    if model is None or access is None or access.kind != "authenticated" or scope_of(endpoint, spec) is not None:
        return endpoint
    if bool(model.owner) == bool(model.tenant) or not (ids_in(endpoint) or _forgets(endpoint, model, spec)):
        return endpoint
    kind: Literal["owner", "tenant"] = "owner" if model.owner else "tenant"
    return endpoint.replace(scope=Scope(kind, f"{model.name}.{model.owner or model.tenant}"))


@rule(
    "TN004",
    severity="error",
    hears="router",
    bad="- **Scope**: owner, `Project.user_id`",
    good="- **Scope**: owner, `Task.user_id`",
    source="OWASP API1:2023",
    fix=_scoped,
)
def filter_propagated(router: Router, spec: Spec) -> Iterator[Fault]:
    foreign: dict[tuple[Address, str], str] = {}
    for endpoint in router.endpoints:
        model, scope = model_of(endpoint, spec), scope_of(endpoint, spec)
        if model is None or not (model.owner or model.tenant):
            continue
        kind, field = ("owner", model.owner) if model.owner else ("tenant", model.tenant)
        mend = f"say `- **Scope**: {kind}, `{model.name}.{field}`` here or at its router, or `none` and why"
        if _forgets(endpoint, model, spec):
            message = f"`{endpoint.address}` reaches `{model.name}`, and nothing says whose rows"
            yield Fault(at=endpoint.address, message=message, mend=mend)
        elif scope is not None and scope.field and not _reaches(scope, model, spec):
            said = (endpoint if endpoint.scope is not None else router).address / "scope"
            foreign[said, f"`{scope.field}` does not say whose a row of `{model.name}` is"] = mend
    # What a router says wrongly is one fault, however many endpoints it has.
    yield from (Fault(at=at, message=message, mend=mend) for (at, message), mend in foreign.items())


def _forgets(endpoint: Endpoint, model: Model, spec: Spec) -> bool:
    """Whether no scope, no caller and no role says which rows are reached; ids are the matter of AU005."""
    behavior = endpoint.behavior
    if not (model.owner or model.tenant) or (behavior is not None and behavior.verb in ROWLESS):
        return False
    if bound_to_caller(endpoint, spec) or _makes_own(endpoint, model):
        return False
    if bound_by_access(endpoint, spec):
        # A role counts inside of an organisation, and does not tell one from another.
        access = access_of(endpoint, spec)
        return bool(model.tenant) and access is not None and access.secured
    return not ids_in(endpoint)


def _makes_own(endpoint: Endpoint, model: Model) -> bool:
    behavior = endpoint.behavior
    if behavior is None or behavior.verb != "create":
        return False
    return any(item.field in (model.owner, model.tenant) for item in behavior.sets)


def _reaches(scope: Scope, model: Model, spec: Spec) -> bool:
    """Whether the scope's field is the model's own, or that of a model which a foreign key ties it to."""
    name, _, field = scope.field.rpartition(".")
    said = spec.models_by_name.get(name)
    if said is None:
        return True  # An unresolved reference, found as such.
    own = said.owner if scope.kind == "owner" else said.tenant
    return field == own and (said.name == model.name or name in _near(model, spec))


def _near(model: Model, spec: Spec) -> set[str]:
    """The models that are at most three foreign keys up from this one, and those right below it."""
    found, edge = {child.name for child, _ in spec.children_by_model.get(model.name, ())}, {model.name}
    for _ in range(3):
        edge = {
            field.references.model
            for name in edge
            if name in spec.models_by_name
            for field in spec.models_by_name[name].fields
            if field.references is not None
        }
        found |= edge
    return found
