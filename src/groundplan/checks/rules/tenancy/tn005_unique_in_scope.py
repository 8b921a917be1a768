"""What a client names is unique among the rows of its owner or organisation, not among those of everybody.

A name that is taken by a stranger is refused without a reason that the caller can see, and the refusal tells that the
stranger has such a row. Where a value must be unique in the whole system, like a host name, the model says so.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

EVERYWHERE = Pattern(r"\bglobal|\bacross all\b|\b(?:whole|entire) (?:system|api|table)|\beverywhere\b", re.IGNORECASE)


@rule(
    "TN005",
    severity="warning",
    hears="model",
    bad="- **Table**: `tasks`\n- **Owner**: `user_id`\n- **Unique**: `title`",
    good="- **Table**: `tasks`\n- **Owner**: `user_id`",
    source="OWASP Multi-Tenant Security Cheat Sheet, composite keys",
)
def unique_in_scope(model: Model, spec: Spec) -> Iterator[Fault]:
    scope = model.tenant or model.owner
    owner = model.field(scope)
    # An account is the scope itself, and its address is how it is found.
    if not scope or (owner is not None and owner.primary_key):
        return
    single = (((field.name,), f"field {field.name}") for field in model.fields if field.unique is not None)
    together = ((unique.fields, f"unique {' + '.join(unique.fields)}") for unique in model.uniques)
    for fields, part in (*single, *together):
        if not _within(fields, model, spec) and _sent(fields, model) and not _everywhere(fields, model):
            names = " + ".join(f"`{name}`" for name in fields)
            yield Fault(
                at=model.address / part,
                message=f"{names} must be unique among the rows of everybody, so one caller meets those of another",
                mend=f"make it unique with `{scope}`, or say in a note that it is unique globally",
            )


def _within(fields: tuple[str, ...], model: Model, spec: Spec) -> bool:
    """Whether one of the fields ties the row to its owner, organisation, or a parent that belongs to somebody."""
    for name in fields:
        field = model.field(name)
        target = spec.models_by_name.get(field.references.model) if field is not None and field.references else None
        if name in (model.owner, model.tenant) or (target is not None and bool(target.owner or target.tenant)):
            return True
    return False


def _sent(fields: tuple[str, ...], model: Model) -> bool:
    """Whether a client chooses a value; what the server makes meets nobody's."""
    return any(field.name in fields and bool(field.create or field.update) for field in model.fields)


def _everywhere(fields: tuple[str, ...], model: Model) -> bool:
    noted = (note for field in model.fields if field.name in fields for note in field.constraints.notes)
    return any(EVERYWHERE.search(text) for text in (*model.notes, *noted))
