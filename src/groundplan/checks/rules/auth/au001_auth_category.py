"""Every endpoint says who may call it: everybody, whoever is signed in, or the holders of a role or permission.

What is not said is decided by whether somebody remembered a dependency.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "AU001",
    severity="error",
    hears="endpoint",
    bad="- **Auth**: yes",
    good="- **Auth**: authenticated",
    source="OWASP API5:2023",
)
def auth_category(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    access = access_of(endpoint, spec)
    mend = "add `- **Auth**: authenticated`, `public; REASON` or `role `NAME`` to it or to its router"
    if access is None:
        yield Fault(f"`{endpoint.address}` does not say who may call it", mend, endpoint.address)
    elif access.kind in ("roles", "permissions") and not access.names:
        yield Fault(f"`{endpoint.address}` names no role", mend, endpoint.address / "auth")
    elif access.secured and spec.auth is None:
        message = f"`{endpoint.address}` is secured, and nothing says how a caller proves itself"
        yield Fault(message, "specify the authentication in auth/jwt.md", endpoint.address / "auth")
