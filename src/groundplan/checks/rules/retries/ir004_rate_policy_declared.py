"""Every endpoint has a rate limit, its own or its router's or the API's, and a client that meets it knows when to return.

An endpoint without a limit is the one through which a single client, or a loop in its code, starves all others. A
refusal that does not say when to come back is answered with more requests.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API, ERRORS
from groundplan.spec.effective import limits_of, router_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "IR004",
    severity="error",
    hears="spec",
    bad="| 429 | `rate_limited` | endpoints with a rate limit | the limit is spent |",
    good="| 429 | `rate_limited` | endpoints with a rate limit | the limit is spent; `Retry-After` in seconds |",
    source="RFC 6585 §4; RFC 9110 §10.2.3",
)
def rate_policy_declared(spec: Spec) -> Iterator[Fault]:
    silent = next(iter(spec.endpoints), None)
    if silent is not None and all(limits_of(endpoint, spec) is None for endpoint in spec.endpoints):
        yield Fault(
            at=API,
            message=f"nothing says how often endpoints may be called, `{silent.address}` for one",
            mend="add `- **Rate limit**: 300/minute per address` to the API, and tighter ones where signing in is tried",
        )
        return
    limited = False
    for endpoint in spec.endpoints:
        limits = limits_of(endpoint, spec)
        limited = limited or bool(limits)
        if limits is None:
            yield Fault(
                at=endpoint.address,
                message=f"nothing says how often `{endpoint.address}` may be called",
                mend="add `- **Rate limit**: 60/minute per user` here, to the router or to the API",
            )
        elif not limits and not _reason(endpoint, spec):
            yield Fault(
                at=endpoint.address / "rate limit",
                message=f"`{endpoint.address}` has no rate limit, and nothing says why",
                mend="add the reason: `none; an internal probe`",
            )
    if limited:
        yield from _refusals(spec)


def _reason(endpoint: Endpoint, spec: Spec) -> str:
    """Why there is no limit, from where it is said that there is none."""
    for said in (endpoint, router_of(endpoint, spec), spec.api):
        if said.rate_limits is not None:
            return said.unlimited
    return ""


def _refusals(spec: Spec) -> Iterator[Fault]:
    refusals = [error for error in spec.errors.common if error.status == 429]
    if not refusals:
        yield Fault(
            at=ERRORS / "section Common errors",
            message="endpoints have rate limits, and no common error says what a spent one answers",
            mend="add a row `429`, `rate_limited`, answered by endpoints with a rate limit, with `Retry-After`",
        )
    for error in refusals:
        if "Retry-After" not in error.when:
            yield Fault(
                at=ERRORS / f"common {error.status} {error.code}",
                message=f"`{error.code}` does not say when to come back",
                mend="add to its condition that the answer carries `Retry-After` in seconds",
            )
