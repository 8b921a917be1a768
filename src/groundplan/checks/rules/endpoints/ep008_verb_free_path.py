"""The path names a thing; the method is the verb.

`POST /api/tasks/create` says "create" twice. An action that a state machine declares may end a path.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

CRUD_VERBS = frozenset({"add", "create", "delete", "edit", "fetch", "get", "list", "remove", "save", "update"})


@rule(
    "EP008",
    severity="error",
    hears="endpoint",
    bad="### POST /api/tasks/create",
    good="### POST /api/tasks",
    source="AIP-136; Zalando #138, #141",
)
def verb_free_path(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    model = model_of(endpoint, spec)
    actions = (
        {move.action for move in model.states.transitions} if model is not None and model.states is not None else set()
    )
    for segment in endpoint.segments:
        if segment.replace("-", "_") not in actions and segment.lower().replace("-", "_").split("_")[0] in CRUD_VERBS:
            rest = "/" + "/".join(other for other in endpoint.segments if other != segment)
            yield Fault(
                at=endpoint.address,
                message=f"`{segment}` in the path repeats what the method says",
                mend=f"name the thing alone: `{endpoint.method} {rest}`",
            )
