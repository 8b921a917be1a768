"""The success status is the one that the method promises.

Clients, caches and generated code act on the status before they read a body: 201 makes them look for `Location`, 204 for
nothing at all.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint, Response
from groundplan.spec.spec import Spec

EXPECTED = {
    "GET": (200, 206),
    "HEAD": (200, 204),
    "PATCH": (200, 202, 204),
    "PUT": (200, 201, 202, 204),
    "DELETE": (200, 202, 204),
    "POST": (200, 201, 202, 204, 207),
    "OPTIONS": (200, 204),
}


@rule(
    "EP006",
    severity="error",
    hears="endpoint",
    bad="| 200 | `TaskRead`, with `Location` | created; `Location` names it |",
    good="| 201 | `TaskRead`, with `Location` | created; `Location` names it |",
    source="RFC 9110 §15.3; Zalando #148, #150, #152",
)
def status_fits_method(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    creates = endpoint.method == "POST" and endpoint.behavior is not None and endpoint.behavior.verb == "create"
    expected = (201, 202) if creates else EXPECTED[endpoint.method]
    for response in endpoint.responses:
        at = endpoint.address / f"response {response.status}"
        if response.status not in expected:
            listed = " or ".join(map(str, expected))
            what = "a create" if creates else endpoint.method
            yield Fault(f"{what} answers {listed}, not {response.status}", f"make the status {expected[0]}", at)
        elif (fault := _body_fault(response)) is not None:
            yield Fault(*fault, at)


def _body_fault(response: Response) -> tuple[str, str] | None:
    filled = bool(response.schema or response.media)
    if response.status == 204 and filled:
        return "204 has no body, and one is named", "answer 200, or write `no body`"
    if response.status in (200, 201) and not filled:
        return f"{response.status} names no body", "name the schema or the media type, or answer 204"
    return None
