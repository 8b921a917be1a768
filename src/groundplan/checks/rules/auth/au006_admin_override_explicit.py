"""A role that reaches rows of others does so on record.

Whoever reads what is not theirs must be found afterwards; an override without a trace cannot be told from a break-in.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Scope
from groundplan.spec.spec import Spec


@rule(
    "AU006",
    severity="error",
    hears="spec",
    bad="- **Scope**: owner, `Task.user_id`; `admin` reaches every row",
    good="- **Scope**: owner, `Task.user_id`; `admin` reaches every row, audited",
    source="OWASP API5:2023",
)
def admin_override_explicit(spec: Spec) -> Iterator[Fault]:
    for at, scope in _scopes(spec):
        if scope.override and not scope.audited:
            names = " and ".join(f"`{name}`" for name in scope.override)
            message = f"{names} can reach every row, and no audit row says that it did"
            yield Fault(message, "add `, audited`, or take the override away", at)


def _scopes(spec: Spec) -> Iterator[tuple[Address, Scope]]:
    for router in spec.routers:
        if router.scope is not None:
            yield router.address / "scope", router.scope
        for endpoint in router.endpoints:
            if endpoint.scope is not None:
                yield endpoint.address / "scope", endpoint.scope
