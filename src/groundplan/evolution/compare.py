"""The one comparison of two specifications, by element and by part.

The smallest edit, the summary of a proposal, the cost of an option and every verdict on a change are made from it.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from groundplan.evolution.identity import label, names
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

Element = Any


class Difference(Noun, frozen=True):
    """One element that differs. `before` is `None` if it was added, `after` if it was removed.

    `parts` are the addresses of what differs inside a changed element; `was` is the address of a renamed one before.
    """

    kind: Literal["added", "removed", "changed", "renamed"]
    address: Address
    before: Element = None
    after: Element = None
    parts: tuple[Address, ...] = ()
    was: Address | None = None


class Comparison(Noun, frozen=True):
    """Every difference, in the order of the specification after, then what was removed."""

    differences: tuple[Difference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.differences)


class _Listed(Noun, frozen=True):
    """An element and the router that it stands in."""

    element: Element
    router: str = ""


def compare(before: Spec, after: Spec) -> Comparison:
    """What became of each element; two equal specifications have no difference.

    An element that is gone while one of its kind with the same content is new was renamed, if both are the only such
    pair and there is enough content to be sure.
    """
    if before == after:
        return Comparison()
    old, new = dict(_elements(before)), dict(_elements(after))
    gone = [address for address in old if address not in new]
    come = [address for address in new if address not in old]
    renames = dict(_renames({a: old[a] for a in gone}, {a: new[a] for a in come}))
    found = []
    for address, listed in new.items():
        if (known := old.get(address)) is not None:
            if known != listed:
                parts = tuple(_parts(address, known, listed))
                found.append(Difference("changed", address, known.element, listed.element, parts))
        elif (was := renames.get(address)) is not None:
            parts = tuple(_parts(address, old[was], listed))
            found.append(Difference("renamed", address, old[was].element, listed.element, parts, was))
        else:
            found.append(Difference("added", address, None, listed.element))
    renamed = set(renames.values())
    found += [Difference("removed", a, old[a].element) for a in gone if a not in renamed]
    found += _reordered(old, new)
    return Comparison(tuple(found))


def _elements(spec: Spec) -> Iterator[tuple[Address, _Listed]]:
    yield API, _Listed(spec.api)
    yield ROUTING, _Listed(spec.routing)
    yield ERRORS, _Listed(spec.errors)
    if spec.auth is not None:
        yield AUTH, _Listed(spec.auth)
    for router in spec.routers:
        yield router.address, _Listed(router.replace(endpoints=()))
        for endpoint in router.endpoints:
            yield endpoint.address, _Listed(endpoint, router.name)
    for group in (spec.models, spec.schemas, spec.migrations, spec.decisions):
        for element in group:
            yield element.address, _Listed(element)


def _reordered(old: dict[Address, _Listed], new: dict[Address, _Listed]) -> list[Difference]:
    """A difference for each kind of element whose common ones stand in another order."""
    found = []
    for kind in dict.fromkeys(type(listed.element) for listed in new.values()):
        was = [a for a, listed in old.items() if a in new and type(listed.element) is kind]
        now = [a for a, listed in new.items() if a in old and type(listed.element) is kind]
        moved = next((b for a, b in zip(was, now, strict=False) if a != b), None)
        if moved is not None and old[moved] == new[moved]:
            element = new[moved].element
            found.append(Difference("changed", moved, element, element, (moved / "order",)))
    return found


def _parts(address: Address, before: _Listed, after: _Listed) -> Iterator[Address]:
    if before.router != after.router:
        yield address / "router"
    seen = set()
    for attribute in after.element.__struct_fields__:
        old, new = getattr(before.element, attribute), getattr(after.element, attribute)
        if old == new:
            continue
        for part in _changed(attribute, old, new):
            if part not in seen:
                seen.add(part)
                yield address / part


def _changed(attribute: str, old: Any, new: Any) -> Iterator[str]:
    """The names of the parts of one attribute that differ."""
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        yield label(attribute)
        return
    if not any(isinstance(item, Noun) for item in (*old, *new)) and attribute not in ("notes", "effects"):
        yield label(attribute)
        return
    was, now = names(old, attribute), names(new, attribute)
    differing = [name for name in now if was.get(name) != now[name]]
    differing += [name for name in was if name not in now]
    yield from differing or ["order"]


def _renames(gone: dict[Address, _Listed], come: dict[Address, _Listed]) -> Iterator[tuple[Address, Address]]:
    """Pairs of the new and the old address of elements that have only changed their name."""
    old, new = _by_content(gone), _by_content(come)
    for content, addresses in new.items():
        if len(addresses) == 1 and len(old.get(content, ())) == 1:
            yield addresses[0], old[content][0]


def _by_content(listed: dict[Address, _Listed]) -> dict[object, list[Address]]:
    found: dict[object, list[Address]] = {}
    for address, item in listed.items():
        nameless = _nameless(item)
        if nameless is not None:
            found.setdefault(nameless, []).append(address)
    return found


def _nameless(listed: _Listed) -> object | None:
    """The content of an element without its name; `None` if there is too little of it to be sure."""
    element = listed.element
    clear: Callable[..., Element] = element.replace
    match element:
        case Endpoint():
            enough = element.behavior is not None and bool(element.responses)
            return (listed.router, clear(path="")) if enough else None
        case Model():
            # The table and the schemas follow from the name and change with it.
            return clear(name="", table="", schemas=None) if len(element.fields) > 2 else None
        case Schema():
            return clear(name="") if len(element.fields) > 1 else None
        case _:
            return None
