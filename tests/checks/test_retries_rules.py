"""Rules on idempotency and rate limits."""

import pytest

from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import Endpoint, Idempotency, RateLimit
from groundplan.spec.outcome import CommonError, Errors
from groundplan.spec.spec import Spec
from tests.checks.judged import found

LIMIT = (RateLimit(60, "minute", "user"),)
LEND = Endpoint("POST", "/api/loans", idempotency=Idempotency("key", kept=86_400))
SPENT = CommonError(429, "rate_limited", ("limited",), "the limit is spent; `Retry-After` in seconds")


LOANS = Router("loans")
LIMITED = Api(rate_limits=LIMIT)


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
    unsaid = Api()
    assert found("IR", serving(LEND.replace(rate_limits=LIMIT), api=unsaid)) == []
    assert found("IR", serving(router=Router("loans", rate_limits=LIMIT), api=unsaid)) == []
    assert found("IR", serving(api=unsaid)) == [("IR004", "POST /api/loans")]


def test_no_limit_has_a_reason() -> None:
    assert found("IR", serving(LEND.replace(rate_limits=()))) == [("IR004", "POST /api/loans#rate limit")]
    assert found("IR", serving(LEND.replace(rate_limits=(), unlimited="an internal probe"))) == []
    assert found("IR", serving(router=Router("loans", rate_limits=(), unlimited="inside the cluster"))) == []


def test_a_spent_limit_says_when_to_come_back() -> None:
    silent = serving().replace(errors=Errors(common=(SPENT.replace(when="the limit is spent"),)))
    assert found("IR", silent) == [("IR004", "errors#common 429 rate_limited")]


def test_a_spent_limit_has_an_answer() -> None:
    assert found("IR", serving().replace(errors=Errors())) == [("IR004", "errors#section Common errors")]
