"""Keys for programs: shown once, kept as a digest, taken back at any time."""

from groundplan.architect.designs.anchor import SIGNED_IN, person_field, with_new
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes, with_dependencies
from groundplan.spec.api import Router
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import (
    ErrorRef,
    Field,
    Index,
    Model,
    Relationship,
    Schema,
    SchemaField,
    Uniqueness,
    UniqueTogether,
)
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

MISSING = ErrorCode(404, "api_key_not_found", "NotFound", meaning="no such key, or it is another user's")
TAKEN = ErrorCode(409, "api_key_name_taken", "Conflict", "name", meaning="the caller has a key of that name")
REFUSED = ErrorCode(403, "api_key_refused", "Forbidden", meaning="a key cannot make keys")
NAME = Constraints(bounds=Bounds(1, 80), trimmed=True)
SHOWN = Constraints(bounds=Bounds(12, 12))
TRAVEL = (
    "An API key travels as `Authorization: Bearer key_…`, never in a URL; it stands where an access token does, and acts as its "
    "owner."
)
LOOKED_UP = (
    "A credential that begins with `key_` is looked up by its first 12 letters and compared by SHA-256 in constant time; one that "
    "is unknown, expired or taken back answers 401 `not_authenticated`."
)


def with_api_keys(spec: Spec, conventions: Conventions) -> Spec:
    """The specification in which users make keys for their programs, and take them back."""
    if spec.auth is None or "ApiKey" in spec.models_by_name:
        return spec
    spec = with_codes(spec, MISSING, TAKEN, REFUSED)
    spec = spec.with_model(_model(spec, conventions)).with_schema(_created(conventions))
    told = criteria(
        "A live API key opens a secured route as its owner's access token does; once it is deleted it answers 401 "
        "`not_authenticated` at the next request."
    )
    auth = spec.auth
    if auth is not None:
        spec = spec.replace(
            auth=auth.replace(notes=extended(auth.notes, TRAVEL, LOOKED_UP), criteria=extended(auth.criteria, *told))
        )
    router = Router(
        name="api-keys",
        title="API keys",
        prefix=f"{spec.api.base_path}/api-keys",
        module="routers/api_keys",
        access=SIGNED_IN,
        scope=Scope("owner", f"ApiKey.{OWNER}"),
        rate_limits=(RateLimit(60, "minute", "user"),),
    )
    spec = spec.with_router(router)
    made = (_create(router.prefix, spec), _list(router.prefix, spec, conventions), _delete(router.prefix, conventions))
    return with_dependencies(with_new(spec, router.name, *made))


def _model(spec: Spec, conventions: Conventions) -> Model:
    digest = Constraints(bounds=Bounds(32, 32), notes=("SHA-256",))
    return Model(
        name="ApiKey",
        description="A key by which a program acts as the user who made it.",
        table="api_keys",
        fields=(
            identity(conventions),
            person_field(spec, conventions),
            Field("name", Type("str"), constraints=NAME, create="required", read="yes"),
            Field("prefix", Type("str"), constraints=SHOWN, read="yes", unique=Uniqueness()),
            Field("key_hash", Type("bytes"), constraints=digest, unique=Uniqueness(), sensitivity="secret"),
            Field("expires_at", Type("datetime"), nullable=True, create="optional", read="yes"),
            Field("last_used_at", Type("datetime"), nullable=True, read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
        ),
        owner=OWNER,
        uniques=(UniqueTogether((OWNER, "name"), ignoring_case=True, error=ErrorRef(TAKEN.status, TAKEN.code)),),
        indexes=(Index((OWNER, "created_at")),),
        relationships=(Relationship("owner", "many to one", "User", by=OWNER, back="api_keys"),),
        schemas=("ApiKeyBase", "ApiKeyCreate", "ApiKeyRead"),
        notes=(
            "A key is `key_` and 256 random bits; `prefix` is its first 12 letters, by which a person knows it.",
            "`last_used_at` is written at most once a minute; a deleted row is a key that was taken back.",
        ),
    )


def _created(conventions: Conventions) -> Schema:
    return Schema(
        "ApiKeyCreated",
        "A new key, which is never shown again; no cache may keep it.",
        (
            SchemaField("id", Type(conventions.id_type)),
            SchemaField("name", Type("str"), constraints=NAME),
            SchemaField("key", Type("secret"), constraints=Constraints(bounds=Bounds(47, 47)), meaning="shown once"),
            SchemaField("expires_at", Type("datetime"), nullable=True),
        ),
    )


def _create(base: str, spec: Spec) -> Endpoint:
    drawn = Value("random")
    filled = (Assignment(OWNER, Value("caller")), Assignment("prefix", drawn), Assignment("key_hash", drawn))
    return Endpoint(
        method="POST",
        path=base,
        summary="Make a key for a program.",
        behavior=Behavior("create", "ApiKey", sets=filled),
        body=Body("ApiKeyCreate"),
        responses=(Response(201, "ApiKeyCreated", headers=("Cache-Control",), when="made; `Cache-Control: no-store`"),),
        errors=(
            ErrorCase(TAKEN.status, TAKEN.code, TAKEN.meaning),
            ErrorCase(REFUSED.status, REFUSED.code, REFUSED.meaning),
        ),
        rate_limits=(RateLimit(10, "minute", "user"),),
        idempotency=Idempotency("field", field="name"),
        criteria=criteria(
            "201 with the key, which no other answer ever holds; the database holds its digest only.",
            "A second key of the same `name` answers 409 `api_key_name_taken`; another user's does not count.",
            "A request with an API key answers 403 `api_key_refused`, and no key is made.",
            f"An `expires_at` that is past answers {invalid(spec)} with `field` = `expires_at`.",
        ),
    )


def _list(base: str, spec: Spec, conventions: Conventions) -> Endpoint:
    paging = pages(conventions)
    return Endpoint(
        method="GET",
        path=base,
        summary="List the caller's keys, newest first.",
        behavior=Behavior("list", "ApiKey"),
        responses=(Response(200, "ApiKeyRead", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} keys, 200 brings {paging.size}, newest first, each with its `prefix` and without the rest.",
            *page_criteria(paging, spec),
            "Another user's keys never appear and never count.",
        ),
    )


def _delete(base: str, conventions: Conventions) -> Endpoint:
    key = Parameter("api_key_id", "path", Type(conventions.id_type), True, meaning="the key")
    return Endpoint(
        method="DELETE",
        path=f"{base}/{{api_key_id}}",
        summary="Take a key back.",
        behavior=Behavior("delete", "ApiKey", by=("api_key_id",)),
        parameters=(key,),
        responses=(Response(204, when="gone"),),
        errors=(ErrorCase(MISSING.status, MISSING.code, MISSING.meaning),),
        criteria=criteria(
            "204, and the next request with it answers 401 `not_authenticated`.",
            "The id of another user's key answers 404 `api_key_not_found`, as an unknown id does.",
        ),
    )
