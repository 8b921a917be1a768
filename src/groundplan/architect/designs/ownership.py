"""Ownership: a shared resource whose rows come to belong to the user who made them."""

from collections.abc import Set

from groundplan.architect.designs.lists import serving
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, owner_field
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_dependencies
from groundplan.spec.behavior import Assignment, Value, Verb
from groundplan.spec.conventions import Conventions
from groundplan.spec.effective import scope_of
from groundplan.spec.endpoint import Access, Endpoint, RateLimit, Scope
from groundplan.spec.model import Model, Relationship, UniqueTogether
from groundplan.spec.spec import Spec


def with_owner(spec: Spec, collection: str, conventions: Conventions) -> Spec:
    """The specification in which each user reaches only the rows of a resource that they made."""
    names = Names(collection)
    model, router = spec.models_by_name.get(names.model), spec.router(names.segment)
    if model is None or router is None or model.owner:
        return spec
    spec = spec.with_model(_owned(model, names, spec, conventions).replace(shared=""))
    scope = _overridden(Scope("owner", f"{model.name}.{OWNER}"), spec)
    endpoints = tuple(_owned_endpoint(endpoint, names, spec) for endpoint in router.endpoints)
    owned = router.replace(scope=scope, access=Access("authenticated"), endpoints=endpoints)
    if router.access is not None and router.access.kind == "public":
        owned = owned.replace(rate_limits=(RateLimit(120, "minute", "user"),))
    return with_dependencies(_reworded(spec.with_router(owned), names))


def with_owner_of_changes(spec: Spec, collection: str, verbs: Set[Verb], conventions: Conventions) -> Spec:
    """The specification in which everybody reads the rows as before, and each user does what these verbs say to own ones only."""
    names = Names(collection)
    model, router = spec.models_by_name.get(names.model), spec.router(names.segment)
    if model is None or router is None:
        return spec
    if not model.owner:
        made = _owned(model, names, spec, conventions).replace(description=model.description, shared="")
        spec = spec.with_model(serving(made, "created_at"))
    for endpoint in router.endpoints:
        verb = endpoint.behavior.verb if endpoint.behavior is not None else None
        scope = scope_of(endpoint, spec)
        if verb in verbs and (scope is None or scope.kind == "none"):
            owned = _owned_endpoint(endpoint, names, spec).replace(scope=Scope("owner", f"{model.name}.{OWNER}"))
        elif verb == "create" and not model.owner:
            owned = _owned_endpoint(endpoint, names, spec)
        else:
            continue
        spec = spec.with_endpoint(owned, router.name)
    return with_dependencies(_reworded(spec, names))


def _overridden(scope: Scope, spec: Spec) -> Scope:
    """The scope that the highest role reaches past, where the policy lets it and no scope says so yet."""
    if (
        spec.auth is None
        or not spec.auth.roles
        or not spec.auth.admin_override
        or spec.auth.admin_override.startswith("none")
    ):
        return scope
    if any(router.scope is not None and router.scope.override for router in spec.routers):
        return scope
    return scope.replace(override=(spec.auth.roles[-1].name,), audited=True)


def _owned(model: Model, names: Names, spec: Spec, conventions: Conventions) -> Model:
    at = len(model.primary_key)
    owner = owner_field(spec, conventions)
    folded = {field.name: field.type is not None and field.type.textual for field in model.fields}
    uniques = tuple(
        UniqueTogether((OWNER, field.name), folded[field.name], error=field.unique.error)
        for field in model.fields
        if field.unique is not None
    )
    fields = tuple(field.replace(unique=None) for field in model.fields)
    kept = tuple(index for index in model.indexes if index.fields != ("created_at",))
    return serving(
        model.replace(
            fields=(*fields[:at], owner, *fields[at:]),
            owner=OWNER,
            description=model.description.replace(" that all signed-in users share", " that one user owns"),
            uniques=(*model.uniques, *uniques),
            indexes=kept,
            relationships=extended(
                model.relationships,
                Relationship("owner", "many to one", "User", by=OWNER, back=names.collection),
            ),
            notes=extended(
                model.notes,
                f"Rows from before have no owner: `{OWNER}` is added as null, filled by an operator's choice of account, "
                "then set not null.",
            ),
        ),
        OWNER,
        "created_at",
    )


def _owned_endpoint(endpoint: Endpoint, names: Names, spec: Spec) -> Endpoint:
    behavior = endpoint.behavior
    if behavior is None:
        return endpoint
    if behavior.verb == "create":
        owner = Assignment(OWNER, Value("caller"))
        more = criteria(
            f"The new {names.word}'s `{OWNER}` is the caller's; a body that names it answers {invalid(spec)}."
        )
        return endpoint.replace(
            behavior=behavior.replace(sets=(*behavior.sets, owner)), criteria=extended(endpoint.criteria, *more)
        )
    if behavior.verb == "list":
        more = criteria(f"Another user's {names.words} never appear and never count.")
        return endpoint.replace(
            summary=endpoint.summary.replace("List all ", "List the caller's "),
            criteria=extended(endpoint.criteria, *more),
        )
    code = f"{names.one}_not_found"
    errors = tuple(
        case.replace(when=f"no such {names.word}, or it is another user's") if case.code == code else case
        for case in endpoint.errors
    )
    more = criteria(f"The id of another user's {names.word} answers 404 `{code}`, as an unknown id does.")
    kept = tuple(item for item in endpoint.criteria if item.text != f"An unknown id answers 404 `{code}`.")
    return endpoint.replace(errors=errors, criteria=extended(kept, *more))


def _reworded(spec: Spec, names: Names) -> Spec:
    """The code's meaning says that a foreign row looks like a missing one."""
    code = f"{names.one}_not_found"
    codes = tuple(
        known.replace(meaning=f"no such {names.word}, or it is another user's") if known.code == code else known
        for known in spec.errors.codes
    )
    return spec.replace(errors=spec.errors.replace(codes=codes))
