"""Whatever names, types and bounds a specification holds, its document is valid OpenAPI."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from groundplan.exchange.openapi import export
from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import (
    Access,
    Body,
    Deprecation,
    Endpoint,
    ErrorCase,
    Pagination,
    Parameter,
    Response,
    Search,
    Sort,
    SortField,
)
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, Bounds, Constraints, Type, literal
from tests.exchange.reading import refused_examples

names = st.one_of(st.sampled_from(("id", "Task", "TaskRead", "Error", "a b", "x/y", "$ref", "é")), st.text(max_size=6))
numbers = st.none() | st.integers(-5, 300) | st.floats(-5, 300) | st.sampled_from((float("inf"), 10**30))
bounds = st.builds(Bounds, numbers, numbers)
constraints = st.builds(
    Constraints,
    bounds,
    bounds,
    st.sampled_from(("", "^[a-z]+$", "(", "[0-9]{3}")) | st.text(max_size=4),
    st.sampled_from(("", "slug", "date")),
    st.booleans(),
    st.booleans(),
    st.tuples(st.text(max_size=4)),
)
plain = st.sampled_from(
    ("str", "text", "int", "float", "bool", "uuid", "datetime", "date", "time", "duration", "email", "url", "json",
     "bytes", "file", "secret", "decimal")
)  # fmt: skip
digits = st.none() | st.integers(0, 40)
types = st.recursive(
    st.builds(Type, plain, precision=digits, scale=digits)
    | st.builds(Type, st.just("enum"), values=st.lists(names, max_size=3).map(tuple))
    | st.builds(Type, st.just("ref"), name=names),
    lambda inner: st.builds(Type, st.just("list"), item=st.none() | inner),
    max_leaves=3,
)
defaults = st.none() | st.just(GENERATED) | st.builds(literal, names | st.booleans() | st.integers() | st.floats())
schema_fields = st.lists(
    st.builds(SchemaField, names, st.none() | types, st.booleans(), st.booleans(), defaults, constraints), max_size=4
).map(tuple)
fields = st.lists(
    st.builds(
        Field, names, st.none() | types, st.booleans(), defaults, constraints,
        st.sampled_from(("", "required")), st.sampled_from(("", "optional")), st.sampled_from(("", "yes", "once")),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
models = st.builds(Model, names, fields=fields).map(
    lambda model: model.replace(schemas=tuple(model.name + end for end in ("Base", "Create", "Read", "Update")))
)
parameters = st.builds(
    Parameter, names.filter(bool), st.sampled_from(("query", "header", "cookie", "path")), st.none() | types,
    st.booleans(), defaults, constraints, st.booleans(),
)  # fmt: skip
responses = st.builds(
    Response, st.sampled_from((200, 201, 204, 299)), names, st.sampled_from(("one", "page", "list")),
    st.sampled_from(("", "text/csv", "image/png", "application/problem+json")),
    st.sampled_from(((), ("ETag", "etag"), ("Location",))),
)  # fmt: skip
errors = st.lists(st.builds(ErrorCase, st.sampled_from((400, 401, 404, 429, 599)), names, names), max_size=3).map(tuple)
endpoints = st.builds(
    Endpoint,
    st.sampled_from(("GET", "POST", "PATCH")),
    st.sampled_from(("/", "/a", "/a/{id}", "/a/{Task_id}:go", "/a-b", "/a_b")),
    names,
    access=st.none() | st.builds(Access, st.sampled_from(("public", "authenticated", "roles")), st.tuples(names)),
    parameters=st.lists(parameters, max_size=3).map(tuple),
    body=st.none() | st.builds(Body, names, schema_fields),
    responses=st.lists(responses, max_size=3).map(tuple),
    errors=errors,
    pagination=st.none()
    | st.builds(Pagination, st.sampled_from(("offset", "page", "cursor")), st.integers(), st.integers()),
    sort=st.none() | st.builds(Sort, st.tuples(st.builds(SortField, names, st.booleans(), st.booleans()))),
    search=st.none() | st.builds(Search, names.filter(bool), st.just(("a",)), bounds),
    deprecation=st.none() | st.builds(Deprecation, names, names),
)
taxonomies = st.builds(
    Errors,
    st.lists(st.builds(EnvelopeField, names, st.none() | types, st.booleans()), max_size=3).map(tuple),
    st.lists(st.builds(CommonError, st.sampled_from((400, 500)), names, st.just(("all",))), max_size=3).map(tuple),
    st.lists(st.builds(ErrorCode, st.just(404), names, field=names, context=st.tuples(names)), max_size=2).map(tuple),
)
specs = st.builds(
    Spec,
    st.builds(Api, names, names, st.sampled_from(("", "/", "/a")), st.sampled_from(("", "rejected"))),
    routers=st.lists(
        st.builds(Router, names, tag=names, endpoints=st.lists(endpoints, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
    models=st.lists(models, max_size=2).map(tuple),
    schemas=st.lists(st.builds(Schema, names, names, schema_fields), max_size=2).map(tuple),
    errors=taxonomies,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(specs)
def test_a_document_is_valid_whatever_the_specification_holds(spec: Spec) -> None:
    document = json.loads(json.dumps(export(spec), allow_nan=False))
    validate(document, cls=OpenAPIV31SpecValidator)
    if "schemas" in document.get("components", ()):
        assert refused_examples(document) == []
