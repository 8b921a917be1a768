"""Every endpoint belongs to one router, and its path begins with that router's prefix.

A router is where an endpoint gets its tag, its dependencies and its defaults. One outside of any router, or in two, has
none of them or two sets; one under a foreign prefix is served where nobody looks for it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ROUTING
from groundplan.spec.api import Router, Routing
from groundplan.spec.spec import Spec


@rule(
    "RT001",
    severity="error",
    hears="router",
    bad="| `tasks` | `/api/task` | `routers/tasks` | authenticated | owner, `Task.user_id` |",
    good="| `tasks` | `/api/tasks` | `routers/tasks` | authenticated | owner, `Task.user_id` |",
    source="Spectral operation-tags; zally M011",
)
def router_owns_endpoint(router: Router, spec: Spec) -> Iterator[Fault]:
    if spec.routing == Routing() and not any(other.prefix for other in _routed(spec)):
        if router is next(_routed(spec), None):
            yield Fault(
                at=ROUTING,
                message="nothing says how a request travels: which router serves which paths, middleware, dependencies",
                mend="write them down in `api/routing.md`; `groundplan init` in an empty folder shows how",
            )
    elif router.name and router.endpoints and not router.prefix:
        yield Fault(
            at=ROUTING / f"router {router.name}",
            message=f"the router `{router.name}` has no prefix",
            mend="give it a row with its prefix in the table of routers",
        )
    for endpoint in router.endpoints:
        owner = spec.router_by_endpoint[endpoint.address]
        if not router.name:
            yield Fault(
                at=endpoint.address,
                message=f"`{endpoint.address}` belongs to no router",
                mend="move it below a heading that says `- **Router**: `name``",
            )
        elif owner.name != router.name:
            yield Fault(
                at=endpoint.address,
                message=f"`{endpoint.address}` stands in the routers `{router.name}` and `{owner.name}`",
                mend="keep it in one of them",
            )
        elif router.prefix and not f"{endpoint.path}/".startswith(f"{router.prefix.rstrip('/')}/"):
            yield Fault(
                at=endpoint.address,
                message=f"`{endpoint.path}` does not begin with `{router.prefix}`, the prefix of its router",
                mend=f"move it below `{router.prefix}`, or into the router of its path",
            )


def _routed(spec: Spec) -> Iterator[Router]:
    return (router for router in spec.routers if router.name and router.endpoints)
