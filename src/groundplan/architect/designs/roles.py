"""Roles: the enum on the user, who may what, and the routes of the highest role."""

from typing import Literal

from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.lists import equality, page_criteria, pages, serving
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import key_to
from groundplan.architect.designs.taxonomy import (
    criteria,
    extended,
    invalid,
    with_codes,
    with_common,
    with_dependencies,
    with_dependency,
)
from groundplan.spec.api import Dependency, Router
from groundplan.spec.auth import Auth, Role
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.effective import scope_of
from groundplan.spec.endpoint import (
    Access,
    Body,
    Endpoint,
    ErrorCase,
    Parameter,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.outcome import CommonError, ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal

Override = Literal["none", "audited", "silent"]


def with_roles(
    spec: Spec, roles: tuple[str, ...], override: Override, conventions: Conventions, overridden: str = ""
) -> Spec:
    """The specification with these roles, the first for new accounts and the last the highest.

    `admin` is the highest wherever it stands. Roles that are declared already stay as they are. `overridden` is the
    table whose rows the highest role reaches; without one it is every owned one.
    """
    auth = spec.auth or Auth()
    known = tuple(role.name for role in auth.roles)
    ordered = _ordered((*known, *(role for role in roles if role not in known)))
    highest = ordered[-1]
    if set(ordered) != set(known):
        declared = tuple(_role(name, ordered, override) for name in ordered)
        spec = spec.replace(
            auth=auth.replace(
                roles=declared,
                role_source=auth.role_source or "row",
                admin_override=auth.admin_override or _override_text(highest, override),
                notes=extended(
                    auth.notes,
                    "The role is read from the user's row, never from the token, so that a demotion counts at once.",
                    f"The first `{highest}` is made by an operator's command; no endpoint grants the first one.",
                ),
                criteria=extended(
                    auth.criteria,
                    *criteria(
                        "A caller without the role that a route names answers 403 `forbidden`, and changes nothing."
                    ),
                ),
            )
        )
        spec = with_storage_told(_with_role_field(spec, ordered))
    elif override != "none":
        spec = spec.replace(auth=_with_policy(auth, highest, override))
    spec = with_common(spec, CommonError(403, "forbidden", ("roles",), "signed in, without the role that it names"))
    spec = with_dependencies(_with_account_routes(spec, highest, ordered, conventions))
    guard = Dependency("require_role", "the caller, or 403 `forbidden`", ("get_current_user",), ("roles",))
    spec = with_dependency(spec, guard)
    return _with_override(spec, highest, overridden) if override == "audited" else spec


def _ordered(roles: tuple[str, ...]) -> tuple[str, ...]:
    """The roles with `admin` at the end, where it is the highest."""
    return (*(role for role in roles if role != "admin"), *(role for role in roles if role == "admin"))


def highest_role(spec: Spec) -> str:
    """The role that may most, or nothing where there are none."""
    return spec.auth.roles[-1].name if spec.auth is not None and spec.auth.roles else ""


def _role(name: str, ordered: tuple[str, ...], override: Override) -> Role:
    if name == ordered[-1]:
        others = {"none": "other users' rows stay hidden", "audited": "reach every row, each use audited"}
        return Role(name, f"manage accounts; {others.get(override, 'reach every row')}")
    reads = name in ("viewer", "reader", "guest")
    may = "read what its routes allow, and change nothing" if reads else "read and change what it owns"
    return Role(name, may, default=name == ordered[0])


def _with_policy(auth: Auth, highest: str, override: Override) -> Auth:
    """Roles that are declared already, with another policy on rows of others."""
    may = _role(highest, (highest,), override).may
    roles = tuple(role.replace(may=may) if role.name == highest else role for role in auth.roles)
    return auth.replace(roles=roles, admin_override=_override_text(highest, override))


def _override_text(highest: str, override: Override) -> str:
    match override:
        case "none":
            return (
                f"none; where `{highest}` has to reach rows of others it gets routes of its own, with an audit row for "
                "every use"
            )
        case "audited":
            return (
                f"`{highest}` reaches every row where a scope names it; each use is written to the audit log in the same "
                "transaction"
            )
        case "silent":
            return f"`{highest}` reaches every row on the same routes"


def _with_role_field(spec: Spec, ordered: tuple[str, ...]) -> Spec:
    user = spec.models_by_name["User"]
    kind = Type("enum", values=ordered)
    field = Field("role", kind, default=literal(ordered[0]), read="yes")
    if (known := user.field("role")) is not None:
        fields = tuple(known.replace(type=kind) if f.name == "role" else f for f in user.fields)
    else:
        at = next((i for i, f in enumerate(user.fields) if f.name in ("is_active", "created_at")), len(user.fields))
        fields = (*user.fields[:at], field, *user.fields[at:])
    return spec.with_model(user.replace(fields=fields))


def _with_account_routes(spec: Spec, highest: str, ordered: tuple[str, ...], conventions: Conventions) -> Spec:
    """The routes by which the highest role manages accounts."""
    path = f"{spec.api.base_path}/admin/users"
    if any(endpoint.path == path for endpoint in spec.endpoints):
        return spec
    user = spec.models_by_name["User"]
    spec = spec.with_model(serving(serving(user, "role", "created_at"), "is_active", "created_at"))
    router = Router(
        name="admin-users",
        title="Accounts",
        prefix=path,
        module="routers/admin_users",
        access=Access("roles", (highest,)),
        scope=Scope("none", reason=f"`{highest}` manages every account"),
        endpoints=(_list_accounts(path, spec, conventions), _change_account(path, spec, ordered, conventions)),
    )
    return with_codes(
        spec.with_router(router),
        ErrorCode(404, "user_not_found", "NotFound", meaning="no such account"),
        ErrorCode(
            409, f"last_{highest}", "Conflict", meaning=f"the last active {highest} cannot be demoted or deactivated"
        ),
    )


def _list_accounts(path: str, spec: Spec, conventions: Conventions) -> Endpoint:
    user = spec.models_by_name["User"]
    filters = tuple(equality(field) for field in user.fields if field.name in ("role", "is_active"))
    paging = pages(conventions)
    return Endpoint(
        method="GET",
        path=path,
        summary="List all accounts, newest first.",
        behavior=Behavior("list", "User"),
        parameters=filters,
        responses=(Response(200, "UserRead", "page", when="always, also when nothing matches"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            "200 brings only accounts with the `role` and `is_active` that were asked for, and no password or hash.",
            *page_criteria(paging, spec),
        ),
    )


def _change_account(path: str, spec: Spec, ordered: tuple[str, ...], conventions: Conventions) -> Endpoint:
    highest = ordered[-1]
    return Endpoint(
        method="PATCH",
        path=f"{path}/{{user_id}}",
        summary="Change an account's role, or deactivate it.",
        behavior=Behavior(
            "update",
            "User",
            by=("user_id",),
            sets=(Assignment("role", Value("input", "role")), Assignment("is_active", Value("input", "is_active"))),
        ),
        parameters=(Parameter("user_id", "path", key_to("User", spec, conventions), True, meaning="the account"),),
        body=Body(
            fields=(
                SchemaField("role", Type("enum", values=ordered), required=False, meaning="the new role"),
                SchemaField("is_active", Type("bool"), required=False, meaning="false ends its sessions"),
            )
        ),
        responses=(Response(200, "UserRead", when="changed; it counts from the next request on"),),
        errors=(
            ErrorCase(404, "user_not_found", "no such account"),
            ErrorCase(409, f"last_{highest}", f"it is the last active {highest}; checked in the same transaction"),
        ),
        criteria=criteria(
            "A demotion answers 200, and the next request of that user, with the same token, has the new role only.",
            f"Demoting or deactivating the last active `{highest}` answers 409 `last_{highest}`, also when two such "
            "requests come at the same moment.",
            f"An unknown id answers 404 `user_not_found`; an empty body {invalid(spec)}.",
        ),
    )


def _with_override(spec: Spec, highest: str, table: str) -> Spec:
    """The routers of owned rows, of one table or of all, say that the highest role reaches all of them, audited."""
    model = next((model.name for model in spec.models if table and model.table == table), "")
    for router in spec.routers:
        scope = router.scope
        if scope is None or scope.kind != "owner" or highest in scope.override:
            continue
        if not model or scope.field.partition(".")[0] == model:
            reached = scope.replace(override=(*scope.override, highest), audited=True)
            spec = spec.with_router(router.replace(scope=reached))
    return spec


# Which methods do what with a row.
METHODS = {"read": ("GET",), "update": ("PATCH", "PUT"), "delete": ("DELETE",)}


def with_reach(spec: Spec, model: Model, roles: tuple[str, ...], done: tuple[str, ...]) -> Spec:
    """The specification in which roles reach every owned row of a model, each use on record.

    `done` is what they do with it: `read`, `update`, `delete`.
    """
    methods = {method for what in done for method in METHODS[what]}
    names, auth = Names(model.table), spec.auth
    if auth is not None:
        spec = spec.replace(auth=_with_reaching(auth, roles))
    for endpoint in tuple(spec.endpoints):
        behavior, scope = endpoint.behavior, scope_of(endpoint, spec)
        about = behavior is not None and behavior.model == model.name and not behavior.by_caller
        if not about or scope is None or scope.kind != "owner" or set(roles) <= set(scope.override):
            continue
        if endpoint.method not in methods:
            continue
        reached = scope.replace(
            override=(*scope.override, *(r for r in roles if r not in scope.override)), audited=True
        )
        who = " or ".join(f"`{role}`" for role in roles)
        some = (
            f"{names.words} of every user" if endpoint.path.endswith(names.segment) else f"another user's {names.word}"
        )
        good = next((response.status for response in endpoint.responses if response.status < 300), 200)
        told = criteria(f"A caller whose role is {who} reaches {some}: {good}, and an audit row says who did.")
        spec = spec.with_endpoint(
            endpoint.replace(scope=reached, criteria=extended(endpoint.criteria, *told)),
            spec.router_by_endpoint[endpoint.address].name,
        )
    return spec


def _with_reaching(auth: Auth, roles: tuple[str, ...]) -> Auth:
    """The policy that names these roles too as those who reach rows of others."""
    policy = auth.admin_override
    named = () if policy.startswith("none") else tuple(r.name for r in auth.roles if f"`{r.name}`" in policy)
    unnamed = tuple(role for role in roles if role not in named)
    if not unnamed:
        return auth
    who = " and ".join(f"`{role}`" for role in (*named, *unnamed))
    reaches = "reach" if " and " in who else "reaches"
    declared = tuple(
        role.replace(
            may=f"{role.may.partition('; other users')[0]}; reach rows of others where a scope names it, audited"
        )
        if role.name in unnamed
        else role
        for role in auth.roles
    )
    return auth.replace(
        roles=declared,
        admin_override=f"{who} {reaches} every row where a scope names it; each use is written to the audit log in the same "
        "transaction",
    )
