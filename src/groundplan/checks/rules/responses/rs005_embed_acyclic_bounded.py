"""What an answer embeds comes to an end: no shape holds itself, none is nested deeper than two, and no list is endless.

Two shapes that hold each other cannot be serialised. A deep or endless one loads half of the database for a screen that
shows a name; an id or a path of its own gives the rest to whoever wants it.
"""

import re
from collections.abc import Iterator, Mapping

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import Address
from groundplan.spec.effective import schema_of
from groundplan.spec.model import Schema, SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

DEEPEST = 2
BOUNDED = Pattern(r"\bat most\b|\bup to\b|\bno more than\b|\bfirst \w+\b|\blatest \w+\b|≤|\.\.\s?\d", re.IGNORECASE)

Embedded = tuple[tuple[SchemaField, str], ...]


@rule(
    "RS005",
    severity="error",
    hears="spec",
    bad="| `status` | enum(`ok`) | yes | no | — | — | — |\n| `parent` | `Health` | no | yes | — | — | — |",
    good="| `status` | enum(`ok`) | yes | no | — | — | — |",
    source="Zalando #158; Pydantic, Self-referencing models",
)
def embed_acyclic_bounded(spec: Spec) -> Iterator[Fault]:
    answered = {response.schema for endpoint in spec.endpoints for response in endpoint.responses}
    roots = sorted(name for name in answered if name)
    shapes = dict(_reached(roots, spec))
    depths: dict[str, int] = {}
    for name in roots:
        if name not in depths:
            yield from _walked(name, shapes, depths, spec)
    for name, embedded in shapes.items():
        if _is_row(name, spec):
            yield from _endless(name, embedded, spec)


def _reached(names: list[str], spec: Spec) -> Iterator[tuple[str, Embedded]]:
    """Every shape that answers hold, with the fields that embed another."""
    waiting, seen = list(names), set(names)
    while waiting:
        name = waiting.pop()
        embedded = tuple(_embedding(schema_of(name, spec), spec))
        yield name, embedded
        new = {target for _, target in embedded} - seen
        seen |= new
        waiting += sorted(new)


def _embedding(schema: Schema | None, spec: Spec) -> Iterator[tuple[SchemaField, str]]:
    for field in schema.fields if schema is not None else ():
        kind: Type | None = field.type
        while kind is not None and kind.kind == "list":
            kind = kind.item
        if kind is not None and kind.kind == "ref":
            # A field of a model's own that names the model stands for what is read of it.
            yield field, f"{kind.name}Read" if f"{kind.name}Read" in spec.model_by_schema else kind.name


def _walked(root: str, shapes: Mapping[str, Embedded], depths: dict[str, int], spec: Spec) -> Iterator[Fault]:
    """Faults of the shapes below one, each of which is walked once; `depths` is how deep each of them nests."""
    path = [(root, iter(shapes[root]))]
    open_ = {root}
    while path:
        name, rest = path[-1]
        field, target = next(rest, (None, ""))
        if field is None:
            path.pop()
            open_.discard(name)
            depths[name] = max((depths.get(inner, 0) + 1 for _, inner in shapes[name]), default=0)
            if depths[name] == DEEPEST + 1:
                yield Fault(
                    at=_address(name, spec),
                    message=f"`{name}` embeds shapes {depths[name]} deep",
                    mend="answer ids instead of the innermost rows, or give them a path of their own",
                )
        elif target in open_:
            yield Fault(
                at=_address(name, spec) / f"field {field.name}",
                message=f"`{name}` holds `{target}`, which holds `{name}` again"
                if name != target
                else f"`{name}` holds itself",
                mend="answer the id instead of the row",
            )
        elif target not in depths:
            path.append((target, iter(shapes[target])))
            open_.add(target)


def _is_row(name: str, spec: Spec) -> bool:
    """Whether a shape is one row: a page or a report is made to hold many."""
    schema = schema_of(name, spec)
    return name in spec.model_by_schema or (schema is not None and any(field.name == "id" for field in schema.fields))


def _endless(name: str, embedded: Embedded, spec: Spec) -> Iterator[Fault]:
    for field, target in embedded:
        many = field.type is not None and field.type.kind == "list"
        said = (field.meaning, *field.constraints.notes)
        if many and field.constraints.bounds.high is None and not any(BOUNDED.search(text) for text in said):
            yield Fault(
                at=_address(name, spec) / f"field {field.name}",
                message=f"each `{name}` holds every `{target}` that it has, however many",
                mend="bound the list: `≤ 20`, or give it a path of its own with pages",
            )


def _address(name: str, spec: Spec) -> Address:
    model = spec.model_by_schema.get(name)
    return model.address if model is not None else Address.schema(name)
