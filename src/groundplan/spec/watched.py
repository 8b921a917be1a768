"""What functions of a specification gave, kept as long as everything that they looked at stays the same.

A function is called with a specification that notes what is asked of it: a name (`errors`), or a key in one of the
look-ups (`models_by_name`, `Task`). After an edit only those whose notes touch what changed are called again. So
nobody has to declare what a rule depends on, and nobody can declare it wrongly.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any, Generic, NamedTuple, TypeVar, cast

import msgspec

from groundplan.spec.api import Router
from groundplan.spec.spec import Addressed, Spec

Found = TypeVar("Found")
Element = TypeVar("Element", bound=Addressed)
# A name, or a look-up and a key in it.
Look = str | tuple[str, str]

NAMES = (*Spec.__struct_fields__, *(name for name, kind in vars(Spec).items() if isinstance(kind, cached_property)))


class Watched:
    """A specification to everybody who asks it something; what is asked is added to `looks`.

    With `keys`, a look-up is asked for single keys; else for all of it, which takes less time to note.
    """

    def __init__(self, spec: Spec, looks: set[Look], *, keys: bool) -> None:
        self._spec = spec
        self._looks = looks
        self._keys = keys

    def __getattr__(self, name: str) -> Any:
        kind = getattr(Spec, name, None)
        # Whatever is worked out from the fields notes the fields that it asks for.
        if isinstance(kind, property) and kind.fget is not None:
            return kind.fget(self)
        if isinstance(kind, FunctionType):
            return MethodType(kind, self)
        value = getattr(self._spec, name)
        if self._keys and isinstance(value, dict):
            value = _WatchedLookUp(name, value, self._looks)
        else:
            self._looks.add(name)
        # What was noted once need not pass here again.
        self.__dict__[name] = value
        return value


class _WatchedLookUp(Mapping[str, Any]):
    def __init__(self, name: str, known: Mapping[str, Any], looks: set[Look]) -> None:
        self._name = name
        self._known = known
        self._looks = looks

    def __getitem__(self, key: str) -> Any:
        self._looks.add((self._name, key))
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        self._looks.add((self._name, str(key)))
        return key in self._known

    def __iter__(self) -> Iterator[str]:
        self._looks.add(self._name)
        return iter(self._known)

    def __len__(self) -> int:
        self._looks.add(self._name)
        return len(self._known)


class _Kept(NamedTuple, Generic[Found]):
    about: object
    looks: frozenset[Look]
    found: Found


class Memory(Generic[Found]):
    """What was found of the elements of one specification after the other."""

    def __init__(self) -> None:
        self._spec = Spec()
        self._kept: dict[Hashable, _Kept[Found]] = {}
        self._used: dict[Hashable, _Kept[Found]] = {}

    def turn_to(self, spec: Spec, changed: Set[Look]) -> None:
        """Go on with another specification; what looked at anything that `changed` is forgotten."""
        self._kept = {key: kept for key, kept in self._used.items() if changed.isdisjoint(kept.looks)}
        self._used = {}
        self._spec = spec

    def recall(self, kind: str, about: object, make: Callable[[Spec], Found], *, wide: bool = False) -> Found:
        """What `make` gives; it may depend on `about`, told by identity, and on what it asks of the specification.

        What is `wide` looks at most of the specification anyway.
        """
        key = (kind, id(about))
        kept = self._kept.get(key)
        if kept is None:
            looks: set[Look] = set()
            found = make(cast(Spec, Watched(self._spec, looks, keys=not wide)))
            kept = _Kept(about, frozenset(looks), found)
        self._used[key] = kept
        return kept.found


def changed_looks(before: Spec, after: Spec) -> set[Look]:
    """Every look at a specification that would show something else in the other one.

    Elements that are the same objects count as unchanged, and only those; `settled` makes them so.
    """
    changed: set[Look] = set()
    for name in NAMES:
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, dict):
            keys = {key for key in old.keys() | new.keys() if not _same(old.get(key), new.get(key))}
            changed.update((name, key) for key in keys)
            if keys or list(old) != list(new):
                changed.add(name)
        elif not _same(old, new):
            changed.add(name)
    return changed


def _same(old: object, new: object) -> bool:
    if old is new:
        return True
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    return isinstance(old, str | frozenset | set) and old == new


def settled(before: Spec, after: Spec) -> Spec:
    """The second specification, with every element that says the same in the first taken from there."""
    return Spec(
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


def _routers(before: Spec, after: Spec) -> Iterator[Router]:
    known = {router.name: router for router in before.routers}
    for router in after.routers:
        old = known.get(router.name, router)
        endpoints = _all_either(old.endpoints, router.endpoints)
        alike = _same(old.endpoints, endpoints) and _alike(old.replace(endpoints=()), router.replace(endpoints=()))
        yield old if alike else router.replace(endpoints=endpoints)


def _all_either(before: tuple[Element, ...], after: tuple[Element, ...]) -> tuple[Element, ...]:
    if _same(before, after):
        return before
    known = {element.address: element for element in before}
    return tuple(_either(known.get(element.address, element), element) for element in after)


def _either(before: Found, after: Found) -> Found:
    return before if _alike(before, after) else after


def _alike(before: object, after: object) -> bool:
    # Equal is not enough: a default of 1 equals one of 1.0, and is written otherwise.
    return before is after or msgspec.msgpack.encode(before) == msgspec.msgpack.encode(after)
