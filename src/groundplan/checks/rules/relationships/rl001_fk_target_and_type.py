"""A foreign key points at a unique field of a model that exists, and has its type.

The database refuses any other, on the day of the migration. Of an integer that points at a uuid nobody can say which
of the two was meant.
"""

from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import unique_keys
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec


def _typed(spec: Spec) -> Spec:
    """Each foreign key with the type of the key that it points at."""
    models = []
    for model in spec.models:
        wanted = {field.name: _target(field, spec) for field in model.fields if _mistyped(field, spec)}
        fields = tuple(
            field.replace(type=target.type) if (target := wanted.get(field.name)) is not None else field
            for field in model.fields
        )
        models.append(model.replace(fields=fields) if wanted else model)
    return spec if tuple(models) == spec.models else spec.replace(models=tuple(models))


@rule(
    "RL001",
    severity="error",
    hears="model",
    bad="→ `Users.id`, on delete cascade",
    good="→ `User.id`, on delete cascade",
    source="PostgreSQL, Foreign Keys",
    fix=_typed,
)
def fk_target_and_type(model: Model, spec: Spec) -> Iterator[Fault]:
    for field in model.fields:
        if (wrong := _wrong(field, spec)) is not None:
            yield Fault(at=model.address / f"field {field.name}", message=wrong[0], mend=wrong[1])


def _wrong(field: Field, spec: Spec) -> tuple[str, str] | None:
    key = field.references
    if key is None:
        return None
    model = spec.models_by_name.get(key.model)
    if model is None:
        mend = did_you_mean(key.model, spec.models_by_name, "define the model, or name one that exists")
        return f"`{field.name}` points at `{key.model}`, which is no model", mend
    target = model.field(key.field)
    if target is None and not model.fields:
        return None  # the table is somebody else's, and nothing is said of its columns
    if target is None:
        mend = did_you_mean(key.field, (known.name for known in model.fields), "name the primary key")
        return f"`{field.name}` points at `{key.model}.{key.field}`, which is no field", mend
    if model.primary_key and frozenset({target.name}) not in unique_keys(model):
        return f"`{key.model}.{key.field}` is not unique, so no foreign key can point at it", "point at the primary key"
    if _mistyped(field, spec):
        return (
            f"`{field.name}` is `{field.type}`, and `{key.model}.{key.field}` is `{target.type}`",
            "give both one type",
        )
    return None


def _target(field: Field, spec: Spec) -> Field | None:
    model = spec.models_by_name.get(field.references.model) if field.references is not None else None
    return None if model is None or field.references is None else model.field(field.references.field)


def _mistyped(field: Field, spec: Spec) -> bool:
    target = _target(field, spec)
    return target is not None and None not in (field.type, target.type) and field.type != target.type
