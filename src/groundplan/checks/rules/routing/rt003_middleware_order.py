"""Middleware stands in the order in which it can do its work, the outermost first.

An id that is given late is missing from the lines that were logged before. An error boundary outside the log hides the
status from it; CORS behind the rate limit leaves a browser with an error that it may not read. FastAPI puts what was
added last on the outside, so the order in code is the reverse of this one.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ROUTING
from groundplan.spec.api import Middleware
from groundplan.spec.spec import Spec

# The outermost first; a layer is known by any of the words in its name.
ORDER = (
    ("request id", "request-id", "correlation"),
    ("access log", "logging"),
    ("error",),
    ("cors",),
    ("trusted host", "allowed host"),
    ("body limit", "body size"),
    ("rate limit", "throttl"),
    ("compression", "gzip"),
)


def _rank(layer: Middleware) -> int | None:
    name = layer.name.lower()
    return next((rank for rank, words in enumerate(ORDER) if any(word in name for word in words)), None)


def _sorted(spec: Spec) -> Spec:
    """Known layers in order, in the places that known layers have; others stay where they are."""
    layers = spec.routing.middleware
    ranks = [_rank(layer) for layer in layers]
    known = iter(layer for rank in range(len(ORDER)) for layer, own in zip(layers, ranks, strict=True) if own == rank)
    placed = tuple(layer if rank is None else next(known) for layer, rank in zip(layers, ranks, strict=True))
    return spec if placed == layers else spec.replace(routing=spec.routing.replace(middleware=placed))


@rule(
    "RT003",
    severity="warning",
    hears="spec",
    bad="| 1 | access log | sees the final status, also of errors |\n| 2 | request id | every later line of the log carries it |",
    good="| 1 | request id | every later line of the log carries it |\n| 2 | access log | sees the final status, also of errors |",
    source="Starlette, Middleware",
    fix=_sorted,
)
def middleware_order(spec: Spec) -> Iterator[Fault]:
    known = [(rank, layer) for layer in spec.routing.middleware if (rank := _rank(layer)) is not None]
    for index, (rank, layer) in enumerate(known):
        outer = next((other for above, other in known[:index] if above > rank), None)
        if outer is not None:
            yield Fault(
                at=ROUTING / f"middleware {layer.name}",
                message=f"`{layer.name}` stands inside `{outer.name}`",
                mend=f"move it before `{outer.name}`",
            )
