"""Every endpoint says who may call it, itself or through its router.

What is not said is decided by whether somebody remembered a dependency, and a route that nobody thought of is open.
Public, authenticated, a role or a permission: each is an answer, silence is none.
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
    bad="- **Behavior**: sign in `User` by `email`",
    good="- **Auth**: public; signing in comes before having a token\n- **Behavior**: sign in `User` by `email`",
    source="OWASP API5:2023; Redocly security-defined",
)
def auth_category(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    access = access_of(endpoint, spec)
    if access is None:
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.address}` does not say who may call it",
            mend="add `- **Auth**: authenticated` here or to its router; or role `NAME`, or public and why",
        )
    elif access.kind in ("roles", "permissions") and not access.names:
        yield Fault(
            at=endpoint.address / "auth",
            message=f"`{endpoint.address}` is for {access.kind} and names none",
            mend="name them: role `admin`",
        )
