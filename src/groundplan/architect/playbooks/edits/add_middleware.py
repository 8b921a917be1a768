"""Something that every request passes."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.api import Middleware
from groundplan.spec.spec import Spec

# What people ask for, and the layer before which it stands: the first of these that there is.
KNOWN: tuple[tuple[str, Middleware, tuple[str, ...]], ...] = (
    (r"gzip|compress\w*|brotli", Middleware("compression", "bodies of 1 KiB and more, none of the answers that hold a token", "answers are smaller"), ()),
    (r"security headers?|hsts|x-frame|nosniff|content security", Middleware("security headers", "`Strict-Transport-Security`, `X-Content-Type-Options: nosniff`", "no browser guesses"), ("cors",)),
    (r"time-?outs?|time limit|slow requests?", Middleware("timeout", "10 seconds, then 503", "no request holds a worker for ever"), ("body limit", "rate limit")),
    (r"trusted hosts?|host header|allowed hosts?", Middleware("trusted hosts", "the hosts of the deployment", "a forged `Host` reaches nothing"), ("body limit", "rate limit")),
    (r"https redirect\w*|force https|redirect to https", Middleware("HTTPS", "http is redirected with 308", "nothing travels in the clear"), ("access log", "cors")),
    (r"metrics|prometheus|timing|latency", Middleware("metrics", "count and time by route and status", "what is slow is seen"), ("cors",)),
    (r"trac(?:e|es|ing)|opentelemetry", Middleware("tracing", "a span for each request, W3C `traceparent`", "one request is followed across services"), ("access log", "cors")),
    (r"proxy headers?|forwarded|real ip", Middleware("proxy headers", "`X-Forwarded-For` of trusted proxies only", "limits count the real caller"), ("access log", "cors")),
)  # fmt: skip


def _wanted(text: str) -> tuple[Middleware, tuple[str, ...]] | None:
    return next(
        ((layer, before) for words, layer, before in KNOWN if re.search(rf"\b(?:{words})", text, re.IGNORECASE)), None
    )


def _build(ground: Ground) -> Spec:
    found, layers = _wanted(ground.intent.quote), ground.spec.routing.middleware
    if found is None or any(layer.name.lower() == found[0].name.lower() for layer in layers):
        return ground.spec
    layer, before = found
    at = next((i for name in before for i, known in enumerate(layers) if known.name.lower() == name), len(layers))
    return ground.spec.replace(routing=ground.spec.routing.replace(middleware=(*layers[:at], layer, *layers[at:])))


def _reads(wish: Wish) -> Intent | None:
    found = _wanted(wish.text)
    return None if found is None else Intent("add-middleware", key=found[0].name)


playbook = Playbook(
    name="add-middleware",
    title="Add a layer that every request passes",
    calls=(
        "middleware",
        "gzip|compress|compression answer|answers|response|responses|body|bodies",
        "security header|headers",
        "every|all|each request|requests|answer|answers|response|responses header|headers|timeout|trace|metrics|https|logged",
        "request timeout",
        "trusted host|hosts",
        "force|redirect https",
        "proxy|forwarded header|headers",
        "trace|tracing request|requests",
        "prometheus|opentelemetry metrics|traces|tracing",
    ),
    example="add a middleware that compresses answers",
    near="a ticket about headers",
    reads=_reads,
    touches=("routing",),
    options=lambda _: (Option("layer", "A layer at its place in the order", _build),),
)
