"""Every whole or decimal number that a client sends has a least and a greatest value.

Python reads an integer of any length, a column does not: one of 25 digits passes every check and fails in the database, as
500. Ids are bounded alike everywhere, so it is enough to say it once.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.requests.inputs import Input, all_inputs, inputs_of, inputs_to, shared_inputs
from groundplan.spec.address import API
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Type

LARGEST = 2**63 - 1
RANGE = Pattern(r"\brange\b|\bbounds?\b|\bat most\b|\d ?\.\. ?\d|[≤<]|\b\d+ ?bits?\b|\bint(?:4|8)\b", re.IGNORECASE)
IDS = Pattern(r"\b(?:ids?|keys?)\b", re.IGNORECASE)


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    return _unbounded(inputs_of(endpoint))


def _in_model(model: Model, spec: Spec) -> Iterator[Fault]:
    return _unbounded(inputs_to(model))


@rule(
    "RQ004",
    severity="error",
    hears="spec",
    bad="| `priority` | int | no | 3 | ≥ 1 | optional | optional | yes |",
    good="| `priority` | int | no | 3 | 1..5 | optional | optional | yes |",
    source="OWASP API4:2023; PostgreSQL, Numeric Types",
    endpoints=_in_endpoint,
    models=_in_model,
)
def number_bounded(spec: Spec) -> Iterator[Fault]:
    yield from _unbounded(shared_inputs(spec))
    if any(RANGE.search(text) for text in _on_ids(spec)):
        return
    key = next((item for item in all_inputs(spec) if item.is_key and _open_ends(item)), None)
    if key is not None:
        yield Fault(
            at=API / "ids",
            message=f"nothing says what an id beyond its column answers, {key.told} for one",
            mend="add to `Ids` that one out of range is answered as an unknown one",
        )


def _on_ids(spec: Spec) -> Iterator[str]:
    yield spec.api.ids
    yield from (note for note in spec.api.notes if IDS.search(note))


def _unbounded(found: Iterator[Input]) -> Iterator[Fault]:
    for item in found:
        if not item.is_key and (ends := _open_ends(item)):
            yield Fault(
                at=item.at, message=f"{item.told} has no {ends}", mend="add `1..1000`, or its own range, to its rules"
            )


def _open_ends(item: Input) -> str:
    """Which ends a number lacks; empty where it has both, or is none."""
    if item.type is None or item.constraints.pattern or item.constraints.format:
        return ""
    if item.type.kind == "list":
        return _lacking(item.type.item, item.constraints.each)
    return _lacking(item.type, item.constraints.bounds)


def _lacking(kind: Type | None, bounds: Bounds) -> str:
    # The digits of a decimal bound it, and no number is too large for a float.
    if kind is None or kind.kind not in ("int", "decimal") or kind.precision is not None:
        return ""
    low, high = (end is not None and abs(end) <= LARGEST for end in (bounds.low, bounds.high))
    return {(True, True): "", (True, False): "greatest value", (False, True): "least value"}.get(
        (low, high), "least and no greatest value"
    )
