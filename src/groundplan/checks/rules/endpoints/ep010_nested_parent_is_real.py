"""A row in a nested path belongs to the row before it, and one that does not is not found.

Without a foreign key between the two the path promises a tie that no table has; without the 404 any parent's id opens any
child.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


@rule(
    "EP010",
    severity="error",
    hears="endpoint",
    bad="### GET /api/projects/{project_id}/tasks",
    good="### GET /api/tasks",
    source="OWASP API1:2023; AIP-132",
)
def nested_parent_is_real(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    parents = [
        segment
        for segment, after in zip(endpoint.segments, endpoint.segments[1:], strict=False)
        if after.startswith("{")
    ]
    child = model_of(endpoint, spec)
    # The last collection is the child's own when its id ends the path.
    nested = parents[:-1] if endpoint.path.endswith("}") else parents
    if child is None or not nested:
        return
    for collection in nested:
        parent = next((m for m in spec.models if m.table == collection.replace("-", "_")), None)
        if parent is not None and parent.name != child.name and not _tied(child, parent):
            yield Fault(
                f"`{child.name}` has no foreign key to `{parent.name}`, so nothing ties it to `{{…}}` of `{collection}`",
                f"give `{child.name}` a field that refers to `{parent.name}`, or do not nest the path",
                endpoint.address,
            )
        elif parent is not None and not any(case.status == 404 for case in endpoint.errors):
            yield Fault(
                f"a `{child.name}` of another `{parent.name}` must answer 404, and no 404 is listed",
                "add a 404 row that says so",
                endpoint.address,
            )


def _tied(child: Model, parent: Model) -> bool:
    direct = any(field.references is not None and field.references.model == parent.name for field in child.fields)
    return direct or any(way.target == parent.name and way.through for way in child.relationships)
