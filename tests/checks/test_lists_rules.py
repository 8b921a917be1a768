"""Rules on lists."""

import pytest

from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Endpoint, Pagination, Response
from groundplan.spec.outcome import CommonError, Errors
from groundplan.spec.spec import Spec
from tests.checks.judged import found

WHOLE = Endpoint("GET", "/api/loans", behavior=Behavior("list", "Loan"), responses=(Response(200, "LoanRead", "page"),))
PAGED = WHOLE.replace(pagination=Pagination("offset", 20, 100))
INVALID = CommonError(400, "validation_error", ("input",))


def serving(endpoint: Endpoint, *common: CommonError) -> Spec:
    return Spec(routers=(Router("loans", endpoints=(endpoint,)),), errors=Errors(common=common))


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
    assert found("PG", serving(broken, INVALID)) == [("PG002", "GET /api/loans#pagination")]


def test_a_page_that_is_too_large_has_an_answer() -> None:
    assert found("PG", serving(PAGED)) == [("PG002", "GET /api/loans#pagination")]
