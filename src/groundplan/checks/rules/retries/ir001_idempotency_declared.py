"""A POST says what happens when the same request comes twice.

Networks lose answers, so clients and proxies send again. GET, PUT, PATCH and DELETE may be repeated by their nature
(RFC 9110 §9.2.2); of a POST nobody knows, unless it says so, whether the second one makes a second row.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "IR001",
    severity="error",
    hears="endpoint",
    bad="- **Idempotency**: none",
    good="- **Idempotency**: none; a blind retry makes a second task",
    source="RFC 9110 §9.2.2; Zalando #229",
)
def idempotency_declared(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if endpoint.method != "POST":
        return
    said = endpoint.idempotency
    if said is None:
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.address}` does not say what a repeated request does",
            mend="add `- **Idempotency**:` with `Idempotency-Key`, by `field`, natural, or none and why",
        )
    elif said.kind == "none" and not said.reason:
        yield Fault(
            at=endpoint.address / "idempotency",
            message="`none` alone does not say what a repeated request does",
            mend="say it: `none; a second request makes a second row`",
        )
