"""One method and one path belong to one endpoint.

The names in braces tell no two paths apart: FastAPI answers with whichever was registered first and never says that there
is another one.
"""

from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import Address
from groundplan.spec.spec import Spec

NAME = Pattern(r"\{[^{}]*\}")


@rule(
    "EP002",
    severity="error",
    hears="spec",
    bad="### GET /api/tasks/{id}",
    good="### PATCH /api/tasks/{task_id}",
    source="OpenAPI 3.1 Paths Object; Redocly no-identical-paths",
)
def duplicate_operation(spec: Spec) -> Iterator[Fault]:
    known: dict[str, tuple[Address, str]] = {}
    for router in spec.routers:
        for endpoint in router.endpoints:
            operation = f"{endpoint.method} {NAME.sub('{}', endpoint.path)}"
            if operation not in known:
                known[operation] = endpoint.address, router.name
                continue
            first, owner = known[operation]
            same = first == endpoint.address
            if same and router.name and owner and router.name != owner:
                continue  # RT001 tells of both routers
            yield Fault(
                at=endpoint.address,
                message=f"`{first}` is there twice" if same else f"`{endpoint.address}` and `{first}` are one path",
                mend="keep one of the two, or give them different paths",
            )
