"""Every field has a type and says whether it may be null, and every table has a primary key.

What a column leaves open is decided three times, by the migration, by the schema and by the client, and rarely alike. A
row without a key cannot be named, so it can neither be read nor changed alone.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec


@rule(
    "MD001",
    severity="error",
    hears="model",
    bad="| `title` | str | ? | — | 1..200; trimmed | required | optional | yes |",
    good="| `title` | str | no | — | 1..200; trimmed | required | optional | yes |",
    source="SQLModel, Create a Table",
)
def field_complete(model: Model, spec: Spec) -> Iterator[Fault]:
    if not model.primary_key:
        yield Fault(
            at=model.address,
            message=f"`{model.name}` has no primary key",
            mend="mark the field that names a row: `primary key` among its rules",
        )
    seen: set[str] = set()
    for field in model.fields:
        at = model.address / f"field {field.name}"
        if field.name in seen:
            yield Fault(at=at, message=f"`{model.name}` has two fields `{field.name}`", mend="rename or remove one")
        seen.add(field.name)
        for message, mend in _open(field):
            yield Fault(at=at, message=message, mend=mend)


def _open(field: Field) -> Iterator[tuple[str, str]]:
    type_, default = field.type, field.default
    if type_ is None:
        yield f"`{field.name}` has no type", "say it in the second column: `str`, `uuid`, `datetime`"
        return
    if field.stored and field.nullable is None:
        yield f"nothing says whether `{field.name}` may be null", "write `yes` or `no` in the column Null"
    if type_.kind == "enum" and not type_.values:
        yield f"`{field.name}` is an enum without values", "list them: enum(`open`, `closed`)"
    if type_.kind == "list" and type_.item is None:
        yield f"`{field.name}` is a list of nothing in particular", "say of what: `list of str`"
    if default is not None and default.kind == "value" and type_.values and default.value not in type_.values:
        yield f"the default of `{field.name}` is none of its values", "take one of them, or add it to the values"
