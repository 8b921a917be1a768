"""Every text that a client sends has a greatest length.

Without one a megabyte of `a` is a valid title: it fills the table, the log and every answer that lists it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type

MEND = "add `1..200`, or another range, to its rules"


def unbounded(kind: Type | None, constraints: Constraints) -> bool:
    """Whether a value, or an item of it, is text without an end."""
    if kind is None or constraints.pattern or constraints.format:
        return False
    if kind.kind == "list":
        return kind.item is not None and kind.item.textual and constraints.each.high is None
    return kind.textual and constraints.bounds.high is None


@rule(
    "RQ003",
    severity="error",
    hears="spec",
    bad="| `description` | text | yes | — | — |",
    good="| `description` | text | yes | — | ≤ 5000 |",
    source="OWASP API4:2023",
)
def string_bounded(spec: Spec) -> Iterator[Fault]:
    for endpoint in spec.endpoints:
        yield from _in_endpoint(endpoint)
    for model in spec.models:
        yield from _in_model(model)


def _in_endpoint(endpoint: Endpoint) -> Iterator[Fault]:
    for parameter in endpoint.parameters:
        if unbounded(parameter.type, parameter.constraints):
            at = endpoint.address / f"{parameter.location} {parameter.name}"
            yield Fault(
                f"the {parameter.location} parameter `{parameter.name}` is text without a greatest length", MEND, at
            )
    for field in endpoint.body.fields if endpoint.body is not None else ():
        if unbounded(field.type, field.constraints):
            at = endpoint.address / f"body {field.name}"
            yield Fault(f"the body field `{field.name}` is text without a greatest length", MEND, at)


def _in_model(model: Model) -> Iterator[Fault]:
    for field in model.fields:
        if (field.create or field.update) and unbounded(field.type, field.constraints):
            at = model.address / f"field {field.name}"
            yield Fault(f"`{model.name}.{field.name}` is text without a greatest length", MEND, at)
