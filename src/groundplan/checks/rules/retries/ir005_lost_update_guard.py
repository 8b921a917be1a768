"""A row that counts its changes compares the count before it is changed, and gives it to whoever reads.

Two people open the same row, both save, and the second save undoes the first without a word. A version helps only if the
client sends the one that it saw, a stale one is refused, and reading tells it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import all_errors, body_fields, model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

CHANGES = ("update", "replace", "delete", "move")


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    model, behavior = model_of(endpoint, spec), endpoint.behavior
    statuses = {case.status for case in all_errors(endpoint, spec)}
    if (said := endpoint.precondition) is not None:
        if said.required and 428 not in statuses:
            yield Fault(
                at=endpoint.address / "precondition",
                message=f"`{said.header}` is required, and nothing says what a request without it answers",
                mend="add a row with 428 `precondition_required`",
            )
        return
    if model is None or not model.version or behavior is None or behavior.verb not in CHANGES:
        return
    if not _sends_version(endpoint, model, spec):
        yield Fault(
            at=endpoint.address,
            message=f"`{model.name}` counts its changes in `{model.version}`, and this change does not compare it",
            mend="add `- **Precondition**: `If-Match`, required`, or take the version in the body",
        )
    elif not statuses & {409, 412}:
        yield Fault(
            at=endpoint.address,
            message=f"nothing says what a stale `{model.version}` answers",
            mend="add a row with 409 and its code",
        )


@rule(
    "IR005",
    severity="warning",
    hears="spec",
    bad="- **Behavior**: update `Task` by `task_id`\n- **Precondition**: `If-Match`, required",
    good="- **Behavior**: update `Task` by `task_id`",
    source="RFC 9110 §8.8.3, §13.1.1; RFC 6585 §3; AIP-154",
    endpoints=_in_endpoint,
)
def lost_update_guard(spec: Spec) -> Iterator[Fault]:
    demanding: dict[str, Endpoint] = {}
    telling: set[str] = set()
    for endpoint in spec.endpoints:
        if endpoint.precondition is None and endpoint.method != "GET":
            continue
        model = model_of(endpoint, spec)
        if model is None:
            continue
        if endpoint.precondition is not None and endpoint.precondition.header == "If-Match":
            demanding.setdefault(model.name, endpoint)
        if any(header.lower() == "etag" for response in endpoint.responses for header in response.headers):
            telling.add(model.name)
    for name, endpoint in demanding.items():
        if name not in telling:
            yield Fault(
                at=endpoint.address / "precondition",
                message=f"`If-Match` compares an `ETag`, and no GET of `{name}` answers one",
                mend=f"let the GET answer `{name}Read`, with `ETag`",
            )


def _sends_version(endpoint: Endpoint, model: Model, spec: Spec) -> bool:
    sent = (*(field.name for field in body_fields(endpoint, spec)), *(known.name for known in endpoint.parameters))
    return model.version in sent or "If-Match" in sent
