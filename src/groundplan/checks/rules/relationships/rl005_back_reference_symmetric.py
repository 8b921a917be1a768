"""A relationship has a name on both sides, and both sides say the same of it.

A name on one side alone is loaded there and forgotten here, so that one session sees two truths. And there is a foreign
key for it, one only, or which of two people is the owner is left to the reader; between one and one it is unique.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import unique_keys
from groundplan.checks.rules.relationships.inverse import INVERSE, keys_between, other_side
from groundplan.spec.model import Model, Relationship
from groundplan.spec.spec import Spec


def _paired(spec: Spec) -> Spec:
    """Each relationship with a name for its other side, that of the table or of the model, where it is free."""
    models = []
    for model in spec.models:
        sides = tuple(_with_back(item, model, spec) for item in model.relationships)
        models.append(model if sides == model.relationships else model.replace(relationships=sides))
    return spec if tuple(models) == spec.models else spec.replace(models=tuple(models))


def _with_back(item: Relationship, model: Model, spec: Spec) -> Relationship:
    target = spec.models_by_name.get(item.target)
    if item.back or target is None:
        return item
    if (other := other_side(item, model, target)) is not None:
        return item.replace(back=other.name)
    back = model.table if item.cardinality.startswith("many") else model.name.lower()
    used = {*(field.name for field in target.fields), *(known.name for known in target.relationships)}
    used.update(known.back for known in model.relationships if known.target == item.target)
    return item if back in used else item.replace(back=back)


@rule(
    "RL005",
    severity="error",
    hears="model",
    bad="- **Relationship**: `owner`, many to one `User` by `user_id`",
    good="- **Relationship**: `owner`, many to one `User` by `user_id`, back as `User.tasks`",
    source="SQLModel, Relationship back_populates",
    fix=_paired,
)
def back_reference_symmetric(model: Model, spec: Spec) -> Iterator[Fault]:
    backs: set[tuple[str, str]] = set()
    for item in model.relationships:
        target = spec.models_by_name.get(item.target)
        if target is None:
            continue  # An unresolved reference, found as such.
        at = model.address / f"relationship {item.name}"
        for message, mend in (*_names(item, model, target, backs), *_key(item, model, target)):
            yield Fault(at=at, message=message, mend=mend)
        if item.back:
            backs.add((item.target, item.back))


def _names(
    item: Relationship, model: Model, target: Model, backs: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    other = other_side(item, model, target)
    if model.field(item.name) is not None:
        yield f"`{model.name}.{item.name}` is a field as well", "give the relationship another name"
    if not item.back and other is None:
        yield f"`{target.name}` has no name for the way back to `{model.name}`", f"add `, back as `{target.name}.…``"
    elif item.back and target.field(item.back) is not None:
        yield f"`{target.name}.{item.back}` is a field as well", "give the way back another name"
    elif (item.target, item.back) in backs:
        yield f"two relationships lead back as `{target.name}.{item.back}`", "give each a name of its own"
    if other is None:
        return
    if other.cardinality != INVERSE[item.cardinality]:
        message = f"`{item.name}` is {item.cardinality}, and `{target.name}.{other.name}` is {other.cardinality}"
        yield message, f"`{item.cardinality}` one way is `{INVERSE[item.cardinality]}` the other"
    elif item.back not in ("", other.name) or other.back not in ("", item.name):
        message = f"`{model.name}.{item.name}` and `{target.name}.{other.name}` do not name each other"
        yield message, f"let the one lead back as `{other.name}` and the other as `{item.name}`"


def _key(item: Relationship, model: Model, target: Model) -> Iterator[tuple[str, str]]:
    if item.cardinality == "many to many" or (item.by and not (model.field(item.by) or target.field(item.by))):
        return
    keys = keys_between(item, model, target)
    if not keys:
        what = f"`{item.by}` is" if item.by else f"no field of `{model.name}` or `{target.name}` is"
        yield f"{what} no foreign key for `{item.name}`", "name the field: `by `user_id``, and what it points at"
    elif len(keys) > 1:
        names = " and ".join(f"`{holder.name}.{field.name}`" for holder, field in keys)
        yield f"{names} can both hold `{item.name}`", f"say which: `by `{keys[0][1].name}``"
    elif item.cardinality == "one to one":
        holder, field = keys[0]
        if frozenset({field.name}) not in unique_keys(holder):
            message = f"`{item.name}` is one to one, and several rows can have the same `{holder.name}.{field.name}`"
            yield message, "make the field unique, or the relationship many to one"
