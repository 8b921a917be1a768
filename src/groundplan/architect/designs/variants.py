"""The Base, Create, Read and Update schemas that the operations on a model need."""

from groundplan.spec.model import Field, Model
from groundplan.spec.types import NOW_AT_EVERY_CHANGE, Type


def with_variants(model: Model, operations: tuple[str, ...]) -> Model:
    """The model with what clients send in these operations, on top of what they send already."""
    fields = model.fields
    if "create" in operations and not any(field.create for field in fields):
        fields = tuple(_created(field) if _sent(field, model) else field for field in fields)
    if "update" in operations and not any(field.update for field in fields):
        fields = tuple(field.replace(update="optional") if _sent(field, model) else field for field in fields)
    if any(field.update for field in fields) and not any(field.default == NOW_AT_EVERY_CHANGE for field in fields):
        fields = (*fields, Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"))
    needed = {
        "Base": any(field.create and field.read for field in fields),
        "Create": any(field.create for field in fields),
        "Read": any(field.read for field in fields),
        "Update": any(field.update for field in fields),
    }
    variants = tuple(f"{model.name}{variant}" for variant, stands in needed.items() if stands)
    others = tuple(name for name in model.schemas or () if name not in variants)
    return model.replace(fields=fields, schemas=(*variants, *others))


def _sent(field: Field, model: Model) -> bool:
    """Whether a client may set it: not the keys, not the owner, not what the server makes."""
    made = field.default is not None and field.default.kind != "value"
    return not field.primary_key and not made and field.name not in (model.owner, model.tenant) and field.read == "yes"


def _created(field: Field) -> Field:
    return field.replace(create="optional" if field.nullable or field.default is not None else "required")
