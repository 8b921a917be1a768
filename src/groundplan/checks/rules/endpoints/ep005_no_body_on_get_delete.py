"""GET, HEAD and DELETE are sent without a body.

Their bodies mean nothing by the standard: proxies drop them, some servers refuse them, and no cache looks at them.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

MENDS = {
    "GET": "send it as query parameters, or make it a POST that only reads",
    "HEAD": "send it as query parameters",
    "DELETE": "name the row in the path, or make it a POST to an action",
}


@rule(
    "EP005",
    severity="error",
    hears="endpoint",
    bad="- **Behavior**: delete `Task` by `task_id`\n- **Request body**: `TaskUpdate`",
    good="- **Behavior**: delete `Task` by `task_id`",
    source="RFC 9110 §9.3.1, §9.3.2, §9.3.5; AIP-131, AIP-135",
)
def no_body_on_get_delete(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    mend = MENDS.get(endpoint.method)
    if mend is not None and endpoint.body is not None:
        yield Fault(at=endpoint.address / "request body", message=f"`{endpoint.method}` takes a body", mend=mend)
