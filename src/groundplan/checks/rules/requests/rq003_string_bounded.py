"""Every text that a client sends has a greatest length.

Without one a megabyte of `a` is a valid title: it fills the table, the log and every answer that lists it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type

# What a fix takes for a line and for a text, where nobody has said what is enough.
SHORT, LONG = 255, 2000
MEND = "add `1..200`, or another range, to its rules"


def unbounded(kind: Type | None, constraints: Constraints) -> bool:
    """Whether a value, or an item of it, is text without an end."""
    if kind is None or constraints.pattern or constraints.format:
        return False
    if kind.kind == "list":
        return kind.item is not None and kind.item.textual and constraints.each.high is None
    return kind.textual and constraints.bounds.high is None


def _limited(kind: Type | None, constraints: Constraints) -> Constraints:
    """The constraints of a value with a greatest length, if it has none."""
    if kind is None or not unbounded(kind, constraints):
        return constraints
    high = LONG if "text" in (kind.kind, kind.item and kind.item.kind) else SHORT
    if kind.kind == "list":
        return constraints.replace(each=constraints.each.replace(high=high))
    return constraints.replace(bounds=constraints.bounds.replace(high=high))


def _all_limited(spec: Spec) -> Spec:
    """The specification in which every text that a client sends has a greatest length."""

    def change(endpoint: Endpoint) -> Endpoint:
        parameters = tuple(
            each.replace(constraints=_limited(each.type, each.constraints)) for each in endpoint.parameters
        )
        body = endpoint.body
        if body is not None:
            fields = (each.replace(constraints=_limited(each.type, each.constraints)) for each in body.fields)
            body = body.replace(fields=tuple(fields))
        return endpoint.replace(parameters=parameters, body=body)

    models = tuple(
        model.replace(
            fields=tuple(
                field.replace(constraints=_limited(field.type, field.constraints))
                if field.create or field.update
                else field
                for field in model.fields
            )
        )
        for model in spec.models
    )
    return with_endpoints(spec, change).replace(models=models)


def _in_model(model: Model, _: Spec) -> Iterator[Fault]:
    for field in model.fields:
        if (field.create or field.update) and unbounded(field.type, field.constraints):
            at = model.address / f"field {field.name}"
            yield Fault(f"`{model.name}.{field.name}` is text without a greatest length", MEND, at)


@rule(
    "RQ003",
    severity="error",
    hears="endpoint",
    bad="| `description` | text | yes | — | — |",
    good="| `description` | text | yes | — | ≤ 5000 |",
    source="OWASP API4:2023",
    models=_in_model,
    unsafe_fix=_all_limited,
)
def string_bounded(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
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
