"""Every list that a client sends has a greatest length, items of a type, and a word on equal ones where they are ids.

A hundred thousand ids are one request, and as many rows. The same id twice breaks the key of the table that links them,
or counts twice.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.requests.inputs import Input, inputs_of, inputs_to, shared_inputs
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

IDS = Pattern(r"(?:^|_)ids$|Ids$")
REPEATED = Pattern(r"\b(?:duplicat\w*|repeat\w*|twice|distinct|unique|equal)\b", re.IGNORECASE)


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    return _open(inputs_of(endpoint), spec)


def _in_model(model: Model, spec: Spec) -> Iterator[Fault]:
    return _open(inputs_to(model), spec)


@rule(
    "RQ005",
    severity="error",
    hears="spec",
    bad="| `tag_ids` | list of uuid | — | — | — | optional | optional | — |",
    good="| `tag_ids` | list of uuid | — | — | 0..20; distinct | optional | optional | — |",
    source="OWASP API4:2023",
    endpoints=_in_endpoint,
    models=_in_model,
)
def array_bounded(spec: Spec) -> Iterator[Fault]:
    return _open(shared_inputs(spec), spec)


def _open(found: Iterator[Input], spec: Spec) -> Iterator[Fault]:
    # The server cuts off the line of a request, and with it a list in a query.
    lists = (item for item in found if item.where == "body" and item.type is not None and item.type.kind == "list")
    for item in lists:
        if item.constraints.bounds.high is None:
            message = f"{item.told} is a list without a greatest length"
            yield Fault(at=item.at, message=message, mend="add `0..20`, or its own range, to its rules")
        if item.type is None or item.type.item is None:
            message = f"nothing says what the items of {item.told} are"
            yield Fault(at=item.at, message=message, mend="name their type: `list of uuid`")
        texts = (*item.said, *spec.api.notes)
        if IDS.search(item.name) and not item.constraints.distinct and not any(map(REPEATED.search, texts)):
            message = f"nothing says what the same id twice in {item.told} does"
            yield Fault(at=item.at, message=message, mend="add `distinct` to its rules, or say that it counts once")
