"""An endpoint says who may call it, what it does, what it answers, and how often it may be called.

Whatever is left out is decided later by whoever writes the code, each time differently. What a router or the API says
holds for its endpoints, and an explicit `none` is an answer; a blank is not.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import access_of, limits_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "EP001",
    severity="error",
    hears="endpoint",
    bad="### GET /api/tasks\n\nList the caller's tasks, newest first.",
    good="### GET /api/tasks\n\nList the caller's tasks, newest first.\n\n- **Behavior**: list `Task`",
    source="Zalando #151; OpenAPI 3.1 Operation Object",
)
def endpoint_contract_complete(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    slots = (
        (endpoint.summary, "what it is for", "add a sentence below the heading"),
        (endpoint.behavior, "what it does", "add `- **Behavior**: create `Model``, or another verb"),
        (endpoint.responses, "what it answers when all goes well", "add a row with a 2xx status"),
        (access_of(endpoint, spec), "who may call it", "add `- **Auth**: …` to it or to its router"),
    )
    for said, what, mend in slots:
        if not said:
            yield Fault(f"`{endpoint.address}` does not say {what}", mend, endpoint.address)
    if limits_of(endpoint, spec) is None:
        mend = "add `- **Rate limit**: 60/minute per user`, or `none` with a reason"
        yield Fault(f"`{endpoint.address}` does not say how often it may be called", mend, endpoint.address)
