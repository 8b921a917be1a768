"""An endpoint that takes the id of a row says whose rows it reaches.

Ids leak. An endpoint that finds a row by its id alone gives it to whoever has the id, which is the hole that is found
most often in APIs.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import scope_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "AU005",
    severity="error",
    hears="endpoint",
    bad="- **Scope**: none",
    good="- **Scope**: none; `admin` manages every account",
    source="OWASP API1:2023",
)
def object_level_predicate(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if not endpoint.path_names:
        return
    scope = scope_of(endpoint, spec)
    mend = "add `- **Scope**: owner, `Model.user_id``, or `none` with a reason, to it or to its router"
    if scope is None:
        yield Fault(f"`{endpoint.address}` takes an id and does not say whose rows it reaches", mend, endpoint.address)
    elif scope.kind == "none" and not scope.reason:
        at = endpoint.address / "scope"
        yield Fault(f"`{endpoint.address}` reaches every row and does not say why", mend, at)
