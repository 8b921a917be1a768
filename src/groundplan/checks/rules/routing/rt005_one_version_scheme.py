"""All paths stand below the base path and tell their version in the one way that the API has chosen.

Where some paths carry a version and others do not, a client cannot tell which of them will move when the version does.
Probes of the platform are no part of the API and stand outside.
"""

from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

VERSION = Pattern(r"/v\d+(?=/|$)")
PROBES = frozenset(
    {"health", "healthz", "live", "livez", "metrics", "ping", "ready", "readyz", "version", ".well-known"}
)


def _relative(base: str, spec: Spec) -> bool:
    """Whether all of several paths are written without the base path, which then goes without saying."""
    root = VERSION.sub("", base) or base
    return len(spec.endpoint_addresses) > 1 and not any(f" {root}/" in f"{at}/" for at in spec.endpoint_addresses)


@rule(
    "RT005",
    severity="error",
    hears="endpoint",
    bad="### GET /tasks",
    good="### GET /api/tasks",
    source="AIP-185; Zalando #115",
)
def one_version_scheme(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    base = spec.api.base_path.rstrip("/")
    if not endpoint.segments or endpoint.segments[0] in PROBES or _relative(base, spec):
        return
    versioned = VERSION.search(base) is not None
    root, path = VERSION.sub("", base), VERSION.sub("", endpoint.path, count=1)
    if not f"{path}/".startswith(f"{root}/"):
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.path}` stands outside of `{base}`, the base path of the API",
            mend=f"call it `{base}{endpoint.path}`",
        )
    elif versioned and VERSION.search(endpoint.path) is None:
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.path}` carries no version, while the base path `{base}` does",
            mend=f"call it `{base}{endpoint.path.removeprefix(root)}`",
        )
    elif spec.routing.versioning.strategy not in ("", "path") and VERSION.search(endpoint.path):
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.path}` carries a version, which this API tells by {spec.routing.versioning.strategy}",
            mend=f"call it `{path}`",
        )
