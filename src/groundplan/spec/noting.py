"""Nouns that note which of their facts anybody asks for.

A rule on the whole specification comes by every endpoint, and cares for few of its facts. When it is known which, a
change of any other fact is none to it.
"""

from collections.abc import Iterable, Mapping
from types import FunctionType
from typing import Any, TypeVar, cast

import msgspec

from groundplan.spec.noun import Noun

Kept = TypeVar("Kept", bound=Noun)
# The name of a kind of noun, and a fact of it.
Fact = tuple[str, str]


class Notebook:
    """Stands in for nouns, and writes down in `asked` which facts somebody asks them for."""

    def __init__(self) -> None:
        self.asked: set[Fact] = set()
        self._known: dict[int, tuple[Noun, _StandIn]] = {}
        self._kinds: dict[type[Noun], type[_StandIn]] = {}

    def noting(self, noun: Kept, *, instead: Mapping[str, object] | None = None) -> Kept:
        """What answers as the noun does, and notes it; facts that it has `instead` are given out unnoted."""
        kind = self._kinds.get(type(noun))
        if kind is None:
            kind = self._kinds[type(noun)] = _stand_in(type(noun), self.asked)
        if instead is not None:
            return cast(Kept, kind(noun, instead))
        found = self._known.get(id(noun))
        if found is None:
            found = self._known[id(noun)] = (noun, kind(noun, {}))
        return cast(Kept, found[1])

    def keep(self, nouns: Iterable[Noun]) -> None:
        """Forget all nouns but these."""
        self._known = {id(noun): self._known[id(noun)] for noun in nouns if id(noun) in self._known}


class _StandIn:
    """A noun to all who ask it by name. It is none to compiled code, which would read its facts unnoted, and fails."""

    kind: type[Noun]

    def __init__(self, noun: Noun, instead: Mapping[str, object]) -> None:
        self.noun = noun
        self.instead = instead

    def replace(self, **news: object) -> Noun:
        """A noun again, all of whose other facts are asked for."""
        return self.kind(**{name: news[name] if name in news else getattr(self, name) for name in self._names})

    @property
    def _names(self) -> tuple[str, ...]:
        return self.kind.__struct_fields__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, self.kind) and all(getattr(self, name) == getattr(other, name) for name in self._names)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self._names))


def _stand_in(kind: type[Noun], asked: set[Fact]) -> type[_StandIn]:
    """A class whose instances pass for nouns of a kind: with its methods, and properties in place of its facts."""

    def fact(name: str) -> property:
        read, noted, note = getattr(kind, name).__get__, (kind.__name__, name), asked.add

        def noting(self: _StandIn) -> Any:
            if name in self.instead:
                return self.instead[name]
            note(noted)
            return read(self.noun)

        return property(noting)

    methods = {name: found for name, found in vars(kind).items() if isinstance(found, property | FunctionType)}
    facts = {name: fact(name) for name in kind.__struct_fields__}
    own = {"kind": kind, "__class__": property(lambda _: kind)}
    return type(f"Noting{kind.__name__}", (_StandIn,), {**methods, **facts, **own})


def changed_facts(before: Noun, after: Noun, *, but: str = "") -> set[Fact]:
    """The facts in which two nouns of one kind differ, leaving one out."""
    if before is after:
        return set()
    kind = type(before).__name__
    return {
        (kind, name)
        for name in before.__struct_fields__
        if name != but and not alike(getattr(before, name), getattr(after, name))
    }


def alike(before: object, after: object) -> bool:
    """Whether two values are written alike: equal is not enough, for a default of 1 equals one of 1.0."""
    return before is after or msgspec.msgpack.encode(before) == msgspec.msgpack.encode(after)
