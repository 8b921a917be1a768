"""Every foreign key says what becomes of its row when the row that it points at is deleted.

Unsaid, the database refuses the delete, and the first user who closes an account is answered with an error that nobody
specified. A key that is to become null must be allowed to.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


@rule(
    "RL003",
    severity="error",
    hears="model",
    bad="→ `User.id`; indexed",
    good="→ `User.id`, on delete cascade; indexed",
    source="SQLModel, Cascade Delete Relationships",
)
def ondelete_declared(model: Model, spec: Spec) -> Iterator[Fault]:
    for field in model.fields:
        key, at = field.references, model.address / f"field {field.name}"
        if key is None:
            continue
        if key.on_delete is None:
            yield Fault(
                at=at,
                message=f"nothing says what becomes of `{model.name}` when its `{key.model}` is deleted",
                mend=f"write `→ `{key.model}.{key.field}`, on delete restrict`, or cascade, or set null",
            )
        elif key.on_delete == "set null" and field.nullable is False:
            yield Fault(
                at=at,
                message=f"`{field.name}` becomes null when its `{key.model}` is deleted, and may not be null",
                mend="let it be null, or restrict or cascade the delete",
            )
