"""What hangs on the rows of a resource that is there: under which path, who reaches it, and what an unknown row answers."""

from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, key_to
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.spec.api import Router
from groundplan.spec.conventions import Conventions
from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Method, Parameter, RateLimit, Scope
from groundplan.spec.model import Field, Model, OnDelete, Reference
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

SIGNED_IN = Access("authenticated")
DEEPEST = 2
ON_A_ROW = ("read", "update", "replace", "delete")


class Anchor(Noun, frozen=True):
    """A resource to whose rows something is tied.

    Args:
        path: that of one row, `/api/posts/{post_id}`.
        keys: the path parameters of one row.
        missing: what a row that is not there answers, or that the caller does not reach.
        access, scope: who may read a row.
    """

    names: Names
    model: Model
    router: str
    path: str
    keys: tuple[Parameter, ...]
    missing: ErrorCase
    access: Access
    scope: Scope

    @property
    def private(self) -> bool:
        """Whether a caller reaches some rows only."""
        return self.scope.kind != "none"

    @property
    def key(self) -> str:
        """The foreign key of what is tied to it: `post_id`."""
        return self.names.key

    def endpoint(self, method: Method, below: str) -> Endpoint:
        """The beginnings of an endpoint below one row."""
        return Endpoint(method=method, path=f"{self.path}/{below}", parameters=self.keys, errors=(self.missing,))


def anchor_of(spec: Spec, collection: str) -> Anchor | None:
    """The resource as something to tie others to; `None` where no endpoint serves it."""
    names = Names(collection)
    model = next((m for m in spec.models if m.table == collection), None)
    served = [
        e for e in spec.endpoints if model is not None and e.behavior is not None and e.behavior.model == model.name
    ]
    if model is None or not served:
        return None
    rows = [e for e in served if e.behavior is not None and e.behavior.verb in ON_A_ROW and e.path.endswith("}")]
    first = next((e for e in rows if e.behavior is not None and e.behavior.verb == "read"), next(iter(rows), served[0]))
    router = spec.router_by_endpoint[first.address]
    key = Parameter(names.key, "path", model.primary_key[0].type, required=True, meaning=f"the {names.word}")
    path = first.path if rows else f"{first.path}/{{{names.key}}}"
    missing = next((case for case in first.errors if case.status == 404), None)
    return Anchor(
        names=names,
        model=model,
        router=router.name,
        path=path,
        keys=first.located("path") if rows else (*first.located("path"), key),
        missing=missing or ErrorCase(404, f"{names.one}_not_found", f"no such {names.word}"),
        access=access_of(first, spec) or Access("public", reason="there are no accounts yet, so everybody may call"),
        scope=scope_of(first, spec) or Scope("none", reason="a row belongs to nobody"),
    )


def person_anchor(spec: Spec) -> Anchor | None:
    """The caller's own account, for what hangs below `/me`; `None` where there are no accounts."""
    model = spec.models_by_name.get("User")
    if model is None:
        return None
    missing = ErrorCase(404, "user_not_found", "no such user")
    scope = Scope("owner", f"User.{model.owner or 'id'}")
    return Anchor(Names("users"), model, "me", f"{spec.api.base_path}/me", (), missing, SIGNED_IN, scope)


def parent_field(anchor: Anchor, on_delete: OnDelete = "cascade") -> Field:
    """The foreign key to the row of the anchor; unless that row has to stay, what is tied to it goes with it."""
    key = anchor.model.primary_key[0]
    return Field(anchor.key, key.type, references=Reference(anchor.model.name, key.name, on_delete), read="yes")


def person_field(spec: Spec, conventions: Conventions, name: str = OWNER) -> Field:
    """The foreign key to an account, with which the row goes."""
    key = key_to("User", spec, conventions)
    return Field(name, key, references=Reference("User", "id", "cascade"), read="yes")


def with_anchor_code(spec: Spec, anchor: Anchor) -> Spec:
    """The taxonomy with the code of a row that is not there."""
    case = anchor.missing
    return with_codes(spec, ErrorCode(case.status, case.code, "NotFound", meaning=case.when))


def with_new(spec: Spec, router: str, *endpoints: Endpoint) -> Spec:
    """The router with those endpoints that no router has yet, a fixed path before one with a name in its place."""
    known = spec.router(router)
    new = tuple(endpoint for endpoint in endpoints if endpoint.address not in spec.endpoints_by_address)
    if known is None or not new:
        return spec
    placed = known.endpoints
    for endpoint in new:
        at = next((index for index, other in enumerate(placed) if _hides(other, endpoint)), len(placed))
        placed = (*placed[:at], endpoint, *placed[at:])
    return spec.with_router(known.replace(endpoints=placed))


def _hides(known: Endpoint, endpoint: Endpoint) -> bool:
    """Whether an endpoint that stood before another would answer its requests."""
    pairs = tuple(zip(known.segments, endpoint.segments, strict=False))
    same = known.method == endpoint.method and len(known.segments) == len(endpoint.segments)
    return same and all(mine == theirs or mine.startswith("{") for mine, theirs in pairs)


def with_tied(spec: Spec, anchor: Anchor, *endpoints: Endpoint) -> Spec:
    """The endpoints of what is tied to the anchor's rows: below them, or apart where the path would name a third row."""
    deep = tuple(endpoint for endpoint in endpoints if len(endpoint.path_names) > DEEPEST)
    spec = with_new(spec, anchor.router, *(endpoint for endpoint in endpoints if endpoint not in deep))
    if not deep:
        return spec
    apart = tuple(_apart(endpoint, anchor, spec) for endpoint in deep)
    collection = apart[0].path.removeprefix(f"{spec.api.base_path}/").partition("/")[0].replace("-", "_")
    return with_group(spec, collection, "each endpoint says which rows it reaches", *apart)


def _apart(endpoint: Endpoint, anchor: Anchor, spec: Spec) -> Endpoint:
    """The endpoint under the name of its own collection, without the rows above it."""
    keys = {key.name for key in anchor.keys}
    below = endpoint.path.removeprefix(f"{anchor.path}/")
    if spec.router(below.partition("/")[0]) is not None:
        below = f"{anchor.names.one.replace('_', '-')}-{below}"
    return endpoint.replace(
        path=f"{spec.api.base_path}/{below}",
        parameters=tuple(known for known in endpoint.parameters if known.name not in keys),
        errors=tuple(case for case in endpoint.errors if case.code != anchor.missing.code),
        criteria=tuple(item for item in endpoint.criteria if f"`{anchor.missing.code}`" not in item.text),
    )


def with_group(spec: Spec, collection: str, reason: str, *endpoints: Endpoint) -> Spec:
    """A router of its own for signed-in users, `me` or `tags`, with these endpoints."""
    names = Names(collection)
    if spec.router(names.segment) is None:
        made = Router(
            name=names.segment,
            title=names.words[0].upper() + names.words[1:],
            prefix=f"{spec.api.base_path}/{names.segment}",
            module=f"routers/{collection}",
            access=SIGNED_IN,
            scope=Scope("none", reason=reason),
            rate_limits=(RateLimit(120, "minute", "user"),),
        )
        spec = spec.with_router(made)
    return with_new(spec, names.segment, *endpoints)


def with_end_told(spec: Spec, parent: str, sentence: str) -> Spec:
    """Every delete of the parent's rows says what becomes of those that are tied to them."""
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        if behavior is not None and behavior.verb == "delete" and behavior.model == parent:
            router = spec.router_by_endpoint[endpoint.address]
            spec = spec.with_endpoint(endpoint.replace(notes=extended(endpoint.notes, sentence)), router.name)
    return spec


def with_row_kept(spec: Spec, parent: Model, tied: Names) -> Spec:
    """Every delete of the parent's rows is refused while rows that are tied to them need them."""
    names = Names(parent.table)
    used = ErrorCode(409, f"{names.one}_in_use", "Conflict", meaning=f"{tied.words} still belong to the {names.word}")
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        if behavior is None or behavior.verb != "delete" or behavior.model != parent.name:
            continue
        told = criteria(f"One to which {tied.words} belong answers 409 `{used.code}`, and stays.")
        kept = endpoint.replace(
            errors=extended(endpoint.errors, ErrorCase(used.status, used.code, used.meaning)),
            criteria=extended(endpoint.criteria, *told),
        )
        spec = with_codes(spec, used).with_endpoint(kept, spec.router_by_endpoint[endpoint.address].name)
    return spec
