"""Pydantic, SQLModel and dataclass snippets as shapes; the code is parsed and never run."""

from collections.abc import Mapping

from groundplan.documents.free.models.class_field import attribute_field, has_default
from groundplan.documents.free.models.python_class import Class, attributes, classes_in, enums_of, lineage
from groundplan.documents.free.nodes import Fence
from groundplan.documents.free.shapes.shape import Shape
from groundplan.spec.model import Field, SchemaField


def shape_of_python(fence: Fence) -> Shape | None:
    """The shape of the last class of a fence that has fields, with those it inherits; `None` where there is no such class."""
    classes = classes_in((fence,))
    known, enums = {each.name: each for each in classes}, enums_of(classes)
    for each in reversed(classes):
        fields = fields_of_class(each, known, enums) if each.name not in enums else ()
        if fields:
            return Shape(fields)
    return None


def fields_of_class(
    each: Class, known: Mapping[str, Class], enums: Mapping[str, tuple[str, ...]]
) -> tuple[SchemaField, ...]:
    """What a class says of its fields, those of its bases among `known` first."""
    found: dict[str, SchemaField] = {}
    for ancestor in lineage(each, known):
        for name, annotation, value, _ in attributes(ancestor.node):
            if annotation is not None and not name.startswith("_") and name != "model_config":
                found[name] = _sent(attribute_field(name, annotation, value, enums), given=has_default(value))
    return tuple(found.values())


def _sent(field: Field, *, given: bool) -> SchemaField:
    """A column as a field that travels: one with a value of its own need not be sent."""
    return SchemaField(
        field.name,
        field.type,
        required=not given,
        nullable=bool(field.nullable),
        default=field.default,
        constraints=field.constraints,
    )
