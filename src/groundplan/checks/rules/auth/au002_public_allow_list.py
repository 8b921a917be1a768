"""A public endpoint says why it is public, and one that writes is limited for each address.

Public is the exception that has to be defended. Without a limit a write that needs no account is an invitation.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import access_of, limits_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "AU002",
    severity="error",
    hears="endpoint",
    bad="- **Auth**: public\n- **Behavior**: create `User`",
    good="- **Auth**: public; anybody may make an account\n- **Behavior**: create `User`",
    source="OWASP API2:2023, API6:2023",
)
def public_allow_list(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    access = access_of(endpoint, spec)
    if access is None or access.secured:
        return
    if not access.reason:
        mend = "write `- **Auth**: public; REASON`"
        yield Fault(f"`{endpoint.address}` is public and does not say why", mend, endpoint.address / "auth")
    limits = limits_of(endpoint, spec) or ()
    if endpoint.method not in ("GET", "HEAD", "OPTIONS") and not any(limit.key == "address" for limit in limits):
        yield Fault(
            f"`{endpoint.address}` writes without an account, and nothing limits it for each address",
            "add `- **Rate limit**: 5/minute per address`",
            endpoint.address / "rate limit",
        )
