"""Every role and permission that is named is declared, and every role that is declared can matter.

A route for a role that does not exist is closed to everybody, or open, as the comparison happens to be written. A role
that no route names and no account can have is a right that people believe they granted.
"""

from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH, Address
from groundplan.spec.auth import Auth, Role
from groundplan.spec.endpoint import Access, Scope
from groundplan.spec.spec import Spec


@rule(
    "AU003",
    severity="error",
    hears="spec",
    bad="- **Auth**: role `superuser`",
    good="- **Auth**: role `admin`",
    source="OWASP API5:2023",
)
def role_defined_and_used(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth or Auth()
    known = {
        "role": frozenset(role.name for role in auth.roles),
        "permission": frozenset(permission.name for permission in auth.permissions),
    }
    used = {role.name for role in auth.roles if role.default}.union(_held(spec))
    for at, kind, name in _mentions(spec, auth):
        if kind == "role":
            used.add(name)
        if name not in known[kind]:
            mend = did_you_mean(name, known[kind], f"declare it under {kind.capitalize()}s, or name one that is")
            yield Fault(at=at, message=f"`{name}` is no {kind}", mend=mend)
    for role in auth.roles:
        at = AUTH / f"role {role.name}"
        if role.name not in used:
            message = f"no route names the role `{role.name}`, and no account can have it"
            yield Fault(
                at=at, message=message, mend="add it to the values of the role in the user's model, or take it out"
            )
        if role.name in _below(role, auth):
            mend = "let the higher role include the lower one, and not the other way round"
            yield Fault(at=at, message=f"`{role.name}` includes itself in the end", mend=mend)


def _mentions(spec: Spec, auth: Auth) -> Iterator[tuple[Address, str, str]]:
    for router in spec.routers:
        yield from _named(router.address, router.access, router.scope)
        for endpoint in router.endpoints:
            yield from _named(endpoint.address, endpoint.access, endpoint.scope)
    for role in auth.roles:
        yield from ((AUTH / f"role {role.name}", "role", name) for name in role.includes)
    for permission in auth.permissions:
        yield from ((AUTH / f"permission {permission.name}", "role", name) for name in permission.roles)
    user = spec.models_by_name.get("User")
    held = user.field("role") if user is not None and auth.roles else None
    if user is not None and held is not None and held.type is not None:
        yield from ((user.address / "field role", "role", name) for name in held.type.values)


def _named(at: Address, access: Access | None, scope: Scope | None) -> Iterator[tuple[Address, str, str]]:
    if access is not None:
        kind = "permission" if access.kind == "permissions" else "role"
        yield from ((at / "auth", kind, name) for name in access.names)
    if scope is not None:
        yield from ((at / "scope", "role", name) for name in scope.override)


def _held(spec: Spec) -> Iterator[str]:
    """The roles that a row can hold, by the values of its field."""
    for model in spec.models:
        for field in model.fields:
            if field.type is not None and field.name.removesuffix("s").endswith("role"):
                yield from (field.type.item or field.type).values


def _below(role: Role, auth: Auth) -> set[str]:
    """Every role that a role includes, directly or through others."""
    includes = {known.name: known.includes for known in auth.roles}
    found: set[str] = set()
    waiting = list(role.includes)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += includes.get(name, ())
    return found
