"""Nothing is left to be decided.

A blank is found, a `TBD` is believed to be somebody's business. What is not known yet is a decision with the status
proposed, with its options and what hangs on them, and not a word in the middle of a promise.
"""

from collections.abc import Iterator

import msgspec

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.record import Migration
from groundplan.spec.spec import Spec

# `TODO` alone is the name of a state often enough; what stands in backticks is a name as well.
OPEN = Pattern(
    r"(?<![`\w=])(?:TODO(?![`\w\"])|(?:TBD|TBC|TBA|FIXME|UNDECIDED)(?![`\w])|\?\?\?|to be (?:decided|defined|determined|confirmed)\b)"
)

# One of them is in all that is open, and a plain text is found faster than a pattern.
SIGNS = ("TODO", "TB", "FIXME", "UNDECIDED", "???", "to be ")


def _in_endpoint(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    yield from _left_in(endpoint.address, endpoint)


def _in_model(model: Model, _: Spec) -> Iterator[Fault]:
    yield from _left_in(model.address, model)


@rule(
    "DC005",
    severity="error",
    hears="spec",
    bad="- **Revocation**: TBD; the user's row",
    good="- **Revocation**: the user's row",
    source="ISO/IEC/IEEE 29148 §5.2.6, complete",
    endpoints=_in_endpoint,
    models=_in_model,
)
def undecided_left(spec: Spec) -> Iterator[Fault]:
    for at, noun in _elements(spec):
        yield from _left_in(at, noun)


def _elements(spec: Spec) -> Iterator[tuple[Address, Noun]]:
    yield API, spec.api
    yield ROUTING, spec.routing
    yield ERRORS, spec.errors
    if spec.auth is not None:
        yield AUTH, spec.auth
    for router in spec.routers:
        yield router.address, router.replace(endpoints=())
    others: tuple[Schema | Migration, ...] = (*spec.schemas, *spec.migrations)
    for element in others:
        yield element.address, element
    for decision in spec.decisions:
        if decision.status != "proposed":
            yield decision.address, decision


def _left_in(at: Address, noun: Noun) -> Iterator[Fault]:
    # One search over all that an element says is a tenth of the time of a walk through its parts.
    text = msgspec.json.encode(noun).decode()
    if not any(sign in text for sign in SIGNS):
        return
    sentences = (
        text[text.rfind('"', 0, left.start()) + 1 : text.find('"', left.end())] for left in OPEN.finditer(text)
    )
    for sentence in dict.fromkeys(sentences):
        yield Fault(
            at=at,
            message=f"“{sentence}” is not decided",
            mend="decide it, or record it as a decision with the status proposed",
        )
