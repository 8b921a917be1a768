"""The objects that a caller names by id, and whether it is said which of them the caller reaches."""

from collections.abc import Iterator

from groundplan.spec.effective import access_of, body_fields, model_of, scope_of
from groundplan.spec.endpoint import Endpoint, Scope
from groundplan.spec.model import Model, Reference
from groundplan.spec.spec import Spec


def ids_in(endpoint: Endpoint) -> tuple[str, ...]:
    """The path parameters that name a row; a provider or a year is no row."""
    by = endpoint.behavior.by if endpoint.behavior is not None else ()
    return tuple(name for name in endpoint.path_names if name in by or name == "id" or name.endswith(("_id", "_uuid")))


def says_rows(scope: Scope | None) -> bool:
    """Whether a scope says which rows a caller reaches: by a field, or all of them and why."""
    return scope is not None and bool(scope.reason if scope.kind == "none" else scope.field)


def bound_to_caller(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the effective scope, or a behavior that finds the row by the caller, says which rows are reached."""
    by_caller = endpoint.behavior is not None and endpoint.behavior.by_caller
    return by_caller or says_rows(scope_of(endpoint, spec))


def bound_by_access(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether who may call settles it: everybody, or only those with a role or a permission."""
    access = access_of(endpoint, spec)
    return access is not None and access.kind != "authenticated"


def keys_in_body(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[str, Reference, Model]]:
    """The foreign keys that a client sends, but for the owner's and the tenant's, each with the model it points at."""
    model = model_of(endpoint, spec)
    if endpoint.body is None or model is None:
        return
    keys = {field.name: field.references for field in model.fields if field.references is not None}
    for sent in body_fields(endpoint, spec) if keys else ():
        key = keys.get(sent.name)
        target = spec.models_by_name.get(key.model) if key is not None else None
        if key is not None and target is not None and sent.name not in (model.owner, model.tenant):
            yield sent.name, key, target


def speaks_of(endpoint: Endpoint, field: str, target: str) -> bool:
    """Whether an error, a note or a criterion speaks of the field, or a code of the model that it points at."""
    if any(target.lower() in case.code.replace("_", "") for case in endpoint.errors):
        return True
    texts = (*endpoint.notes, *(case.when for case in endpoint.errors), *(item.text for item in endpoint.criteria))
    return any(f"`{field}`" in text for text in texts)
