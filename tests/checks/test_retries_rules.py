"""Rules on idempotency and rate limits."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import (
    Body,
    Criterion,
    Endpoint,
    ErrorCase,
    Idempotency,
    Precondition,
    RateLimit,
    Response,
)
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.outcome import CommonError, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found, rewritten

LIMIT = (RateLimit(60, "minute", "user"),)
BUSY = ErrorCase(409, "request_in_progress", "the first request with the key still runs")
OTHER = ErrorCase(422, "idempotency_key_reused", "the key came with another body")
LEND = Endpoint("POST", "/api/loans", errors=(BUSY, OTHER), idempotency=Idempotency("key", kept=86_400))
SPENT = CommonError(429, "rate_limited", ("limited",), "the limit is spent; `Retry-After` in seconds")


LOANS = Router("loans")
WHOSE = ("A key counts for the same caller and endpoint.",)
LIMITED = Api(rate_limits=LIMIT, notes=WHOSE)


def serving(endpoint: Endpoint = LEND, router: Router = LOANS, api: Api = LIMITED) -> Spec:
    return Spec(api=api, routers=(router.replace(endpoints=(endpoint,)),), errors=Errors(common=(SPENT,)))


@pytest.mark.parametrize(
    "said",
    [
        Idempotency("key", kept=86_400),
        Idempotency("field", field="reference"),
        Idempotency("natural"),
        Idempotency("none", reason="a second request makes a second loan"),
    ],
)
def test_a_post_that_says_what_a_retry_does_has_no_finding(said: Idempotency) -> None:
    assert found("IR", serving(LEND.replace(idempotency=said))) == []


def test_a_silent_post_is_found() -> None:
    assert found("IR", serving(LEND.replace(idempotency=None))) == [("IR001", "POST /api/loans")]


def test_a_post_that_says_none_says_why() -> None:
    broken = LEND.replace(idempotency=Idempotency("none"))
    assert found("IR", serving(broken)) == [("IR001", "POST /api/loans#idempotency")]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_idempotent_by_nature(method: str) -> None:
    assert found("IR", serving(Endpoint("GET", "/api/loans").replace(method=method))) == []


def test_a_limit_may_be_said_by_endpoint_router_or_api() -> None:
    unsaid = Api(notes=WHOSE)
    assert found("IR", serving(LEND.replace(rate_limits=LIMIT), api=unsaid)) == []
    assert found("IR", serving(router=Router("loans", rate_limits=LIMIT), api=unsaid)) == []
    assert found("IR", serving(api=unsaid)) == [("IR004", "api")]


def test_no_limit_has_a_reason() -> None:
    assert found("IR", serving(LEND.replace(rate_limits=()))) == [("IR004", "POST /api/loans#rate limit")]
    assert found("IR", serving(LEND.replace(rate_limits=(), unlimited="an internal probe"))) == []
    assert found("IR", serving(router=Router("loans", rate_limits=(), unlimited="inside the cluster"))) == []


def test_a_spent_limit_says_when_to_come_back() -> None:
    silent = serving().replace(errors=Errors(common=(SPENT.replace(when="the limit is spent"),)))
    assert found("IR", silent) == [("IR004", "errors#common 429 rate_limited")]


def test_a_spent_limit_has_an_answer() -> None:
    assert found("IR", serving().replace(errors=Errors())) == [("IR004", "errors#section Common errors")]


def judged(code: str, *endpoints: Endpoint, api: Api = LIMITED) -> list[str]:
    spec = Spec(api=api, models=(LOAN,), routers=(Router("loans", endpoints=endpoints),))
    return [at for _, at in found(code, spec)]


LOAN = Model("Loan", fields=(Field("version", Type("int")),), version="version", schemas=("LoanUpdate",))
AGAIN = Idempotency("none", reason="a second request makes a second loan")
EFFECTS = ["sends a mail to the reader", "charges the deposit", "calls the archive API", "publishes `loan.made`"]


@pytest.mark.parametrize("effect", EFFECTS)
def test_what_must_not_happen_twice_has_a_key(effect: str) -> None:
    lend = LEND.replace(effects=(effect,), idempotency=AGAIN)
    assert judged("IR002", lend) == ["POST /api/loans#idempotency"]
    assert judged("IR002", lend.replace(idempotency=Idempotency("field", field="number"))) == []
    assert judged("IR002", lend.replace(idempotency=AGAIN.replace(reason="a second mail does no harm"))) == []


def test_a_payment_must_not_happen_twice_and_a_row_may() -> None:
    pay = Endpoint("POST", "/api/fines/{fine_id}/payments", idempotency=AGAIN)
    assert judged("IR002", pay) == ["POST /api/fines/{fine_id}/payments#idempotency"]
    mail = pay.replace(path="/api/resend", behavior=Behavior("other", text="a new mail is sent"))
    assert judged("IR002", mail) == ["POST /api/resend#idempotency"]
    assert judged("IR002", LEND.replace(idempotency=AGAIN, effects=("writes an audit row",))) == []
    assert judged("IR002", pay.replace(method="PUT")) == []


KEYS = {
    "for how long": LEND.replace(idempotency=Idempotency("key")),
    "another body": LEND.replace(errors=(BUSY,)),
    "the first still runs": LEND.replace(errors=(OTHER,)),
}


@pytest.mark.parametrize("endpoint", KEYS.values(), ids=KEYS.keys())
def test_a_key_that_leaves_a_case_open_is_found(endpoint: Endpoint) -> None:
    assert judged("IR003", endpoint) == ["POST /api/loans#idempotency"]


@pytest.mark.parametrize(
    "errors", [(), (BUSY,), (OTHER,), (ErrorCase(400, "validation_error"), ErrorCase(503, "down"))]
)
def test_what_a_key_is_answered_gets_its_rows(errors: tuple[ErrorCase, ...]) -> None:
    after = rewritten("IR003", serving(LEND.replace(errors=errors)))
    (endpoint,) = after.endpoints
    assert judged("IR003", endpoint) == []
    statuses = [case.status for case in endpoint.errors]
    assert (statuses, {*errors} - {*endpoint.errors}) == (sorted(statuses), set())
    assert {409, 422} & {code.status for code in after.errors.codes} == {409, 422} - {case.status for case in errors}


def test_a_code_that_the_taxonomy_has_for_it_is_taken() -> None:
    known = ErrorCode(409, "key_conflict", meaning="the idempotency key came with a different body")
    spec = serving(LEND.replace(errors=(BUSY,)))
    after = mended(spec.replace(errors=spec.errors.replace(codes=(known,))), Settings(("IR003",)))
    (endpoint,) = after.endpoints
    assert endpoint.errors == (BUSY, ErrorCase(409, "key_conflict", known.meaning))
    assert after.errors.codes == (known,)


def test_a_code_that_stands_for_something_else_is_not_taken() -> None:
    taken = ErrorCode(400, "idempotency_key_reused", meaning="the key is malformed")
    spec = serving(LEND.replace(errors=(BUSY,)))
    spec = spec.replace(errors=spec.errors.replace(codes=(taken,)))
    assert mended(spec, Settings(("IR003",))) == spec
    assert mended(spec.replace(errors=Errors()), Settings(("IR003",))) == spec.replace(errors=Errors())


def test_whose_a_key_is_is_said_once_for_the_api() -> None:
    assert judged("IR003", LEND, LEND.replace(path="/api/fines"), api=Api()) == ["api"]
    told = Criterion("The same key of another caller answers 201: a key is one per caller.")
    assert judged("IR003", LEND.replace(criteria=(told,)), api=Api()) == []


CHANGE = Endpoint("PATCH", "/api/loans/{loan_id}", behavior=Behavior("update", "Loan", by=("loan_id",)))
GUARDED = CHANGE.replace(
    precondition=Precondition("If-Match", required=True), errors=(ErrorCase(412, "stale"), ErrorCase(428, "missing"))
)
READ = CHANGE.replace(
    method="GET", behavior=Behavior("read", "Loan", by=("loan_id",)), responses=(Response(200, headers=("ETag",)),)
)


def test_a_version_that_nobody_compares_is_found() -> None:
    assert judged("IR005", CHANGE) == ["PATCH /api/loans/{loan_id}"]
    assert judged("IR005", READ) == []
    assert judged("IR005", GUARDED, READ) == []


def test_a_version_may_stand_in_the_body() -> None:
    sent = CHANGE.replace(body=Body(fields=(SchemaField("version", Type("int")),)))
    assert judged("IR005", sent) == ["PATCH /api/loans/{loan_id}"]
    assert judged("IR005", sent.replace(errors=(ErrorCase(409, "loan_changed"),))) == []


def test_a_required_precondition_has_an_answer_and_an_etag_to_compare() -> None:
    at = "PATCH /api/loans/{loan_id}#precondition"
    assert judged("IR005", GUARDED.replace(errors=GUARDED.errors[:1]), READ) == [at]
    assert judged("IR005", GUARDED, READ.replace(responses=(Response(200),))) == [at]
    assert judged("IR005", GUARDED.replace(precondition=Precondition("If-None-Match"))) == []


@pytest.mark.parametrize("effect", EFFECTS)
def test_an_effect_that_says_neither_when_nor_what_if_not_is_found(effect: str) -> None:
    lend = LEND.replace(effects=(effect,))
    assert judged("IR006", lend) == ["POST /api/loans#effect 1"]
    assert judged("IR006", lend.replace(effects=(f"{effect} after the commit",))) == ["POST /api/loans#effect 1"]
    assert judged("IR006", lend.replace(effects=(f"{effect} after the commit, tried 5 times",))) == []


def test_what_the_api_says_of_effects_counts_for_each() -> None:
    said = Api(notes=("An effect leaves from an outbox and is tried 5 times.",))
    assert judged("IR006", LEND.replace(effects=tuple(EFFECTS[:1])), api=said) == []
    assert judged("IR006", LEND.replace(effects=("writes an audit row",))) == []
