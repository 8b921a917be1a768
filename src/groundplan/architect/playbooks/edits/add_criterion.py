"""A sentence that a test shows of an endpoint."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.endpoints import PATH, endpoints_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.spec import Spec

SAID = re.compile(r"(?::|\bthat\b)\s*(?P<text>.+)$", re.IGNORECASE | re.DOTALL)


def _build(ground: Ground) -> Spec:
    spec, said = ground.spec, SAID.search(ground.intent.quote)
    text = " ".join(said["text"].split()).strip("'\"") if said is not None else ""
    if not text:
        return spec
    told = f"{text[0].upper()}{text[1:].rstrip('.')}."
    for name in ground.intent.names:
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is not None:
            changed = endpoint.replace(criteria=extended(endpoint.criteria, *criteria(told)))
            spec = spec.with_endpoint(changed, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _reads(wish: Wish) -> Intent | None:
    if PATH.search(wish.text) is None or SAID.search(wish.text) is None:
        return None
    names = tuple(str(endpoint.address) for endpoint in endpoints_meant(wish))
    return Intent("add-criterion", names=names[:1], key=" ".join(names[:1])) if names else None


playbook = Playbook(
    name="add-criterion",
    title="Add a criterion to an endpoint",
    calls=("criterion|criteria", "acceptance criterion|criteria|test", "add criterion|criteria to|for"),
    example="add a criterion to GET /api/projects: a list without projects answers 200 with no items",
    near="a ticket has acceptance notes",
    stage="endpoints",
    reads=_reads,
    touches=("GET", "POST", "PUT", "PATCH", "DELETE"),
    options=lambda _: (Option("sentence", "A checkbox at the endpoint", _build),),
)
