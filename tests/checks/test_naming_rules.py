"""Rules on names."""

import pytest

from groundplan.checks.rules.naming.plurals import is_plural, plural
from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Body, Endpoint, Parameter
from groundplan.spec.model import Field, Model, Reference, Schema, SchemaField
from groundplan.spec.outcome import EnvelopeField, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type
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


def judged(code: str, spec: Spec) -> list[str]:
    return [at for _, at in found(code, spec)]


def routed(*paths: str) -> Spec:
    return Spec(routers=(Router("loans", endpoints=tuple(Endpoint("GET", path) for path in paths)),))


def having(name: str, type_: Type, **changes: object) -> Spec:
    return Spec(models=(Model("Loan", fields=(Field(name, type_).replace(**changes),)),))


PATHS = {
    "capitals": (("/api/Loans", "/api/loans/{id}"), ["GET /api/Loans"]),
    "humps": (("/api/lateLoans", "/api/lateLoans/{id}"), ["GET /api/lateLoans"]),
    "two signs": (("/api/late-loans", "/api/lost-books", "/api/book_shelves"), ["GET /api/book_shelves"]),
    "underscores throughout": (("/api/late_loans", "/api/book_shelves"), []),
    "hyphens throughout": (("/api/late-loans", "/api/.well_known", "/api/loans/{loanId}"), []),
}


@pytest.mark.parametrize(("paths", "expected"), PATHS.values(), ids=PATHS.keys())
def test_a_path_in_another_style_is_found_once(paths: tuple[str, ...], expected: list[str]) -> None:
    assert judged("NM003", routed(*paths)) == expected


MOMENT, DAY, NUMBER, KEY = Type("datetime"), Type("date"), Type("int"), Type("uuid")
UNTYPED = [
    ("created", MOMENT),
    ("last_used", MOMENT),
    ("lent_at", DAY),
    ("lent_on", MOMENT),
    ("timeout", NUMBER),
]
TYPED = [
    ("created_at", MOMENT), ("deadline", MOMENT), ("ends", MOMENT), ("birthday", DAY), ("due_date", DAY), ("valid_until", DAY),
    ("timeout_seconds", NUMBER), ("timeout", Type("duration")), ("size", NUMBER), ("is_due", Type("bool")), ("window_start", MOMENT), ("next_feed", MOMENT),
]  # fmt: skip


@pytest.mark.parametrize(("name", "type_"), UNTYPED)
def test_a_name_that_hides_its_type_is_found(name: str, type_: Type) -> None:
    assert judged("NM004", having(name, type_)) == [f"model Loan#field {name}"]
    body = Endpoint("POST", "/api/loans", body=Body(fields=(SchemaField(name, type_),)))
    assert judged("NM004", with_endpoint(body)) == [f"POST /api/loans#body {name}"]


@pytest.mark.parametrize(("name", "type_"), TYPED)
def test_a_name_that_tells_its_type_has_no_finding(name: str, type_: Type) -> None:
    assert judged("NM004", having(name, type_)) == []


def test_a_unit_may_be_told_beside_the_name() -> None:
    assert judged("NM004", having("delay", NUMBER, constraints=Constraints(notes=("in minutes",)))) == []


@pytest.mark.parametrize(
    ("name", "target", "sound"),
    [
        ("reader", "id", False),
        ("reader_id", "id", True),
        ("country_code", "code", True),
        ("code", "code", True),
        ("readerId", "id", True),
        ("resolved_by", "id", True),
    ],
)
def test_a_key_is_named_as_a_key(name: str, target: str, sound: bool) -> None:
    spec = having(name, KEY, references=Reference("Reader", target))
    assert judged("NM004", spec) == ([] if sound else [f"model Loan#field {name}"])


@pytest.mark.parametrize(
    ("name", "sound"),
    [("Loan", True), ("UserSettings", True), ("Address", True), ("Loans", False), ("loan_item", False)],
)
def test_a_model_is_named_as_one_row(name: str, sound: bool) -> None:
    assert judged("NM004", Spec(models=(Model(name, schemas=()),))) == ([] if sound else [f"model {name}"])
    assert judged("NM004", Spec(models=(Model(name),))) == []


def pointing(*names: str) -> Spec:
    """A model for each name, with a key to the reader that is called so."""
    keys = (Field(name, KEY, references=Reference("Reader", "id")) for name in names)
    return Spec(models=tuple(Model(f"M{number}", fields=(key,)) for number, key in enumerate(keys, 1)))


def test_two_names_of_one_key_are_found_and_roles_are_none() -> None:
    assert judged("NM005", pointing("reader_id", "reader_id", "reader")) == ["model M3#field reader"]
    assert judged("NM005", pointing("reader_id", "author_id", "owner_id")) == []


def test_two_names_of_one_id_are_found_and_another_key_is_none() -> None:
    twice = routed("/api/loans/{loan_id}", "/api/loans/{id}", "/api/loans/{loan_id}/notes/{id}")
    assert judged("NM005", twice) == ["GET /api/loans/{id}"]
    for other in ("username", "friend_id", "parentUserId"):
        assert judged("NM005", routed("/api/users/{user_id}", f"/api/users/{{{other}}}")) == []


@pytest.mark.parametrize(
    ("values", "sound"),
    [(("out", "in_use"), True), (("OUT", "IN_USE"), True), (("in-use", "out"), True), (("in_use", "not-in"), False),
     (("out", "IN_USE"), False), (("inUse", "out"), False)],
)  # fmt: skip
def test_the_values_of_a_choice_are_written_alike(values: tuple[str, ...], sound: bool) -> None:
    assert judged("NM005", having("state", Type("enum", values=values))) == (
        [] if sound else ["model Loan#field state"]
    )
