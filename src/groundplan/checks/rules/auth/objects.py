"""The objects that a caller names by id, and whether it is said which of them the caller reaches."""

from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.endpoint import Endpoint, Scope
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
