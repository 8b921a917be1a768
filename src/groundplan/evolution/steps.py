"""A change as steps, one for each element, so that it can be kept and carried out on a specification that moved on.

A step knows the element that it was planned on: whatever else has changed since, in other elements or in other parts of
this one, it can be carried out as long as the parts that it changes are as they were.
"""

from typing import Any

import msgspec

from groundplan.evolution.compare import compare
from groundplan.evolution.elements import GROUPS, SINGLE, element_of, with_element, without_element
from groundplan.evolution.merging import Merged, merged
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.failure import InvalidInput
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

GONE = msgspec.Raw(b"null")


class Step(Noun, frozen=True):
    """One element as it was when this was planned, and what it becomes; null where there is none.

    `router` is the one that an endpoint stands in.
    """

    address: str
    before: msgspec.Raw = GONE
    after: msgspec.Raw = GONE
    router: str = ""


def steps(before: Spec, after: Spec) -> tuple[Step, ...]:
    """What leads from one specification to another; the order of elements alone is no step."""
    found: dict[str, Step] = {}
    for difference in compare(before, after).differences:
        for address in filter(None, (difference.was, difference.address)):
            found[address] = _step(address, before, after)
    # An endpoint can only be put where its router is, and a router be taken away once nothing stands in it.
    return tuple(sorted(found.values(), key=lambda step: not step.address.startswith("router ")))


def _step(address: str, before: Spec, after: Spec) -> Step:
    router = after.router_by_endpoint.get(address)
    was, now = _encoded(element_of(address, before)), _encoded(element_of(address, after))
    return Step(str(address), was, now, router.name if router is not None else "")


def _encoded(element: Noun | None) -> msgspec.Raw:
    return GONE if element is None else msgspec.Raw(msgspec.json.encode(element))


def outdated(planned: tuple[Step, ...], spec: Spec) -> tuple[Address, ...]:
    """The parts that the steps change and that were changed otherwise since; the whole element where it came or went.

    Raises:
        InvalidInput: a step makes no element of its kind.
    """
    return tuple(address for step in planned for address in _merged(step, element_of(step.address, spec)).torn)


def clashes(first: tuple[Step, ...], second: tuple[Step, ...], spec: Spec) -> tuple[Address, ...]:
    """The parts that make the second change outdated once the first is carried out.

    Raises:
        InvalidInput: a step makes no element of its kind.
    """
    known = {step.address: step for step in first}
    found: list[Address] = []
    for step in second:
        if (other := known.get(step.address)) is not None:
            now = element_of(step.address, spec)
            already = _merged(step, now).torn
            found += (part for part in _merged(step, _merged(other, now).element).torn if part not in already)
    return tuple(found)


def _merged(step: Step, now: Noun | None) -> Merged:
    return merged(Address(step.address), _decoded(step, step.before), _decoded(step, step.after), now)


def carried_out(planned: tuple[Step, ...], spec: Spec) -> Spec:
    """The specification after every step; each leaves the parts of its element that it does not change as they are.

    Raises:
        InvalidInput: a step makes no element of its kind.
    """
    for step in planned:
        element = _merged(step, element_of(step.address, spec)).element
        spec = (
            without_element(step.address, spec)
            if element is None
            else with_element(step.address, element, spec, step.router)
        )
    return spec


def _decoded(step: Step, encoded: msgspec.Raw) -> Any:
    if bytes(encoded) == bytes(GONE):
        return None
    kind = step.address.partition(" ")[0]
    type_ = {**SINGLE, **GROUPS}.get(kind, ("", Endpoint))[1]
    try:
        element: Any = msgspec.json.decode(encoded, type=type_)
    except msgspec.MsgspecError as error:
        raise InvalidInput(f"the step on `{step.address}` makes no such element: {error}") from error
    if kind not in SINGLE and element.address != Address(step.address):
        raise InvalidInput(f"the step on `{step.address}` makes `{element.address}`")
    return element
