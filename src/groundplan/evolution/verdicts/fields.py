"""The fields of two shapes side by side, with those of all shapes inside them."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from groundplan.evolution.deprecating import Farewell, farewell
from groundplan.spec.address import Address
from groundplan.spec.effective import schema_of
from groundplan.spec.model import Field, Schema, SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

Fields = tuple[SchemaField, ...]


class Travelling(NamedTuple):
    """A field in one of two shapes, or in both.

    Args:
        path: where it stands in the body: `title`, or `address.city` in a shape inside it.
        before, after: `None` where it is new, or gone. Both under two names if it was renamed.
        origin: the element that declares it.
        beside: the deprecated field that a new one replaces, or empty.
    """

    path: str
    before: SchemaField | None
    after: SchemaField | None
    origin: Address
    beside: str = ""


class _Shapes(NamedTuple):
    before: Fields
    after: Fields
    origin: Address
    prefix: str = ""


def shape_named(name: str, spec: Spec) -> Schema | None:
    """The shape of a schema's name or, as it is answered, of a model's."""
    if (schema := schema_of(name, spec)) is not None:
        return schema
    return schema_of(f"{name}Read", spec) if name in spec.models_by_name else None


def declared_in(name: str, spec: Spec, otherwise: Address) -> Address:
    """The element that declares the fields of a shape."""
    if name in spec.schemas_by_name:
        return Address.schema(name)
    model = spec.model_by_schema.get(name) or spec.models_by_name.get(name)
    return otherwise if model is None else model.address


def travelling(before: Fields, after: Fields, old: Spec, new: Spec, origin: Address) -> Iterator[Travelling]:
    """Every field of two shapes, each once; a shape that stands at several places is told at the first."""
    waiting, met = deque([_Shapes(before, after, origin)]), set()
    while waiting:
        shapes = waiting.popleft()
        for field in _level(shapes):
            yield field
            if field.before is None or field.after is None:
                continue
            names = _name_of(field.before.type), _name_of(field.after.type)
            was, now = shape_named(names[0], old), shape_named(names[1], new)
            if was is not None and now is not None and names not in met:
                met.add(names)
                waiting.append(
                    _Shapes(was.fields, now.fields, declared_in(names[1], new, field.origin), f"{field.path}.")
                )


def _level(shapes: _Shapes) -> Iterator[Travelling]:
    """The fields of the outermost level, the new order first."""
    was = {field.name: field for field in shapes.before}
    now = {field.name: field for field in shapes.after}
    gone = [field for name, field in was.items() if name not in now]
    come = [field for name, field in now.items() if name not in was]
    renamed = {}
    if len(gone) == len(come) == 1 and _nameless(gone[0]) == _nameless(come[0]):
        renamed = {come[0].name: gone.pop()}
    heirs = {
        said.replacement: name
        for name, field in now.items()
        if name in was and (said := ending(field)) is not None and said.replacement not in was
    }
    for name, field in now.items():
        old = was.get(name) or renamed.get(name)
        yield Travelling(f"{shapes.prefix}{name}", old, field, shapes.origin, heirs.get(name, ""))
    for field in gone:
        yield Travelling(f"{shapes.prefix}{field.name}", field, None, shapes.origin)


def ending(field: SchemaField) -> Farewell | None:
    """What a field says of its end, or `None` where it stays."""
    return farewell(Field(field.name, constraints=field.constraints))


def over(field: SchemaField, today: str) -> bool:
    """Whether the day has come until which a deprecated field was to stay."""
    said = ending(field)
    return said is not None and bool(said.sunset) and said.sunset <= today


def _nameless(field: SchemaField) -> SchemaField:
    return field.replace(name="", meaning="")


def _name_of(type_: Type | None) -> str:
    """The shape that a type names, also as the item of a list."""
    while type_ is not None and type_.item is not None:
        type_ = type_.item
    return type_.name if type_ is not None and type_.kind == "ref" else ""
