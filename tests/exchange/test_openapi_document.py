"""An exported document is valid OpenAPI 3.1, whole, and the same each time."""

import json

from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from groundplan.exchange.openapi import export
from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import Endpoint, Response
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from tests.exchange.bookshop import BOOK, LIST, SHOP
from tests.exchange.reading import at, operations, refused_examples


def test_a_rich_specification_is_a_valid_document() -> None:
    validate(json.loads(json.dumps(export(SHOP))), cls=OpenAPIV31SpecValidator)


def test_an_empty_specification_is_a_valid_document() -> None:
    document = export(Spec())
    validate(document, cls=OpenAPIV31SpecValidator)
    assert document["info"] == {"title": "API", "version": "unversioned"}
    assert (document["servers"], document["paths"]) == ([{"url": "/"}], {})


def test_an_endpoint_of_which_nothing_is_said_is_a_valid_operation() -> None:
    document = export(Spec(routers=(Router("r", endpoints=(Endpoint("GET", "/things/{thing_id}/parts/{n}"),)),)))
    validate(document, cls=OpenAPIV31SpecValidator)
    assert list(at(document, "paths", "/things/{thing_id}/parts/{n}", "get", "responses")) == ["default"]


def test_the_same_specification_gives_the_same_text() -> None:
    again = SHOP.replace(api=SHOP.api.replace(name="Bookshop"))
    assert json.dumps(export(SHOP)) == json.dumps(export(again))


def test_the_title_and_the_version_are_those_of_the_api() -> None:
    assert at(export(SHOP), "info", "title") == "Bookshop"
    assert at(export(SHOP), "info", "version") == "2.3.0"


def test_every_operation_has_an_id_of_its_own_that_only_method_and_path_decide() -> None:
    ids = [operation["operationId"] for operation in operations(export(SHOP))]
    assert ids[:3] == ["post_users", "get_books", "post_books"]
    assert len(set(ids)) == len(ids)
    renamed = SHOP.with_endpoint(LIST.replace(summary="Browse.", pagination=None, sort=None), "books")
    assert [operation["operationId"] for operation in operations(export(renamed))] == ids


def test_paths_that_differ_only_in_signs_keep_different_ids() -> None:
    endpoints = (Endpoint("GET", "/api/a-b"), Endpoint("GET", "/api/a_b"), Endpoint("POST", "/api/a/{id}:close"))
    document = export(Spec(api=Api(base_path="/api"), routers=(Router("r", endpoints=endpoints),)))
    assert [one["operationId"] for one in operations(document)] == ["get_a_b", "get_a_b_2", "post_a_by_id_close"]


def test_a_version_beside_the_base_path_keeps_it_in_the_id() -> None:
    endpoints = (Endpoint("GET", "/api/books"), Endpoint("GET", "/api2/books"))
    document = export(Spec(api=Api(base_path="/api"), routers=(Router("r", endpoints=endpoints),)))
    assert [one["operationId"] for one in operations(document)] == ["get_books", "get_api2_books"]


def test_tags_are_the_routers_that_have_endpoints() -> None:
    spec = SHOP.with_router(Router("empty"))
    tags = [
        {"name": "users", "description": "What stands under `/api/users`."},
        {"name": "Books", "description": "second-hand only"},
        {"name": "reports"},
    ]
    assert export(spec)["tags"] == tags


def test_only_shapes_that_travel_are_components_in_the_order_of_the_specification() -> None:
    names = list(at(export(SHOP), "components", "schemas"))
    assert names == [
        "UserCreate", "UserRead", "BookCreate", "BookRead", "BookUpdate", "PriceLine", "Quote", "BookPage", "Error",
    ]  # fmt: skip


def test_a_shape_that_is_called_as_the_envelope_keeps_its_name() -> None:
    error = Model("Err", schemas=("Error",))
    endpoint = Endpoint("GET", "/e", responses=(Response(200, "Error"),))
    spec = SHOP.with_model(error).with_endpoint(endpoint, "reports")
    document = export(spec)
    validate(document, cls=OpenAPIV31SpecValidator)
    assert {"Error", "Error_2"} <= set(at(document, "components", "schemas"))


def test_a_name_that_openapi_does_not_allow_is_respelled_wherever_it_stands() -> None:
    odd = BOOK.replace(name="Bücher & mehr", schemas=("Bücher & mehrRead",))
    endpoint = Endpoint("GET", "/e", responses=(Response(200, "Bücher & mehrRead", "list"),))
    document = export(Spec(models=(odd,), routers=(Router("r", endpoints=(endpoint,)),)))
    validate(document, cls=OpenAPIV31SpecValidator)
    assert list(at(document, "components", "schemas")) == ["B_cher_mehrRead"]


def test_every_shape_has_an_example_that_keeps_it() -> None:
    document = export(SHOP)
    shapes = at(document, "components", "schemas")
    assert refused_examples(document) == []
    assert [name for name, shape in shapes.items() if "examples" not in shape] == ["BookPage", "Error"]


def test_every_example_of_an_error_keeps_the_envelope() -> None:
    document = export(SHOP)
    envelope = OAS31Validator(at(document, "components", "schemas", "Error"))
    for response in at(document, "components", "responses").values():
        for example in at(response, "content", "application/json", "examples").values():
            assert envelope.is_valid(example["value"])
