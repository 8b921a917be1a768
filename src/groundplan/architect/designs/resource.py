"""A resource: its table, its schemas, its router and the endpoints that were asked for."""

from collections.abc import Iterator
from typing import Literal

from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.conflicts import conflict_codes, conflict_criterion, conflicts, taken, uniques
from groundplan.architect.designs.lists import pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes, with_dependencies
from groundplan.architect.designs.variants import with_variants
from groundplan.checks.rules.models.money import is_money
from groundplan.spec.api import Router
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Access,
    Body,
    Criterion,
    Endpoint,
    ErrorCase,
    Idempotency,
    Method,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import (
    Field,
    Index,
    Model,
    Reference,
    Relationship,
    UniqueTogether,
)  # fmt: skip
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, NOW, Type

OPERATIONS = ("list", "create", "read", "update", "delete")
OWNER = "user_id"
CALLED = ("title", "name", "subject")
Reach = Literal["owner", "shared", "public"]


class Resource(Noun, frozen=True):
    """What is to be built: the collection's names, its own fields, the operations, and who reaches which rows."""

    names: Names
    fields: tuple[Field, ...]
    operations: tuple[str, ...]
    reach: Reach


def with_resource(spec: Spec, resource: Resource, conventions: Conventions) -> Spec:
    """The specification with the resource; operations that it has already stay as they are."""
    names = resource.names
    known = spec.models_by_name.get(names.model) or _model(resource, spec, conventions)
    model = with_variants(known, resource.operations)
    spec = spec.with_model(model)
    router = next((r for r in spec.routers if r.name == names.segment), None) or _router(resource, spec)
    taken = {(endpoint.method, endpoint.path) for endpoint in spec.endpoints}
    made = (_endpoint(operation, resource, model, spec, conventions) for operation in resource.operations)
    new = tuple(endpoint for endpoint in made if (endpoint.method, endpoint.path) not in taken)
    spec = spec.with_router(router.replace(endpoints=(*router.endpoints, *new)))
    return with_storage_told(with_dependencies(with_codes(spec, *_codes(resource, model, spec))))


def identity(conventions: Conventions) -> Field:
    """The primary key, as the project makes them."""
    return Field("id", Type(conventions.id_type), default=GENERATED, primary_key=True, read="yes")


def key_to(model: str, spec: Spec, conventions: Conventions) -> Type:
    """The type of a foreign key to a model."""
    target = spec.models_by_name.get(model)
    keys = target.primary_key if target is not None else ()
    return keys[0].type if keys and keys[0].type is not None else Type(conventions.id_type)


def owner_field(spec: Spec, conventions: Conventions) -> Field:
    """The field that ties a row to its user; no body may name it."""
    reference = Reference("User", "id", "cascade")
    return Field(OWNER, key_to("User", spec, conventions), references=reference, read="yes")


def _model(resource: Resource, spec: Spec, conventions: Conventions) -> Model:
    names, owned = resource.names, resource.reach == "owner"
    errors = {field.name: taken(names, field) for field in resource.fields if field.unique is not None}
    fields = tuple(
        field.replace(
            unique=None if field.unique is None or owned else field.unique.replace(error=errors[field.name]),
            create=field.create if "create" in resource.operations else "",
            update=field.update if "update" in resource.operations else "",
        )
        for field in resource.fields
    )
    made = Field("created_at", Type("datetime"), default=NOW, read="yes")
    keys = (identity(conventions), *((owner_field(spec, conventions),) if owned else ()))
    whose = {"owner": " that one user owns", "shared": " that all signed-in users share", "public": ""}
    model = Model(
        name=names.model,
        description=f"{names.a_word[0].upper()}{names.a_word[1:]}{whose[resource.reach]}.",
        table=names.collection,
        fields=(*keys, *fields, made),
        owner=OWNER if owned else "",
        shared={"owner": "", "shared": "every signed-in user", "public": "everybody"}[resource.reach],
        uniques=tuple(
            UniqueTogether((OWNER, field.name), _folded(field), error=errors[field.name])
            for field in resource.fields
            if owned and field.unique is not None
        ),
        indexes=(Index((OWNER, "created_at") if owned else ("created_at",)),),
        notes=(
            *_repeats(names, resource.fields, owned),
            *(note for field in fields if field.update for note in _moves(field)),
            *_priced(fields),
        ),
    )
    if not owned:
        return model
    owner = Relationship("owner", "many to one", "User", by=OWNER, back=names.collection)
    return model.replace(relationships=(owner,))


def _moves(field: Field) -> Iterator[str]:
    """What a choice without a state machine promises."""
    if field.type is not None and field.type.kind == "enum":
        yield f"`{field.name}` may change from any of its values to any other."


def _priced(fields: tuple[Field, ...]) -> Iterator[str]:
    """The currency of what is money, which no column holds."""
    money = [f"`{field.name}`" for field in fields if is_money(field.name, field.type)]
    if money and not any("currency" in field.name for field in fields):
        yield f"{' and '.join(money)} {'is' if len(money) == 1 else 'are'} in one currency, that of the whole API."


def _repeats(names: Names, fields: tuple[Field, ...], owned: bool) -> Iterator[str]:
    """What the field that rows are called by promises where nothing makes it unique."""
    called = next((field for field in fields if field.name in CALLED and field.create), None)
    if called is not None and all(field.unique is None for field in fields):
        yield f"Two {names.words}{' of one user' if owned else ''} may have the same `{called.name}`."


def _folded(field: Field) -> bool:
    return field.type is not None and field.type.textual


def _router(resource: Resource, spec: Spec) -> Router:
    names = resource.names
    router = Router(
        name=names.segment,
        title=names.words[0].upper() + names.words[1:],
        prefix=f"{spec.api.base_path}/{names.segment}",
        module=f"routers/{names.collection}",
    )
    match resource.reach:
        case "owner":
            return router.replace(
                access=Access("authenticated"),
                scope=Scope("owner", f"{names.model}.{OWNER}"),
                rate_limits=(RateLimit(120, "minute", "user"),),
            )
        case "shared":
            return router.replace(
                access=Access("authenticated"),
                scope=Scope("none", reason="every signed-in user reaches every row"),
                rate_limits=(RateLimit(120, "minute", "user"),),
            )
        case "public":
            return router.replace(
                access=Access("public", reason="there are no accounts yet, so everybody may call"),
                scope=Scope("none", reason="a row belongs to nobody"),
                rate_limits=(RateLimit(60, "minute", "address"),),
            )


def _endpoint(operation: str, resource: Resource, model: Model, spec: Spec, conventions: Conventions) -> Endpoint:
    path = f"{spec.api.base_path}/{resource.names.segment}"
    match operation:
        case "list":
            return _list(path, resource, model, spec, conventions)
        case "create":
            return _create(path, resource, model, spec)
        case "read":
            return _read(path, resource, model)
        case "update":
            return _update(path, resource, model, spec, conventions)
        case _:
            return _delete(path, resource, model)


def _list(path: str, resource: Resource, model: Model, spec: Spec, conventions: Conventions) -> Endpoint:
    names, paging = resource.names, pages(conventions)
    size = "per_page" if paging.style == "page" else "limit"
    mine = resource.reach == "owner"
    counted = "" if paging.style == "cursor" else f", and `total` is {paging.size + 5}"
    past = {
        "offset": "An `offset` past the end answers 200 with no items and the same `total`.",
        "page": "A `page` past the end answers 200 with no items and the same `total`.",
        "cursor": f"The last page has `next_cursor` = null; a foreign `cursor` answers {invalid(spec)}.",
    }
    whose = "the caller's " if mine else ""
    return Endpoint(
        method="GET",
        path=path,
        summary=f"List {whose or 'all '}{names.words}, newest first.",
        behavior=Behavior("list", model.name),
        responses=(
            Response(
                200,
                names.schema("Read"),
                "page",
                when="always, also when nothing matches"
                + ("" if paging.style == "cursor" else f"; `total` counts {whose}matching rows"),
            ),
        ),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {names.words} and no parameters, 200 brings {paging.size} of them, newest "
            f"first{counted}.",
            f"`?{size}={paging.cap + 1}` answers {invalid(spec)} with `field` = `{size}`.",
            past[paging.style],
            f"Another user's {names.words} never appear and never count." if mine else "",
        ),
    )


def _create(path: str, resource: Resource, model: Model, spec: Spec) -> Endpoint:
    names, mine = resource.names, resource.reach == "owner"
    taken_by = conflicts(names, model)
    owned = (Assignment(OWNER, Value("caller")),) if mine else ()
    unique = next((names_of[-1] for names_of, _ in uniques(model)), "")
    retry = f"a blind retry makes a second {names.word}"
    located = "read" in resource.operations or f"GET {path}/{{{names.key}}}" in spec.endpoints_by_address
    made = Response(201, names.schema("Read"), when="created")
    return Endpoint(
        method="POST",
        path=path,
        summary=f"Create {names.a_word}{' that the caller owns' if mine else ''}.",
        behavior=Behavior("create", model.name, sets=owned),
        body=Body(names.schema("Create")),
        responses=(made.replace(headers=("Location",), when="created; `Location` names it") if located else made,),
        errors=taken_by,
        idempotency=Idempotency("field", field=unique) if unique else Idempotency("none", reason=retry),
        criteria=criteria(
            f"A valid body answers 201 with `{made.schema}`"
            + (f", and `Location` leads to the same {names.word}." if located else "."),
            f"A body that names {f'`{OWNER}`' if mine else '`id`'} answers {invalid(spec)}"
            + ("; the owner is the caller." if mine else "; the server makes it."),
            *(conflict_criterion(names, case) for case in taken_by),
        ),
    )


def _read(path: str, resource: Resource, model: Model) -> Endpoint:
    names = resource.names
    return _with_key(
        "GET", path, "read", resource, model,
        summary=f"Read one {names.word}.",
        response=Response(200, names.schema("Read"), when="found"),
        more=criteria(f"An existing id answers 200 with `{names.schema('Read')}`.", _missing(resource)),
    )  # fmt: skip


def _update(path: str, resource: Resource, model: Model, spec: Spec, conventions: Conventions) -> Endpoint:
    names = resource.names
    taken_by = conflicts(names, model)
    method: Method = conventions.update_method
    whole = method == "PUT"
    sent = next((field.name for field in model.fields if field.update), "id")
    first = (
        f"A body with only `{sent}` answers 200 and leaves every other field as it was, but for a new `updated_at`; an "
        f"empty one answers {invalid(spec)}."
    )
    made = _with_key(
        method, path, "replace" if whole else "update", resource, model,
        summary=f"{'Replace the fields' if whole else 'Change the fields that the body names'}.",
        response=Response(200, names.schema("Read"), when="changed; `updated_at` is new"),
        more=criteria(
            "A body with every field answers 200 with all of them and a new `updated_at`; nothing is made." if whole else first,
            _null_criterion(model, spec),
            _missing(resource, ", and the row stays as it was"),
            *(conflict_criterion(names, case) for case in taken_by),
        ),
    )  # fmt: skip
    body = Body(names.schema("Create" if whole else "Update"))
    return made.replace(body=body, errors=(*made.errors, *taken_by))


def _null_criterion(model: Model, spec: Spec) -> str:
    clears = next((field.name for field in model.fields if field.update and field.nullable), "")
    keeps = next((field.name for field in model.fields if field.update and field.nullable is False), "")
    parts = [f'`{{"{clears}": null}}` answers 200 and clears it'] if clears else []
    if keeps:
        parts.append(f'`{{"{keeps}": null}}` answers {invalid(spec)} with `field` = `{keeps}`')
    return "; ".join(parts) + "." if parts else ""


def _delete(path: str, resource: Resource, model: Model) -> Endpoint:
    return _with_key(
        "DELETE", path, "delete", resource, model,
        summary=f"Delete {resource.names.a_word} for good.",
        response=Response(204, when="gone"),
        more=criteria(
            f"204, and the next request for the id answers 404 `{resource.names.one}_not_found`; so does a second "
            "delete.",
            _missing(resource, ", and the row stays"),
        ),
    )  # fmt: skip


def _with_key(
    method: Method, path: str, verb: Literal["read", "update", "replace", "delete"], resource: Resource, model: Model,
    *, summary: str, response: Response, more: tuple[Criterion, ...],
) -> Endpoint:  # fmt: skip
    """An endpoint of one row, which answers 404 when the caller cannot reach it."""
    names = resource.names
    keys = model.primary_key
    key = Parameter(names.key, "path", keys[0].type if keys else None, required=True, meaning=f"the {names.word}")
    mine = resource.reach == "owner"
    when = f"no such {names.word}{_or_foreign() if mine else ''}"
    return Endpoint(
        method=method,
        path=f"{path}/{{{names.key}}}",
        summary=summary,
        behavior=Behavior(verb, model.name, by=(names.key,)),
        parameters=(key,),
        responses=(response,),
        errors=(ErrorCase(404, f"{names.one}_not_found", when),),
        criteria=more,
    )


def _or_foreign() -> str:
    return ", or it is another user's"


def _missing(resource: Resource, more: str = "") -> str:
    names = resource.names
    if resource.reach == "owner":
        return (
            f"The id of another user's {names.word} answers 404 `{names.one}_not_found`, as an unknown id does{more}."
        )
    return f"An unknown id answers 404 `{names.one}_not_found`."


def _codes(resource: Resource, model: Model, spec: Spec) -> tuple[ErrorCode, ...]:
    names = resource.names
    foreign = _or_foreign() if resource.reach == "owner" else ""
    missing = ErrorCode(404, f"{names.one}_not_found", "NotFound", meaning=f"no such {names.word}{foreign}")
    used = {case.code for endpoint in spec.endpoints for case in endpoint.errors}
    return tuple(code for code in (missing, *conflict_codes(names, model)) if code.code in used)
