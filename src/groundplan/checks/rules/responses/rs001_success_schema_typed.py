"""A success answers a schema whose fields all have types.

A client is generated or written from it; a field without a type is one that every reader imagines differently.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Field, Model, Schema
from groundplan.spec.spec import Spec


@rule(
    "RS001",
    severity="error",
    hears="spec",
    bad="| `expires_in` | — | yes | no |",
    good="| `expires_in` | int | yes | no |",
    source="Zalando #151",
)
def success_schema_typed(spec: Spec) -> Iterator[Fault]:
    for shape in spec.schemas:
        yield from _untyped(shape)
    for model in spec.models:
        yield from (_fault(model, field.name) for field in model.fields if field.type is None and _travels(field))


def _untyped(shape: Schema) -> Iterator[Fault]:
    yield from (_fault(shape, field.name) for field in shape.fields if field.type is None)


def _travels(field: Field) -> bool:
    """Fields that only the database sees are judged with the models."""
    return bool(field.read) and not field.stored


def _fault(owner: Model | Schema, name: str) -> Fault:
    message = f"`{owner.name}.{name}` has no type"
    return Fault(message, "name its type: `str`, `int`, `uuid`, …", owner.address / f"field {name}")
