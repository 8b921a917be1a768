"""What is public says why, and what is public and writes is limited for each address.

A public route is found by everybody, programs first. The reason tells the next reader that it is open on purpose; a
limit for each address is the only one that counts a caller who has no account.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import Address
from groundplan.spec.api import Router
from groundplan.spec.effective import access_of, limits_of
from groundplan.spec.endpoint import Access, Endpoint
from groundplan.spec.spec import Spec

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@rule(
    "AU002",
    severity="error",
    hears="router",
    bad="- **Auth**: public",
    good="- **Auth**: public; anybody may make an account",
    source="OWASP API2:2023, API6:2023",
)
def public_allow_list(router: Router, spec: Spec) -> Iterator[Fault]:
    if _unexplained(router.access):
        yield _without_reason(router.address, f"every endpoint of the router `{router.name}`")
    inherited = router.access is not None and router.access.kind == "public"
    for endpoint in router.endpoints:
        if _unexplained(endpoint.access) and not inherited:
            yield _without_reason(endpoint.address, f"`{endpoint.address}`")
        if _unlimited_write(endpoint, spec):
            yield Fault(
                at=endpoint.address / "rate limit",
                message=f"`{endpoint.address}` writes without an account, and no limit counts by address",
                mend="add one: `- **Rate limit**: 5/minute per address`",
            )


def _unexplained(access: Access | None) -> bool:
    return access is not None and access.kind == "public" and not access.reason


def _without_reason(at: Address, what: str) -> Fault:
    return Fault(
        at=at / "auth",
        message=f"{what} is public, and nothing says why",
        mend="add the reason: `- **Auth**: public; anybody may make an account`",
    )


def _unlimited_write(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether a public write has limits and none for each address; to have none at all is the matter of IR004."""
    access, limits, behavior = access_of(endpoint, spec), limits_of(endpoint, spec), endpoint.behavior
    if access is None or access.secured or not limits or any(limit.key == "address" for limit in limits):
        return False
    if behavior is None or behavior.verb == "other":
        return endpoint.method not in SAFE_METHODS
    return behavior.writes
