"""Rules on errors: what cannot happen, what another's row answers, and in which order a request is checked."""

import pytest

from groundplan.checks.engine import check
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Body, Endpoint, ErrorCase, Parameter, Scope
from groundplan.spec.model import SchemaField
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found, rewritten

PUBLIC = Access("public", reason="a board on the wall")
MEMBER = Access("authenticated")
EVERYBODY = Scope("none", reason="plans are the same for all")
MINE = Scope("owner", "Loan.reader_id")
PLANS = Endpoint("GET", "/api/plans", access=PUBLIC, scope=EVERYBODY, behavior=Behavior("answer", text="the plans"))
LOAN = Endpoint(
    "GET", "/api/loans/{loan_id}", access=MEMBER, scope=MINE, behavior=Behavior("read", "Loan", ("loan_id",))
)
RETURN = LOAN.replace(method="DELETE", behavior=Behavior("delete", "Loan", ("loan_id",)))
LEND = Endpoint("POST", "/api/loans", access=MEMBER, scope=MINE, behavior=Behavior("create", "Loan"))


def answering(*endpoints: Endpoint, **changes: object) -> Spec:
    return Spec(routers=(Router("loans", endpoints=endpoints),)).replace(**changes)


def judged(code: str, spec: Spec) -> list[str]:
    return [at for _, at in found(code, spec)]


def body(*names: str) -> Body:
    return Body(fields=tuple(SchemaField(name, Type("str")) for name in names))


IMPOSSIBLE = {
    "a caller who proves nothing": (PLANS, ErrorCase(401, "not_authenticated")),
    "a role that nobody asks for": (PLANS.replace(access=MEMBER), ErrorCase(403, "forbidden")),
    "a row that nobody looks for": (LEND.replace(body=body("title")), ErrorCase(404, "not_found")),
    "a clash while reading": (LOAN, ErrorCase(409, "conflict")),
    "input that is not taken": (PLANS, ErrorCase(422, "validation_error")),
}


@pytest.mark.parametrize(("endpoint", "case"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_error_without_a_cause_is_found(endpoint: Endpoint, case: ErrorCase) -> None:
    at = f"{endpoint.address}#error {case.status} {case.code}"
    assert judged("ER005", answering(endpoint.replace(errors=(case,)))) == [at]


SIGN_IN = PLANS.replace(method="POST", path="/api/auth/login", behavior=Behavior("sign in", "Reader"))
POSSIBLE = {
    "a wrong password": (SIGN_IN.replace(body=body("email", "password")), 401),
    "a body that nobody describes": (SIGN_IN.replace(body=Body("Login")), 401),
    "a cookie": (PLANS.replace(parameters=(Parameter("session", "cookie", Type("str")),)), 401),
    "a link that ran out": (PLANS.replace(path="/api/links/{token}"), 401),
    "a role": (PLANS.replace(access=Access("roles", ("clerk",))), 403),
    "a row of somebody else": (LOAN, 403),
    "nobody said who may call": (PLANS.replace(access=None), 401),
    "a key in the body": (LEND.replace(body=body("book_id")), 404),
    "a clash while writing": (LEND, 409),
    "filters told in prose": (PLANS.replace(behavior=Behavior("list", "Plan")), 400),
}


@pytest.mark.parametrize(("endpoint", "status"), POSSIBLE.values(), ids=POSSIBLE.keys())
def test_an_error_that_can_happen_has_no_finding(endpoint: Endpoint, status: int) -> None:
    assert judged("ER005", answering(endpoint.replace(errors=(ErrorCase(status, ""),)))) == []


def test_a_403_with_a_cause_of_its_own_needs_no_role() -> None:
    unpaid = ErrorCase(403, "plan_expired", "the plan of the caller has ended")
    assert judged("ER005", answering(PLANS.replace(access=MEMBER, errors=(unpaid,)))) == []


def test_an_error_that_names_what_was_sent_wrong_has_a_cause() -> None:
    named = ErrorCase(400, "", "`since` lies in the future")
    assert judged("ER005", answering(PLANS.replace(errors=(named,)))) == []


HIDDEN = ErrorCase(404, "loan_not_found", "no such loan, or it is another reader's")
SHOWN = ErrorCase(403, "forbidden", "the caller is not the owner")


def test_a_row_that_is_hidden_here_and_shown_there_is_found() -> None:
    mixed = answering(LOAN.replace(errors=(HIDDEN,)), RETURN.replace(errors=(SHOWN,)))
    assert judged("ER008", mixed) == [f"{RETURN.address}#error 403 forbidden"]
    assert judged("ER008", mixed.replace(api=Api(hidden_rows=403))) == [f"{LOAN.address}#error 404 loan_not_found"]


@pytest.mark.parametrize("case", [HIDDEN, SHOWN], ids=["hidden", "shown"])
def test_one_answer_for_rows_of_others_has_no_finding(case: ErrorCase) -> None:
    assert judged("ER008", answering(LOAN.replace(errors=(case,)), RETURN.replace(errors=(case,)))) == []


def test_what_a_code_means_counts_where_a_row_says_nothing() -> None:
    meant = Errors(codes=(ErrorCode(403, "not_yours", meaning="the loan is another reader's"),))
    spec = answering(LOAN.replace(errors=(ErrorCase(403, "not_yours"),)), api=Api(hidden_rows=404), errors=meant)
    assert judged("ER008", spec) == [f"{LOAN.address}#error 403 not_yours"]


def test_a_404_alone_is_what_rows_of_others_answer() -> None:
    plain = ErrorCase(404, "loan_not_found", "no such loan")
    mixed = answering(LOAN.replace(errors=(plain,)), RETURN.replace(errors=(SHOWN, plain)), api=Api(hidden_rows=404))
    assert judged("ER008", mixed) == [f"{RETURN.address}#error 403 forbidden"]
    assert judged("ER008", mixed.replace(api=Api())) == [f"{RETURN.address}#error 403 forbidden"]
    assert judged("ER008", mixed.replace(api=Api(hidden_rows=403))) == []


def test_a_403_without_a_word_is_the_row_unless_a_role_is_asked_for() -> None:
    silent = LOAN.replace(errors=(ErrorCase(403, ""),))
    assert judged("ER008", answering(silent, api=Api(hidden_rows=404))) == [f"{LOAN.address}#error 403 "]
    clerk = silent.replace(access=Access("roles", ("clerk",)))
    assert judged("ER008", answering(clerk, api=Api(hidden_rows=404))) == []
    assert judged("ER008", answering(silent.replace(scope=EVERYBODY), api=Api(hidden_rows=404))) == []


ORDER = "Checks come in this order: caller (401), role (403), input (400), row (404), rules of the row (409)."


def test_an_api_without_an_order_of_checks_is_found_once() -> None:
    assert judged("ER011", answering(PLANS, LOAN)) == ["errors"]
    assert judged("ER011", Spec()) == []


@pytest.mark.parametrize(
    "note",
    [
        ORDER,
        "401 → 403 → 422 → 404 → 409",
        "Authentication is checked first, then roles, then the body, then whether the row exists.",
    ],
)
def test_an_order_of_checks_may_be_told_in_any_words(note: str) -> None:
    assert judged("ER011", answering(LOAN, errors=Errors(notes=(note,)))) == []
    assert judged("ER011", answering(LOAN, api=Api(notes=(note,)))) == []


def test_an_endpoint_keeps_to_the_order() -> None:
    def noted(note: str) -> list[str]:
        return judged("ER011", answering(LOAN.replace(notes=(note,)), errors=Errors(notes=(ORDER,))))

    assert noted("An unknown id answers 404 before a missing role answers 403.") == [f"{LOAN.address}#note 1"]
    assert noted("A missing role answers 403 before an unknown id answers 404.") == []
    assert noted("An unknown id answers 404.") == []


def envelope(*notes: str, **fields: Type) -> Spec:
    return Spec(errors=Errors(envelope=tuple(EnvelopeField(*item) for item in fields.items()), notes=notes))


PROBLEM = {"type": Type("url"), "title": Type("str"), "status": Type("int"), "detail": Type("str")}
ON = "Errors are sent as `application/problem+json`, each with its request id."


def test_a_problem_has_its_members() -> None:
    assert judged("ER010", envelope(ON, **PROBLEM)) == []
    assert judged("ER010", envelope("Errors follow RFC 9457.", **PROBLEM, instance=Type("url"))) == []
    assert judged("ER010", envelope(ON, detail=Type("str"))) == ["errors"] * 3
    assert judged("ER010", envelope(**PROBLEM)) == ["errors"]
    assert judged("ER010", envelope(ON, **{**PROBLEM, "status": Type("str")})) == ["errors#envelope status"]


def test_problems_are_judged_only_where_somebody_asks_for_it() -> None:
    spec = envelope(ON, detail=Type("str"))
    assert "ER010" not in {finding.code for finding in check(spec)}
    assert "ER010" in {finding.code for finding in check(spec, settings=Settings(("ER",)))}


def test_an_envelope_that_is_no_problem_needs_none_of_them() -> None:
    assert judged("ER010", envelope(detail=Type("str"), code=Type("str"))) == []
    assert judged("ER010", envelope("The envelope is used instead of `application/problem+json`.")) == []


def test_a_404_that_is_added_leaves_the_other_rows_in_their_order() -> None:
    rows = (ErrorCase(409, "loan_closed", "it is back"), ErrorCase(403, "not_yours", "a clerk lends"))
    taxonomy = Errors(codes=(ErrorCode(404, "loan_not_found", meaning="no such loan"),))
    (after,) = rewritten("ER004", answering(LOAN.replace(errors=rows), errors=taxonomy)).endpoints
    assert after.errors == (ErrorCase(404, "loan_not_found", "no such loan"), *rows)


@pytest.mark.parametrize(
    ("when", "leaks"), [("a field of the request body is wrong", 0), ("`detail` holds the request body", 1)]
)
def test_an_error_may_name_the_body_at_fault_and_not_tell_it(when: str, leaks: int) -> None:
    spec = answering(LOAN, errors=Errors(common=(CommonError(422, "validation_error", (), when),)))
    assert len(judged("ER009", spec)) == leaks
