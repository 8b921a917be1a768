"""An endpoint that says its end."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.moves import with_end
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.dates import find_date
from groundplan.architect.understand.endpoints import METHOD, PATH, endpoints_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Deprecation
from groundplan.spec.spec import Spec

INSTEAD = re.compile(
    r"\b(?:use|instead|replaced by|in favou?r of|successor|moved? to)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


def _replacement(ground: Ground) -> str:
    """The endpoint that the request names for what comes instead."""
    said = INSTEAD.search(ground.intent.quote)
    path = PATH.search(said["rest"]) if said is not None else None
    if path is None or said is None:
        return ""
    method = METHOD.search(said["rest"])
    wanted = f"{method[1] if method is not None else ground.intent.names[0].partition(' ')[0]} {path[0].rstrip('.,')}"
    return wanted if Address(wanted) in ground.spec.endpoints_by_address else ""


def _build(ground: Ground) -> Spec:
    spec, sunset, instead = ground.spec, find_date(ground.intent.quote, ground.today), _replacement(ground)
    for name in ground.intent.names:
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is not None and endpoint.deprecation is None and name != instead:
            told = with_end(endpoint, Deprecation(ground.today, sunset, instead))
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _reads(wish: Wish) -> Intent | None:
    names = tuple(str(endpoint.address) for endpoint in endpoints_meant(wish))
    return Intent("deprecate-endpoint", names=names, key=" ".join(names)) if names else None


playbook = Playbook(
    name="deprecate-endpoint",
    title="Say the end of an endpoint",
    calls=(
        "deprecate|deprecated|deprecation",
        "sunset",
        "deprecate|deprecated|sunset endpoint|get|post|put|patch|delete|route",
        "phase|phased out endpoint|get|post|put|patch|delete|route",
        "endpoint|route|get|post switched|turned|shut off|down",
    ),
    example="deprecate DELETE /api/projects/{project_id}, it goes on 30 June 2028",
    near="an old ticket goes in June",
    stage="endpoints",
    reads=_reads,
    touches=("GET", "POST", "PUT", "PATCH", "DELETE"),
    options=lambda _: (Option("headers", "A line at the endpoint, and headers on its answers", _build),),
)
