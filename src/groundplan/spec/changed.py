"""What changed from one specification to the next, as those see it who look at a specification."""

from collections.abc import Iterator
from typing import TypeVar

from groundplan.spec.api import Router
from groundplan.spec.noting import alike, changed_facts
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Addressed, Spec
from groundplan.spec.watched import NAMES, SINGLE, WHICH, Look

FIELDS = Spec.__struct_fields__
Anything = TypeVar("Anything")
Element = TypeVar("Element", bound=Addressed)


def changed_looks(before: Spec, after: Spec) -> set[Look]:
    """Every look at a specification that would show something else in the other one.

    Elements that are the same objects count as unchanged, and only those; `settled` makes them so.
    """
    changed: set[Look] = set()
    for name in NAMES if before is not after else ():
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, dict):
            keys = {key for key in old.keys() | new.keys() if not _same(old.get(key), new.get(key))}
            changed.update((name, key) for key in keys)
            if keys or list(old) != list(new):
                changed.add(name)
        elif not _same(old, new):
            changed.add(name)
            if name in SINGLE:
                changed |= {f"there is {name}"} if old is None or new is None else changed_facts(old, new)
    return changed | _changed_by_fact(before, after) if "routers" in changed else changed


def _changed_by_fact(before: Spec, after: Spec) -> set[Look]:
    """What those see who ask routers and endpoints for single facts."""
    if [*_which(before)] != [*_which(after)]:
        return {WHICH}
    pairs: tuple[tuple[Noun, Noun], ...] = (
        *zip(before.routers, after.routers, strict=True),
        *zip(before.endpoints, after.endpoints, strict=True),
    )
    return {fact for old, new in pairs for fact in changed_facts(old, new, but="endpoints")}


def _which(spec: Spec) -> Iterator[tuple[str, ...]]:
    for router in spec.routers:
        yield (router.name, *(endpoint.address for endpoint in router.endpoints))


def _same(old: object, new: object) -> bool:
    if old is new:
        return True
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    return isinstance(old, str | frozenset | set) and old == new


def settled(before: Spec, after: Spec) -> Spec:
    """The second specification, with every element that says the same in the first taken from there."""
    joined = Spec(
        api=_either(before.api, after.api),
        routing=_either(before.routing, after.routing),
        routers=tuple(_routers(before, after)),
        models=_all_either(before.models, after.models),
        schemas=_all_either(before.schemas, after.schemas),
        auth=_either(before.auth, after.auth),
        errors=_either(before.errors, after.errors),
        migrations=_all_either(before.migrations, after.migrations),
        decisions=_all_either(before.decisions, after.decisions),
    )
    # What was worked out from the first one, its look-ups, is kept with it.
    return before if all(_same(getattr(before, name), getattr(joined, name)) for name in FIELDS) else joined


def _routers(before: Spec, after: Spec) -> Iterator[Router]:
    known = {router.name: router for router in before.routers}
    for router in after.routers:
        old = known.get(router.name, router)
        endpoints = _all_either(old.endpoints, router.endpoints)
        same = _same(old.endpoints, endpoints) and alike(old.replace(endpoints=()), router.replace(endpoints=()))
        yield old if same else router.replace(endpoints=endpoints)


def _all_either(before: tuple[Element, ...], after: tuple[Element, ...]) -> tuple[Element, ...]:
    if _same(before, after):
        return before
    known = {element.address: element for element in before}
    return tuple(_either(known.get(element.address, element), element) for element in after)


def _either(before: Anything, after: Anything) -> Anything:
    return before if alike(before, after) else after
