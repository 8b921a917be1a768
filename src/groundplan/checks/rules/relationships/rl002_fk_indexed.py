"""Every foreign key begins an index.

The database indexes what a key points at, and not the key. Without an index each delete of a parent reads the whole
table of its children, and so does each list of them.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import keys_of
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec


def _indexed(spec: Spec) -> Spec:
    """Each foreign key that begins no index, marked as indexed."""
    models = tuple(_with_indexes(model) for model in spec.models)
    return spec if models == spec.models else spec.replace(models=models)


def _with_indexes(model: Model) -> Model:
    bare = {field.name for field in _bare(model)}
    if not bare:
        return model
    return model.replace(
        fields=tuple(field.replace(indexed=True) if field.name in bare else field for field in model.fields)
    )


@rule(
    "RL002",
    severity="error",
    hears="model",
    bad="| `user_id` | uuid | no | — | → `User.id`, on delete cascade | — | — | — |",
    good="| `user_id` | uuid | no | — | → `User.id`, on delete cascade; indexed | — | — | — |",
    source="PostgreSQL, Foreign Keys",
    fix=_indexed,
)
def fk_indexed(model: Model, spec: Spec) -> Iterator[Fault]:
    for field in _bare(model):
        yield Fault(
            at=model.address / f"field {field.name}",
            message=f"no index of `{model.name}` begins with the foreign key `{field.name}`",
            mend="add `indexed` to its rules, or an index that begins with it",
        )


def _bare(model: Model) -> list[Field]:
    keys = [field for field in model.fields if field.references is not None]
    leading = {key[0] for key in keys_of(model)} if keys else set()
    return [field for field in keys if field.name not in leading and not _excused(field)]


def _excused(field: Field) -> bool:
    return any("no index" in note for note in field.constraints.notes)
