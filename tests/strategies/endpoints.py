"""Endpoints and everything that they promise."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.effective import paging_parameters
from groundplan.spec.endpoint import (
    Access,
    Body,
    Criterion,
    Deprecation,
    Endpoint,
    ErrorCase,
    Filter,
    Idempotency,
    Pagination,
    Parameter,
    Precondition,
    RateLimit,
    Response,
    Scope,
    Search,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import SchemaField
from tests.strategies.types import bounds, constraints, defaults, optional_types, types
from tests.strategies.words import (
    dates,
    durations,
    headers,
    labels,
    media_types,
    names,
    notes,
    optional_names,
    optional_texts,
    paths,
    texts,
    type_names,
)  # fmt: skip

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPERATORS = ("=", "≠", "<", "≤", ">", "≥", "contains", "starts with", "is set")


def some(strategy: st.SearchStrategy[Any], key: Any = None, least: int = 0, most: int = 2) -> st.SearchStrategy[Any]:
    """A tuple of a few items that a key tells apart."""
    unique = key if key is not None else lambda item: item
    return st.lists(strategy, min_size=least, max_size=most, unique_by=unique).map(tuple)


@cache
def criteria() -> st.SearchStrategy[Any]:
    return some(st.builds(Criterion, texts(), st.booleans()), lambda item: item.text)


@cache
def accesses() -> st.SearchStrategy[Access]:
    return st.one_of(
        st.builds(Access, st.just("public"), reason=optional_texts()),
        st.just(Access("authenticated")),
        st.builds(Access, st.sampled_from(("roles", "permissions")), some(labels(), least=1)),
    )


@cache
def scopes() -> st.SearchStrategy[Scope]:
    fields = st.builds("{}.{}".format, type_names(), names())
    return st.one_of(
        st.builds(Scope, st.just("none"), reason=optional_texts()),
        st.builds(Scope, st.sampled_from(("owner", "tenant")), fields),
        st.builds(Scope, st.sampled_from(("owner", "tenant")), fields, some(labels(), least=1), st.booleans()),
    )


@cache
def rate_limits() -> st.SearchStrategy[Any]:
    limit = st.builds(
        RateLimit,
        st.integers(1, 10_000),
        st.sampled_from(("second", "minute", "hour", "day")),
        st.sampled_from(("address", "user", "tenant", "account", "key")),
        st.integers(1, 30),
    )
    return st.lists(limit, min_size=1, max_size=2).map(tuple)


@cache
def limited() -> st.SearchStrategy[dict[str, Any]]:
    """The attributes `rate_limits` and `unlimited`, which belong together."""
    return st.one_of(
        st.just({"rate_limits": None, "unlimited": ""}),
        rate_limits().map(lambda limits: {"rate_limits": limits, "unlimited": ""}),
        optional_texts().map(lambda reason: {"rate_limits": (), "unlimited": reason}),
    )


@cache
def parameters() -> st.SearchStrategy[Any]:
    def made(location: str) -> st.SearchStrategy[Parameter]:
        common = {"name": names(), "type": optional_types(), "constraints": constraints(), "meaning": optional_texts()}
        if location == "path":
            return st.builds(Parameter, location=st.just("path"), required=st.just(True), **common)
        narrow = st.one_of(st.none(), st.builds(Filter, names(), st.sampled_from(OPERATORS)))
        free = st.builds(
            Parameter,
            location=st.just(location),
            required=st.booleans(),
            repeatable=st.booleans(),
            filter=narrow if location == "query" else st.none(),
            **common,
        )
        return st.one_of(free, st.builds(lambda p, d: p.replace(required=False, default=d), free, defaults()))

    groups = (some(made(location), lambda item: item.name) for location in ("path", "query", "header", "cookie"))
    return st.tuples(*groups).map(lambda found: tuple(item for group in found for item in group))


@cache
def schema_fields() -> st.SearchStrategy[SchemaField]:
    field = st.builds(
        SchemaField,
        name=names(),
        type=optional_types(),
        required=st.one_of(st.none(), st.booleans()),
        nullable=st.booleans(),
        constraints=constraints(),
        sensitivity=st.sampled_from(("", "secret", "personal")),
        meaning=optional_texts(),
    )
    return st.one_of(field, st.builds(lambda f, d: f.replace(required=False, default=d), field, defaults()))


@cache
def bodies() -> st.SearchStrategy[Body]:
    media = st.one_of(st.just("application/json"), media_types())
    return st.one_of(
        st.builds(Body, schema=type_names(), media=media),
        st.builds(Body, fields=some(schema_fields(), lambda item: item.name, 1), media=media),
        st.builds(Body, media=media),
    )


@cache
def responses() -> st.SearchStrategy[Any]:
    shape = st.sampled_from(("one", "page", "list"))
    status, sent = st.integers(200, 299), some(headers())
    response = st.one_of(
        st.builds(Response, status, type_names(), shape, headers=sent, when=optional_texts()),
        st.builds(Response, status, media=st.one_of(st.just(""), media_types()), headers=sent, when=optional_texts()),
    )
    return some(response, lambda item: item.status)


@cache
def behaviors() -> st.SearchStrategy[Behavior]:
    value = st.one_of(
        st.sampled_from((Value("caller"), Value("tenant"), Value("now"), Value("null"), Value("random"))),
        st.builds(Value, st.sampled_from(("hash", "input")), names()),
        st.builds(Value, st.just("literal"), texts()),
    )
    verb = st.sampled_from(
        ("create", "list", "read", "update", "replace", "delete", "restore", "move", "sign in", "rotate", "revoke")
    )
    sets = some(st.builds(Assignment, names(), value), lambda item: item.field)
    return st.one_of(
        st.builds(Behavior, verb, type_names(), some(names()), st.booleans(), optional_names(), sets),
        st.builds(Behavior, st.sampled_from(("answer", "other")), text=texts()),
    )


@cache
def idempotencies() -> st.SearchStrategy[Idempotency]:
    kept = st.one_of(st.none(), durations())
    return st.one_of(
        st.builds(Idempotency, st.just("key"), kept=kept, required=st.booleans()),
        st.builds(Idempotency, st.just("field"), names()),
        st.builds(Idempotency, st.sampled_from(("natural", "none")), reason=optional_texts()),
    )


@cache
def paginations() -> st.SearchStrategy[Pagination]:
    style = st.sampled_from(("offset", "page", "cursor"))
    return st.builds(Pagination, style, st.integers(1, 100), st.integers(100, 1_000))


@cache
def sorts() -> st.SearchStrategy[Sort]:
    def one_default(found: tuple[SortField, ...], index: int) -> tuple[SortField, ...]:
        return tuple(field.replace(default=position == index) for position, field in enumerate(found))

    fields = some(st.builds(SortField, names(), descending=st.booleans()), lambda item: item.name, 1)
    return st.builds(Sort, st.builds(one_default, fields, st.integers(-1, 1)), optional_names())


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def endpoints(draw: st.DrawFn) -> Endpoint:
    endpoint = Endpoint(
        method=draw(st.sampled_from(METHODS)),
        path=draw(paths()),
        summary=draw(optional_texts()),
        access=draw(maybe(accesses())),
        scope=draw(maybe(scopes())),
        behavior=draw(maybe(behaviors())),
        parameters=draw(parameters()),
        body=draw(maybe(bodies())),
        responses=draw(responses()),
        errors=draw(some(st.builds(ErrorCase, st.integers(400, 599), optional_names(), optional_texts()), lambda e: (e.status, e.code))),
        idempotency=draw(maybe(idempotencies())),
        precondition=draw(maybe(st.builds(Precondition, st.sampled_from(("If-Match", "If-None-Match")), st.booleans()))),
        pagination=draw(maybe(paginations())),
        sort=draw(maybe(sorts())),
        search=draw(maybe(st.builds(Search, names(), some(names(), least=1), bounds()))),
        effects=draw(notes()),
        deprecation=draw(maybe(st.builds(Deprecation, dates(), st.one_of(st.just(""), dates()), st.one_of(st.just(""), paths().map("GET {}".format))))),
        notes=draw(notes()),
        criteria=draw(criteria()),
        **draw(limited()),
    )  # fmt: skip
    brought = {parameter.name for parameter in paging_parameters(endpoint)}
    kept = tuple(p for p in endpoint.parameters if p.location != "query" or p.name not in brought)
    return endpoint.replace(parameters=kept)


__all__ = ["accesses", "endpoints", "rate_limits", "schema_fields", "scopes", "types"]
