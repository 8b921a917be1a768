"""Rules on names."""

import pytest

from groundplan.checks.rules.naming.plurals import is_plural, plural
from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Body, Endpoint, Parameter
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.outcome import EnvelopeField, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found, messages

TAGS = Type("list", item=Type("str"))


def with_endpoint(endpoint: Endpoint) -> Spec:
    return Spec(routers=(Router("loans", endpoints=(endpoint,)),))


SOUND = Spec(
    models=(Model("Loan", table="loans", fields=(Field("due_at"), Field("tags", TAGS))),),
    errors=Errors(envelope=(EnvelopeField("detail"),), codes=(ErrorCode(404, "loan_not_found"),)),
    routers=(
        Router(
            "loans",
            endpoints=(
                Endpoint("GET", "/api/loans/{loan_id}", parameters=(Parameter("If-None-Match", "header"),)),
                Endpoint("POST", "/api/loans", behavior=Behavior("create", "Loan"), body=Body("LoanCreate")),
                Endpoint("GET", "/api/me/history", behavior=Behavior("list", "Loan")),
                Endpoint("GET", "/api/oauth/{provider}/callback"),
            ),
        ),
    ),
)
NOT_SNAKE = {
    "a field of a model": (Spec(models=(Model("Loan", fields=(Field("dueAt"),)),)), "model Loan#field dueAt"),
    "a table": (Spec(models=(Model("Loan", table="Loans"),)), "model Loan#table"),
    "a field of a schema": (Spec(schemas=(Schema("Sum", "", (SchemaField("Total"),)),)), "schema Sum#field Total"),
    "a query parameter": (
        with_endpoint(Endpoint("GET", "/api/loans", parameters=(Parameter("due-before", "query"),))),
        "GET /api/loans#query due-before",
    ),
    "a declared path parameter": (
        with_endpoint(Endpoint("GET", "/api/loans/{loanId}", parameters=(Parameter("loanId", "path"),))),
        "GET /api/loans/{loanId}#path loanId",
    ),
    "a path parameter": (with_endpoint(Endpoint("GET", "/api/x/{loanName}")), "GET /api/x/{loanName}"),
    "a field of a body": (
        with_endpoint(Endpoint("POST", "/api/x", body=Body(fields=(SchemaField("dueAt"),)))),
        "POST /api/x#body dueAt",
    ),
    "a code": (Spec(errors=Errors(codes=(ErrorCode(409, "LoanTaken"),))), "errors#code LoanTaken"),
    "a field of the envelope": (
        Spec(errors=Errors(envelope=(EnvelopeField("errorCode"),))),
        "errors#envelope errorCode",
    ),
}
SINGULAR = {
    "a collection that an id follows": (
        with_endpoint(Endpoint("GET", "/api/loan/{loan_id}")),
        "GET /api/loan/{loan_id}",
    ),
    "a collection whose rows are listed": (
        with_endpoint(Endpoint("GET", "/api/library-loan", behavior=Behavior("list", "LibraryLoan"))),
        "GET /api/library-loan",
    ),
    "a collection in which rows are created": (
        with_endpoint(Endpoint("POST", "/api/loan", behavior=Behavior("create", "Loan"))),
        "POST /api/loan",
    ),
    "a list in a model": (Spec(models=(Model("Loan", fields=(Field("tag", TAGS),)),)), "model Loan#field tag"),
    "a list in a schema": (Spec(schemas=(Schema("Sum", "", (SchemaField("tag", TAGS),)),)), "schema Sum#field tag"),
    "a list in a body": (
        with_endpoint(Endpoint("POST", "/api/x", body=Body(fields=(SchemaField("loan_id", TAGS),)))),
        "POST /api/x#body loan_id",
    ),
}


def test_sound_names_have_no_finding() -> None:
    assert found("NM", SOUND) == []


@pytest.mark.parametrize(("broken", "at"), NOT_SNAKE.values(), ids=NOT_SNAKE.keys())
def test_a_name_in_another_style_is_found(broken: Spec, at: str) -> None:
    assert found("NM", broken) == [("NM001", at)]


def test_the_name_in_snake_case_is_offered() -> None:
    broken = Spec(models=(Model("Page", fields=(Field("HTMLTitle"),)),))
    assert messages("NM001", broken) == ["`HTMLTitle` is not snake_case; call it `html_title`"]


@pytest.mark.parametrize(("broken", "at"), SINGULAR.values(), ids=SINGULAR.keys())
def test_many_under_a_singular_name_are_found(broken: Spec, at: str) -> None:
    assert found("NM", broken) == [("NM002", at)]


@pytest.mark.parametrize(
    ("one", "many"),
    [("task", "tasks"), ("category", "categories"), ("day", "days"), ("box", "boxes"), ("status", "statuses"),
     ("analysis", "analyses"), ("address", "addresses"), ("task-list", "task-lists"), ("sales_person", "sales_people")],
)  # fmt: skip
def test_a_singular_is_told_from_its_plural(one: str, many: str) -> None:
    assert (is_plural(one), is_plural(many), plural(one)) == (False, True, many)
