"""An element that two have changed, put together part by part.

Parts are told apart as a comparison tells them: two fields of one model are two parts, and so are two error codes. Where
only one side changed a part, that side's stands; where both did, and not alike, the element is torn there.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from groundplan.evolution.identity import label, names
from groundplan.spec.address import Address
from groundplan.spec.noun import Noun

# A part that an element does not have.
NONE = object()


class Merged(NamedTuple):
    """The element with both changes, and the parts in which they differ, where it is as it was wanted."""

    element: Any
    torn: tuple[Address, ...] = ()


def merged(address: Address, before: Noun | None, wanted: Noun | None, now: Noun | None) -> Merged:
    """What an element becomes that was changed from `before` to `now` while another change of it was wanted."""
    if now in (before, wanted):
        return Merged(wanted)
    if before is None or wanted is None or now is None:
        return Merged(wanted, (address,))
    changes: dict[str, Any] = {}
    torn: list[str] = []
    for attribute in now.__struct_fields__:
        sides = tuple(getattr(element, attribute) for element in (before, wanted, now))
        changes[attribute], parts = _attribute(attribute, *sides)
        torn += parts
    return Merged(now.replace(**changes), tuple(address / part for part in dict.fromkeys(torn)))


def _attribute(attribute: str, before: Any, wanted: Any, now: Any) -> tuple[Any, list[str]]:
    if wanted in (before, now):
        return now, []
    if now == before:
        return wanted, []
    if all(isinstance(side, tuple) for side in (before, wanted, now)) and _named(attribute, (*before, *wanted, *now)):
        return _items(*(names(side, attribute) for side in (before, wanted, now)))
    return wanted, [label(attribute)]


def _named(attribute: str, items: tuple[Any, ...]) -> bool:
    """Whether the items of an attribute are parts of their own."""
    return attribute in ("notes", "effects") or any(isinstance(item, Noun) for item in items)


def _items(
    before: Mapping[str, Any], wanted: Mapping[str, Any], now: Mapping[str, Any]
) -> tuple[tuple[Any, ...], list[str]]:
    """The items as they stand now, each as it was wanted; one that is new follows the one that it was wanted behind."""
    kept: dict[str, Any] = {}
    torn: list[str] = []
    for name in dict.fromkeys((*now, *wanted)):
        was, aim, there = before.get(name, NONE), wanted.get(name, NONE), now.get(name, NONE)
        kept[name] = there if aim == was else aim
        if aim not in (was, there) and there != was:
            torn.append(name)
    order = _in_order(wanted, now)
    return tuple(kept[name] for name in order if kept[name] is not NONE), torn


def _in_order(wanted: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    behind: dict[str, list[str]] = {}
    last = ""
    for name in wanted:
        if name in now:
            last = name
        else:
            behind.setdefault(last, []).append(name)
    return [*behind.get("", ()), *(each for name in now for each in (name, *behind.get(name, ())))]
