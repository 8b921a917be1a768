"""What a language model is shown of a specification: names first, then the elements that are near, within a budget."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from groundplan.architect.understand.calls import stem
from groundplan.evolution.elements import SINGLE, element_of
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Addressed, Spec

# What tokenizers make of English and JSON, on average; none is at hand that needs no download.
BYTES_A_TOKEN = 4
# Of the budget, the names may take one part, the elements that are near another; the rest is for what the model asks for.
PARTS = 4
# Words that are in every request and tell no element from another.
PLAIN = """
a all an and api are as at be by can each endpoint every for from has have id in is it its may must need needs new no not of
on only or own shall should so that the their them they this to user want we when which who with
"""


def as_data(value: object) -> str:
    """Plain JSON in which nothing can be taken for the end of the part that it stands in."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def tokens(text: str) -> int:
    """About how many tokens a text is."""
    return -(-len(text.encode()) // BYTES_A_TOKEN)


class Shown:
    """What one model has been shown of a specification for one proposal."""

    def __init__(self, spec: Spec, budget: int, spent: int = 0) -> None:
        self.spec = spec
        self.budget = budget
        self.tokens = spent
        self._seen: set[str] = set()

    def of(self, spec: Spec) -> "Shown":
        """The same budget, on what the specification has become."""
        return Shown(spec, self.budget, self.tokens)

    @property
    def left_out(self) -> int:
        """How many elements have not been shown."""
        return sum(address not in self._seen for address in addresses(self.spec))

    def outline(self, words: str) -> str:
        """The names of what there is, those near to some words first, as many as a part of the budget holds."""
        text = as_data(outline(self.spec, words, self.budget // PARTS))
        self.tokens += tokens(text)
        return text

    def near(self, words: str) -> str:
        """The elements whose names have most of the words, each on a line, as many as a part of the budget holds."""
        room = self.budget // PARTS
        lines = []
        for address in nearest(words, self.spec):
            line = self._line(address)
            if tokens(line) > room:
                break
            room -= tokens(line)
            lines.append(self._told(address, line))
        return "\n".join(lines)

    def read_element(self, address: str) -> str:
        """Read one element, by its address: `GET /api/tasks`, `model Task`, `router tasks`, `errors`, `auth`, `api`."""
        if address not in addresses(self.spec):
            near = nearest(address, self.spec)[:5]
            return f"Nothing is called `{address}`. Near are: {', '.join(near) or 'none'}."
        return self._within(address, self._line(address))

    def list_addresses(self, containing: str) -> str:
        """List the addresses of the elements that contain a text, in upper or lower case."""
        found = [address for address in addresses(self.spec) if containing.lower() in address.lower()]
        return self._within("", as_data(found))

    def _within(self, address: str, text: str) -> str:
        left = self.budget - self.tokens
        if tokens(text) > left:
            return f"That is too long: about {left} tokens are left of the budget. Ask for less, or go on with what you know."
        return self._told(address, text)

    def _told(self, address: str, text: str) -> str:
        self.tokens += tokens(text)
        self._seen.add(address)
        return text

    def _line(self, address: str) -> str:
        router = self.spec.router_by_endpoint.get(address)
        kind = "element" if router is None else "endpoint"
        told: dict[str, Any] = {"address": address, kind: element_of(address, self.spec)}
        return as_data(told if router is None else {**told, "router": router.name})


def addresses(spec: Spec) -> tuple[str, ...]:
    """The address of every element that a design can change."""
    single = [address for address, (name, _) in SINGLE.items() if getattr(spec, name) is not None]
    listed: tuple[Addressed, ...] = (*spec.routers, *spec.endpoints, *spec.models, *spec.schemas)
    return (*single, *(str(element.address) for element in listed))


def outline(spec: Spec, words: str, room: int) -> dict[str, Any]:
    """The names in a specification: all, or those near to some words in full and of the others as many as there is room for."""
    whole = _joined(_names(spec, frozenset(addresses(spec))))
    if tokens(as_data(whole)) <= room:
        return whole
    told, more = [], Counter[str]()
    for name in sorted(_names(spec, frozenset(nearest(words, spec))), key=lambda name: not name.near):
        room -= tokens(as_data({name.name: name.value}))
        if room >= 0:
            told.append(name)
        else:
            more[name.part] += 1
    return {**_joined(told), "more": dict(more)}


class _Name(NamedTuple):
    part: str
    name: str
    value: Any
    near: bool


def _names(spec: Spec, near: frozenset[str]) -> Iterator[_Name]:
    """Every name, with what belongs to it where it is near."""
    for router in spec.routers:
        paths = [f"{endpoint.method} {endpoint.path}" for endpoint in router.endpoints]
        close = router.address in near or not near.isdisjoint(paths)
        yield _Name("routers", f"{router.name} {router.prefix}", paths if close else f"{len(paths)} endpoints", close)
    for model in spec.models:
        close = model.address in near
        yield _Name("models", model.name, [field.name for field in model.fields] if close else [], close)
    for schema in spec.schemas:
        yield _Name("schemas", schema.name, None, schema.address in near)
    for role in spec.auth.roles if spec.auth is not None else ():
        yield _Name("roles", role.name, None, False)
    for code in sorted(spec.code_names):
        yield _Name("errors", code, None, False)


def _joined(names: Iterable[_Name]) -> dict[str, Any]:
    parts: dict[str, dict[str, Any]] = {}
    for name in names:
        parts.setdefault(name.part, {})[name.name] = name.value
    return {part: list(told) if None in told.values() else told for part, told in parts.items()}


def nearest(words: str, spec: Spec) -> list[str]:
    """The addresses of elements whose names share words with a text, the nearest first."""
    wanted = frozenset(_stems(words)) - frozenset(_stems(PLAIN))
    if not wanted:
        return []
    scored = [(_score(address, element, wanted), address) for address, element in _elements(spec)]
    return [address for score, address in sorted(scored, key=lambda pair: -pair[0]) if score]


def _elements(spec: Spec) -> Iterator[tuple[str, Noun]]:
    for address in addresses(spec):
        element = element_of(address, spec)
        if element is not None:
            yield address, element


def _score(address: str, element: Noun, wanted: frozenset[str]) -> float:
    """The words that the name and the fields of an element share with what is wanted; long names count for less."""
    name = frozenset(_stems(address))
    fields = frozenset(word for field in getattr(element, "fields", ()) for word in _stems(field.name))
    shared = 3 * len(name & wanted) + len((fields - name) & wanted)
    return shared - len(name) / 100 if shared else 0


def _stems(text: str) -> Iterator[str]:
    for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text):
        yield stem(word)
