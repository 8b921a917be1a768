"""No field is named as something that SQLModel or Pydantic needs for itself.

`metadata` and `registry` belong to the mapping, and a table with such a column cannot be made at all. `json`, `copy` or
`schema` can, and then hide the method of that name, which the next library calls.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.reserved import MAPPED, VALIDATED, free_name
from groundplan.spec.address import Address
from groundplan.spec.spec import Spec


@rule(
    "MD011",
    severity="error",
    hears="spec",
    bad="| `metadata` | text | yes | — | ≤ 5000 | optional | optional | yes |",
    good="| `description` | text | yes | — | ≤ 5000 | optional | optional | yes |",
    source="SQLAlchemy, reserved names of declarative classes; Pydantic, BaseModel",
)
def reserved_field_name(spec: Spec) -> Iterator[Fault]:
    for model in spec.models:
        for field in model.fields:
            if field.name in MAPPED or field.name in VALIDATED:
                yield _fault(model.address, field.name, "SQLModel" if field.name in MAPPED else "Pydantic")
    for schema in spec.schemas:
        yield from (_fault(schema.address, item.name, "Pydantic") for item in schema.fields if item.name in VALIDATED)


def _fault(at: Address, name: str, library: str) -> Fault:
    return Fault(
        at=at / f"field {name}",
        message=f"`{name}` is a name that {library} needs for itself",
        mend=f"call it by what it holds: `{free_name(name)}`",
    )
