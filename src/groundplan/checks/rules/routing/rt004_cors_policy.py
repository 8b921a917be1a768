"""Browsers on other origins are let in by name, and with what they need, or not at all.

`*` together with credentials makes every page on the web act as whoever is signed in, since servers then answer with the
origin that asked. A list that lacks a method or the `Authorization` header refuses the browser before the request is sent.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ROUTING
from groundplan.spec.api import Cors
from groundplan.spec.effective import fits
from groundplan.spec.spec import Spec

SIMPLE = frozenset({"HEAD", "OPTIONS"})


@rule(
    "RT004",
    severity="error",
    hears="spec",
    bad="- **Origins**: `*`\n- **Credentials**: yes\n- **Methods**: `GET`, `POST`, `PATCH`, `DELETE`\n"
    "- **Headers**: `Authorization`",
    good="- **Origins**: none; no browser client on another origin is known yet\n- **Credentials**: no",
    source="Fetch Standard, CORS protocol; OWASP API8:2023",
)
def cors_policy(spec: Spec) -> Iterator[Fault]:
    cors = spec.routing.cors
    if cors is None:
        layer = next((layer for layer in spec.routing.middleware if "cors" in layer.name.lower()), None)
        if layer is not None:
            yield Fault(
                at=ROUTING / f"middleware {layer.name}",
                message=f"`{layer.name}` answers other origins, and nothing says which",
                mend="add a section `Cross-origin requests` with `- **Origins**:`, or none and why",
            )
        return
    for message, mend in _origins(cors):
        yield Fault(at=ROUTING / "origins", message=message, mend=mend)
    if cors.origins:
        yield from _needs(cors, spec)


def _origins(cors: Cors) -> Iterator[tuple[str, str]]:
    wild = [origin for origin in cors.origins if "*" in origin]
    if wild and cors.credentials:
        yield f"`{wild[0]}` with credentials lets every page act as the user", "list the origins one by one"
    elif "*" in wild and not cors.reason:
        yield "`*` lets every page read the answers", "list the origins one by one, or let no other origin in"
    if "null" in cors.origins:
        yield "`null` is the origin of every sandboxed page and local file", "take it out"


def _needs(cors: Cors, spec: Spec) -> Iterator[Fault]:
    """What a browser may not send, and endpoints need."""
    methods = {method.upper() for method in cors.methods}
    needed = {endpoint.method for endpoint in spec.endpoints} - SIMPLE
    if "*" not in methods and (missing := sorted(needed - methods)):
        yield Fault(
            at=ROUTING / "methods",
            message=f"other origins may not send {', '.join(f'`{method}`' for method in missing)}, which endpoints need",
            mend="list the methods that the clients of other origins use",
        )
    bearer = spec.auth is not None and spec.auth.scheme == "bearer"
    secured = bearer and any(fits("secured", endpoint, spec) for endpoint in spec.endpoints)
    # A `*` among the headers does not stand for this one.
    if secured and "authorization" not in {header.lower() for header in cors.headers}:
        yield Fault(
            at=ROUTING / "headers",
            message="other origins may not send `Authorization`, which secured endpoints need",
            mend="add it to the headers",
        )
    if cors.credentials and "*" in (*cors.methods, *cors.headers):
        yield Fault(
            at=ROUTING / "credentials",
            message="with credentials `*` stands for no method and no header",
            mend="list them one by one",
        )
