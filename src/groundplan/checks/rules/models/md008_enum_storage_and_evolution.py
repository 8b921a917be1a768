"""It is said how the database stores a choice: its name or its value, in a native type or in text.

SQLModel stores the *name* of a member unless it is told otherwise, in a type of the database that gains values only by a
migration. Whoever reads the table beside the application, or renames a member in the code, has to know which it is.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.choices import is_choice, storage_is_told, storage_is_told_by
from groundplan.spec.spec import Spec


@rule(
    "MD008",
    severity="warning",
    hears="spec",
    bad="- A list is never empty.",
    good="- A choice is stored as its value, as text with a check; new values may come, and a client passes over what it "
    "does not know.",
    source="SQLAlchemy, Enum; Zalando #112",
)
def enum_storage_and_evolution(spec: Spec) -> Iterator[Fault]:
    if storage_is_told(spec):
        return
    found = [
        (model, field)
        for model in spec.models
        for field in model.fields
        if is_choice(field) and not storage_is_told_by(model, field)
    ]
    if found:
        model, field = found[0]
        others = f", nor {len(found) - 1} more" if len(found) > 1 else ""
        yield Fault(
            at=model.address / f"field {field.name}",
            message=f"nothing says how the choice `{model.name}.{field.name}` is stored{others}",
            mend="add a note to the API: `A choice is stored as its value, as text with a check.`",
        )
