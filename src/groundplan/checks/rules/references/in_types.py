"""What a type refers to."""

from collections.abc import Iterator

from groundplan.checks.rules.references.known import Known, Reference
from groundplan.spec.address import Address
from groundplan.spec.types import Type


def shape_in(type_: Type | None, at: Address, known: Known) -> Iterator[Reference]:
    """The model or schema that a type names, itself or as the item of a list."""
    while type_ is not None and type_.kind == "list":
        type_ = type_.item
    if type_ is not None and type_.kind == "ref":
        yield Reference(at, type_.name, "model or schema", known.shapes)
