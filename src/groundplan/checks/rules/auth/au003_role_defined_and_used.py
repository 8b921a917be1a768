"""Every role that guards something is defined, and every role that is defined guards something.

A role that nobody defined lets nobody in, or everybody; one that guards nothing is a promise that no test can show.
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
    roles = {role.name: role for role in auth.roles}
    permissions = {permission.name for permission in auth.permissions}
    used: set[str] = set()
    for at, name, is_role in _mentions(spec, auth):
        known: set[str] = set(roles) if is_role else permissions
        what = "role" if is_role else "permission"
        used.add(name)
        if name not in known:
            mend = did_you_mean(name, known, f"add `{name}` to the {what}s in auth/jwt.md")
            yield Fault(f"the {what} `{name}` is not defined", mend, at)
    for role in auth.roles:
        if role.name not in used and not role.default and not _between(role, auth):
            mend = "name it at an endpoint, or take it out"
            yield Fault(
                f"the role `{role.name}` guards nothing and is nobody's default", mend, AUTH / f"role {role.name}"
            )
        if _circular(role, roles):
            yield Fault(f"`{role.name}` includes itself", "break the circle", AUTH / f"role {role.name}")


def _mentions(spec: Spec, auth: Auth) -> Iterator[tuple[Address, str, bool]]:
    for router in spec.routers:
        yield from _guards(router.address, router.access, router.scope)
        for endpoint in router.endpoints:
            yield from _guards(endpoint.address, endpoint.access, endpoint.scope)
    for permission in auth.permissions:
        for name in permission.roles:
            yield AUTH / f"permission {permission.name}", name, True
    for role in auth.roles:
        for name in role.includes:
            yield AUTH / f"role {role.name}", name, True


def _guards(at: Address, access: Access | None, scope: Scope | None) -> Iterator[tuple[Address, str, bool]]:
    for name in access.names if access is not None else ():
        yield at / "auth", name, access is not None and access.kind == "roles"
    for name in scope.override if scope is not None else ():
        yield at / "scope", name, True


def _between(role: Role, auth: Auth) -> bool:
    """Whether a role says in words what it may; only its holders' own rows need no guard."""
    return bool(role.may) and len(auth.roles) > 2 and role.name not in (auth.roles[0].name, auth.roles[-1].name)


def _circular(role: Role, roles: dict[str, Role]) -> bool:
    seen: set[str] = set()
    todo = list(role.includes)
    while todo:
        name = todo.pop()
        if name == role.name:
            return True
        if name not in seen and name in roles:
            seen.add(name)
            todo += roles[name].includes
    return False
