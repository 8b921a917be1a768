"""What functions of a specification gave, kept as long as everything that they looked at stays the same.

A function is called with a specification that notes what is asked of it: a name (`models`), a key in one of the look-ups
(`models_by_name`, `Task`), a fact of a noun that it gives out (`Errors`, `codes`). After an edit only those whose notes
touch what changed are called again. So nobody has to declare what a rule depends on, and nobody can declare it wrongly.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any, Generic, NamedTuple, TypeVar, cast

from groundplan.spec.noting import Notebook
from groundplan.spec.spec import Spec

Found = TypeVar("Found")
# A name; or a look-up and a key in it; or a kind of noun and a fact of it.
Look = str | tuple[str, str]

NAMES = (*Spec.__struct_fields__, *(name for name, kind in vars(Spec).items() if isinstance(kind, cached_property)))
# Nouns that a specification has one of: looked at is whether it is there, and then its facts.
SINGLE = ("api", "routing", "auth", "errors")
# Who comes by all endpoints looks at which there are, in which routers, and then at facts of theirs.
WITH_ENDPOINTS = frozenset({"routers", "endpoints_by_address", "router_by_endpoint"})
WHICH = "which endpoints and routers there are"


class Watched:
    """A specification to everybody who asks it something; what is asked is added to `looks`.

    Who is `wide` asks for look-ups as a whole, and is given endpoints that note.
    """

    def __init__(self, spec: Spec, looks: set[Look], notebook: Notebook, *, wide: bool) -> None:
        self._spec = spec
        self._looks = looks
        self._notebook = notebook
        self._wide = wide

    def __getattr__(self, name: str) -> Any:
        kind = getattr(Spec, name, None)
        # Whatever is worked out from the fields notes the fields that it asks for.
        if isinstance(kind, property) and kind.fget is not None:
            return kind.fget(self)
        if isinstance(kind, FunctionType):
            return MethodType(kind, self)
        value = getattr(self._spec, name)
        if isinstance(value, dict) and not self._wide:
            value = _WatchedLookUp(name, value, self._looks)
        elif name in SINGLE and value is not None and not self._wide:
            self._looks.add(f"there is {name}")
            value = self._notebook.noting(value)
        else:
            self._looks.add(WHICH if self._wide and name in WITH_ENDPOINTS else name)
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

    def get(self, key: str, default: Any = None) -> Any:
        self._looks.add((self._name, key))
        return self._known.get(key, default)

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
        self._notebook = Notebook()
        self._noting: Spec | None = None
        self._kept: dict[Hashable, _Kept[Found]] = {}
        self._used: dict[Hashable, _Kept[Found]] = {}

    def turn_to(self, spec: Spec, changed: Set[Look]) -> None:
        """Go on with another specification; what looked at anything that `changed` is forgotten."""
        self._kept = {key: kept for key, kept in self._used.items() if changed.isdisjoint(kept.looks)}
        self._used = {}
        self._spec = spec
        self._noting = None
        self._notebook.keep(spec.endpoints)

    def recall(self, kind: str, about: object, make: Callable[[Spec], Found], *, wide: bool = False) -> Found:
        """What `make` gives; it may depend on `about`, told by identity, and on what it asks of the specification.

        What is `wide` comes by most elements of the specification.
        """
        key = (kind, id(about))
        kept = self._kept.get(key)
        if kept is None:
            looks: set[Look] = set()
            self._notebook.asked.clear()
            try:
                spec = self._wide() if wide else self._spec
                found = make(cast(Spec, Watched(spec, looks, self._notebook, wide=wide)))
            except (TypeError, AttributeError):
                # Compiled code was given what only stands in for a noun: everything counts as looked at.
                looks, found = set(NAMES), make(self._spec)
            kept = _Kept(about, frozenset(looks | self._notebook.asked), found)
        self._used[key] = kept
        return kept.found

    def _wide(self) -> Spec:
        """The specification with routers and endpoints that note."""
        if self._noting is None:
            noting, spec = self._notebook.noting, self._spec
            routers = (
                noting(router, instead={"endpoints": tuple(map(noting, router.endpoints))}) for router in spec.routers
            )
            self._noting = spec.replace(routers=tuple(routers))
        return self._noting
