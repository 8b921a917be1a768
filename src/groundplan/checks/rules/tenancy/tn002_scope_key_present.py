"""The field by which rows belong to somebody is never null, and points at that somebody.

A row with no owner is seen by nobody, or by everybody whose query forgets the null. A foreign key keeps the field from
naming an account that is gone. The index that it needs is judged with the foreign keys.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


@rule(
    "TN002",
    severity="error",
    hears="spec",
    bad="| `user_id` | uuid | yes | — | → `User.id`, on delete cascade | — | — | yes |",
    good="| `user_id` | uuid | no | — | → `User.id`, on delete cascade | — | — | yes |",
    source="OWASP Multi-Tenant Security Cheat Sheet, §2",
)
def scope_key_present(spec: Spec) -> Iterator[Fault]:
    # Where the accounts live elsewhere there is nothing that a key could point at.
    kept_here = {kind for model in spec.models for kind, name in _scopes(model) if _is_key(model, name)}
    for model in spec.models:
        for kind, name in _scopes(model):
            field = model.field(name)
            if field is None:
                continue  # An unresolved reference, found as such.
            at = model.address / f"field {name}"
            if field.nullable is not False or not field.stored:
                yield Fault(
                    at=at,
                    message=f"`{name}` says whose a row of `{model.name}` is, and may be null",
                    mend="make it not null; rows that belong to nobody are a model of their own",
                )
            if field.references is None and not field.primary_key and kind in kept_here:
                yield Fault(
                    at=at,
                    message=f"`{name}` says whose a row of `{model.name}` is, and is no foreign key",
                    mend="add what it points at to its rules: `→ `User.id`, on delete cascade`",
                )


def _scopes(model: Model) -> Iterator[tuple[str, str]]:
    if model.owner:
        yield "owner", model.owner
    if model.tenant:
        yield "tenant", model.tenant


def _is_key(model: Model, name: str) -> bool:
    field = model.field(name)
    return field is not None and field.primary_key and field.references is None
