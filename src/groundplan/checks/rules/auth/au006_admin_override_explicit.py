"""A role that reaches rows of others is named where it does, and leaves a trace each time.

Support needs it, and an attacker with a stolen token needs it even more. What is written at the scope is tested and
seen in review; a sentence that admins may do anything is neither, and without an audit row nobody can say who looked.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH, Address
from groundplan.spec.endpoint import Scope
from groundplan.spec.spec import Spec


@rule(
    "AU006",
    severity="error",
    hears="spec",
    bad="- **Scope**: owner, `Task.user_id`; `admin` reaches every row",
    good="- **Scope**: owner, `Task.user_id`",
    source="OWASP API5:2023",
)
def admin_override_explicit(spec: Spec) -> Iterator[Fault]:
    policy = spec.auth.admin_override if spec.auth is not None else ""
    denied = policy.lower().startswith(("none", "no "))
    scopes = tuple(_scopes(spec))
    for at, scope, effects in scopes:
        if not scope.override:
            continue
        who = " and ".join(f"`{role}`" for role in scope.override)
        if not scope.audited and not any("audit" in effect.lower() for effect in effects):
            message = f"{who} can reach every row, and no use leaves a trace"
            yield Fault(at=at, message=message, mend="add `, audited`, or take the override out")
        if denied:
            message = f"{who} can reach every row, and the policy says that nobody does"
            yield Fault(at=at, message=message, mend="take the override out, or change the policy's `Admin override`")
    named = any(scope.override for _, scope, _ in scopes)
    if policy and not denied and not named and any(scope.kind != "none" for _, scope, _ in scopes):
        yield Fault(
            at=AUTH / "admin override",
            message="the policy lets a role reach rows of others, and no scope names it",
            mend="name it at the scope of each router that it holds for: `; `admin` reaches every row, audited`",
        )


def _scopes(spec: Spec) -> Iterator[tuple[Address, Scope, tuple[str, ...]]]:
    """Every scope where it is said, with the effects and notes that stand beside it."""
    for router in spec.routers:
        if router.scope is not None:
            yield router.address / "scope", router.scope, router.notes
        for endpoint in router.endpoints:
            if endpoint.scope is not None:
                yield endpoint.address / "scope", endpoint.scope, (*endpoint.effects, *endpoint.notes)
