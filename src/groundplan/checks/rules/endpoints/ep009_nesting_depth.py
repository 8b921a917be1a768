"""A path names at most two rows.

Each further level repeats what the id behind it implies, and every handler has to check that all of them belong together.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

MOST = 2


@rule(
    "EP009",
    severity="warning",
    hears="endpoint",
    bad="### GET /api/tasks/{task_id}/a/{a_id}/b/{b_id}",
    good="### GET /api/tasks/{task_id}",
    source="Zalando #147",
)
def nesting_depth(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if len(endpoint.path_names) > MOST:
        yield Fault(
            f"the path names {len(endpoint.path_names)} rows; the last id alone tells which is meant",
            "begin the path at the collection of the last or the last but one",
            endpoint.address,
        )
