"""What holds for an endpoint once its router, the API and the common errors are taken in."""

from typing import assert_never

from groundplan.spec.api import Applies, Router
from groundplan.spec.behavior import Behavior, Verb
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Filter, Parameter, RateLimit, Response, Scope
from groundplan.spec.model import Field, Model, Presence, Schema, SchemaField
from groundplan.spec.outcome import CommonError
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

NO_ROUTER = Router(name="")


def router_of(endpoint: Endpoint, spec: Spec) -> Router:
    # A plain text is found as its address is, and every rule comes by here.
    return spec.router_by_endpoint.get(f"{endpoint.method} {endpoint.path}", NO_ROUTER)


def access_of(endpoint: Endpoint, spec: Spec) -> Access | None:
    """Who may call: what the endpoint says, else what its router says."""
    return endpoint.access or router_of(endpoint, spec).access


def scope_of(endpoint: Endpoint, spec: Spec) -> Scope | None:
    """Which rows a caller reaches: what the endpoint says, else what its router says."""
    return endpoint.scope or router_of(endpoint, spec).scope


def limits_of(endpoint: Endpoint, spec: Spec) -> tuple[RateLimit, ...] | None:
    """The rate limits; empty where there is explicitly none, `None` where nobody says."""
    for said in (endpoint.rate_limits, router_of(endpoint, spec).rate_limits, spec.api.rate_limits):
        if said is not None:
            return said
    return None


def model_of(endpoint: Endpoint, spec: Spec) -> Model | None:
    """The model that the endpoint's behavior, response or body is about."""
    if endpoint.behavior is not None and endpoint.behavior.model:
        return spec.models_by_name.get(endpoint.behavior.model)
    for response in endpoint.responses:
        if (model := spec.model_by_schema.get(response.schema)) is not None:
            return model
    return spec.model_by_schema.get(endpoint.body.schema) if endpoint.body is not None else None


def behavior_of(endpoint: Endpoint, spec: Spec) -> Behavior | None:
    """What an endpoint does: as it says, or as its method and the model that its path names tell; `None` where neither do.

    `GET /tasks` lists, `GET /tasks/{id}` reads, `POST /tasks` creates, and so on; a path that ends in another word may do
    anything.
    """
    if endpoint.behavior is not None:
        return endpoint.behavior
    *before, last = endpoint.segments or ("",)
    by_id = last.startswith("{")
    collection = before[-1] if by_id and before else last
    model = spec.model_by_collection.get(collection.replace("-", "_").lower())
    if model is None:
        return None
    by = (last[1:-1],) if by_id else ()
    verb = ON_A_ROW.get(endpoint.method) if by_id else ON_ALL.get(endpoint.method)
    return None if verb is None else Behavior(verb, model.name, by=by)


ON_ALL: dict[str, Verb] = {"GET": "list", "POST": "create"}
ON_A_ROW: dict[str, Verb] = {"GET": "read", "PATCH": "update", "PUT": "replace", "DELETE": "delete"}


def is_list(endpoint: Endpoint) -> bool:
    """Whether the endpoint answers with many rows."""
    if endpoint.behavior is not None and endpoint.behavior.verb == "list":
        return True
    return any(response.shape != "one" for response in endpoint.responses)


def reaches_database(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether a request can need the database: all do but a fixed, public answer."""
    if endpoint.behavior is None or endpoint.behavior.verb != "answer":
        return True
    access = access_of(endpoint, spec)
    return access is not None and access.secured


def fits(condition: Applies, endpoint: Endpoint, spec: Spec) -> bool:
    """Whether a condition of the common errors, or of a dependency, holds for the endpoint."""
    match condition:
        case "all":
            return True
        case "secured":
            access = access_of(endpoint, spec)
            return access is not None and access.secured
        case "roles":
            access = access_of(endpoint, spec)
            return access is not None and access.kind in ("roles", "permissions")
        case "input":
            return endpoint.takes_input
        case "body":
            return endpoint.body is not None
        case "limited":
            return bool(limits_of(endpoint, spec))
        case "database":
            return reaches_database(endpoint, spec)
        case "lists":
            return is_list(endpoint)
        case "lookup":
            return bool(endpoint.path_names)
        case "owned":
            scope = scope_of(endpoint, spec)
            return scope is not None and scope.kind != "none"
        case "key":
            return endpoint.idempotency is not None and endpoint.idempotency.kind == "key"
        case "precondition":
            return endpoint.precondition is not None
        case _:
            assert_never(condition)


def common_errors(endpoint: Endpoint, spec: Spec) -> tuple[CommonError, ...]:
    """The common errors that this endpoint can answer, in the order of the taxonomy."""
    return tuple(
        common for common in spec.errors.common if any(fits(condition, endpoint, spec) for condition in common.applies)
    )


def all_errors(endpoint: Endpoint, spec: Spec) -> tuple[ErrorCase, ...]:
    """Every error of the endpoint, its own first, by status."""
    common = (ErrorCase(error.status, error.code, error.when) for error in common_errors(endpoint, spec))
    return tuple(sorted((*endpoint.errors, *common), key=lambda case: case.status))


def filter_of(parameter: Parameter, model: Model | None) -> Filter | None:
    """How a query parameter narrows its list: as it says, or by equality with the field of its name."""
    if parameter.filter is not None:
        return parameter.filter
    if parameter.location == "query" and model is not None and model.field(parameter.name) is not None:
        return Filter(parameter.name)
    return None


def paging_parameters(endpoint: Endpoint) -> tuple[Parameter, ...]:
    """The query parameters that follow from pagination, sort and search."""
    found: list[Parameter] = []
    if endpoint.search is not None:
        search = endpoint.search
        found.append(
            _query(
                search.parameter, Type("str"), "the text to look for", Constraints(bounds=search.bounds, trimmed=True)
            )
        )
    if (paging := endpoint.pagination) is not None:
        size = Parameter(
            name="per_page" if paging.style == "page" else "limit",
            location="query",
            type=Type("int"),
            default=literal(paging.size),
            constraints=Constraints(bounds=Bounds(1, paging.cap)),
            meaning="how many rows a page holds",
        )
        match paging.style:
            case "offset":
                skip = _query("offset", Type("int"), "how many rows to skip", Constraints(bounds=Bounds(0, MAX_OFFSET)))
                found += [size, skip.replace(default=literal(0))]
            case "page":
                page = _query("page", Type("int"), "which page, from 1", Constraints(bounds=Bounds(1, MAX_OFFSET)))
                found += [page.replace(default=literal(1)), size]
            case "cursor":
                cursor = _query("cursor", Type("str"), "`next_cursor` of the page before; opaque")
                found += [cursor.replace(constraints=Constraints(bounds=Bounds(None, 512))), size]
    if endpoint.sort is not None and len(endpoint.sort.fields) > 0:
        values = tuple(value for field in endpoint.sort.fields for value in (field.name, f"-{field.name}"))
        start = next((("-" if f.descending else "") + f.name for f in endpoint.sort.fields if f.default), None)
        sort = _query("sort", Type("enum", values=values), "the order; `-` is descending")
        found.append(sort.replace(default=None if start is None else literal(start)))
    return tuple(found)


# A deeper offset is a mistake or an attack, and an int4 holds it.
MAX_OFFSET = 1_000_000


def _query(name: str, type_: Type, meaning: str, constraints: Constraints = Constraints()) -> Parameter:
    return Parameter(name=name, location="query", type=type_, constraints=constraints, meaning=meaning)


def query_parameters(endpoint: Endpoint) -> tuple[Parameter, ...]:
    """Every query parameter: those of the endpoint, then those that paging brings."""
    return (*endpoint.located("query"), *paging_parameters(endpoint))


def schema_of(name: str, spec: Spec) -> Schema | None:
    """The shape of a named schema, or of a model's Base, Create, Read or Update schema; `None` if unknown."""
    if (schema := spec.schemas_by_name.get(name)) is not None:
        return schema
    model = spec.model_by_schema.get(name)
    return None if model is None else Schema(name=name, fields=variant_fields(model, name.removeprefix(model.name)))


def variant_fields(model: Model, variant: str) -> tuple[SchemaField, ...]:
    """The fields of a model's schema; `variant` is `Base`, `Create`, `Read` or `Update`, any other has none."""
    match variant:
        case "Create":
            return tuple(_sent(field, field.create) for field in model.fields if field.create)
        case "Update":
            # An absent field stays as it is, so no default fills it.
            return tuple(_sent(field, field.update).replace(default=None) for field in model.fields if field.update)
        case "Read":
            return tuple(_answered(field) for field in model.fields if field.read)
        case "Base":
            return tuple(_sent(field, field.create) for field in model.fields if field.create and field.read)
        case _:
            return ()


def _sent(field: Field, presence: Presence) -> SchemaField:
    return _shape(field).replace(required=presence == "required", default=field.default)


def _answered(field: Field) -> SchemaField:
    return _shape(field).replace(required=True)


def _shape(field: Field) -> SchemaField:
    return SchemaField(
        name=field.name,
        type=field.type,
        nullable=bool(field.nullable),
        constraints=field.constraints,
        sensitivity=field.sensitivity,
    )


def body_fields(endpoint: Endpoint, spec: Spec) -> tuple[SchemaField, ...]:
    """The fields of the request body, inline or of its schema; none where the schema is unknown."""
    if endpoint.body is None:
        return ()
    if endpoint.body.schema:
        schema = schema_of(endpoint.body.schema, spec)
        return () if schema is None else schema.fields
    return endpoint.body.fields


def success(endpoint: Endpoint) -> Response | None:
    """The first success response."""
    return endpoint.responses[0] if endpoint.responses else None
