"""Everything that a client sends has a type.

A value without one is taken as it comes, and every client and every handler guesses another.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "RQ001",
    severity="error",
    hears="endpoint",
    bad="| `status` | — | — | repeatable |",
    good="| `status` | enum(`todo`, `in_progress`, `done`) | — | repeatable |",
    source="OpenAPI 3.1 Parameter Object; Zalando #101",
)
def field_typed_required_constrained(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    mend = "name its type: `str`, `int`, `uuid`, …"
    for parameter in endpoint.parameters:
        if parameter.type is None:
            at = endpoint.address / f"{parameter.location} {parameter.name}"
            yield Fault(f"the {parameter.location} parameter `{parameter.name}` has no type", mend, at)
    for field in endpoint.body.fields if endpoint.body is not None else ():
        if field.type is None:
            yield Fault(f"the body field `{field.name}` has no type", mend, endpoint.address / f"body {field.name}")
        if field.required is None:
            message = f"nothing says whether the body field `{field.name}` is required"
            yield Fault(message, "write `yes` or `no` under Required", endpoint.address / f"body {field.name}")
