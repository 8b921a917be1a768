"""Answers that need not be sent twice."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.endpoints import endpoints_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

LONGEST = 86_400
SERVER = re.compile(r"\b(?:redis|memcached?|server[- ]side|in memory)\b", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    spec, seconds = ground.spec, min(find_duration(ground.intent.quote) or 0, LONGEST)
    for name in ground.intent.names:
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is None or any("Cache-Control" in response.headers for response in endpoint.responses):
            continue
        access = access_of(endpoint, spec)
        spec = spec.with_endpoint(
            _cached(endpoint, seconds, private=access is not None and access.secured),
            spec.router_by_endpoint[endpoint.address].name,
        )
    return spec


def _cached(endpoint: Endpoint, seconds: int, *, private: bool) -> Endpoint:
    who = "private" if private else "public"
    policy = f"{who}, max-age={seconds}" if seconds else f"{who}, no-cache"
    responses = tuple(
        response.replace(headers=extended(response.headers, "ETag", "Cache-Control"))
        if response.status == 200
        else response
        for response in endpoint.responses
    )
    stale = f"for {seconds} seconds" if seconds else "only after asking whether it has changed"
    notes = (
        f"`Cache-Control: {policy}`{', `Vary: Authorization`' if private else ''}: a client may use its copy {stale}.",
        "A request with `If-None-Match` that still holds is answered 304 without a body.",
    )
    told = criteria(
        f"200 carries `ETag` and `Cache-Control: {policy}`; once a row has changed, it carries another `ETag`.",
    )
    return endpoint.replace(
        responses=responses,
        notes=extended(endpoint.notes, *notes),
        criteria=extended(endpoint.criteria, *told),
    )


def _reads(wish: Wish) -> Intent | None:
    if SERVER.search(wish.text):
        return None
    names = tuple(str(endpoint.address) for endpoint in endpoints_meant(wish) if endpoint.method == "GET")
    return Intent("caching", names=names, key=" ".join(names)) if names else None


playbook = Playbook(
    name="caching",
    title="Let clients keep answers",
    calls=(
        "cache|caching|cached|cacheable",
        "cache control|header|answer|response|list|for",
        "not modified",
        "rarely|seldom|hardly change|changes|updated",
        "conditional get|request|requests",
        "304",
        "max age",
    ),
    example="clients may cache the list of projects for 5 minutes",
    near="the cashier closes a ticket",
    reads=_reads,
    touches=("GET",),
    options=lambda _: (Option("http", "`ETag` and `Cache-Control`, and nothing on the server", _build),),
)
