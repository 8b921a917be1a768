"""An endpoint says what it is for, what it does, and what it answers when all goes well.

Whatever is left out is decided later by whoever writes the code, each time differently. What it does may follow from its
method, its path and the model that the path names. Who may call it, how often and what a retry does have rules of their
own.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import behavior_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "EP001",
    severity="error",
    hears="endpoint",
    bad="### GET /api/tasks\n\n- **Behavior**: list `Task`",
    good="### GET /api/tasks\n\nList the caller's tasks, newest first.\n\n- **Behavior**: list `Task`",
    source="Zalando #151; OpenAPI 3.1 Operation Object",
)
def endpoint_contract_complete(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    slots = (
        (endpoint.summary, "what it is for", "add a sentence below the heading"),
        (
            behavior_of(endpoint, spec),
            "which rows it reads or writes",
            "add `- **Behavior**: create `Model``, or another verb",
        ),
        (endpoint.responses, "what it answers when all goes well", "add a row with a 2xx status"),
    )
    for said, what, mend in slots:
        if not said:
            yield Fault(f"`{endpoint.address}` does not say {what}", mend, endpoint.address)
