"""An operation carries what the specification says of its endpoint, its router and the API."""

from typing import Any

import pytest

from groundplan.exchange.openapi import export
from groundplan.spec.api import Router
from groundplan.spec.auth import Auth
from groundplan.spec.endpoint import (
    Access,
    Body,
    Deprecation,
    Endpoint,
    ErrorCase,
    Pagination,
    Parameter,
    Precondition,
    Response,
)
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.outcome import CommonError, EnvelopeField, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal
from tests.exchange.bookshop import BOOK, ENVELOPE, SHOP
from tests.exchange.reading import at, operations, parameters


def operation(method: str, path: str, spec: Spec = SHOP) -> dict[str, Any]:
    found: dict[str, Any] = at(export(spec), "paths", path, method)
    return found


def alone(endpoint: Endpoint, **parts: Any) -> dict[str, Any]:
    """The operation of an endpoint that stands alone in its specification."""
    return next(operations(export(Spec(routers=(Router("r", endpoints=(endpoint,)),), **parts))))


def test_a_public_operation_needs_no_security() -> None:
    assert operation("get", "/api/books")["security"] == []


def test_an_operation_takes_its_access_from_the_router() -> None:
    assert operation("post", "/api/books")["security"] == [{"bearerAuth": []}]


def test_any_of_several_roles_is_enough() -> None:
    removal = operation("delete", "/api/books/{book_id}")
    assert removal["security"] == [{"bearerAuth": ["admin"]}, {"bearerAuth": ["editor"]}]
    assert removal["x-roles"] == ["admin", "editor"]
    assert removal["description"].startswith("Needs the role `admin` or `editor`.")


def test_what_nobody_decided_is_closed_by_the_document() -> None:
    secured, unsaid = Endpoint("GET", "/a", access=Access("authenticated")), Endpoint("GET", "/b")
    document = export(Spec(routers=(Router("r", endpoints=(secured, unsaid)),)))
    assert document["security"] == [{"bearerAuth": []}]
    assert "security" not in at(document, "paths", "/b", "get")


@pytest.mark.parametrize(
    ("auth", "scheme"),
    [
        (Auth("bearer", ("HS256",)), {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}),
        (Auth("basic"), {"type": "http", "scheme": "basic"}),
        (Auth("cookie"), {"type": "apiKey", "in": "cookie", "name": "session"}),
        (Auth("api key"), {"type": "apiKey", "in": "header", "name": "X-API-Key"}),
    ],
)
def test_the_scheme_is_the_one_of_the_auth_policy(auth: Auth, scheme: dict[str, str]) -> None:
    (found,) = at(export(Spec(auth=auth)), "components", "securitySchemes").values()
    assert scheme.items() <= found.items()


def test_paging_sorting_and_searching_are_query_parameters() -> None:
    given = parameters(operation("get", "/api/books"))
    assert given["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    assert given["offset"]["schema"]["minimum"] == 0
    assert given["sort"]["schema"]["default"] == "-created_at"
    assert given["q"]["schema"] == {"type": "string", "minLength": 2, "maxLength": 100}


def test_a_repeatable_parameter_is_a_list() -> None:
    schema = parameters(operation("get", "/api/books"))["state"]["schema"]
    assert schema == {"type": "array", "items": {"type": "string", "enum": ["draft", "for_sale", "sold"]}}


def test_headers_and_cookies_keep_their_place() -> None:
    given = parameters(operation("get", "/api/books"))
    assert (given["X-Currency"]["in"], given["visit"]["in"]) == ("header", "cookie")


def test_a_path_parameter_has_the_type_of_the_key_that_it_names() -> None:
    (given,) = parameters(operation("delete", "/api/books/{book_id}")).values()
    assert given == {"name": "book_id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def test_a_key_of_another_model_and_a_declared_parameter_are_known_too() -> None:
    order_line = Model("OrderLine", fields=(Field("id", Type("int"), primary_key=True),))
    declared = Parameter("day", "path", Type("date"), meaning="the day")
    endpoint = Endpoint("GET", "/lines/{order_line_id}/on/{day}:pick", parameters=(declared,))
    given = parameters(alone(endpoint, models=(order_line,)))
    assert given["order_line_id"]["schema"] == {"type": "integer"}
    assert given["day"] == {"name": "day", "in": "path", "description": "the day", "required": True,
                            "schema": {"type": "string", "format": "date"}}  # fmt: skip


def test_idempotency_and_preconditions_are_headers() -> None:
    key = parameters(operation("post", "/api/books"))["Idempotency-Key"]
    match = parameters(operation("patch", "/api/books/{book_id}"))["If-Match"]
    assert (key["in"], key["required"], match["in"], match["required"]) == ("header", True, "header", True)
    assert key["description"].endswith("kept 1 day")


def test_a_header_that_is_stated_and_follows_stands_once() -> None:
    stated = Parameter("if-match", "header", Type("str"))
    given = alone(Endpoint("PUT", "/a", parameters=(stated,), precondition=Precondition("If-Match")))["parameters"]
    assert [parameter["name"] for parameter in given] == ["if-match"]


def test_a_request_with_unknown_fields_is_refused_where_the_api_says_so() -> None:
    shapes = at(export(SHOP), "components", "schemas")
    assert shapes["BookCreate"]["additionalProperties"] is False
    assert "additionalProperties" not in shapes["UserRead"]
    tolerant = export(SHOP.replace(api=SHOP.api.replace(unknown_fields="ignored")))
    assert "additionalProperties" not in at(tolerant, "components", "schemas", "BookCreate")


def test_a_body_of_its_own_is_an_inline_object_in_its_media_type() -> None:
    content = operation("post", "/api/books/{book_id}/cover")["requestBody"]["content"]
    schema = content["multipart/form-data"]["schema"]
    assert schema["properties"]["picture"]["maxLength"] == 5_242_880
    assert (schema["required"], schema["additionalProperties"]) == (["picture"], False)


def test_a_body_that_nobody_described_may_be_anything() -> None:
    body = alone(Endpoint("POST", "/a", body=Body("Missing")))["requestBody"]
    assert body == {"required": True, "content": {"application/json": {"schema": {}}}}


@pytest.mark.parametrize(
    ("pagination", "component", "beside"),
    [
        (Pagination("offset", 20, 100), "BookPage", ["total", "limit", "offset"]),
        (Pagination("page", 20, 100), "BookNumberedPage", ["page", "per_page", "total"]),
        (Pagination("cursor", 20, 100), "BookCursorPage", ["next_cursor", "limit"]),
    ],
)
def test_a_page_says_what_its_style_knows(pagination: Pagination, component: str, beside: list[str]) -> None:
    endpoint = Endpoint("GET", "/books", responses=(Response(200, "BookRead", "page"),), pagination=pagination)
    document = export(Spec(models=(BOOK,), routers=(Router("r", endpoints=(endpoint,)),)))
    content = at(document, "paths", "/books", "get", "responses", "200", "content", "application/json")
    assert content == {"schema": {"$ref": f"#/components/schemas/{component}"}}
    assert at(document, "components", "schemas", component, "required") == ["items", *beside]


def test_an_answer_without_a_body_has_no_content() -> None:
    assert operation("delete", "/api/books/{book_id}")["responses"]["204"] == {"description": "gone"}


def test_headers_of_an_answer_are_described() -> None:
    assert "Location" in operation("post", "/api/books")["responses"]["201"]["headers"]
    assert "ETag" in operation("patch", "/api/books/{book_id}")["responses"]["200"]["headers"]


def test_answers_of_one_status_in_two_media_types_stand_together() -> None:
    answers = (Response(200, "BookRead", "list"), Response(200, media="text/csv"))
    content = alone(Endpoint("GET", "/a", responses=answers), models=(BOOK,))["responses"]["200"]["content"]
    assert list(content) == ["application/json", "text/csv"]


def test_every_error_stands_under_its_status_with_the_envelope_and_an_example() -> None:
    found = operation("post", "/api/books")["responses"]
    assert list(found) == ["201", "400", "401", "422", "429", "500", "503"]
    content = found["422"]["content"]["application/json"]
    assert content["schema"] == {"$ref": "#/components/schemas/Error"}
    assert content["examples"]["idempotency_key_reused"]["value"]["code"] == "idempotency_key_reused"


def test_errors_that_many_operations_share_stand_once() -> None:
    document = export(SHOP)
    ref = at(document, "paths", "/api/books", "post", "responses", "401")
    assert ref == {"$ref": "#/components/responses/NotAuthenticatedOrTokenExpired"}
    shared = at(document, "components", "responses", "NotAuthenticatedOrTokenExpired")
    assert "WWW-Authenticate" in shared["headers"]
    assert list(at(shared, "content", "application/json", "examples")) == ["not_authenticated", "token_expired"]


@pytest.mark.parametrize("status", [429, 503])
def test_an_answer_that_asks_to_wait_says_how_long(status: int) -> None:
    found = alone(Endpoint("GET", "/a", errors=(ErrorCase(status, "later"),)))["responses"][str(status)]
    assert found["headers"]["Retry-After"]["schema"] == {"type": "integer", "minimum": 0}


def test_an_own_error_beside_a_common_one_of_its_status_keeps_both() -> None:
    errors = Errors(ENVELOPE, (CommonError(409, "busy", ("all",), "two at once"),))
    found = alone(Endpoint("PUT", "/a", errors=(ErrorCase(409, "taken", "it is"),)), errors=errors)["responses"]["409"]
    assert found["description"] == "- `taken`: it is\n- `busy`: two at once"


def test_the_example_of_an_error_fills_the_envelope_as_the_code_says() -> None:
    example = operation("post", "/api/users")["responses"]["409"]["content"]["application/json"]["examples"]
    assert example["email_taken"]["value"] == {
        "detail": "Another account has that address.",
        "code": "email_taken",
        "field": "email",
    }


def test_an_envelope_of_other_words_is_filled_by_its_types() -> None:
    envelope = (
        EnvelopeField("title", Type("str"), always=True),
        EnvelopeField("status", Type("int"), always=True),
        EnvelopeField("trace", Type("uuid"), always=True),
        EnvelopeField("hint", Type("str")),
    )
    endpoint = Endpoint("GET", "/a", errors=(ErrorCase(404, "gone"),))
    found = alone(endpoint, errors=Errors(envelope))["responses"]["404"]["content"]["application/json"]["examples"]
    example = found["gone"]["value"]
    assert (example["title"], example["status"], set(example)) == ("Not Found", 404, {"title", "status", "trace"})


def test_without_an_envelope_an_error_has_no_body() -> None:
    found = alone(Endpoint("GET", "/a", errors=(ErrorCase(404, "gone", "it is"),)))["responses"]["404"]
    assert found == {"description": "`gone`: it is"}


def test_a_deprecated_operation_says_since_when_and_what_instead() -> None:
    report = operation("get", "/api/reports/sales.csv")
    headers = report["responses"]["200"]["headers"]
    assert report["deprecated"] is True
    assert "`GET /api/reports`" in report["description"]
    assert headers["Deprecation"]["example"] == "@1796083200"
    assert headers["Sunset"]["example"] == "Tue, 01 Jun 2027 00:00:00 GMT"


def test_a_deprecation_without_an_end_announces_none() -> None:
    endpoint = Endpoint("GET", "/a", responses=(Response(204),), deprecation=Deprecation("some day"))
    assert list(alone(endpoint)["responses"]["204"]["headers"]) == ["Deprecation"]


def test_limits_and_scope_stand_as_extensions() -> None:
    registration, removal = operation("post", "/api/users"), operation("delete", "/api/books/{book_id}")
    assert registration["x-rate-limit"] == [{"amount": 5, "window": "minute", "count": 1, "key": "address"}]
    assert removal["x-rate-limit"][0]["key"] == "user"
    assert removal["x-scope"] == {"kind": "owner", "field": "Book.seller_id", "override": ["admin"], "audited": True}


def test_a_default_that_its_type_refuses_is_left_out() -> None:
    body = Body(
        fields=(
            SchemaField("n", Type("int"), default=literal("many")),
            SchemaField("m", Type("int"), default=literal(3)),
        )
    )
    properties = alone(Endpoint("POST", "/a", body=body))["requestBody"]["content"]["application/json"]["schema"][
        "properties"
    ]
    assert properties == {"n": {"type": "integer"}, "m": {"type": "integer", "default": 3}}
