"""Small changes of endpoints that are there: taken away, for fewer callers, under another path."""

import re
from collections.abc import Mapping, Set

from groundplan.architect.designs.conflicts import uniques
from groundplan.architect.designs.lists import order_of, serving
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.spec.behavior import Verb
from groundplan.spec.effective import access_of, limits_of, model_of, scope_of
from groundplan.spec.endpoint import Access, Criterion, Endpoint, RateLimit, Response, Scope
from groundplan.spec.spec import Spec

# What each verb does to rows, as rights tell it.
DONE: dict[Verb, str] = {
    "create": "create", "update": "update", "replace": "update", "move": "update", "restore": "update", "delete": "delete",
}  # fmt: skip
ANOTHERS = re.compile(
    r"\AThe id of another user's .+? answers (?P<answer>404 `\w+`), as an unknown (?:id|one) does\.\Z"
)


def without_endpoint(spec: Spec, endpoint: Endpoint) -> Spec:
    """The specification without an endpoint, the codes that only it answered, and schemas that only it used."""
    router = spec.router_by_endpoint[endpoint.address]
    left = tuple(known for known in router.endpoints if known.address != endpoint.address)
    spec = spec.with_router(router.replace(endpoints=tuple(_unlocated(known, endpoint) for known in left)))
    used = {case.code for known in spec.endpoints for case in known.errors}
    used |= {error.code for model in spec.models for _, error in uniques(model)}
    own = {case.code for case in endpoint.errors} - used
    codes = tuple(code for code in spec.errors.codes if code.code not in own)
    return _pruned(spec.replace(errors=spec.errors.replace(codes=codes)), endpoint)


def _unlocated(known: Endpoint, gone: Endpoint) -> Endpoint:
    """A create whose `Location` led to what is no longer read."""
    if gone.method != "GET" or known.method != "POST" or gone.path.rpartition("/")[0] != known.path:
        return known
    responses = tuple(_plain(response) for response in known.responses)
    told = tuple(
        Criterion(item.text.partition(", and `Location`")[0].rstrip(".") + ".", item.done) for item in known.criteria
    )
    return known.replace(responses=responses, criteria=told)


def _plain(response: Response) -> Response:
    headers = tuple(header for header in response.headers if header != "Location")
    return response.replace(headers=headers, when=response.when.partition("; `Location`")[0])


def _pruned(spec: Spec, gone: Endpoint) -> Spec:
    """The specification whose models send no schema that nothing uses any longer."""
    body = gone.body.schema if gone.body is not None else ""
    if not body or any(e.body is not None and e.body.schema == body for e in spec.endpoints):
        return spec
    for model in spec.models:
        if model.schemas is not None and body in model.schemas:
            part = "update" if body.endswith("Update") else "create" if body.endswith("Create") else ""
            fields = tuple(field.replace(**{part: ""}) if part else field for field in model.fields)
            return spec.with_model(
                model.replace(schemas=tuple(name for name in model.schemas if name != body), fields=fields)
            )
    return spec


def with_role(spec: Spec, endpoint: Endpoint, role: str) -> Spec:
    """The specification in which an endpoint is for a role, and for those above it; the roles are declared."""
    names = tuple(known.name for known in spec.auth.roles) if spec.auth is not None else ()
    wanted = Access("roles", names[names.index(role) :])
    if access_of(endpoint, spec) == wanted:
        return spec
    refused = f"A caller without the role `{role}` answers 403 `forbidden`, and nothing changes."
    told = endpoint.replace(access=wanted, criteria=extended(endpoint.criteria, *criteria(refused)))
    return spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)


def with_rights(spec: Spec, rights: Mapping[str, Set[str]], collections: tuple[str, ...]) -> Spec:
    """The specification in which rows are changed only by the roles that may; the highest one, and one that is not told of, may.

    Args:
        rights: of `create`, `update` and `delete` those that each role may do.
        collections: the tables that it is about.
    """
    roles = tuple(role.name for role in spec.auth.roles) if spec.auth is not None else ()
    models = {model.name for model in spec.models if model.table in collections}
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        done = DONE.get(behavior.verb) if behavior is not None and behavior.model in models else None
        if done is None:
            continue
        allowed = tuple(role for role in roles if role not in rights or done in rights[role] or role == roles[-1])
        wanted = Access("roles", allowed)
        if len(allowed) == len(roles) or access_of(endpoint, spec) == wanted:
            continue
        others = ", ".join(f"`{role}`" for role in roles if role not in allowed)
        told = criteria(
            f"A caller whose role is {others.replace(', ', ' or ')} answers 403 `forbidden`, and nothing changes."
        )
        changed = endpoint.replace(access=wanted, criteria=extended(endpoint.criteria, *told))
        spec = spec.with_endpoint(changed, spec.router_by_endpoint[endpoint.address].name)
    return spec


def with_access(spec: Spec, endpoint: Endpoint, wanted: Access) -> Spec:
    """The specification in which an endpoint is for everybody who signs in, or for everybody."""
    if access_of(endpoint, spec) == wanted:
        return spec
    kept = tuple(item for item in endpoint.criteria if "`forbidden`" not in item.text)
    told = endpoint.replace(access=wanted, criteria=kept)
    scope = scope_of(endpoint, spec)
    if wanted.kind == "public" and scope is not None and scope.kind != "none":
        spec, told = _of_all_rows(spec, told)
    return spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)


def _of_all_rows(spec: Spec, endpoint: Endpoint) -> tuple[Spec, Endpoint]:
    """A read of owned rows that reaches every row, since nobody is known who could own some."""
    model, limits = model_of(endpoint, spec), limits_of(endpoint, spec) or ()
    opened = endpoint.replace(
        summary=endpoint.summary.replace("the caller's", "all"),
        scope=Scope("none", reason="everybody may read every row"),
        responses=tuple(
            r.replace(when=r.when.replace("the caller's matching rows", "every matching row"))
            for r in endpoint.responses
        ),
        errors=tuple(
            case.replace(when=case.when.removesuffix(", or it is another user's")) for case in endpoint.errors
        ),
        criteria=tuple(
            item.replace(text=ANOTHERS.sub(r"An unknown id answers \g<answer>.", item.text))
            for item in endpoint.criteria
            if not item.text.startswith("Another user's ")
        ),
    )
    if any(limit.key == "user" for limit in limits):
        opened = opened.replace(rate_limits=(RateLimit(60, "minute", "address"),))
    if model is not None and (column := order_of(endpoint)):
        spec = spec.with_model(serving(model, column))
    return spec, opened
