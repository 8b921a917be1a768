"""Rules on lists."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import (
    Criterion,
    Endpoint,
    ErrorCase,
    Filter,
    Pagination,
    Parameter,
    Response,
    Scope,
    Search,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Model, Schema, SchemaField, UniqueTogether
from groundplan.spec.outcome import CommonError, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found

WHOLE = Endpoint("GET", "/api/loans", behavior=Behavior("list", "Loan"), responses=(Response(200, "LoanRead", "page"),))
SORT = Sort((SortField("created_at", default=True),), "id")
PAGED = WHOLE.replace(pagination=Pagination("offset", 20, 100), sort=SORT)
STRICT = Api(notes=("An unknown or repeated parameter is an error.",))
INVALID = CommonError(400, "validation_error", ("input",))


def serving(endpoint: Endpoint, *common: CommonError) -> Spec:
    return Spec(api=STRICT, routers=(Router("loans", endpoints=(endpoint,)),), errors=Errors(common=common))


def test_a_list_with_pages_has_no_finding() -> None:
    assert found("PG", serving(PAGED, INVALID)) == []


def test_a_list_that_answers_with_everything_is_found() -> None:
    assert found("PG", serving(WHOLE, INVALID)) == [("PG001", "GET /api/loans")]


@pytest.mark.parametrize(
    "note", ["A member has at most 5 loans.", "Never more than 12 rows.", "One a month, 12 at most."]
)
def test_a_list_that_says_how_long_it_can_be_needs_no_pages(note: str) -> None:
    assert found("PG", serving(WHOLE.replace(notes=(note,)), INVALID)) == []


def test_a_write_that_answers_with_many_rows_was_sent_as_many() -> None:
    lend = Endpoint(
        "POST", "/api/loans/bulk", behavior=Behavior("create", "Loan"), responses=(Response(201, "LoanRead", "list"),)
    )
    assert found("PG", serving(lend, INVALID)) == []


@pytest.mark.parametrize(("size", "cap"), [(0, 100), (200, 100), (20, 100_000)])
def test_a_page_without_a_sensible_size_is_found(size: int, cap: int) -> None:
    broken = PAGED.replace(pagination=Pagination("cursor", size, cap))
    assert found("PG002", serving(broken, INVALID)) == [("PG002", "GET /api/loans#pagination")]


def test_a_page_that_is_too_large_has_an_answer() -> None:
    assert found("PG", serving(PAGED)) == [("PG002", "GET /api/loans#pagination")]


LOAN = Model(
    "Loan",
    fields=(
        Field("id", Type("uuid"), primary_key=True),
        Field("reader_id", Type("uuid")),
        Field("number", Type("int")),
        Field("created_at", Type("datetime")),
        Field("pin_hash", Type("str"), sensitivity="secret"),
    ),
    owner="reader_id",
    uniques=(UniqueTogether(("reader_id", "number")),),
)
LIST = "GET /api/loans"
MINE = Scope("owner", "Loan.reader_id")


def listing(*others: Endpoint, **changes: object) -> Spec:
    """The paged list of loans with these changes, beside other endpoints."""
    spec = serving(PAGED.replace(**changes), INVALID).with_model(LOAN)
    for endpoint in others:
        spec = spec.with_endpoint(endpoint, "loans")
    return spec


def judged(code: str, spec: Spec) -> list[str]:
    return [at for _, at in found(code, spec)]


@pytest.mark.parametrize("code", ["PG003", "PG004", "PG005", "PG006"])
def test_a_sound_list_has_no_finding(code: str) -> None:
    assert judged(code, listing()) == []
    assert judged(code, Spec()) == []


ORDERS = {
    "no order": (None, [LIST]),
    "a time alone": (SORT.replace(tie=""), [f"{LIST}#sort"]),
    "a tie that is none": (SORT.replace(tie="number"), [f"{LIST}#sort"]),
    "a unique field": (Sort((SortField("id", default=True),)), []),
}


@pytest.mark.parametrize(("sort", "expected"), ORDERS.values(), ids=ORDERS.keys())
def test_an_order_in_which_rows_can_be_equal_is_found(sort: Sort | None, expected: list[str]) -> None:
    assert judged("PG003", listing(sort=sort)) == expected


def test_a_number_that_is_unique_for_each_reader_settles_the_order_of_one_readers_loans() -> None:
    assert judged("PG003", listing(sort=SORT.replace(tie="number"), scope=MINE)) == []
    nested = Behavior("list", "Loan", by=("reader_id",))
    assert judged("PG003", listing(sort=SORT.replace(tie="number"), behavior=nested)) == []


def test_an_order_may_be_told_in_prose() -> None:
    assert judged("PG003", listing(sort=None, notes=("Newest first, then by id.",))) == []
    assert judged("PG003", listing(sort=None, summary="List the loans, newest first.")) == [LIST]


def test_an_order_is_settled_by_the_primary_key() -> None:
    after = mended(listing(sort=SORT.replace(tie="")), Settings(("PG003",)))
    assert after == listing()


@pytest.mark.parametrize("name", ["filter", "where", "sort", "order_by"])
def test_a_parameter_that_takes_any_field_is_found(name: str) -> None:
    assert judged("PG004", listing(parameters=(Parameter(name, "query", Type("str")),))) == [f"{LIST}#query {name}"]
    listed = Parameter(name, "query", Type("enum", values=("number", "-number")))
    assert judged("PG004", listing(parameters=(listed,))) == []


SECRET = {
    "a filter": ({"parameters": (Parameter("pin", "query", Type("str"), filter=Filter("pin_hash")),)}, "query pin"),
    "an order": ({"sort": Sort((SortField("pin_hash"),), "id")}, "sort"),
    "a search": ({"search": Search("q", ("pin_hash",))}, "search"),
}


@pytest.mark.parametrize(("changes", "part"), SECRET.values(), ids=SECRET.keys())
def test_a_secret_that_rows_are_chosen_by_is_found(changes: dict[str, object], part: str) -> None:
    assert judged("PG004", listing(**changes)) == [f"{LIST}#{part}"]


def test_what_an_unknown_parameter_does_is_said_once_for_the_api() -> None:
    assert judged("PG004", listing().replace(api=Api(unknown_fields="rejected"))) == ["api"]
    assert judged("PG004", listing().replace(api=Api(notes=("Parameters that are not listed are ignored.",)))) == []


PAGE = Schema("Loans", fields=(SchemaField("items", Type("list", item=Type("str"))), SchemaField("next", Type("url"))))
ANSWERS = {
    "a bare list": (Response(200, "LoanRead", "list"), ["response 200"]),
    "one row": (Response(200, "Loans", "one"), []),
    "no way on": (Response(200, "Shelf", "one"), ["response 200"]),
    "no body": (Response(204), ["response 204"]),
}


@pytest.mark.parametrize(("response", "parts"), ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_that_is_no_page_is_found(response: Response, parts: list[str]) -> None:
    bare = Schema("Shelf", fields=PAGE.fields[:1])
    spec = listing(responses=(response,)).with_schema(PAGE).with_schema(bare)
    assert judged("PG005", spec) == [f"{LIST}#{part}" for part in parts]


def test_a_list_that_is_empty_is_not_missing() -> None:
    missing = ErrorCase(404, "no_loans", "nothing matches")
    assert judged("PG005", listing(errors=(missing,))) == [f"{LIST}#error 404 no_loans"]
    nested = PAGED.replace(path="/api/shelves/{shelf_id}/loans", errors=(missing,))
    assert judged("PG005", listing(nested)) == []


def test_pages_of_another_shape_than_the_others_are_found() -> None:
    feed = PAGED.replace(path="/api/events", pagination=Pagination("cursor", 20, 100))
    more = PAGED.replace(path="/api/shelves")
    assert judged("PG005", listing(more, feed)) == ["GET /api/events#pagination"]
    told = feed.replace(notes=("By cursor, since events are added all the time.",))
    assert judged("PG005", listing(more, told)) == []


def test_a_cursor_that_is_changed_has_an_answer() -> None:
    cursor = {"pagination": Pagination("cursor", 20, 100)}
    assert judged("PG006", listing(**cursor)) == [f"{LIST}#pagination"]
    assert judged("PG006", listing(PAGED.replace(path="/api/events", **cursor), **cursor)) == [f"{LIST}#pagination"]
    told = Criterion("A foreign `cursor` answers 400 `validation_error`.")
    assert judged("PG006", listing(criteria=(told,), **cursor)) == []
    code = ErrorCode(400, "cursor_invalid", meaning="the cursor was made for another list or filter")
    assert judged("PG006", listing(**cursor).replace(errors=Errors(codes=(code,)))) == []
