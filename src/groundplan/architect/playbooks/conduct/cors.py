"""Browsers on other origins."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.taxonomy import extended
from groundplan.architect.playbook import Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.api import Cors
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

ORIGIN = re.compile(
    r"\bhttps?://[A-Za-z0-9.-]+(?::\d+)?|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|eu|de|co|example)\b|\blocalhost:\d+",
    re.IGNORECASE,
)
COOKIES = re.compile(r"\b(?:cookies?|credentials?)\b", re.IGNORECASE)
EXPOSED = ("Location", "ETag", "Retry-After", "Deprecation", "Sunset", "Link", "Content-Disposition")


def _origins(text: str) -> tuple[str, ...]:
    """The origins that a text names, with their scheme."""
    found = (match[0].rstrip(".").lower() for match in ORIGIN.finditer(text))
    return tuple(
        dict.fromkeys(
            name if "://" in name else f"{'http' if name.startswith('localhost') else 'https'}://{name}"
            for name in found
        )
    )


def _headers(endpoints: tuple[Endpoint, ...]) -> tuple[str, ...]:
    keyed = any(e.idempotency is not None and e.idempotency.kind == "key" for e in endpoints)
    conditions = tuple(dict.fromkeys(e.precondition.header for e in endpoints if e.precondition is not None))
    return ("Authorization", "Content-Type", *(("Idempotency-Key",) if keyed else ()), *conditions)


def _build(ground: Ground) -> Spec:
    spec = ground.spec
    origins = _origins(ground.intent.quote) or _origins(ground.answers.get("origins", ""))
    known, endpoints = spec.routing.cors or Cors(), tuple(spec.endpoints)
    if not origins or set(origins) <= set(known.origins):
        return spec
    answered = {header for e in endpoints for r in e.responses for header in r.headers} | {"Retry-After"}
    cors = Cors(
        origins=extended(known.origins, *origins),
        credentials=known.credentials or COOKIES.search(ground.intent.quote) is not None,
        methods=tuple(dict.fromkeys(endpoint.method for endpoint in endpoints)),
        headers=extended(known.headers, *_headers(endpoints)),
        exposed=tuple(header for header in EXPOSED if header in answered),
    )
    return spec.replace(routing=spec.routing.replace(cors=cors))


def _questions(ground: Ground) -> tuple[Question, ...]:
    if _origins(ground.intent.quote):
        return ()
    why = "A list of exact origins is the whole protection; `*` is none."
    asked = "Which origins do the browsers come from, such as https://app.example.com?"
    return (Question("origins", asked, why, (), "", weight=60),)


def _reads(wish: Wish) -> Intent | None:
    return Intent("cors")


playbook = Playbook(
    name="cors",
    title="Let browsers on other origins call",
    calls=(
        "cors",
        "cross origin",
        "another|other|different origin|domain",
        "origin allow|allowed|list|browser",
        "browser|frontend|spa|web call|calls|reach|access|load from|on|at",
        "allow|permit|enable request|call|calls from",
    ),
    example="the frontend at https://app.example.com calls the API from the browser",
    near="a ticket has an origin",
    reads=_reads,
    touches=("routing",),
    options=lambda _: (Option("origins", "An exact list of origins", _build),),
    questions=_questions,
)
