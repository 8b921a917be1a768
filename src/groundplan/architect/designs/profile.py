"""The caller's own account: read, and changed where it has something to change."""

from groundplan.architect.designs.anchor import SIGNED_IN, person_anchor, with_group
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.fields import with_fields
from groundplan.architect.designs.taxonomy import criteria, invalid, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, Idempotency, Response
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

READ, UPDATE = "UserRead", "UserUpdate"


def with_profile(spec: Spec, fields: tuple[Field, ...], conventions: Conventions, *, changes: bool) -> Spec:
    """The specification in which a user reads the own account and, if it `changes`, sets these fields and those there are."""
    user, person = spec.models_by_name.get("User"), person_anchor(spec)
    if user is None or person is None:
        return spec
    spec = with_fields(spec, user, fields)
    user = spec.models_by_name["User"]
    changes = changes and bool(_changed(user, fields))
    if changes:
        spec = spec.with_model(_open(user, fields))
    made = (_read(person.path), *((_update(person.path, spec, conventions),) if changes else ()))
    scoped = tuple(endpoint.replace(scope=person.scope) for endpoint in made)
    return with_storage_told(
        with_dependencies(with_group(spec, "me", "each endpoint says which rows are the caller's", *scoped))
    )


def _changed(user: Model, fields: tuple[Field, ...]) -> tuple[str, ...]:
    """The fields of an account that its user may set: those named, and those that could be set already."""
    named = {field.name for field in fields}
    return tuple(field.name for field in user.fields if field.update or field.name in named)


def _open(user: Model, fields: tuple[Field, ...]) -> Model:
    open_ = _changed(user, fields)
    told = tuple(
        field.replace(update="optional", read="yes") if field.name in open_ and not field.update else field
        for field in user.fields
    )
    return user.replace(fields=told, schemas=tuple(dict.fromkeys((*(user.schemas or ()), UPDATE))))


def _read(path: str) -> Endpoint:
    return Endpoint(
        method="GET",
        path=path,
        summary="Read the caller's account.",
        access=SIGNED_IN,
        behavior=Behavior("read", "User", by_caller=True),
        responses=(Response(200, READ, when="always"),),
        criteria=criteria(
            "200 brings the account of the token's user, without a password or hash; another user's token brings another's.",
        ),
    )


def _update(path: str, spec: Spec, conventions: Conventions) -> Endpoint:
    user = spec.models_by_name["User"]
    first = next(field.name for field in user.fields if field.update)
    whole = conventions.update_method == "PUT"
    return Endpoint(
        method=conventions.update_method,
        path=path,
        summary="Change the caller's account; what is not sent stays.",
        access=SIGNED_IN,
        behavior=Behavior("replace" if whole else "update", "User", by_caller=True),
        body=Body(UPDATE),
        responses=(Response(200, READ, when="changed"),),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"A body with only `{first}` answers 200, and every other field is as it was; another user's account stays.",
            f"A body that names `email`, `is_active` or a field that there is not, and an empty one, answer {invalid(spec)}.",
        ),
    )
