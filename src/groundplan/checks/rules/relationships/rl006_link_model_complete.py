"""Many to many goes through a link model with both foreign keys, and no pair stands in it twice.

A pair that two requests add at the same moment is otherwise there twice: counted twice, and removed once. The link
model has a name, since sooner or later somebody asks when the link was made, and by whom.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import unique_keys
from groundplan.checks.rules.relationships.inverse import other_side
from groundplan.spec.model import Model, Relationship, UniqueTogether
from groundplan.spec.spec import Spec


def _unique_pairs(spec: Spec) -> Spec:
    """Each link model with a unique rule over its pair."""
    changed: dict[str, Model] = {}
    for model in spec.models:
        for item in model.relationships:
            link = changed.get(item.through) or spec.models_by_name.get(item.through)
            pair = _pair(item, model, link)
            if item.cardinality == "many to many" and link is not None and pair is not None and _repeats(pair, link):
                changed[link.name] = link.replace(uniques=(*link.uniques, UniqueTogether(pair)))
    if not changed:
        return spec
    return spec.replace(models=tuple(changed.get(model.name, model) for model in spec.models))


@rule(
    "RL006",
    severity="error",
    hears="model",
    bad="- **Relationship**: `tags`, many to many `Tag`, back as `Tag.tasks`",
    good="- **Relationship**: `tags`, many to many `Tag` through `TaskTag`, back as `Tag.tasks`",
    source="SQLModel, Create Models with a Many-to-Many Link",
    fix=_unique_pairs,
)
def link_model_complete(model: Model, spec: Spec) -> Iterator[Fault]:
    for item in model.relationships:
        target = spec.models_by_name.get(item.target)
        if item.cardinality != "many to many" or target is None or _told_over_there(item, model, target):
            continue
        if (wrong := _wrong(item, model, spec.models_by_name.get(item.through))) is not None:
            yield Fault(at=model.address / f"relationship {item.name}", message=wrong[0], mend=wrong[1])


def _told_over_there(item: Relationship, model: Model, target: Model) -> bool:
    """Whether the other side says the same, so that its faults are found there."""
    other = other_side(item, model, target)
    return other is not None and other.through == item.through and target.name < model.name


def _wrong(item: Relationship, model: Model, link: Model | None) -> tuple[str, str] | None:
    if not item.through:
        name = f"{model.name}{item.target}"
        return f"`{item.name}` is many to many without a link model", f"add `through `{name}`` and the model `{name}`"
    if link is None:
        return None  # An unresolved reference, found as such.
    pair = _pair(item, model, link)
    if pair is None:
        message = f"`{link.name}` has no foreign keys to both `{model.name}` and `{item.target}`"
        return message, "add one to each; each says what happens on delete"
    if _repeats(pair, link):
        message = f"`{link.name}` can hold the same pair twice"
        return message, f"make {' + '.join(f'`{name}`' for name in pair)} its primary key, or unique together"
    return None


def _pair(item: Relationship, model: Model, link: Model | None) -> tuple[str, str] | None:
    """The two foreign keys of a link model."""
    fields = link.fields if link is not None else ()
    here = [f.name for f in fields if f.references is not None and f.references.model == model.name]
    there = [f.name for f in fields if f.references is not None and f.references.model == item.target]
    return next(((one, other) for one in here for other in there if one != other), None)


def _repeats(pair: tuple[str, str], link: Model) -> bool:
    return not any(key <= frozenset(pair) for key in unique_keys(link))
