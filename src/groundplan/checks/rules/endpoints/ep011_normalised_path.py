"""A path begins with a slash, has no empty segment, does not end with a slash, and holds no query.

FastAPI answers the other spelling of a path with a redirect, which costs a request, and some clients drop the body or the
`Authorization` header on the way.
"""

from collections import Counter
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

QUERY = Pattern(r"[?#]")


def _normal(path: str) -> str:
    return "/" + "/".join(segment for segment in path.split("/") if segment)


def _operation(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.method, _normal(endpoint.path)


def _normalised(spec: Spec) -> Spec:
    """The specification in which paths have no slash too many; where two would become one, both stay."""
    wanted = Counter(_operation(endpoint) for endpoint in spec.endpoints)

    def change(endpoint: Endpoint) -> Endpoint:
        stays = wanted[_operation(endpoint)] > 1 or QUERY.search(endpoint.path)
        return endpoint if stays else endpoint.replace(path=_normal(endpoint.path))

    return with_endpoints(spec, change)


@rule(
    "EP011",
    severity="error",
    hears="endpoint",
    bad="### GET /api/tasks/{task_id}/",
    good="### GET /api/tasks/{task_id}",
    source="Zalando #136; OpenAPI 3.1 Paths Object",
    fix=_normalised,
)
def normalised_path(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if QUERY.search(endpoint.path):
        mend = "name the path alone, and put what follows `?` into the table of query parameters"
        yield Fault(at=endpoint.address, message=f"`{endpoint.path}` holds a query", mend=mend)
    elif endpoint.path != (normal := _normal(endpoint.path)):
        message = f"`{endpoint.path}` has a slash too many or too few"
        yield Fault(at=endpoint.address, message=message, mend=f"write `{normal}`")
